import ChatLogs
import Core
import Hummingbird
import Postgres
import Storage

/// The snapshots that the visitor may fetch, and for curators the form that makes one.
struct SnapshotsPage: PageModel {
    static let template = PageTemplate.snapshots
    static let place = Place.snapshots

    let lines: [SnapshotLine]
    let isEmpty: Bool
    /// Nil for visitors.
    let form: SnapshotFormCard?

    init(_ snapshots: [Snapshot], _ form: SnapshotFormCard?) {
        lines = snapshots.map(SnapshotLine.init)
        isEmpty = snapshots.isEmpty
        self.form = form
    }
}

/// A snapshot in the list.
struct SnapshotLine {
    let name: String
    let address: String
    let status: Word
    let isReady: Bool
    let isPublic: Bool
    let isStale: Bool
    let rows: String
    let size: String
    let format: String
    let policyName: String
    let policyVersion: Int
    let isPolicyBuiltIn: Bool
    let share: ShareLine?
    let successor: String?
    let about: [NoteRun]
    let readyAt: Moment?

    init(_ snapshot: Snapshot) {
        let request = snapshot.request
        name = request.name
        address = "/snapshots/\(request.name)"
        status = Word(snapshot.status)
        isReady = snapshot.status == .ready
        isPublic = request.isPublic
        isStale = snapshot.isStale
        rows = Figures.count(snapshot.contents?.rows ?? 0)
        size = Figures.bytes(snapshot.contents?.bytes ?? 0)
        format = request.format.title
        policyName = request.policy.policy.name
        policyVersion = request.policy.number
        isPolicyBuiltIn = request.policy.number == 0
        share = request.share.map { ShareLine(part: $0.part, parts: $0.split.parts) }
        successor = snapshot.successors.last
        about = NoteRun.runs(of: request.description)
        readyAt = snapshot.readyAt.map { Moment($0) }
    }
}

/// What parts of a split are alike in.
struct SplitKeyLine {
    let by: Word
    /// Not the first of several.
    let isFurther: Bool
}

/// One part of a split.
struct ShareLine {
    let part: Int
    let parts: Int
}

extension Service {
    func snapshotsPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let query = try QueryReader(request, known: ["succeeds"])
        let ancestor = query.text("succeeds")
        let page = try await snapshotsPage(context.session) { snapshots in
            SnapshotForm(succeeding: snapshots.first { $0.request.name == ancestor }?.request)
        }
        return try pages.response(page)
    }

    /// Makes a snapshot; what takes longer is watched on its page.
    func postSnapshotsPage(_ request: Request, _ context: CuratePageContext) async throws -> Response {
        let form = SnapshotForm(try await form(request, of: context.session))
        do {
            let body = try form.body
            let moment = now()
            let asked = try await pool.transaction { db in
                try register(body, by: AuditActor(context.session.token), at: moment, db).name
            }
            snapshotSignal.asked.ring()
            let snapshot = try await settled(asked, patience: .seconds(2))
            if let failure = snapshot.failure, snapshot.status == .failed { throw failure }
            return .seeOther("/snapshots/\(asked)")
        } catch {
            let problem = Problems.problem(for: error)
            guard (400..<500).contains(problem.status) else { throw error }
            let page = try await snapshotsPage(context.session, problem: problem) { _ in form }
            return try pages.response(page, status: .init(code: problem.status))
        }
    }

    private func snapshotsPage(
        _ session: Session?, problem: Problem? = nil, form: ([Snapshot]) -> SnapshotForm
    ) async throws -> SnapshotsPage {
        guard let session, session.token.scopes.contains(.curate) else {
            return SnapshotsPage(try await pool.withConnection { db in try db.snapshots(isPublic: true) }, nil)
        }
        let snapshots = try await pool.withConnection { db in try db.snapshots(isPublic: false) }
        let card = SnapshotFormCard(
            form(snapshots), try await latestPolicies(), snapshots: snapshots.filter { $0.status == .ready },
            formToken: session.formToken(serverKey: serverKey), problem: problem)
        return SnapshotsPage(snapshots, card)
    }
}
