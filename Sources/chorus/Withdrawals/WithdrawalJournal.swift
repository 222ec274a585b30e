import Core
import Foundation
import Logging
import Postgres
import Storage

/// The list of everything that was withdrawn, in a file outside of the database: what a restore brings back is taken back
/// again before anybody can see it.
///
/// A line for each, ids only. Servers that share a file add to it side by side.
struct WithdrawalJournal: Sendable {
    /// Absolute.
    let path: String

    /// The journal that the settings name (CHORUS_WITHDRAWALS), or that of the data folder.
    init(_ settings: Settings, data folder: String) {
        let named = settings.text("chorus.withdrawals")
        path = named.map { URL(fileURLWithPath: $0).standardizedFileURL.path } ?? "\(folder)/withdrawals.log"
    }

    init(path: String) { self.path = path }

    /// What a journal holds.
    struct Contents: Equatable {
        var withdrawals: [Withdrawal] = []
        /// Lines that are none, such as one that was being written when the machine died.
        var strangeLines = 0
    }

    /// Everything in it; nothing when there is no such file.
    func read() throws -> Contents {
        guard FileManager.default.fileExists(atPath: path) else { return Contents() }
        var contents = Contents()
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        for line in data.split(separator: UInt8(ascii: "\n")) {
            if let withdrawal = Withdrawal(line: String(decoding: line, as: UTF8.self)) {
                contents.withdrawals.append(withdrawal)
            } else {
                contents.strangeLines += 1
            }
        }
        return contents
    }

    /// Adds to it, and returns when the disk has it.
    func append(_ withdrawals: [Withdrawal]) throws {
        guard !withdrawals.isEmpty else { return }
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let isNew = !FileManager.default.fileExists(atPath: path)
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, "open")
        // One write, which others that append cannot come between. A line that a crash cut off must not take the next
        // one with it, so each begins on a line of its own; empty lines mean nothing.
        try file.write(Array(("\n" + withdrawals.map(\.line).joined()).utf8))
        try file.sync()
        if isNew { try OpenFile(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, "open").sync() }
    }

    /// Makes database and journal hold the same: takes back again what the database has forgotten, notes what the journal
    /// has not.
    /// - Returns: what was taken back again, of how many that the database did not know of, and how many were noted
    @discardableResult
    func reconcile(with pool: Pool, now: Date) async throws -> Reconciliation {
        let contents = try read()
        let listed = try await pool.withConnection { db in try db.withdrawals() }
        var done = try await withdrawAgain(contents.withdrawals, unless: listed, in: pool, now: now)
        done.strangeLines = contents.strangeLines
        let known = Set(contents.withdrawals.map(\.id))
        let missing = listed.filter { !known.contains($0.id) }
        try append(missing)
        done.noted = missing.count
        return done
    }

    /// What was put right between a database and lists of withdrawals.
    struct Reconciliation: Equatable {
        /// Ids that the database's list did not have.
        var forgotten = 0
        /// Those of them whose text was there.
        var takenBack = 0
        /// Ids that the journal did not have.
        var noted = 0
        /// Lines of the journal that are none.
        var strangeLines = 0
    }

    private func withdrawAgain(
        _ withdrawals: [Withdrawal], unless listed: [Withdrawal], in pool: Pool, now: Date
    ) async throws -> Reconciliation {
        var known = Set(listed.map(\.id))
        var done = Reconciliation()
        for withdrawal in withdrawals where known.insert(withdrawal.id).inserted {
            let wasThere = try await pool.withConnection { db in try db.withdrawAgain(withdrawal, at: now) }
            done.forgotten += 1
            done.takenBack += wasThere ? 1 : 0
        }
        return done
    }
}

extension WithdrawalJournal {
    /// Before a server is ready: what an older state of the database brought back goes.
    func apply(to pool: Pool) async throws {
        let done = try await reconcile(with: pool, now: Date())
        if done.forgotten > 0 {
            Announcement.progress(
                "the database did not know of \(done.forgotten) withdrawals; \(done.takenBack) were taken back again")
        }
        if done.strangeLines > 0 {
            Announcement.progress("\(path): \(done.strangeLines) lines are no withdrawals and were left out")
        }
    }

    /// Notes a withdrawal that is committed. When the disk says no, the next start notes it from the database.
    func note(_ withdrawal: Withdrawal, _ logger: Logger) {
        do {
            try append([withdrawal])
        } catch {
            logger.error("the journal of withdrawals could not be written", metadata: ["cause": "\(error)"])
        }
    }
}
