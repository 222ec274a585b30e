import Core
import HTTPTypes
import Hummingbird
import Postgres
import Storage

/// Looks up the token of `Authorization: Bearer chorus_…`; a token that is shown and not valid is refused everywhere.
struct Authentication: RouterMiddleware {
    typealias Context = AppContext
    let service: Service

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard let secret = request.credentials(scheme: "Bearer") else { return try await next(request, context) }
        let now = service.now()
        let token = try await service.pool.withConnection { db in try db.token(of: TokenSecret(secret)) }
        guard let token, token.isValid(at: now) else {
            if let network = service.network(of: request, context) {
                try service.admission.countSignIn(of: network)
            }
            throw Problem(401, "token_invalid", "This token is unknown, expired or revoked.")
        }
        var context = context
        context.token = token
        return try await next(request, context)
    }
}

extension Request {
    /// The credentials of a scheme in `Authorization`, without leading or trailing space.
    func credentials(scheme: String) -> String? {
        guard let header = headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].utf8.elementsEqual(scheme.utf8) || parts[0].lowercased() == scheme.lowercased()
        else { return nil }
        return String(parts[1].drop { $0 == " " })
    }

    /// The receipt that was shown. Without one the answer is that of a wrong one: nothing can be found.
    func receipt() throws -> Receipt {
        guard let code = credentials(scheme: "Receipt") else { throw Problem.nothingForReceipt }
        return Receipt(code: code)
    }
}
