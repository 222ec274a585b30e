import Core
import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Storage

/// The form that takes a token, and for who is signed in the ways out.
struct SignInPage: PageModel {
    static let template = PageTemplate.signIn
    static let place = Place.elsewhere

    /// Where it leads on to; empty for where the token's holder has work.
    var next = ""
    var isRefused = false
    var opensNothing = false
    var isSignedOut = false
    /// Who is signed in here.
    var current: SignedIn?
}

/// A session, for its holder.
struct SignedIn {
    let name: String
    let scopes: String
    let until: Moment
    let formToken: String

    init(_ session: Session, formToken: String) {
        name = session.token.name
        scopes = session.token.scopes.map(\.rawValue).sorted().joined(separator: ", ")
        until = Moment(session.expiresAt)
        self.formToken = formToken
    }
}

extension Service {
    func signInPage(_ request: Request, _ context: AppContext) async throws -> Response {
        var page = SignInPage()
        if let next = request.next { page.next = next.text }
        page.isSignedOut = context.session == nil && request.uri.queryParameters["signed_out"] != nil
        page.current = context.session.map { SignedIn($0, formToken: $0.formToken(serverKey: serverKey)) }
        return try pages.response(page)
    }

    func postSignInPage(_ request: Request, _ context: AppContext) async throws -> Response {
        try request.requireSameOrigin()
        let form = try await request.form()
        var page = SignInPage()
        if let next = LocalAddress(form["next"]) { page.next = next.text }
        let moment = now()
        let token = try await pool.withConnection { db in try db.token(of: TokenSecret(form["token"])) }
        guard let token, token.isValid(at: moment) else {
            page.isRefused = true
            return try pages.response(page, status: .unauthorized)
        }
        guard !token.scopes.isDisjoint(with: [.maintain, .curate]) else {
            page.opensNothing = true
            return try pages.response(page, status: .forbidden)
        }
        let secret = SessionSecret()
        let session = Session(
            token: token, hash: secret.hash, expiresAt: moment.addingTimeInterval(Session.lifetime))
        let earlier = context.session
        try await pool.transaction { db in
            if let earlier { try db.end(earlier) }
            try db.insert(session, at: moment)
            try db.record(
                AuditEntry(.signIn, of: ID<Token>(token.id).description, by: AuditActor(token), at: moment))
        }
        let home = token.scopes.contains(.maintain) ? "/moderation" : "/policies"
        var response = Response.seeOther(page.next.isEmpty ? home : page.next)
        response.setCookie(pages.cookie(secret))
        return response
    }

    /// Signs this browser out, or every one that showed the token.
    func postSignOut(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let session = context.session else { return .seeOther("/sign-in") }
        let isEverywhere = try await form(request, of: session)["everywhere"] == "yes"
        let moment = now()
        try await pool.transaction { db in
            if isEverywhere { try db.endSessions(of: session.token.id) } else { try db.end(session) }
            try db.record(
                AuditEntry(
                    isEverywhere ? .signOutEverywhere : .signOut, of: ID<Token>(session.token.id).description,
                    by: AuditActor(session.token), at: moment))
        }
        var response = Response.seeOther("/sign-in?signed_out=1")
        response.setCookie(pages.cookie(nil))
        return response
    }
}

extension Request {
    /// Where a visitor wanted to go before signing in.
    fileprivate var next: LocalAddress? {
        uri.queryParameters["next"].flatMap { LocalAddress(String($0)) }
    }
}
