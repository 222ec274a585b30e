import Core
import HTTPTypes
import Hummingbird

/// Lets a request in before its body is read, or sends it away.
struct Admittance: RouterMiddleware {
    typealias Context = AppContext
    let service: Service

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        try countVisit(request, context)
        guard let template = context.template else { return try await next(request, context) }
        if template != "/sign-in" { try service.disk.check(request.method) }
        guard let work = WorkClass(request.method, template) else {
            let held = try await holdBody(of: request)
            defer { withExtendedLifetime(held) {} }
            return try await next(request, context)
        }
        let place = try await service.admission.enter(work)
        defer { withExtendedLifetime(place) {} }
        var response = try await next(request, context)
        // The work on a page of the feed is its body.
        if work == .feed {
            let body = response.body
            response.body = ResponseBody(contentLength: body.contentLength) { writer in
                defer { withExtendedLifetime(place) {} }
                try await body.write(writer)
            }
        }
        return response
    }

    /// Who shows a token answers for it; visitors share what their network has.
    private func countVisit(_ request: Request, _ context: AppContext) throws {
        guard let network = service.network(of: request, context) else { return }
        if request.credentials(scheme: "Bearer") != nil {
            try service.admission.countSignIn(of: network, onlyLooks: true)
        } else {
            try service.admission.count(request.method, of: network)
        }
        if request.method == .post, context.template == "/sign-in" {
            try service.admission.countSignIn(of: network)
        }
    }

    /// Room for a body beyond the size that is not worth counting. Uploads are spooled, and counted when they are read.
    private func holdBody(of request: Request) async throws -> HeldBytes? {
        let isChunked = request.headers[.transferEncoding] != nil
        let most = service.limits.jsonBytes
        let bytes = min(most, request.headers[.contentLength].flatMap { Int($0) } ?? (isChunked ? most : 0))
        return bytes > service.admission.limits.spoolBytes ? try await service.admission.hold(bytes) : nil
    }
}

/// Tells a client that waits with its body that it is wanted, once it is clear who sends it.
struct Invitation: RouterMiddleware {
    typealias Context = AppContext

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        if request.headers[.expect] != nil, context.template != nil { context.invite() }
        return try await next(request, context)
    }
}

extension Service {
    /// Whose share of requests one is taken from; nil for this machine's own, and when it is not known.
    func network(of request: Request, _ context: AppContext) -> [UInt8]? {
        guard let client = context.client(of: request, trusting: trustedProxies), !client.isThisMachine else {
            return nil
        }
        return client.network
    }
}
