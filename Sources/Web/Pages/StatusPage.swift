import Core
import Hummingbird
import Postgres
import Storage

/// Whether everything works, for everybody. Where it does not there is no database to ask, and the page of that error
/// comes instead.
struct StatusPage: PageModel {
    static let template = PageTemplate.service
    static let place = Place.elsewhere

    let version = Release.version
    /// How many changes have been handed on in all.
    let position: String
    /// When the last one was; nil before the first.
    let changed: Moment?
    let waiting: Int
    let isNothingWaiting: Bool
    let now: Moment
}

extension Service {
    func statusPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let (position, changed, waiting) = try await pool.withConnection { db in
            (try db.feedHead().position, try db.feedMoment(), try db.outboxCount())
        }
        let page = StatusPage(
            position: Figures.count(position), changed: changed.map { Moment($0) }, waiting: waiting,
            isNothingWaiting: waiting == 0, now: Moment(now()))
        return try pages.response(page)
    }
}
