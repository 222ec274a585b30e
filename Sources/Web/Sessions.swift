import Core
import HTTPTypes
import Hummingbird
import Postgres
import Storage

/// Looks up the session of a browser's cookie. For pages only: the API takes tokens and nothing else.
struct Sessions: RouterMiddleware {
    typealias Context = AppContext
    let service: Service

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.address = request.head.path ?? "/"
        guard let cookie = request.cookies[service.pages.sessionCookie] else { return try await next(request, context) }
        let now = service.now()
        context.session = try await service.pool.withConnection { db in
            try db.session(SessionSecret(cookie.value), at: now)
        }
        guard let session = context.session else { return try await next(request, context) }
        let viewer = Viewer(session, formToken: session.formToken(serverKey: service.serverKey))
        return try await Viewer.$current.withValue(viewer) {
            var response = try await next(request, context)
            // The page names who looks at it.
            response.headers[.cacheControl] = "no-store"
            return response
        }
    }
}

/// Who is signed in, for the frame around every page.
struct Viewer: Sendable {
    /// Of the token that was shown.
    let name: String
    /// For forms that rely on the session.
    let formToken: String
    let maintains: Bool
    let curates: Bool

    /// Of the request that is under way: a page does not have to be told who sees it.
    @TaskLocal static var current: Viewer?

    init(_ session: Session, formToken: String) {
        name = session.token.name
        self.formToken = formToken
        maintains = session.token.scopes.contains(.maintain)
        curates = session.token.scopes.contains(.curate)
    }
}

/// A page that may be opened with what `Role` allows: a handler that takes one cannot be reached without a session of it.
struct PageContext<Role: ScopedRole>: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who is signed in.
    let session: Session

    init(context: AppContext) throws {
        guard let session = context.session else { throw SignInNeeded(address: context.address) }
        guard session.token.scopes.contains(Role.scope) else {
            throw Problem(
                403, "scope_missing",
                "You are signed in with a token that has not got the scope `\(Role.scope.rawValue)`.")
        }
        coreContext = context.coreContext
        self.session = session
    }
}

typealias MaintainPageContext = PageContext<MaintainRole>
typealias CuratePageContext = PageContext<CurateRole>

/// Leads a visitor to sign in and back.
struct SignInNeeded: Error {
    /// Where to come back to.
    let address: String

    var response: Response {
        guard let address = LocalAddress(address) else { return .seeOther("/sign-in") }
        return .seeOther("/sign-in?next=\(address.encoded)")
    }
}

extension Response {
    /// Leads on with GET.
    static func seeOther(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address])
    }
}

extension Service {
    /// The fields of a form that relies on a session: sent from a page of this service, to this very browser.
    func form(
        _ request: Request, of session: Session, upTo limit: Int = FormFields.maximumBytes
    ) async throws -> FormFields {
        try request.requireSameOrigin()
        let form = try await request.form(upTo: limit)
        guard session.isFormToken(form["form_token"], serverKey: serverKey) else {
            throw Problem(
                403, "form_expired", "This form was made for another sign-in. Open the page again and repeat it.")
        }
        return form
    }
}

extension Pages {
    /// Bound to this host and https where cookies are.
    var sessionCookie: String { secureCookies ? "__Host-chorus_session" : "chorus_session" }

    /// Keeps a browser signed in, or with nil signs it out.
    func cookie(_ secret: SessionSecret?) -> Cookie {
        Cookie(
            name: sessionCookie, value: secret?.text ?? "", maxAge: secret == nil ? 0 : Int(Session.lifetime),
            path: "/",
            secure: secureCookies, httpOnly: true, sameSite: .lax)
    }
}
