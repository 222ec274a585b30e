import ChatLogs
import Crypto

extension SnapshotRequest {
    /// The rows of one episode, as the snapshot has them. Pure.
    /// - Parameters:
    ///   - content: the canonical episode
    ///   - submittedAt: when it came in, milliseconds since 1970
    /// - Returns: the lines, and the hash of the content
    /// - Throws: `Dialogue.Fault` when the content is no episode
    public func lines(
        of member: SnapshotSelection.Member, content: [UInt8], submittedAt: Int
    ) throws -> (lines: SnapshotLines, sha256: [UInt8]) {
        let dialogue = try Dialogue(canonical: content)
        let options = policy.policy.rowOptions(
            windows: member.windows, score: member.score, submittedAt: submittedAt)
        return (SnapshotLines(format.rows(of: dialogue, options)), Array(SHA256.hash(data: content)))
    }
}
