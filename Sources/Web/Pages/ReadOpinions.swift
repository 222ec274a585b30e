import Core
import Sentiment
import StrictJSON

/// What was read in the comment of a rating that was just given, to be confirmed or put right: a form that rates again.
struct ReadOpinions {
    /// One aspect that the comment seems to speak of.
    struct Line {
        let aspect: Word
        let name: String
        /// The words that it was read in.
        let clause: String?
        let isBetter: Bool
        let isNeither: Bool
        let isWorse: Bool
    }

    /// A field that is sent again as it was.
    struct Field {
        let name: String
        let value: String
    }

    let formKey: String
    let fields: [Field]
    let lines: [Line]

    /// - Parameters:
    ///   - answer: what the rating was answered with
    ///   - form: as it was sent
    /// - Returns: nil where the comment says nothing of aspects, or the rater said it all
    init?(_ answer: JSONValue, form: RatingForm) {
        let comment = Array((form.values["comment"] ?? "").unicodeScalars)
        lines = answer["aspects"].elements.filter { $0["source"]?.string == "comment" }.compactMap { read in
            guard let name = read["aspect"]?.string else { return nil }
            let polarity = read["polarity"]?.string
            return Line(
                aspect: Word(name), name: name, clause: Self.clause(read, of: comment),
                isBetter: polarity == Polarity.positive.rawValue, isNeither: polarity == Polarity.neutral.rawValue,
                isWorse: polarity == Polarity.negative.rawValue)
        }
        guard !lines.isEmpty else { return nil }
        formKey = FormKey.make()
        let asked = Set(lines.map { "aspect_\($0.name)" })
        fields = form.values.filter { !asked.contains($0.key) }.sorted { $0.key < $1.key }.map {
            Field(name: $0.key, value: $0.value)
        }
    }

    /// Its place is counted in Unicode scalars.
    private static func clause(_ read: JSONValue, of comment: [Unicode.Scalar]) -> String? {
        guard let start = read["start"]?.int, let end = read["end"]?.int, 0 <= start, start < end, end <= comment.count
        else { return nil }
        var clause = String.UnicodeScalarView()
        clause.append(contentsOf: comment[start..<end])
        return String(clause)
    }
}
