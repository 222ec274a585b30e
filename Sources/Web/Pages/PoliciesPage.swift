import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

/// Every policy, and the form that tries or stores one.
struct PoliciesPage: PageModel {
    static let template = PageTemplate.policies
    static let place = Place.policies

    let lines: [PolicyLine]
    let form: PolicyFormCard

    init(_ policies: [PolicyVersion], _ form: PolicyFormCard) {
        lines = policies.map(PolicyLine.init)
        self.form = form
    }
}

/// A policy in the list.
struct PolicyLine {
    let name: String
    let address: String
    let version: Int
    let isBuiltIn: Bool
    let about: [NoteRun]
    let filters: Int
    let isOneFilter: Bool
    let at: Moment?

    init(_ version: PolicyVersion) {
        name = version.policy.name
        address = "/policies/\(version.policy.name)"
        self.version = version.number
        isBuiltIn = version.number == 0
        about = NoteRun.runs(of: version.policy.description)
        filters = version.policy.filters.count
        isOneFilter = version.policy.filters.count == 1
        at = version.createdAt.map { Moment($0) }
    }
}

extension Service {
    func policiesPage(_ request: Request, _ context: CuratePageContext) async throws -> Response {
        let policies = try await latestPolicies()
        let form = PolicyFormCard(PolicyForm(), policies, formToken: context.session.formToken(serverKey: serverKey))
        return try pages.response(PoliciesPage(policies, form))
    }

    /// Tries a policy, or stores it.
    func postPoliciesPage(_ request: Request, _ context: CuratePageContext) async throws -> Response {
        let form = PolicyForm(try await form(request, of: context.session, upTo: PolicyForm.maximumBytes))
        do {
            guard form.stores else { return try await tried(form, context.session) }
            guard !form.text.isEmpty else { throw Self.nothingToStore }
            let document = try JSONDocument(Array(form.text.utf8), limits: .request)
            let (stored, isNew) = try await store(nil, document.root, by: AuditActor(context.session.token))
            return .seeOther("/policies/\(stored.policy.name)?stored=\(isNew ? "new" : "same")")
        } catch {
            let problem = Problems.problem(for: error)
            guard (400..<500).contains(problem.status) else { throw error }
            let policies = try await latestPolicies()
            let card = PolicyFormCard(
                form, policies, formToken: context.session.formToken(serverKey: serverKey), problem: problem)
            return try pages.response(PoliciesPage(policies, card), status: .init(code: problem.status))
        }
    }

    private func tried(_ form: PolicyForm, _ session: Session) async throws -> Response {
        let policy = try await policy(of: form)
        let other = form.against.isEmpty ? nil : try await self.policy(named: form.against)
        let run = try await run(policy)
        let difference: PolicyDifference? =
            if let other { PolicyDifference(from: try await self.run(other.policy), to: run) } else { nil }
        var next = form
        // To change something and try again.
        if next.text.isEmpty { next.text = PolicyText.indented(policy) }
        let card = PolicyFormCard(
            next, try await latestPolicies(), formToken: session.formToken(serverKey: serverKey))
        let page = PolicyRunPage(
            run, difference: difference.map { DifferenceFigures($0, against: form.against) }, form: card)
        return try pages.response(page)
    }

    /// What was typed, or else what was chosen.
    private func policy(of form: PolicyForm) async throws -> Policy {
        guard form.text.isEmpty else {
            return try await policyToTry(JSONDocument(Array(form.text.utf8), limits: .request).root)
        }
        guard !form.chosen.isEmpty else { throw Self.nothingToTry }
        return try await policy(named: form.chosen).policy
    }

    private static let nothingToTry = Problem.invalid([.ofForm("", "nothing_to_try")])

    private static let nothingToStore = Problem.invalid([.ofForm("", "nothing_to_store")])
}
