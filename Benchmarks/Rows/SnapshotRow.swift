import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import Web

extension Row {
    /// Everything that a snapshot takes: reading, rendering, compressing, storing, until it is ready.
    static let snapshot = Row(
        name: "snapshot", title: "snapshots, from the question to the last byte that is stored",
        run: { options in
            try await BenchService.with(migrations: BenchService.migrations) { service in
                try await ChatSeed.insert(options.isSmoke ? 4 : 600, bytes: 40_000, in: service.pool)
                var lines: [Line] = []
                for format in ["episode", "supervised", "messages"] {
                    lines.append(try await measured(format, service, options))
                }
                return lines
            }
        })

    private static func measured(
        _ format: String, _ service: BenchService, _ options: BenchOptions
    ) async throws -> Line {
        let rows = try await made("first-\(format)", format, service)
        let file = "/tmp/chorus-bench.\(getpid()).jsonl"
        try Data(rows.text).write(to: URL(filePath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let megabytes = Double(rows.text.count) / 1e6
        var (ours, gzip): ([Double], [Double]) = ([], [])
        for round in 0..<(options.isSmoke ? 1 : 5) {
            ours.append(try await made("\(format)-\(round)", format, service).seconds)
            gzip.append(try seconds(of: "gzip -6 -c \(file) >/dev/null"))
        }
        let ratios = zip(ours, gzip).map { $1 / $0 }.sorted()
        func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        return Line(
            work: "snapshot of \(format) rows", unit: "MB/s", ours: megabytes / median(ours),
            reference: "gzip -6 of the same rows", peer: megabytes / median(gzip), ratio: ratios[ratios.count / 2],
            target: .ratio(0.7))
    }

    /// Makes a snapshot, waits for it, and reads its rows.
    private static func made(
        _ name: String, _ format: String, _ service: BenchService
    ) async throws -> (seconds: Double, text: [UInt8]) {
        let body = JSON.object([("name", .string(name)), ("policy", "all"), ("format", .string(format))])
        let policy = PolicyVersion(
            policy: try Policy(text: Array(#"{"name":"all"}"#.utf8)), number: 1, createdAt: nil)
        let request = try SnapshotRequest(
            body: JSONDocument(body.bytes(), limits: .request).root, policies: { _, _ in policy },
            snapshots: { _ in nil })
        let started = ContinuousClock.now
        try await service.pool.transaction { db in _ = try db.register(request, at: Date()) }
        service.snapshotSignal.asked.ring()
        while true {
            let snapshot = try await service.pool.withConnection { db in try db.snapshot(name) }
            if snapshot?.status == .ready { break }
            if let failure = snapshot?.failure { throw BenchFailure(failure.detail) }
            try await Task.sleep(for: .milliseconds(5))
        }
        let seconds = started.duration(to: .now) / .seconds(1)
        guard name.hasPrefix("first-") else { return (seconds, []) }
        let packed = try await service.pool.withConnection { db in
            try db.files(ofSnapshot: name).filter { $0.number >= 0 }.flatMap { file in
                try db.text(file.path, ofSnapshot: name) ?? []
            }
        }
        return (seconds, try unpacked(packed))
    }

    private static func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = "/tmp/chorus-bench.\(getpid()).gz"
        try Data(bytes).write(to: URL(filePath: file))
        defer {
            try? FileManager.default.removeItem(atPath: file)
            try? FileManager.default.removeItem(atPath: file + ".out")
        }
        _ = try seconds(of: "gzip -dc \(file) >\(file).out")
        return Array(FileManager.default.contents(atPath: file + ".out") ?? Data())
    }

    private static func seconds(of command: String) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        let started = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchFailure("\(command) failed") }
        return started.duration(to: .now) / .seconds(1)
    }
}
