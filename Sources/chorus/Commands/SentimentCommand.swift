import ArgumentParser
import Foundation
import Sentiment
import StrictJSON

/// Says what the model understands of comments, for maintainers who doubt it.
struct SentimentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentiment", abstract: "Read the sentiment and the aspects of comments.",
        discussion: "Without arguments, reads one comment a line from the standard input. Needs no server.")

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Argument(help: "The comment, or several in quotation marks.")
    var comment: [String] = []

    func run() {
        // Quoted arguments are comments of their own; words without quotation marks are one.
        let isQuoted = comment.contains { $0.contains(where: \.isWhitespace) }
        let comments = isQuoted || comment.isEmpty ? comment : [comment.joined(separator: " ")]
        comments.forEach(show)
        guard comment.isEmpty else { return }
        while let line = readLine() { show(line) }
    }

    private func show(_ comment: String) {
        let reading = SentimentModel.read(comment)
        print(json ? String(decoding: reading.json.bytes(), as: UTF8.self) : reading.description(of: comment))
    }
}

extension SentimentReading {
    fileprivate var json: JSON {
        .object([
            ("label", .string(label.rawValue)),
            (
                "probabilities",
                .object([
                    ("negative", .double(probabilities.negative)), ("neutral", .double(probabilities.neutral)),
                    ("positive", .double(probabilities.positive)),
                ])
            ),
            ("valence", .double(valence)), ("aspects", .array(aspects.map(\.json))),
            ("model", .string(SentimentModel.version)),
        ])
    }

    /// For people: the sentiment, and below it each aspect with the clause that carries it.
    fileprivate func description(of comment: String) -> String {
        let p = probabilities
        let numbers = String(
            format: "negative %.2f, neutral %.2f, positive %.2f", p.negative, p.neutral, p.positive)
        let head = "\(label.rawValue) (\(numbers))\(isEnglish ? "" : ", not English: not read")"
        let bytes = Array(comment.utf8)
        let lines = aspects.map { aspect in
            let words = [
                aspect.aspect.rawValue, aspect.polarity.rawValue, aspect.direction?.rawValue, aspect.kind?.rawValue,
            ]
            let clause = String(decoding: bytes[aspect.bytes], as: UTF8.self)
            return "  \(words.compactMap { $0 }.joined(separator: " ")): \(clause)"
        }
        return ([head] + lines).joined(separator: "\n")
    }
}

extension AspectReading {
    fileprivate var json: JSON {
        .object([
            ("aspect", .string(aspect.rawValue)), ("polarity", .string(polarity.rawValue)),
            ("direction", direction.map { .string($0.rawValue) } ?? .null),
            ("kind", kind.map { .string($0.rawValue) } ?? .null), ("start", .int(characters.lowerBound)),
            ("end", .int(characters.upperBound)),
        ])
    }
}
