import Core
import Sentiment

/// A comment on the page of its part, with the clauses that speak of aspects.
struct CommentLine {
    /// A stretch of the comment, marked where it is a clause that praises or blames.
    struct Piece {
        let text: String
        let isPraise: Bool
        let isBlame: Bool
        let isPlain: Bool
    }

    /// What the comment says of an aspect.
    struct Opinion {
        let aspect: Word
        let polarity: Word
    }

    let sentiment: Word
    let score: Int?
    let pieces: [Piece]
    let opinions: [Opinion]
    let frontEnd: String?
    let at: Moment

    init(_ comment: PublicComment) {
        sentiment = Word(comment.sentiment)
        score = comment.score
        pieces = Self.pieces(of: comment.text, comment.readings)
        opinions =
            comment.stated.map { Opinion(aspect: Word($0.aspect), polarity: Word($0.polarity)) }
            + comment.readings.map { Opinion(aspect: Word($0.aspect), polarity: Word($0.polarity)) }
        frontEnd = comment.frontEnd
        at = Moment(comment.occurredAt)
    }

    /// Cuts a comment where clauses begin and end; of clauses that overlap the first is marked.
    private static func pieces(of text: String, _ readings: [AspectReading]) -> [Piece] {
        let bytes = Array(text.utf8)
        var pieces: [Piece] = []
        var end = 0
        func append(_ range: Range<Int>, _ polarity: Polarity?) {
            guard !range.isEmpty else { return }
            pieces.append(
                Piece(
                    text: String(decoding: bytes[range], as: UTF8.self), isPraise: polarity == .positive,
                    isBlame: polarity == .negative, isPlain: polarity != .positive && polarity != .negative))
        }
        for reading in readings.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound })
        where reading.bytes.lowerBound >= end && reading.bytes.upperBound <= bytes.count {
            append(end..<reading.bytes.lowerBound, nil)
            append(reading.bytes, reading.polarity)
            end = reading.bytes.upperBound
        }
        append(end..<bytes.count, nil)
        return pieces
    }
}
