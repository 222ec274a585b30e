public import ChatLogs
import Crypto
public import Foundation

/// Which conversation is a longer version of which. People upload whole folders of backups, in which most files are the
/// beginnings of others: of each chat the longest version is kept, of equal ones the first.
///
/// A is a beginning of B when A's last rolling hash is among B's (`Fingerprints.prefixSHA256`).
public struct Lineage: Sendable {
    /// An episode that is kept already and begins like one of an upload.
    public struct Relative: Sendable {
        /// Key of the episode.
        public var episode: UUID
        /// Whether it is handed out; otherwise it is held back.
        public var isAccepted: Bool
        /// Its rolling hashes, one for each turn.
        public var prefixes: [[UInt8]]

        /// All members.
        public init(episode: UUID, isAccepted: Bool, prefixes: [[UInt8]]) {
            self.episode = episode
            self.isAccepted = isAccepted
            self.prefixes = prefixes
        }
    }

    /// An episode that is kept and gives way to a longer one of the upload.
    public struct Succession: Sendable, Equatable {
        /// The shorter version.
        public var episode: UUID
        /// The longer one's document in the upload.
        public var document: Int
        /// Its place in that document.
        public var session: Int
    }

    /// Rejects, among the sessions of an upload, those that are there already or shorter than another.
    /// - Parameter relatives: what is kept already of the same submitter
    /// - Returns: which of the relatives give way
    public static func settle(_ readings: inout [DocumentReading], relatives: [Relative] = []) -> [Succession] {
        var lineage = Lineage(readings)
        for relative in relatives { lineage.add(relative) }
        for document in readings.indices {
            for session in readings[document].sessions.indices {
                guard let reason = lineage.verdict(on: readings[document].sessions[session]) else { continue }
                readings[document].reject(session: session, for: reason)
            }
        }
        let longest = Lineage(readings).longest
        return relatives.filter(\.isAccepted).compactMap { relative in
            guard let last = relative.prefixes.last, let version = longest[last], version.isAccepted,
                version.turns > relative.prefixes.count
            else { return nil }
            return Succession(episode: relative.episode, document: version.document, session: version.session)
        }
    }

    /// What begins with the turns that a hash stands for.
    private struct Version {
        /// Place in the upload; -1 for what is kept already.
        var document = -1
        var session = -1
        var turns: Int
        var isAccepted: Bool

        /// What is held back never takes the place of what is accepted; otherwise the longer one wins.
        func yields(to other: Version) -> Bool {
            (isAccepted ? 1 : 0, turns) < (other.isAccepted ? 1 : 0, other.turns)
        }
    }

    /// By rolling hash, the version that goes on longest; an accepted one wins over one that is held back.
    private var longest: [[UInt8]: Version] = [:]
    /// Last hashes of what is kept already, and of sessions that were passed.
    private var seen: [[UInt8]: Bool] = [:]

    private init(_ readings: [DocumentReading]) {
        for (document, reading) in readings.enumerated() {
            for (session, episode) in reading.sessions.enumerated() where episode.isKept {
                let prefixes = episode.fingerprints.prefixSHA256
                add(
                    prefixes,
                    Version(
                        document: document, session: session, turns: prefixes.count,
                        isAccepted: episode.status == .accepted))
            }
        }
    }

    private mutating func add(_ relative: Relative) {
        add(relative.prefixes, Version(turns: relative.prefixes.count, isAccepted: relative.isAccepted))
        if let last = relative.prefixes.last { seen[last] = (seen[last] ?? false) || relative.isAccepted }
    }

    private mutating func add(_ prefixes: [[UInt8]], _ version: Version) {
        for hash in prefixes {
            if longest[hash]?.yields(to: version) ?? true { longest[hash] = version }
        }
    }

    /// Why a session is not kept; nil when it is.
    private mutating func verdict(on session: SessionReading) -> Reason? {
        let prefixes = session.fingerprints.prefixSHA256
        guard session.isKept, let last = prefixes.last else { return nil }
        let isAccepted = session.status == .accepted
        if let version = longest[last], version.turns > prefixes.count, version.isAccepted || !isAccepted {
            return Reason(
                .supersededByLonger,
                "a longer version has the same \(prefixes.count) turns and goes on to \(version.turns)")
        }
        if let other = seen[last], other || !isAccepted {
            return Reason(.duplicateExact, "the same \(prefixes.count) turns are there already")
        }
        seen[last] = (seen[last] ?? false) || isAccepted
        return nil
    }
}

extension SessionReading {
    fileprivate var isKept: Bool { status == .accepted || status == .quarantined }
}

extension Submission {
    /// What every version of one conversation has in common: submitter, consent, part and the first two turns. Nil
    /// without a submitter's name: strangers' uploads say nothing of each other, and one may be withdrawn alone.
    public func lineage(of session: SessionReading) -> [UInt8]? {
        guard let submitter = fields.submitter, let opening = session.fingerprints.prefixSHA256.prefix(2).last else {
            return nil
        }
        let parts = [
            "\(fields.consentPublic)", fields.experiment ?? "", fields.part.map(String.init) ?? "", submitter,
        ]
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
        return Array(SHA256.hash(data: Data(text.utf8) + Data(opening)))
    }

    /// The lineages of everything in it that was not refused; none without a submitter's name.
    public var lineages: Set<[UInt8]> {
        guard fields.submitter != nil else { return [] }
        return Set(
            documents.flatMap(\.episodes).filter { $0.status != .rejected }.compactMap { lineage(of: $0.session) })
    }
}
