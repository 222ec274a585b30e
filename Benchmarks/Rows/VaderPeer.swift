import Foundation

/// VADER in Python, the usual reader of short comments, on the same comments. It comes from PyPI into a virtual
/// environment that stays, so that only the first run needs the network.
struct VaderPeer {
    private let python: URL
    private let comments: URL

    /// Installs VADER and lets it read the comments once; nil, with the reason printed, where it cannot.
    init?(_ comments: [String], below folder: URL) {
        let venv = folder.appending(path: "vader")
        python = venv.appending(path: "bin/python")
        self.comments = URL.temporaryDirectory.appending(path: "chorus-bench-\(UUID().uuidString).json")
        do {
            if !FileManager.default.isExecutableFile(atPath: python.path) {
                try Self.output(of: URL(filePath: "/usr/bin/env"), ["python3", "-m", "venv", venv.path])
            }
            if (try? Self.output(of: python, ["-c", "import vaderSentiment"])) == nil {
                try Self.output(of: python, ["-m", "pip", "install", "--quiet", "vaderSentiment==3.3.2"])
            }
            try JSONEncoder().encode(comments).write(to: self.comments)
            _ = try run()
        } catch {
            print("(no VADER: \(error))\n")
            removeFiles()
            return nil
        }
    }

    /// The seconds of one reading of all comments, the median of five; Python's start and the lexicon do not count.
    func run() throws -> Double {
        let text = try Self.output(of: python, ["-c", Self.script, comments.path])
        guard let seconds = Double(text.filter { !$0.isWhitespace }) else { throw Failure(command: "VADER", status: 0) }
        return seconds
    }

    /// Removes the comments; the virtual environment stays for the next run.
    func removeFiles() { try? FileManager.default.removeItem(at: comments) }

    @discardableResult
    private static func output(of program: URL, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(command: arguments.prefix(3).joined(separator: " "), status: process.terminationStatus)
        }
        return String(decoding: answer, as: UTF8.self)
    }

    private struct Failure: Error, CustomStringConvertible {
        var command: String
        var status: Int32
        var description: String { "\(command) ended with status \(status)" }
    }

    private static let script = """
        import json, statistics, sys, time
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
        analyzer = SentimentIntensityAnalyzer()
        with open(sys.argv[1], encoding="utf-8") as file:
            comments = json.load(file)
        def seconds():
            start = time.process_time()
            for comment in comments:
                analyzer.polarity_scores(comment)
            return time.process_time() - start
        print(statistics.median(seconds() for _ in range(5)))
        """
}
