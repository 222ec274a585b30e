import Core
import Postgres
import Storage

/// Writes what it is given in one transaction.
struct BatchWriter<Item: LaneItem>: Sendable {
    let pool: Pool

    /// Stores all. Where the database refuses one of several, the others are stored without it: it is found by halving what
    /// was refused.
    /// - Parameters:
    ///   - batch: no two of one place, and no two of one key
    ///   - waits: for an owner who is at something else; with one item only
    ///   - attempts: at most, as long as other programs use its keys at the same moment
    /// - Returns: what became of each; `busy` where an owner is at something else, never when it waits for that
    func write(_ batch: [Item], waits: Bool = false, attempts: Int = 3) async -> [StoredOnce] {
        guard !batch.isEmpty else { return [] }
        do {
            return try await pool.transaction { db in try Item.store(batch, waits: waits, in: db) }
        } catch let error as PostgresError where error.isKeyTaken && attempts > 1 {
            // Another program has stored what came by that key; now it is found.
            return await write(batch, waits: waits, attempts: attempts - 1)
        } catch let error as PostgresError where batch.count > 1 && error.isLockTimeout {
            // One of them waited too long for somebody, and there is no telling which: each waits alone.
            return batch.map { _ in .busy }
        } catch let error as PostgresError where batch.count > 1 && error.isOfOneRow {
            let middle = batch.count / 2
            return await write(Array(batch[..<middle])) + write(Array(batch[middle...]))
        } catch {
            return batch.map { _ in .refused(error) }
        }
    }
}

extension PostgresError {
    /// Whether the server may have refused one row and not all. What is said of the server itself, such as that its disk
    /// is full or that it stops, is not: asking again, with less each time, would be a load at the wrong moment.
    fileprivate var isOfOneRow: Bool {
        guard !outcomeUnknown else { return false }
        if kind == .decoding { return true }
        guard kind == .server, let sqlState else { return false }
        // 21, 22, 23: values and rules; 40: conflicts; 53200: too many locks; 54: too much at once; XX: it met a bug.
        // What was too slow is not: nothing in a batch is slow by itself, and others wait.
        return ["21", "22", "23", "40", "53200", "54", "XX"].contains { sqlState.hasPrefix($0) }
    }
}
