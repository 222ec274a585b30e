import Foundation
import Glibc
import StrictJSON
import Testing
import Web

@testable import chorus

@Suite(.serialized) struct DoctorTests {
    @Test func aHealthyServerPassesAndWhatIsWrongIsToldWithItsCure() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder)
        let port = String(try #require(server.address.split(separator: ":").last))
        let healthy = try await ProcessHandle.run(
            ["doctor", "--json", "--data", folder.path, "--port", port], folder: folder)
        #expect(healthy.code == 0, "\(healthy.output)")
        let root = try JSONDocument(Array(healthy.output.utf8), limits: .log).root
        let list = try #require(root["checks"])
        let checks = list.elements.reduce(into: [String: String]()) { checks, check in
            checks[check["check"]?.string ?? "?"] = check["state"]?.string
        }
        #expect(
            Set(checks.keys) == [
                "settings", "data folder", "server key", "disk", "port", "open files", "proxies", "database", "schema",
                "durability", "clock", "connections",
            ])
        for check in ["settings", "server key", "port", "database", "schema", "durability", "clock", "connections"] {
            #expect(checks[check] == "ok", "\(check): \(healthy.output)")
        }
        chmod("\(folder.path)/server.key", 0o644)
        let text = try await ProcessHandle.run(
            [
                "doctor", "--data", folder.path, "--port", port, "--connections", "199", "--host", "192.0.2.1",
                "--trusted-proxies", "0.0.0.0/0",
            ], folder: folder)
        #expect(text.code == 1)
        for line in ["fail  server key", "fail  port", "fail  proxies", "fail  connections", "chmod 600"] {
            #expect(text.output.contains(line), "\(line) in \(text.output)")
        }
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }

    @Test func aFolderWithoutADatabaseAndADatabaseThatIsAwayAreTold() async throws {
        let folder = try TemporaryDataFolder()
        let empty = try await ProcessHandle.run(["doctor", "--data", folder.path, "--port", "0"], folder: folder)
        #expect(empty.code == 0, "\(empty.output)")
        #expect(empty.output.contains("warn  database") && empty.output.contains("chorus serve --migrate"))
        #expect(folder.servers().isEmpty)
        let away = try await ProcessHandle.run(
            ["doctor", "--data", folder.path, "--port", "0"], folder: folder,
            environment: ["DATABASE_URL": "postgresql://someone:hunter2@127.0.0.1:1/chorus"])
        #expect(away.code == 1)
        #expect(away.output.contains("fail  database"))
        #expect(!away.output.contains("hunter2"))
    }

    @Test func judgementsChangeAtTheirEdges() {
        #expect(MachineChecks.disk(free: 255 << 20, of: 1 << 40).state == .fail)
        #expect(MachineChecks.disk(free: 256 << 20, of: 1 << 30).state == .warn)
        #expect(MachineChecks.disk(free: 2 << 30, of: 41 << 30).state == .warn)
        #expect(MachineChecks.disk(free: 3 << 30, of: 40 << 30).state == .ok)
        #expect(DatabaseChecks.clock(skew: 1).state == .ok)
        #expect(DatabaseChecks.clock(skew: 1.1).state == .warn)
        #expect(DatabaseChecks.clock(skew: 31).state == .fail)
        for (fsync, commit, pages, checksums, state) in [
            ("on", "on", "on", "on", Finding.State.ok), ("on", "local", "on", "on", .ok),
            ("on", "on", "on", "off", .warn), ("off", "on", "on", "on", .fail), ("on", "off", "on", "on", .fail),
            ("on", "on", "off", "on", .fail),
        ] {
            let finding = DatabaseChecks.durability(
                fsync: fsync, synchronousCommit: commit, fullPageWrites: pages, checksums: checksums)
            #expect(finding.state == state)
            #expect(finding.fix.isEmpty == (state == .ok))
        }
    }

    @Test func everyLimitIsInTheDocumentationWithItsDefault() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/operations.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        for limit in LimitSetting.all {
            let fallback = limit.name == "parses" ? "one less than cores" : "\(limit.get(Limits()))"
            #expect(text.contains("| `\(Settings.variable(limit.setting))` | \(fallback) |"), "\(limit.name)")
            var limits = Limits()
            limit.set(&limits, limit.range.lowerBound + 1)
            #expect(limit.get(limits) == limit.range.lowerBound + 1, "\(limit.name)")
        }
    }
}
