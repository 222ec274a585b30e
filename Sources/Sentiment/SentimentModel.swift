import Foundation

/// Reads the sentiment of a comment about a model, in English, from a table of opinions and a few rules of grammar.
///
/// Deterministic, without state, in linear time and bounded memory whatever the bytes are.
public struct SentimentModel: Sendable {
    /// Stored with every reading; any change that can change a reading changes it.
    public static let version = "lexicon/1"

    /// Bytes of a comment that are read; an opinion that comes later is not one a rater waits for.
    public static let longestComment = 32 * 1024

    private init() {}

    /// The sentiment of a comment.
    public static func read(_ comment: String) -> SentimentReading {
        read(comment.utf8)
    }

    /// The sentiment of a comment given as UTF-8; malformed bytes do no harm.
    public static func read(_ comment: some Collection<UInt8>) -> SentimentReading {
        let tokens = Tokeniser.tokens(of: Array(comment.prefix(longestComment)))
        let sum = Scorer.sum(of: tokens)
        return Calibration.reading(valence: sum / (sum * sum + 15).squareRoot())
    }
}
