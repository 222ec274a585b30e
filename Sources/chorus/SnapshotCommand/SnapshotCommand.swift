import ArgumentParser
import Foundation
import StrictJSON

/// Snapshots of a service.
struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Make, list, download and check snapshots: training rows that never change.",
        discussion: """
            Making and listing needs a token with the scope `curate`; a public snapshot is downloaded without one.
            `chorus curate verify` also asks whether anything was withdrawn since.
            """,
        subcommands: [List.self, Create.self, Download.self, Verify.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the snapshots of a service, newest first.")

        @OptionGroup var server: ServerOptions

        func run() async throws {
            let answer = try await server.client().send(ClientRequest(path: "/v1/snapshots"))
            let snapshots = answer.root["snapshots"]?.elements.map { $0 } ?? []
            if snapshots.isEmpty { print("There is no snapshot yet: chorus snapshot create NAME --policy POLICY") }
            for snapshot in snapshots { print(SnapshotLine(snapshot).text) }
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a snapshot, and wait until it is ready.",
            discussion: """
                What is not said is the ancestor's with --succeeds. The same command again finds the snapshot that is \
                there. Row formats are explained in docs/rows.md.
                """)

        @OptionGroup var server: ServerOptions

        @Argument(help: "Its name, for ever: a-z, 0-9 and -.")
        var name: String

        @Option(help: "What filters: NAME or NAME@VERSION of a policy.")
        var policy: String?

        @Option(help: "Format of the rows, such as supervised or messages. Default: episode")
        var format: String?

        @Option(help: "One part of a split, such as 4/10.")
        var split: String?

        @Option(help: "What makes strata of the split, with commas. Default: format,length_band,character")
        var stratify: String?

        @Option(help: "Lots are drawn with it. Default: the policy's")
        var seed: String?

        @Option(help: "What it is for.")
        var description: String?

        @Option(help: "The snapshot whose place it takes.")
        var succeeds: String?

        @Flag(name: .customLong("public"), help: "Only what may be published; anybody may download it.")
        var isPublic = false

        func run() async throws {
            let client = try server.client()
            let request = ClientRequest.json("POST", "/v1/snapshots", try body())
            let line = StatusLine()
            var answer = try await client.send(request)
            while answer.root["status"]?.string == "building" {
                line.show(String(format: "%.0f %%", (answer.root["progress"]?.double ?? 0) * 100))
                try await Task.sleep(for: .seconds(1))
                answer = try await client.send(ClientRequest(path: "/v1/snapshots/\(ClientRequest.encoded(name))"))
            }
            line.end()
            guard answer.root["status"]?.string == "ready" else {
                let detail = answer.root["failure"]?["detail"]?.string ?? "it could not be made"
                let hints = answer.root["failure"]?["errors"]?.elements.compactMap { $0["hint"]?.string } ?? []
                throw SnapshotFailure.notMade(([detail] + hints).joined(separator: "\n  "))
            }
            print(SnapshotLine(answer.root).text)
        }

        private func body() throws -> JSON {
            var members: [JSON.Member] = [("name", .string(name))]
            for (key, value) in [
                ("policy", policy), ("format", format), ("seed", seed), ("description", description),
                ("succeeds", succeeds),
            ] {
                if let value { members.append((key, .string(value))) }
            }
            if isPublic { members.append(("public", true)) }
            if let split {
                let numbers = split.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
                guard numbers.count == 2, let part = numbers[0], let parts = numbers[1] else {
                    throw ValidationError("--split takes PART/PARTS, such as 4/10.")
                }
                let keys = stratify?.split(separator: ",").map { JSON.string(String($0)) }
                members.append(
                    (
                        "split",
                        .object(
                            [("parts", .int(parts)), ("part", .int(part))]
                                + (keys.map { [("stratify", .array($0))] } ?? []))
                    ))
            } else if stratify != nil {
                throw ValidationError("--stratify goes with --split.")
            }
            return .object(members)
        }
    }

    struct Download: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Download a snapshot into a folder; every file is checked.",
            discussion: "Files that are there already and right are not fetched again.")

        @OptionGroup var server: ServerOptions

        @Argument(help: "Name of the snapshot.")
        var name: String

        @Option(help: "Folder; made when it is missing. Default: the snapshot's name")
        var into: String?

        func run() async throws {
            let line = StatusLine()
            let folder = SnapshotFolder(path: into ?? name)
            let download = SnapshotDownload(
                client: try server.client { failure, _ in line.note("\(failure); trying again") }, name: name,
                folder: folder, progress: { line.show($0) })
            let manifest = try await download.run()
            line.end()
            print("\(folder.path) holds \(name): \(manifest.files.count) files of rows, all as the manifest says")
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the files of a downloaded snapshot against its manifest, without the service.",
            discussion: "Ends with status 2 when a file is missing or damaged.")

        @Argument(help: "Folder of the snapshot.")
        var folder: String

        func run() throws {
            let folder = SnapshotFolder(path: folder)
            let manifest = try folder.manifest()
            let faults = folder.faults(of: manifest)
            for fault in faults { print(fault) }
            guard faults.isEmpty else { throw ExitCode(2) }
            print("\(manifest.name): \(manifest.files.count) files of rows, all as the manifest says")
        }
    }
}

/// One snapshot for people, in a line.
struct SnapshotLine {
    let text: String

    init(_ snapshot: JSONValue) {
        func text(_ name: String) -> String { snapshot[name]?.string ?? "" }
        var pieces = [text("name"), text("format")]
        if snapshot["status"]?.string == "ready" {
            pieces.append("\(snapshot["row_count"]?.int ?? 0) rows of \(snapshot["episode_count"]?.int ?? 0) episodes")
            pieces.append(String(format: "%.1f MB", Double(snapshot["byte_count"]?.int ?? 0) / 1e6))
            pieces.append(snapshot["public"]?.bool ?? false ? "public" : "private")
            if snapshot["stale"]?.bool ?? false {
                let successor = snapshot["successors"]?.elements.compactMap { $0.string }.last
                pieces.append("stale: \(snapshot["tombstones"]?.int ?? 0) withdrawn")
                if let successor { pieces.append("succeeded by \(successor)") }
            }
        } else {
            pieces.append(text("status"))
        }
        self.text = pieces.joined(separator: "  ")
    }
}

/// Why a snapshot could not be made or fetched.
enum SnapshotFailure: Error, CustomStringConvertible {
    /// The service says why.
    case notMade(String)
    /// The folder holds no snapshot, or something else.
    case foreign(String)
    /// What came is not what the manifest says.
    case damaged(String)

    var description: String {
        switch self {
        case .notMade(let why): "the snapshot was not made: \(why)"
        case .foreign(let what): what
        case .damaged(let what): "\(what) is not what the manifest says"
        }
    }
}
