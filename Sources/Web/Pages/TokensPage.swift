import Core
import Foundation
import Hummingbird
import Postgres
import Storage

/// Every token, and the form that makes one.
struct TokensPage: PageModel {
    static let template = PageTemplate.tokens
    static let place = Place.tokens

    let formToken: String
    let lines: [TokenLine]
    /// The secret of one that was made just now: it is shown this once.
    var made: MadeToken?
    var isRevoked = false
    var isGone = false
    var value: [String: String] = [:]
    /// Scopes that were ticked.
    var chosen: [String: Bool] = [:]
    var faulty: [String: FieldFaults] = [:]
    var hasFaults = false
    var faultyFields: [Word] = []

    /// Fields in the order of the form.
    static let fields = ["name", "scopes", "days"]

    init(_ tokens: [Token], of session: Session, formToken: String, at now: Date) {
        self.formToken = formToken
        // The newest first, and what opens doors before what does not.
        let newest = tokens.reversed()
        let ordered = newest.filter { $0.isValid(at: now) } + newest.filter { !$0.isValid(at: now) }
        lines = ordered.map { TokenLine($0, isOwn: $0.id == session.token.id, at: now) }
    }
}

/// A token that was made just now.
struct MadeToken {
    let name: String
    let secret: String
}

/// A token in the list.
struct TokenLine {
    let id: String
    let name: String
    let scopes: [String]
    let created: Moment
    let expires: Moment?
    let state: Word
    let isValid: Bool
    /// The one that this browser is signed in with.
    let isOwn: Bool

    init(_ token: Token, isOwn: Bool, at now: Date) {
        id = ID<Token>(token.id).description
        name = token.name
        scopes = token.scopes.map(\.rawValue).sorted()
        created = Moment(token.createdAt)
        expires = token.expiresAt.map { Moment($0) }
        isValid = token.isValid(at: now)
        state = Word(isValid ? "valid" : token.revokedAt != nil ? "revoked" : "expired")
        self.isOwn = isOwn
    }
}

/// A token as the form asks for it.
struct TokenForm {
    let name: String
    let scopes: Set<Token.Scope>
    let days: Int?

    /// - Throws: every fault that it has
    init(_ form: FormFields) throws {
        var faults: [Fault] = []
        name = form["name"]
        if name.isEmpty { faults.append(.ofForm("name", "token_unnamed")) }
        if name.utf8.count > 200 { faults.append(.ofForm("name", "too_long")) }
        scopes = Set(form.all("scope").compactMap { Token.Scope(rawValue: $0) })
        if scopes.isEmpty { faults.append(.ofForm("scopes", "token_useless")) }
        let text = form["days"]
        days = Int(text)
        if !text.isEmpty, !(days.map { (1...36_500).contains($0) } ?? false) {
            faults.append(.ofForm("days", "days_impossible"))
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
    }

    /// The token that is meant.
    func token(at now: Date) -> Token {
        Token(
            id: ID<Token>(bucket: 0, at: now).uuid, name: name, scopes: scopes, createdAt: now,
            expiresAt: days.map { now.addingTimeInterval(Double($0) * 86_400) }, revokedAt: nil)
    }
}

extension Service {
    func tokensPage(_ request: Request, _ context: MaintainPageContext) async throws -> Response {
        var page = try await tokensPage(of: context.session)
        page.isRevoked = request.uri.queryParameters["revoked"] != nil
        page.isGone = request.uri.queryParameters["gone"] != nil
        return try pages.response(page)
    }

    func postTokensPage(_ request: Request, _ context: MaintainPageContext) async throws -> Response {
        let form = try await form(request, of: context.session)
        if let id = form.all("revoke").last { return try await revoke(id, context.session) }
        do {
            let token = try TokenForm(form).token(at: now())
            let secret = TokenSecret()
            let actor = AuditActor(context.session.token)
            try await pool.transaction { db in try db.make(token, secret: secret, by: actor) }
            var page = try await tokensPage(of: context.session)
            page.made = MadeToken(name: token.name, secret: secret.text)
            return try pages.response(page, status: .created)
        } catch let problem as Problem where problem.status == 422 {
            var page = try await tokensPage(of: context.session)
            page.value = ["name": form["name"], "days": form["days"]]
            page.chosen = Dictionary(form.all("scope").map { ($0, true) }, uniquingKeysWith: { first, _ in first })
            page.faulty = FieldFaults.byField(problem.errors, known: Set(TokensPage.fields), whole: "name")
            page.faultyFields = TokensPage.fields.filter { page.faulty[$0] != nil }.map { Word($0) }
            page.hasFaults = true
            return try pages.response(page, status: .unprocessableContent)
        }
    }

    private func tokensPage(of session: Session) async throws -> TokensPage {
        let tokens = try await pool.withConnection { db in try db.tokens() }
        return TokensPage(tokens, of: session, formToken: session.formToken(serverKey: serverKey), at: now())
    }

    private func revoke(_ text: String, _ session: Session) async throws -> Response {
        let moment = now()
        let actor = AuditActor(session.token)
        let token = try await pool.transaction { db in
            try ID<Token>(text).flatMap { try db.revokeToken($0.uuid, by: actor, at: moment) }
        }
        // With its token this session ended too.
        if token?.id == session.token.id { return .seeOther("/sign-in?signed_out=1") }
        return .seeOther(token == nil ? "/tokens?gone=1" : "/tokens?revoked=1")
    }
}
