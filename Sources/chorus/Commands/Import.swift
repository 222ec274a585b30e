import ArgumentParser
import Core
import Foundation
import StrictJSON

/// Brings in feedback that lies elsewhere.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring in feedback that lies elsewhere, as ratings that know where they were made.",
        discussion: """
            SOURCE is one of \(ImportSource.all.map(\.name).joined(separator: ", ")); docs/imports.md says how to \
            export from each. The file is read here first, so that what is wrong with it is said before anything is \
            sent; then it goes to the service a few hundred entries at a time. Importing the same again changes nothing, so an \
            import that broke off may simply be repeated. Needs a token with the scope `import`.

            Exit codes: 0 everything that can be a rating is there; 1 it could not be brought in; 64 wrong usage.
            """)

    @OptionGroup var server: ServerOptions

    @Argument(help: "What wrote the file.")
    var source: String

    @Argument(help: "The export.")
    var file: String

    @Option(help: "Slug of the experiment that the feedback is about.")
    var experiment: String

    @Option(help: "Part that it is about; left out, the last one that was released when each was written.")
    var part: Int?

    @Option(help: "Entries of one request.")
    var batch = 500

    func validate() throws {
        guard ImportSource.named(source) != nil else {
            throw ValidationError("SOURCE is one of \(ImportSource.all.map(\.name).joined(separator: ", ")).")
        }
        guard 1...10_000 ~= batch else { throw ValidationError("--batch goes from 1 to 10000.") }
    }

    func run() async throws {
        guard let source = ImportSource.named(source) else { return }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("\(file) cannot be read.")
        }
        let line = StatusLine()
        let client = try server.client { failure, _ in line.note("\(failure); trying again") }
        let (reading, pieces) = try read(Array(data), source)
        var tally = ImportTally()
        for (index, piece) in pieces.enumerated() {
            line.show("importing \(index * 100 / pieces.count) %: \(tally.text)")
            tally.add(try await client.send(request(piece, source)).root)
        }
        line.end()
        for skip in reading.skips where skip.line != nil {
            print("\(file):\(skip.line ?? 0): \(skip.detail ?? skip.code.detail)")
        }
        for (code, count) in tally.codes.sorted(by: { $0.key < $1.key }) {
            print("skipped \(count): \(ImportSkip.Code(rawValue: code)?.detail ?? code)")
        }
        print(tally.text)
    }

    private func read(_ bytes: [UInt8], _ source: ImportSource) throws -> (ImportReading, [[UInt8]]) {
        do {
            return (try source.read(bytes), try source.pieces(bytes, batch))
        } catch let problem as Problem {
            let hints = problem.errors.map { "  \($0.hint)" }.joined(separator: "\n")
            throw ValidationError("\(file): \(problem.detail)\n\(hints)")
        } catch let fault as JSONFault {
            throw ValidationError("\(file):\(fault.line):\(fault.column): \(fault.detail)")
        }
    }

    private func request(_ piece: [UInt8], _ source: ImportSource) -> ClientRequest {
        ClientRequest(
            method: "POST", path: "/v1/import/\(source.name)",
            query: [("experiment", experiment)] + (part.map { [("part", "\($0)")] } ?? []),
            headers: [("Content-Type", source.name == "csv" ? "text/csv" : "application/json")], body: piece)
    }
}

/// What has become of the pieces so far.
private struct ImportTally {
    var imported = 0
    var unchanged = 0
    var skipped = 0
    /// Reasons, as far as the answers list them.
    var codes: [String: Int] = [:]

    mutating func add(_ answer: JSONValue) {
        imported += answer["imported"]?.int ?? 0
        unchanged += answer["unchanged"]?.int ?? 0
        skipped += answer["skipped"]?.int ?? 0
        for skip in answer["skips"]?.elements.map({ $0 }) ?? [] { codes[skip["code"]?.string ?? "", default: 0] += 1 }
    }

    var text: String { "\(imported) imported, \(unchanged) were there, \(skipped) skipped" }
}
