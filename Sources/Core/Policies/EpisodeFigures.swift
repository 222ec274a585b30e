public import ChatLogs

/// What a policy reads of one accepted episode: the numbers that were measured when it came in, and what is known of it
/// now. No text.
///
/// A class, since a run sorts, groups and passes on a hundred thousand of them: a struct of so many texts and lists costs
/// ten reference counts a copy.
public final class EpisodeFigures: Sendable {
    /// The episode's id; lots are drawn with it.
    public let id: String
    /// What was measured of its text.
    public let dialogue: DialogueFigures
    /// Who sent it: the submitter's stable name, else the submission's id; "" where that is not told.
    public let submitter: String
    /// Program that was chatted in; nil when the submitter did not say.
    public let frontEnd: String?
    /// Mean score, 1 to 5, of the ratings that reach it; nil where nobody rated it.
    public let score: Double?
    /// Median words of the model's turns; 0 without any.
    public let medianResponseWords: Double

    /// All members.
    public init(
        id: String, dialogue: DialogueFigures, submitter: String = "", frontEnd: String? = nil, score: Double? = nil
    ) {
        self.id = id
        self.dialogue = dialogue
        self.submitter = submitter
        self.frontEnd = frontEnd
        self.score = score
        var words = SortedWords()
        for turn in dialogue.turns where turn.isModel { words.insert(turn.words) }
        medianResponseWords = words.median
    }
}

extension EpisodeFigures: Equatable {
    /// Whether everything is the same.
    public static func == (left: EpisodeFigures, right: EpisodeFigures) -> Bool {
        left.id == right.id && left.dialogue == right.dialogue && left.submitter == right.submitter
            && left.frontEnd == right.frontEnd && left.score == right.score
    }
}

extension EpisodeFigures {
    /// In the order in which episodes came: ids begin with the time.
    public static func inOrder(_ episodes: [EpisodeFigures]) -> [EpisodeFigures] {
        episodes.map { (beginning: beginning(of: $0.id), episode: $0) }.sorted { left, right in
            left.beginning != right.beginning
                ? left.beginning < right.beginning
                : left.episode.id.utf8.lexicographicallyPrecedes(right.episode.id.utf8)
        }.map(\.episode)
    }

    /// The first sixteen bytes of an id, which hold the time and tell almost all apart, as a number to compare.
    private static func beginning(of id: String) -> UInt128 {
        var number: UInt128 = 0
        var count = 0
        for byte in id.utf8 where count < 16 {
            number = number << 8 | UInt128(byte)
            count += 1
        }
        return number << UInt128(8 * (16 - count))
    }
}

/// Numbers of words in ascending order.
struct SortedWords: Sendable {
    private(set) var values: [UInt32] = []

    mutating func removeAll() { values.removeAll(keepingCapacity: true) }

    mutating func insert(_ value: UInt32) {
        values.append(value)
        var place = values.count - 1
        while place > 0, values[place - 1] > value {
            values[place] = values[place - 1]
            place -= 1
        }
        values[place] = value
    }

    /// The middle one, or the mean of the middle two; 0 without any.
    var median: Double {
        let middle = values.count / 2
        guard !values.isEmpty else { return 0 }
        return values.count % 2 == 1
            ? Double(values[middle]) : (Double(values[middle - 1]) + Double(values[middle])) / 2
    }
}
