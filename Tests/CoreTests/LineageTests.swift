import ChatLogs
import Foundation
import Testing

@testable import Core

@Suite("Versions of one conversation") struct LineageTests {
    private func submission(_ logs: [[UInt8]], submitter: String? = "marrowgrass", consent: String = "false") throws
        -> Submission
    {
        var pairs = [("consent_training", "true"), ("consent_public", consent)]
        if let submitter { pairs.append(("submitter", submitter)) }
        return Submission(
            id: ID(bucket: 3, at: Self.moment), fields: try SubmissionFields(pairs),
            uploads: logs.map { Upload(filename: nil, bytes: $0) }, receivedAt: Self.moment)
    }

    /// A chat of TavernAI: the character's greeting, in which `word` is said, and some exchanges.
    private static func tavern(word: String = "lantern", exchanges: Int = 2) -> [UInt8] {
        var lines = [
            #"{"user_name":"Sam","character_name":"Aria"}"#,
            #"{"name":"Aria","is_user":false,"mes":"You are the new deckhand, then. Mind the \#(word)."}"#,
        ]
        for number in 1...exchanges {
            lines.append(#"{"name":"Sam","is_user":true,"mes":"Aye. What is task \#(number) of today?"}"#)
            lines.append(#"{"name":"Aria","is_user":false,"mes":"Number \#(number): coil the rope over there."}"#)
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static let moment = Date(timeIntervalSince1970: 1_700_000_000)

    private func reasons(_ submission: Submission) -> [String?] {
        submission.documents.map { $0.reading.sessions.first?.reasons.first?.code.rawValue }
    }

    @Test func `of one upload the longest is kept, in whatever order they come`() throws {
        let logs = [Self.tavern(exchanges: 2), Self.tavern(exchanges: 5), Self.tavern(exchanges: 3)]
        let submission = try submission(logs)
        #expect(reasons(submission) == ["superseded_by_longer", nil, "superseded_by_longer"])
        #expect(submission.documents.map(\.status) == [.rejected, .accepted, .rejected])
        #expect(reasons(try self.submission(logs, submitter: nil)) == reasons(submission))
    }

    @Test func `of equal ones the first is kept`() throws {
        let submission = try submission([Self.tavern(), Self.tavern(), Self.tavern(word: "anchor")])
        #expect(reasons(submission) == [nil, "duplicate_exact", nil])
    }

    @Test func `a longer version that is held back takes nobody's place`() throws {
        let held =
            Self.tavern(exchanges: 2)
            + Array("\n{\"name\":\"Sam\",\"is_user\":true,\"mes\":\"<|user|>\"}".utf8)
        let submission = try submission([Self.tavern(exchanges: 2), held])
        #expect(submission.documents.map(\.status) == [.accepted, .quarantined])
        let twice = try self.submission([held, held])
        #expect(reasons(twice) == ["control_tokens", "duplicate_exact"])
    }

    @Test func `what is kept already decides too, and gives way to a longer version`() throws {
        let kept = try submission([Self.tavern(exchanges: 3)])
        let relative = Lineage.Relative(
            episode: kept.documents[0].episodes[0].id.uuid, isAccepted: true,
            prefixes: kept.documents[0].episodes[0].session.fingerprints.prefixSHA256)
        for (exchanges, reason) in [(2, "superseded_by_longer"), (3, "duplicate_exact"), (4, nil)] {
            var later = try submission([Self.tavern(exchanges: exchanges)])
            let successions = later.settle(with: [relative])
            #expect(reasons(later) == [reason])
            #expect(successions.map(\.episode) == (reason == nil ? [relative.episode] : []))
            #expect(successions.map(\.successor) == (reason == nil ? [later.documents[0].episodes[0].id] : []))
        }
        var held = relative
        held.isAccepted = false
        var later = try submission([Self.tavern(exchanges: 4)])
        #expect(later.settle(with: [held]).isEmpty, "what is held back waits for a moderator")
        #expect(reasons(later) == [nil])
    }

    @Test func `a lineage is the submitter's own, under one consent and part, from one opening`() throws {
        func lineage(_ log: [UInt8], submitter: String? = "marrowgrass", consent: String = "false") throws -> [UInt8]? {
            let submission = try submission([log], submitter: submitter, consent: consent)
            return submission.lineage(of: submission.documents[0].reading.sessions[0])
        }
        let first = try #require(try lineage(Self.tavern(exchanges: 2)))
        #expect(try lineage(Self.tavern(exchanges: 9)) == first)
        #expect(try lineage(Self.tavern(), submitter: "night_bus") != first)
        #expect(try lineage(Self.tavern(), consent: "true") != first)
        #expect(try lineage(Self.tavern(word: "anchor")) != first)
        #expect(try lineage(Self.tavern(), submitter: nil) == nil)
    }
}
