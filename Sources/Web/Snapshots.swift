import Core
import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    /// How long the answer to `POST /v1/snapshots` waits for the snapshot before it says 202.
    private static let patience = Duration.seconds(10)

    func postSnapshot(_ request: Request, _ context: CurateContext) async throws -> Response {
        let (bytes, body) = try await request.json(upTo: limits.jsonBytes)
        let key = try IdempotencyKey(
            key: request.idempotencyKey, request: "POST /v1/snapshots", body: [bytes])
        let moment = now()
        let kept = try await pool.transaction { db in
            try db.once(key, now: moment) { db in
                let (name, isNew) = try register(body.root, by: AuditActor(context.token), at: moment, db)
                return KeptAnswer(
                    status: isNew ? 201 : 200, resource: UUID(), body: JSON.object([("name", .string(name))]).bytes())
            }
        }
        guard let name = try JSONDocument(kept.body, limits: .own).root["name"]?.string else { throw Problem.notFound }
        snapshotSignal.asked.ring()
        let snapshot = try await settled(name, patience: Self.patience)
        var headers: HTTPFields = [.location: "/v1/snapshots/\(name)"]
        if kept.isReplay { headers[.idempotencyReplayed] = "true" }
        switch snapshot.status {
        case .building: return .json(snapshot.json, status: .accepted, headers: headers)
        case .failed: throw snapshot.failure ?? Problem(422, "snapshot_failed", "This snapshot could not be made.")
        case .ready:
            return .json(try await json(of: snapshot), status: .init(code: kept.status), headers: headers)
        }
    }

    /// Looks up what is asked for and registers it to be made, unless it is there already.
    func register(
        _ body: JSONValue, by actor: AuditActor, at moment: Date, _ db: isolated Connection
    ) throws -> (name: String, isNew: Bool) {
        let request = try SnapshotRequest(
            body: body, policies: { name, version in try db.policyVersion(name, version) },
            snapshots: { name in try db.snapshot(name)?.request })
        let (_, isNew) = try db.register(request, at: moment)
        if isNew {
            let details: [JSON.Member] = [
                ("policy", .string(request.policy.address)), ("public", .bool(request.isPublic)),
            ]
            try db.record(
                AuditEntry(.makeSnapshot, of: request.name, by: actor, at: moment, details: .object(details)))
        }
        return (request.name, isNew)
    }

    func listSnapshots(_ request: Request, _ context: AppContext) async throws -> Response {
        let isPublic = !(context.token?.scopes.contains(.curate) ?? false)
        let snapshots = try await pool.withConnection { db in try db.snapshots(isPublic: isPublic) }
        return .json(.object([("snapshots", .array(snapshots.map(\.json)))]))
    }

    func getSnapshot(_ request: Request, _ context: AppContext) async throws -> Response {
        let snapshot = try await snapshot(try context.parameters.require("name"), for: context)
        return .json(try await json(of: snapshot))
    }

    func getLockfile(_ request: Request, _ context: CurateContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        let lockfile = try await pool.transaction(.snapshot) { db in
            let (part, snapshot) = try db.trainedPart(number, of: slug)
            return PartLockfile(
                part, snapshot: snapshot, entries: try db.submissions(ofSnapshot: snapshot.request.name))
        }
        return .json(lockfile.json)
    }

    func getPartMix(_ request: Request, _ context: CurateContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        try await measureEpisodes()
        let (name, members, figures) = try await pool.transaction(.snapshot) { db in
            let (_, snapshot) = try db.trainedPart(number, of: slug)
            let name = snapshot.request.name
            return (name, try db.members(ofSnapshot: name).map(\.episode), try db.figures(for: .everything))
        }
        let drift = await SourceDrift(of: Set(members), in: figures)
        let place: [JSON.Member] = [
            ("experiment", .string(slug)), ("part", .int(number)), ("snapshot", .string(name)),
        ]
        guard case .object(let answer) = drift.json else { throw Problem.notFound }
        return .json(.object(place + answer))
    }

    func postMix(_ request: Request, _ context: CurateContext) async throws -> Response {
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let counts = try MixCount.read(body.root)
        try await measureEpisodes()
        let figures = try await pool.withConnection { db in try db.figures(for: .everything) }
        return .json(await SourceDrift(counts, besides: figures).json)
    }

    /// A snapshot that the request may read.
    /// - Throws: 401 or 403 for a private one without a curator's token, also where there is none: names are not told
    func snapshot(_ name: String, for context: AppContext) async throws -> Snapshot {
        let found = try await pool.withConnection { db in try db.snapshot(name) }
        if let found, found.request.isPublic, found.status == .ready { return found }
        _ = try CurateContext(context: context)
        guard let found else { throw Problem(404, "unknown_snapshot", "There is no such snapshot.") }
        return found
    }

    /// The snapshot with its manifest.
    private func json(of snapshot: Snapshot) async throws -> JSON {
        guard snapshot.status == .ready else { return snapshot.json }
        let manifest = try await pool.withConnection { db in
            try db.text(SnapshotFile.manifest, ofSnapshot: snapshot.request.name)
        }
        guard let manifest else { throw Problem.notFound }
        return snapshot.json(manifest: manifest)
    }

    /// Waits until a snapshot is ready or cannot be made, but not for ever.
    func settled(_ name: String, patience: Duration) async throws -> Snapshot {
        var listener = snapshotSignal.settled.listen()
        let deadline = ContinuousClock.now + patience
        while true {
            let found = try await pool.withConnection { db in try db.snapshot(name) }
            guard let found else { throw Problem(404, "unknown_snapshot", "There is no such snapshot.") }
            let left = ContinuousClock.now.duration(to: deadline)
            if found.status != .building || left <= .zero || snapshotSignal.settled.isClosed { return found }
            try Task.checkCancellation()
            // Another server may make it, whose bell is not heard here.
            await listener.wait(atMost: min(left, .milliseconds(250)))
        }
    }
}

extension Connection {
    /// A part, and the snapshot that it was registered with.
    /// - Throws: 404 when there is no such part, and when it names no snapshot of this service
    fileprivate func trainedPart(_ number: Int, of slug: String) throws -> (Part, Snapshot) {
        guard let part = try part(number, of: slug) else { throw Problem.unknownPart }
        guard let snapshot = try part.snapshot.flatMap({ try snapshot($0) }) else {
            throw Problem(404, "unknown_snapshot", "This part names no snapshot that was made here.")
        }
        return (part, snapshot)
    }
}
