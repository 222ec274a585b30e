import Core
import EmbeddedPostgres
import Foundation
import Postgres
import Storage

/// Brings a dump back into a database of its own, and sees that it is right: a restore then puts that in the place of the
/// old one, a drill drops it.
struct DatabaseRestore {
    let target: ConnectionOptions
    let dump: DumpFolder
    let migrations: [Migration]
    /// Everything that was withdrawn.
    let journal: WithdrawalJournal
    /// Told what is going on.
    let progress: @Sendable (String) -> Void

    /// What was restored.
    struct Outcome {
        let scratch: ScratchDatabase
        var reconciliation = WithdrawalJournal.Reconciliation()
        var applied: [Migration] = []
        /// Figures that were wrong when they were dumped, or that this program counts for the first time.
        var repaired = 0
        var events = 0
    }

    /// Reads the manifest, checks the file against it, and whether this program can read what it holds.
    func check() throws -> DumpManifest {
        progress("checking the dump")
        let manifest = try dump.check { _ in }
        let known = migrations.map { Hex.encode($0.checksum) }
        guard manifest.figures.schema <= known.count else {
            throw DumpFailure.newerSchema(manifest.figures.schema, known: known.count, release: manifest.release)
        }
        for (index, checksum) in manifest.figures.migrations.enumerated() where known[index] != checksum {
            throw DumpFailure.foreignSchema(index + 1)
        }
        return manifest
    }

    /// Restores into a scratch database, compares it with the manifest, brings its schema up to date, takes back again
    /// what was withdrawn since, and recounts everything.
    /// - Parameter keepsEpoch: whether cursors of the dumped feed stay good
    func run(_ manifest: DumpManifest, keepsEpoch: Bool) async throws -> Outcome {
        let scratch = try await ScratchDatabase.make(beside: target)
        do {
            try await load(into: scratch, manifest)
            var outcome = Outcome(scratch: scratch)
            let pool = Pool(PoolOptions(scratch.options))
            do {
                outcome = try await finish(outcome, in: pool, manifest, keepsEpoch: keepsEpoch)
                await pool.shutdown()
            } catch {
                await pool.shutdown()
                throw error
            }
            return outcome
        } catch {
            try? await scratch.drop()
            throw error
        }
    }

    private func load(into scratch: ScratchDatabase, _ manifest: DumpManifest) async throws {
        let connection = try await Connection.open(scratch.options)
        let version = try await connection.serverVersion()
        await connection.close()
        let programs = try await ClientPrograms.find(server: version)
        let progress = progress
        try await programs.run(
            .restore,
            [
                "--exit-on-error", "--no-owner", "--no-privileges", "--no-password", "--verbose",
                "--dbname=\(scratch.name)", dump.database,
            ], variables: try scratch.options.programEnvironment()
        ) { line in
            // pg_restore: processing data for table "public.episodes"
            if line.contains("processing data") {
                progress("restoring \(line.split(separator: "\"").dropFirst().first ?? "")")
            }
        }
    }

    private func finish(
        _ outcome: Outcome, in pool: Pool, _ manifest: DumpManifest, keepsEpoch: Bool
    ) async throws -> Outcome {
        var outcome = outcome
        progress("counting")
        let figures = try await pool.transaction(.snapshot) { db in try db.dumpFigures() }
        var differences = manifest.figures.differences(to: figures)
        guard differences.isEmpty else { throw DumpFailure.differs(differences) }
        progress("bringing the schema up to date")
        let (migrations, now) = (migrations, Date())
        outcome.applied = try await pool.withConnection { db in
            let applied = try db.migrate(migrations, now: now)
            try db.execute("analyze")
            return applied
        }
        progress("taking back again what was withdrawn")
        outcome.reconciliation = try await journal.reconcile(with: pool, now: now)
        if !keepsEpoch {
            progress("beginning another epoch of the feed")
            try await pool.withConnection { db in _ = try db.beginFeedEpoch(now: now) }
        }
        progress("recounting every figure, and the feed's chain")
        outcome.repaired = try await pool.withConnection { db in try db.repairFigures(at: now).count }
        let (wrong, feed) = try await pool.withConnection { db in (try db.verifyFigures(), try db.verifyFeed()) }
        differences = (wrong + feed.found).map { "\($0)" }
        guard differences.isEmpty else { throw DumpFailure.differs(differences) }
        outcome.events = feed.events
        return outcome
    }
}
