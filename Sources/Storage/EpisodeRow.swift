import ChatLogs
import Core
import Foundation
import Postgres
import StrictJSON

/// One episode as the columns of its row.
struct EpisodeRow: Sendable {
    let id: UUID
    let submission: UUID
    /// Position of the document in its submission.
    let documentIndex: Int32
    let sessionIndex: Int32
    let status: String
    let reasons: String
    /// The reasons of one that is held back, kept whatever is decided later.
    let heldFor: String
    let flags: String
    /// Flags that a response has, each once.
    let turnFlags: String
    let format: String
    let turns: Int32
    let userTurns: Int32
    let modelTurns: Int32
    let modelWordsMedian: Double
    let dialogue: Data?
    /// What versions of the same conversation have in common; nil for a stranger's.
    let lineage: Data?
    /// Rolling hashes, in PostgreSQL's array text; only with a lineage.
    let prefixes: String?
    /// Canonical episode; nil when the session was refused: nothing of it is kept.
    let content: JSONText?
    let receivedAt: Date

    init(_ episode: Episode, document: Document, index: Int, of submission: Submission) {
        let session = episode.session
        let isKept = episode.status != .rejected
        id = episode.id.uuid
        self.submission = submission.id.uuid
        documentIndex = Int32(index)
        receivedAt = submission.receivedAt
        sessionIndex = Int32(session.index)
        status = episode.status.rawValue
        reasons = Self.array(session.reasons.map(\.code.rawValue))
        heldFor = episode.status == .quarantined ? reasons : Self.array([])
        flags = Self.array(session.flags)
        let responses = session.turns.lazy.filter { isKept && $0.role == .model }
        turnFlags = Self.array(Set(responses.flatMap(\.flags)).sorted())
        format = document.reading.format ?? ""
        turns = Int32(session.metrics.turns)
        userTurns = Int32(session.metrics.userTurns)
        modelTurns = Int32(session.metrics.modelTurns)
        modelWordsMedian = session.metrics.modelWordsMedian
        dialogue = isKept ? Data(session.fingerprints.dialogueSHA256) : nil
        let lineage = isKept ? submission.lineage(of: session) : nil
        self.lineage = lineage.map { Data($0) }
        prefixes = lineage.map { _ in
            Self.array(session.fingerprints.prefixSHA256.map { "\"\\\\x\(Hex.encode($0))\"" })
        }
        content =
            isKept
            ? JSONText(
                bytes: episode.canonical(document: document, index: index, of: submission)
                    .bytes(capacity: Self.size(of: session))) : nil
    }

    /// Bytes that a canonical episode has, about: texts with what JSON escapes in them, and what stands around each. Memory
    /// that is only reserved costs nothing.
    static func size(of session: SessionReading) -> Int {
        session.turns.reduce(4096) { size, turn in
            turn.alternates.reduce(size + turn.text.utf8.count * 9 / 8 + 700) { $0 + $1.text.utf8.count * 9 / 8 + 200 }
        }
    }

    /// PostgreSQL's array text: codes and flags are our own words of a-z, `_` and `.`, so that nothing needs quoting, and
    /// hashes come quoted.
    private static func array(_ words: [String]) -> String { "{\(words.joined(separator: ","))}" }
}
