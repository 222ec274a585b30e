import ChatLogs

/// By what episodes are told apart in reports and strata.
public enum MixKey: String, CaseIterable, Sendable {
    /// Format of the source.
    case format
    /// Program that was chatted in, as far as figures tell them apart (`FrontEnd`).
    case frontEnd = "front_end"
    /// Median words of the model's turns, in bands.
    case lengthBand = "length_band"
    /// Language of the model's text.
    case language
    /// The character.
    case character
    /// Who sent it.
    case submitter

    /// The class of an episode; `unknown` where that is not told.
    public func label(of episode: EpisodeFigures) -> String {
        let label: String =
            switch self {
            case .format: episode.dialogue.format
            case .frontEnd: FrontEnd(episode.frontEnd).name
            case .lengthBand: LengthBand.label(episode.medianResponseWords)
            case .language: episode.dialogue.language ?? ""
            case .character: episode.dialogue.character
            case .submitter: episode.submitter
            }
        return label.isEmpty ? "unknown" : label
    }
}

/// Bands of the median words of a model's turns: the edges are those of the toolbox's length filter, 8 and 48, and of
/// its descriptions of length (short below 16, medium below 96, long below 192).
public enum LengthBand {
    private static let edges = [0, 8, 16, 48, 96, 192]

    /// The bands in ascending order.
    public static let labels: [String] =
        zip(edges, edges.dropFirst()).map { "\($0)-\($1 - 1)" } + ["\(edges[edges.count - 1])+"]

    /// The band of a median.
    public static func label(_ words: Double) -> String {
        labels[max(0, edges.count { Double($0) <= words } - 1)]
    }
}

/// Numbers of words of responses in classes: ten words wide up to 200, wider above.
public struct WordHistogram: Sendable, Equatable {
    /// Where the classes begin.
    public static let edges: [Int] = Array(stride(from: 0, to: 200, by: 10)) + [200, 300, 400, 600, 1000]

    /// How many responses there are in each class.
    public private(set) var counts = [Int](repeating: 0, count: edges.count)

    /// Nothing.
    public init() {}

    mutating func add(_ words: UInt32) {
        let words = Int(words)
        if words < 200 { counts[words / 10] += 1 } else { counts[Self.edges.count { $0 <= words } - 1] += 1 }
    }
}
