import ChatLogs
import Core
import Foundation
import Sentiment
import StrictJSON

@testable import Web

/// Pages of maintainers in which every optional has a value and every list an element.
extension PagesSamples {
    static let session = Session(
        token: Token(
            id: UUID(), name: "Mira", scopes: [.maintain, .curate], createdAt: moment, expiresAt: moment, revokedAt: nil
        ),
        hash: [1, 2, 3], expiresAt: moment)

    static let viewer = Viewer(session, formToken: "form-token")

    static var signInPage: SignInPage {
        var page = SignInPage(next: "/audit", isRefused: true, opensNothing: true, isSignedOut: true)
        page.current = SignedIn(session, formToken: "form-token")
        return page
    }

    static func heldEpisode(flags: [String] = [], excerpt: [Excerpt]?) -> HeldEpisode {
        HeldEpisode(
            id: ID(bucket: 7, at: moment), format: "sillytavern", turns: 5, userTurns: 2, modelTurns: 3,
            modelWordsMedian: 41.5, flags: flags, reasons: ["control_tokens"], excerpt: excerpt)
    }

    static var queue: [ModerationItem] {
        func item(_ subject: ModerationItem.Subject, reason: String? = "Looks odd.") -> ModerationItem {
            ModerationItem(
                id: ID<ModerationItem>(bucket: 7, at: moment).uuid, since: moment, experiment: "exp7", part: 2,
                reason: reason, subject: subject)
        }
        let excerpt = [Excerpt(role: "model", text: "Mind the <|user|>.", flags: ["control_token"])]
        return [
            item(
                .submission(
                    HeldSubmission(
                        isPublic: true,
                        episodes: [
                            heldEpisode(flags: ["ends_with_user"], excerpt: excerpt),
                            heldEpisode(excerpt: nil),
                        ], further: 2, accepted: 1))),
            item(
                .rating(
                    HeldRating(
                        status: .accepted, isClustered: true, score: 2, sentiment: .negative, comment: "Too short"))),
            item(
                .cluster(
                    HeldCluster(
                        signs: RatingCluster.Sign.allCases, ratings: 7, quarantined: 2,
                        counts: Tally(negative: 5, neutral: 1, positive: 1), first: moment, last: moment,
                        comments: ["Too short", "Too short!"]))),
        ]
    }

    static func entry(_ action: AuditEntry.Action, details: JSON = .object([])) -> AuditEntry {
        AuditEntry(
            action, of: "exp7/2", by: AuditActor(id: UUID(), name: "Mira"), at: moment, details: details)
    }

    static var moderationPage: ModerationPage {
        var filter = ModerationFilter()
        filter.kind = .rating
        filter.after = ID(bucket: 7, at: moment)
        let outcome = ModerationOutcome(
            [entry(.acceptSubmission), entry(.rejectRating), entry(.quarantineCluster)], undone: 1, failed: 1)
        return ModerationPage(
            queue, filter, next: ID(bucket: 7, at: moment), formToken: "form-token", outcome: outcome)
    }

    static func tokensPage() throws -> TokensPage {
        let old = Token(
            id: UUID(), name: "old", scopes: [.import], createdAt: moment, expiresAt: moment, revokedAt: moment)
        var own = session.token
        own.expiresAt = moment.addingTimeInterval(60)
        var page = TokensPage([old, own], of: session, formToken: "form-token", at: moment)
        page.made = MadeToken(name: "new", secret: "chorus_secret")
        page.isRevoked = true
        page.isGone = true
        page.hasFaults = true
        let faults = try refusal().errors.prefix(1).flatMap { fault in
            TokensPage.fields.map {
                Fault(pointer: $0, code: fault.code, detail: fault.detail, hint: fault.hint, line: 2)
            }
        }
        page.faulty = FieldFaults.byField(faults, known: Set(TokensPage.fields), whole: "name")
        page.faultyFields = TokensPage.fields.map { Word($0) }
        return page
    }

    static var auditPage: AuditPage {
        var filter = AuditFilter()
        filter.actor = "Mira & co"
        filter.action = .putPolicy
        filter.before = ID(bucket: 0, at: moment)
        let details: JSON = ["name": "importer", "ratings": [1, 2]]
        return AuditPage([entry(.makeToken, details: details)], filter, next: ID(bucket: 0, at: moment))
    }
}
