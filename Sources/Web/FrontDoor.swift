import Core
import HTTPTypes
import Hummingbird
import Logging

/// What every request goes through, whether there is something at its address or not: a name, a line in the log, figures.
struct FrontDoor: HTTPResponder {
    private let router: RouterResponder<AppContext>
    private let addresses: KnownAddresses
    private let metrics: Metrics
    private let pages: Pages

    init(_ router: Router<AppContext>, metrics: Metrics, pages: Pages) {
        addresses = KnownAddresses(router.routes.map { ($0.method.rawValue, $0.path.description) })
        self.router = router.buildResponder()
        self.metrics = metrics
        self.pages = pages
    }

    func respond(to request: Request, context: AppContext) async throws -> Response {
        let start = ContinuousClock.now
        let id = RequestID(given: request.headers[.xRequestID])
        let context = context.named(id)
        metrics.requestBegan()
        var response: Response
        do {
            response = try await answer(request, context)
        } catch {
            // Only Hummingbird's own errors get here; what they mean is decided in one place.
            response = try Problems.answer(Problems.problem(for: error), to: request, pages)
        }
        response.headers[.xRequestID] = id.description
        response.body = response.body.paced(on: context.eventLoop)
        let elapsed = start.duration(to: .now)
        metrics.requestEnded(request.method, context.template ?? "none", response.status.code, elapsed)
        log(request, response, context, elapsed)
        return response
    }

    private func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        let response = try await router.respond(to: request, context: context)
        guard response.status == .notFound, context.template == nil else { return response }
        let methods = addresses.methods(of: request.uri.path)
        guard !methods.isEmpty else { return response }
        var refusal = try Problems.answer(.methodNotAllowed, to: request, pages)
        refusal.headers[.allow] = methods.joined(separator: ", ")
        return refusal
    }

    /// Never a query, a body, a receipt or a token; of the address only what `Routes` has.
    private func log(_ request: Request, _ response: Response, _ context: AppContext, _ elapsed: Duration) {
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.template ?? "none")",
                "status": .stringConvertible(response.status.code),
                "ms": .stringConvertible(((elapsed / .milliseconds(1)) * 1000).rounded() / 1000),
                // Those of a stream are not known before it ends.
                "bytes": .stringConvertible(response.body.contentLength ?? -1),
            ])
    }
}

extension RequestContext {
    /// The route that was taken, as `Routes` has it; nil where there is none.
    var template: String? { endpointPath == "NotFound" ? nil : endpointPath }
}

extension Problem {
    static let methodNotAllowed = Problem(405, "method_not_allowed", "This address does not know that method.")
}
