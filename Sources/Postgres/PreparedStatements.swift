/// The statements that a connection has prepared, by text and parameter types.
struct PreparedStatements {
    struct Key: Hashable {
        let text: [UInt8]
        let types: [UInt32]
    }

    private struct Entry {
        let name: String
        var used: UInt64
    }

    /// Random, because a pooler may let two clients' names meet in one session, and the other's statement would run.
    private let prefix = "chorus_" + String(UInt64.random(in: .min ... .max), radix: 36) + "_"
    private let limit: Int
    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0

    init(limit: Int) { self.limit = max(1, limit) }

    /// The name under which the statement is prepared.
    mutating func name(of key: Key) -> String? {
        guard let index = entries.index(forKey: key) else { return nil }
        clock += 1
        entries.values[index].used = clock
        return entries.values[index].name
    }

    /// A name never used before in this connection.
    mutating func newName() -> String {
        clock += 1
        return prefix + String(clock, radix: 36)
    }

    /// Remembers a statement that the server has accepted.
    mutating func insert(_ key: Key, name: String) {
        clock += 1
        entries[key] = Entry(name: name, used: clock)
    }

    /// Forgets the longest unused statement when there is no room for another.
    /// - Returns: its name, to be deallocated.
    mutating func makeRoom() -> String? {
        guard entries.count >= limit, let oldest = entries.min(by: { $0.value.used < $1.value.used }) else {
            return nil
        }
        return forget(oldest.key)
    }

    /// Forgets a statement.
    /// - Returns: its name, to be deallocated.
    mutating func forget(_ key: Key) -> String? { entries.removeValue(forKey: key)?.name }

    mutating func forgetAll() { entries = [:] }
}
