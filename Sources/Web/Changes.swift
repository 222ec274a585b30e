import Hummingbird

/// A request that may write makes what is kept of experiments old, whatever became of it.
struct Changes: RouterMiddleware {
    let families: FamilyCache

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard ![.get, .head].contains(request.method) else { return try await next(request, context) }
        defer { families.changed() }
        return try await next(request, context)
    }
}
