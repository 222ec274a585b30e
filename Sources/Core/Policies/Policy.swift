public import ChatLogs
import Crypto
import Foundation
public import StrictJSON

/// How training rows are made of accepted episodes: how they are cut, which are kept, how many of whom, and the seed of
/// every lot. Versioned data; a version never changes.
public struct Policy: Sendable {
    /// Most episodes of one kind.
    public struct Caps: Sendable, Equatable {
        /// Of one submitter; nil for any number.
        public var perSubmitter: Int?
        /// Of one character; nil for any number.
        public var perCharacter: Int?
    }

    /// Its name in addresses: `[a-z0-9][a-z0-9-]{0,62}`.
    public var name: String
    /// What it is for.
    public var description: String
    /// The policy that it took from what it did not say; nil for the defaults.
    public var base: String?
    /// The windows, and which turns are in them.
    public var cut: RowCut
    /// Whether each response is a row, in formats with one response a row; otherwise the last one of each stretch.
    public var eachResponse: Bool
    /// In the order in which they judge.
    public var filters: [Filter]
    /// Applied to what filters kept.
    public var caps: Caps
    /// Share of episodes, 0 to 1, that is kept in the end.
    public var sample: Double
    /// Lots are drawn with it.
    public var seed: String

    /// Everything kept, in the windows of the first toolbox.
    init(name: String) {
        self.name = name
        description = ""
        cut = RowCut()
        eachResponse = true
        filters = []
        caps = Caps()
        sample = 1
        seed = name
    }

    /// In canonical form: everything is said, also what came from the base.
    public var json: JSON {
        let rest: [JSON.Member] = [
            ("description", .string(description)), ("base", base.map { .string($0) } ?? .null),
            (
                "window",
                .object([
                    ("target_tokens", .int(cut.window.targetTokens)),
                    ("tokens_per_word", .double(cut.window.tokensPerWord)), ("each_response", .bool(eachResponse)),
                ])
            ),
            ("out_of_character", .string(cut.keepsEveryTurn ? "keep" : "remove")),
            ("filters", .array(filters.map(\.json))),
            (
                "caps",
                .object([
                    ("per_submitter", caps.perSubmitter.map { .int($0) } ?? .null),
                    ("per_character", caps.perCharacter.map { .int($0) } ?? .null),
                ])
            ),
            ("sample", .object([("fraction", .double(sample))])), ("seed", .string(seed)),
        ]
        return .object([("name", .string(name))] + rest)
    }

    /// Equal for policies that decide alike: SHA-256 of the canonical form without name and description, hexadecimal.
    public var version: String {
        var policy = self
        policy.name = ""
        policy.description = ""
        policy.base = nil
        return Hex.encode(SHA256.hash(data: policy.json.bytes()))
    }

    /// Whether figures that were measured in the usual windows, with the same turns left in, are enough: similarities are
    /// with the first turn of a window, and are others in other windows.
    public var isMeasuredInUsualWindows: Bool {
        cut.window == RowOptions.Window() || !filters.contains { $0.name == Filter.Kind.responseSimilarity.name }
    }

    /// Whether it asks what raters thought.
    public var needsScores: Bool { filters.contains { $0.name == Filter.Kind.rating.name } }

    /// Whether it compares sketches.
    public var needsSketches: Bool { filters.contains { $0.name == Filter.Kind.nearDuplicate.name } }

    /// Everything that may drop something, in order: filters, caps, sample.
    var stages: [Filter] {
        var stages = filters
        if let most = caps.perSubmitter { stages.append(.cap("per_submitter", most, seed: seed) { $0.submitter }) }
        if let most = caps.perCharacter {
            stages.append(.cap("per_character", most, seed: seed) { $0.dialogue.character })
        }
        if sample < 1 { stages.append(.sample(sample, seed: seed)) }
        return stages
    }
}
