import Foundation

/// VADER in Python, the usual reader of short comments, on the same comments. It comes from PyPI into a virtual
/// environment that stays, so that only the first run needs the network.
struct VaderPeer {
    private let python: String
    private let comments: URL

    /// Installs VADER and lets it read the comments once; nil, with the reason printed, where it cannot.
    init?(_ comments: [String], below folder: URL) {
        self.comments = URL.temporaryDirectory.appending(path: "chorus-bench-\(UUID().uuidString).json")
        do {
            python = try VirtualEnvironment(
                "vader", module: "vaderSentiment", packages: ["vaderSentiment==3.3.2"], below: folder
            ).python
            try JSONEncoder().encode(comments).write(to: self.comments)
            _ = try run()
        } catch {
            print("(no VADER: \(error))\n")
            try? FileManager.default.removeItem(at: self.comments)
            return nil
        }
    }

    /// The seconds of one reading of all comments, the median of five; Python's start and the lexicon do not count.
    func run() throws -> Double {
        let text = try Program.output(of: python, ["-c", Self.script, comments.path])
        guard let seconds = Double(text.filter { !$0.isWhitespace }) else { throw BenchFailure("VADER said \(text)") }
        return seconds
    }

    /// Removes the comments; the virtual environment stays for the next run.
    func removeFiles() { try? FileManager.default.removeItem(at: comments) }

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
