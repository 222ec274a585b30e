import Core
import HTTPTypes
import Hummingbird

extension Service {
    func getLogbook(_ request: Request, _ context: AppContext) async throws -> Response {
        let view = try await view(of: try context.parameters.require("experiment"))
        let text = families.answer("logbook", of: view, isOfFiguresAlone: false) {
            Array(Logbook(view.record, family: view.family).markdown.utf8)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/markdown; charset=utf-8", .cacheControl: "no-cache"],
            body: .init(byteBuffer: text.body))
    }
}
