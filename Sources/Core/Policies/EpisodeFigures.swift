public import ChatLogs

/// What a policy reads of one accepted episode: the numbers that were measured when it came in, and what is known of it
/// now. No text.
public struct EpisodeFigures: Sendable, Equatable {
    /// The episode's id; lots are drawn with it.
    public var id: String
    /// What was measured of its text.
    public var dialogue: DialogueFigures
    /// Who sent it: the submitter's stable name, else the submission's id; "" where that is not told.
    public var submitter: String
    /// Program that was chatted in; nil when the submitter did not say.
    public var frontEnd: String?
    /// Mean score, 1 to 5, of the ratings that reach it; nil where nobody rated it.
    public var score: Double?
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

extension EpisodeFigures {
    /// In the order in which episodes came: ids begin with the time.
    public static func inOrder(_ episodes: [EpisodeFigures]) -> [EpisodeFigures] {
        // Moving the keys is cheaper than moving the figures.
        let order = episodes.indices.sorted { episodes[$0].id.utf8.lexicographicallyPrecedes(episodes[$1].id.utf8) }
        return order.map { episodes[$0] }
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
