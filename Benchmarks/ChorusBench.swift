import Foundation

/// Measures Chorus against its peers and the machine's limits, and prints the figures as a table.
@main
enum ChorusBench {
    static func main() async throws {
        let options: BenchOptions
        do {
            options = try BenchOptions(CommandLine.arguments.dropFirst(), environment: .current)
        } catch {
            print(error.message)
            return
        }
        var lines: [Line] = []
        let flush = try DiskFlush.seconds()
        print("fdatasync of 8 KiB where the databases lie: \(String(format: "%.2f", flush * 1000)) ms\n")
        for row in Row.all where options.rows.isEmpty || options.rows.contains(row.name) {
            print("## \(row.name): \(row.title)\n")
            var measured = try await row.run(options)
            // Figures of little data say nothing about a target.
            if options.isSmoke { for index in measured.indices { measured[index].target = nil } }
            print(([Line.tableHead] + measured.map(\.tableRow)).joined(separator: "\n") + "\n")
            lines += measured
        }
        if let path = options.jsonPath { try Report.write(lines, options: options, flush: flush, to: path) }
    }
}
