import Foundation
import Sentiment
import StrictJSON

extension Row {
    /// Reading of comments by one thread: label, probabilities, and aspects with their clauses.
    static let sentiment = Row(
        name: "sentiment", title: "comments read for sentiment and aspects by one thread",
        run: { options in
            let comments = Array(try developmentComments().prefix(options.isSmoke ? 50 : .max))
            guard let vader = VaderPeer(comments, below: repository.appending(path: ".build-bench")) else { return [] }
            defer { vader.removeFiles() }
            _ = SentimentModel.shared
            // As long as VADER's five readings: neither is measured with the caches that the other has left.
            let readings = options.isSmoke ? 1 : 50
            let alternation = try Alternation(
                [
                    Contender("read") { (0..<readings).forEach { _ in read(comments) } },
                    Contender("VADER (Python), no aspects", seconds: vader.run),
                ], seconds: options.seconds)
            let thousands = Double(comments.count) / 1000
            let ours = alternation.median(0) / Double(readings)
            return [
                Line(
                    work: "\(comments.count) comments", unit: "k comments/s", ours: thousands / ours,
                    reference: "VADER (Python), no aspects", peer: thousands / alternation.median(1),
                    ratio: alternation.ratio(to: 1) * Double(readings), target: .ratio(20))
            ]
        })

    private static func read(_ comments: [String]) {
        for comment in comments { _ = SentimentModel.read(comment) }
    }

    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

    /// Our own comments on checkpoints, of which the model has seen none.
    private static func developmentComments() throws -> [String] {
        let file = repository.appending(path: "Tests/SentimentTests/Fixtures/comments.dev.jsonl")
        return try Data(contentsOf: file).split(separator: 0x0A).compactMap { line in
            try JSONDocument(Array(line), limits: JSONLimits()).root["text"]?.string
        }
    }
}
