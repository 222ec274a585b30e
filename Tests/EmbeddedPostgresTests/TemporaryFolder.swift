import EmbeddedPostgres
import Foundation
import Glibc
import Postgres
import Testing

/// A folder for one test, gone afterwards together with every server that the test left in it.
func withTemporaryFolder(
    name: String = "chorus-test", _ body: (String) async throws -> Void
) async throws {
    var template = Array("/tmp/\(name)-XXXXXX".utf8CString)
    let path = String(cString: try #require(mkdtemp(&template)))
    // Like a checkout: others may pass.
    #expect(chmod(path, 0o755) == 0)
    let result: (any Error)?
    do {
        try await body(path)
        result = nil
    } catch {
        result = error
    }
    _ = try? await PrivateServer.stop(ClusterDirectory(path + "/.chorus/postgres"))
    removeTree(path)
    if let result { throw result }
}

func removeTree(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
}

extension PrivateServer {
    /// Runs a statement as role `chorus`.
    func execute(_ sql: SQL) async throws {
        let connection = try await Connection.open(ConnectionOptions(connectionString))
        try await connection.execute(sql)
        await connection.close()
    }

    /// The number that a query returns.
    func number(_ sql: SQL) async throws -> Int? {
        let connection = try await Connection.open(ConnectionOptions(connectionString))
        let value = try await connection.first(sql, as: Int.self)
        await connection.close()
        return value
    }
}

extension PrivateServer {
    /// Inserts rows one by one until the server is gone; returns how many were acknowledged.
    func insertUntilFailure() async -> Int {
        var acknowledged = 0
        guard let connection = try? await Connection.open(ConnectionOptions(connectionString)) else { return 0 }
        while (try? await connection.execute("insert into kept values (1)")) != nil { acknowledged += 1 }
        await connection.close()
        return acknowledged
    }
}

/// Calls until it returns true; false when that takes more than `patience`.
func eventually(within patience: Duration = .seconds(180), _ condition: () async throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}

/// The text of a file, or "" when there is none.
func contents(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
}

/// Replaces the text of a file and keeps its owner.
func overwrite(_ path: String, _ text: String) {
    guard let file = fopen(path, "w") else {
        Issue.record("cannot write \(path)")
        return
    }
    defer { fclose(file) }
    fputs(text, file)
}
