import Core
import Foundation
import Hummingbird
import Postgres
import Storage

/// What waits for a maintainer, with buttons to decide.
struct ModerationPage: PageModel {
    static let template = PageTemplate.moderation
    static let place = Place.moderation

    let formToken: String
    let lines: [ModerationLine]
    let isEmpty: Bool
    let kinds: [KindChoice]
    /// To come back to the same place.
    let kind: String
    let cursor: String
    let isFirst: Bool
    let isOneKind: Bool
    let first: String
    let next: String?
    let outcome: ModerationOutcome?

    init(
        _ items: [ModerationItem], _ filter: ModerationFilter, next: ID<ModerationItem>?, formToken: String,
        outcome: ModerationOutcome? = nil
    ) {
        self.formToken = formToken
        self.outcome = outcome
        lines = items.map(ModerationLine.init)
        isEmpty = items.isEmpty
        kinds = ([nil] + ModerationKind.allCases).map { KindChoice($0, chosen: filter.kind) }
        kind = filter.kind?.rawValue ?? ""
        cursor = filter.after?.description ?? ""
        isFirst = filter.after == nil
        isOneKind = filter.kind != nil
        let query = filter.kind.map { "kind=\($0.rawValue)" } ?? ""
        first = "/moderation" + (query.isEmpty ? "" : "?" + query)
        self.next = next.map { "/moderation?cursor=\($0)" + (query.isEmpty ? "" : "&" + query) }
    }
}

/// A choice of what is listed.
struct KindChoice {
    let word: Word
    let address: String
    let isChosen: Bool

    init(_ kind: ModerationKind?, chosen: ModerationKind?) {
        word = Word(kind?.rawValue ?? "all")
        address = kind.map { "/moderation?kind=\($0.rawValue)" } ?? "/moderation"
        isChosen = kind == chosen
    }
}

/// What became of decisions that were just made.
struct ModerationOutcome {
    let accepted: Int
    let rejected: Int
    let quarantined: Int
    let undone: Int
    let hasAccepted: Bool
    let hasRejected: Bool
    let hasQuarantined: Bool
    let hasUndone: Bool
    /// What could not be decided or undone: somebody else was faster, or its text is gone.
    let failed: Int
    let hasFailed: Bool
    let isOneFailed: Bool
    /// Nothing was chosen.
    let isNothing: Bool
    let undo: [String]
    let canUndo: Bool

    init(_ entries: [AuditEntry], undone: Int, failed: Int) {
        func count(_ decision: Decision) -> Int { entries.count { $0.action.decision?.decision == decision } }
        accepted = count(.accept)
        rejected = count(.reject)
        quarantined = count(.quarantine)
        self.undone = undone
        hasAccepted = accepted > 0
        hasRejected = rejected > 0
        hasQuarantined = quarantined > 0
        hasUndone = undone > 0
        self.failed = failed
        hasFailed = failed > 0
        isOneFailed = failed == 1
        undo = entries.filter { $0.action.decision != nil }.map(\.id.description)
        canUndo = !undo.isEmpty
        isNothing = undo.isEmpty && undone == 0 && failed == 0
    }
}

/// What was done is named in the address, so that the page can be loaded again without doing it again.
struct ModerationAftermath {
    /// Most decisions that one page tells of and can undo.
    static let most = 100

    var done: [ID<AuditEntry>] = []
    var undone = 0
    var failed = 0

    init() {}

    init(_ request: Request) {
        let query = request.uri.queryParameters
        done = (query["done"] ?? "").split(separator: ",").prefix(Self.most).compactMap { ID<AuditEntry>(String($0)) }
        undone = query["undone"].flatMap { Int($0) } ?? 0
        failed = query["failed"].flatMap { Int($0) } ?? 0
    }

    static func isTold(by request: Request) -> Bool { request.uri.queryParameters["done"] != nil }

    /// The page with what was done.
    func address(kind: String, cursor: String) -> String {
        var query = "done=" + done.prefix(Self.most).map(\.description).joined(separator: ",")
        if undone > 0 { query += "&undone=\(undone)" }
        if failed > 0 { query += "&failed=\(failed)" }
        if let kind = ModerationKind(rawValue: kind) { query += "&kind=\(kind.rawValue)" }
        if let cursor = ID<ModerationItem>(cursor) { query += "&cursor=\(cursor)" }
        return "/moderation?" + query
    }
}
