import Crypto
public import Foundation
import StrictJSON

/// One accepted change of an episode, at its place in the one order that every follower sees.
public struct FeedEvent: Sendable, Equatable {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        case accepted = "episode.accepted"
        case revised = "episode.revised"
        case withdrawn = "episode.withdrawn"
        case rejected = "episode.rejected"

        /// Whether the episode comes with it, as long as it may be handed out.
        public var bringsContent: Bool { self == .accepted || self == .revised }
    }

    /// 1, 2, 3, … without a gap.
    public var position: Int
    /// What happened.
    public var kind: Kind
    /// Which episode.
    public var episode: UUID
    /// Its revision after the change.
    public var revision: Int

    /// All members.
    public init(position: Int, kind: Kind, episode: UUID, revision: Int) {
        self.position = position
        self.kind = kind
        self.episode = episode
        self.revision = revision
    }

    /// The link after this event: SHA-256(previous link | position | kind | id | revision), numbers in decimal,
    /// parts separated by `|`. Only fields that say nothing about a person.
    public func chain(after previous: [UInt8]) -> [UInt8] {
        let fields = "|\(position)|\(kind.rawValue)|\(episode.uuidString.lowercased())|\(revision)"
        return Array(SHA256.hash(data: Data(previous) + Data(fields.utf8)))
    }

    /// Writes the event as one line of a pull.
    /// - Parameter content: the member that says what the episode is now
    func append(to lines: inout [UInt8], _ content: JSON.Member? = nil) {
        var members: [JSON.Member] = [
            ("position", .int(position)), ("kind", .string(kind.rawValue)),
            ("id", .string(ID<Episode>(episode).description)), ("revision", .int(revision)),
        ]
        if let content { members.append(content) }
        JSON.object(members).append(to: &lines)
        lines.append(UInt8(ascii: "\n"))
    }
}
