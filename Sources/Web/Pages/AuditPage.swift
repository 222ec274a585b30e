import Core
import Hummingbird
import StrictJSON

/// Who did what, when.
struct AuditPage: PageModel {
    static let template = PageTemplate.audit
    static let place = Place.audit

    let lines: [AuditLine]
    let isEmpty: Bool
    let actor: String
    let actions: [ActionChoice]
    let isFiltered: Bool
    let isFirst: Bool
    let older: String?

    init(_ entries: [AuditEntry], _ filter: AuditFilter, next: ID<AuditEntry>?) {
        lines = entries.map(AuditLine.init)
        isEmpty = entries.isEmpty
        actor = filter.actor ?? ""
        actions = AuditEntry.Action.allCases.map { ActionChoice($0, chosen: filter.action) }
        isFiltered = filter.actor != nil || filter.action != nil
        isFirst = filter.before == nil
        older = next.map { next in
            let actor = filter.actor.map { "&actor=" + FormText.encoded($0) } ?? ""
            return "/audit?cursor=\(next)\(actor)" + (filter.action.map { "&action=\($0.rawValue)" } ?? "")
        }
    }
}

/// A choice of what was done.
struct ActionChoice {
    let value: String
    let action: Word
    let isChosen: Bool

    init(_ action: AuditEntry.Action, chosen: AuditEntry.Action?) {
        value = action.rawValue
        self.action = Word(action.word)
        isChosen = action == chosen
    }
}

/// A line of the audit.
struct AuditLine {
    let at: Moment
    let actor: String
    let action: Word
    let subject: String
    /// The name of a token, or a version.
    let name: String?
    let count: Int?

    init(_ entry: AuditEntry) {
        at = Moment(entry.at)
        actor = entry.actor.name
        action = Word(entry.action.word)
        subject = entry.subject
        let details = try? JSONDocument(entry.details.bytes(), limits: .own).root
        name = details?["name"]?.string ?? details?["version"]?.int.map { "version \($0)" }
        count = details?["ratings"]?.count ?? details?["episodes"]?.count
    }
}

extension AuditEntry.Action {
    /// As templates name it: a dot would mean a member.
    var word: String { rawValue.replacing(".", with: "_") }
}

extension Service {
    func auditPage(_ request: Request, _ context: MaintainPageContext) async throws -> Response {
        let filter = try AuditFilter(request)
        let (entries, next) = try await audit(filter)
        return try pages.response(AuditPage(entries, filter, next: next))
    }
}
