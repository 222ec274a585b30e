import ArgumentParser
import Core
import Foundation
import StrictJSON

/// Checks before training.
struct CurateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "curate", abstract: "Checks before training.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that a data set is whole, and that nothing in it was withdrawn: the gate before training.",
            discussion: """
                TARGET is the folder of a downloaded snapshot, or the name of a snapshot of the service.

                Exit codes: 0 train; 1 it could not be checked; 2 a file is missing or damaged; 4 it holds episodes that \
                were withdrawn, which are listed: make a successor with `chorus snapshot create NEW --succeeds OLD`.
                """)

        @OptionGroup var server: ServerOptions

        @Argument(help: "Folder or name of a snapshot.")
        var target: String

        func run() async throws {
            let client = try server.client()
            let folder = SnapshotFolder(path: target)
            let isFolder = FileManager.default.fileExists(atPath: target)
            let manifest = isFolder ? try folder.manifest() : nil
            if let manifest {
                let faults = folder.faults(of: manifest)
                for fault in faults { print(fault) }
                guard faults.isEmpty else { throw ExitCode(2) }
            }
            let name = manifest?.name ?? target
            let list = try await client.send(
                ClientRequest(path: "/v1/snapshots/\(ClientRequest.encoded(name))/\(SnapshotFile.tombstones)"))
            try await check(manifest, is: name, client)
            let withdrawn = list.root["episodes"]?.elements.compactMap { $0["id"]?.string } ?? []
            guard withdrawn.isEmpty else {
                print("\(name) holds \(withdrawn.count) episodes that were withdrawn:")
                for episode in withdrawn { print("  \(episode)") }
                if let successor = list.root["successors"]?.elements.compactMap({ $0.string }).last {
                    print("Its successor is \(successor).")
                }
                throw ExitCode(4)
            }
            print("\(name): \(isFolder ? "every file is as the manifest says, and " : "")nothing in it was withdrawn")
        }

        /// A folder may hold what another service made under the same name.
        private func check(
            _ manifest: SnapshotFolder.Manifest?, is name: String, _ client: ChorusClient
        ) async throws {
            guard let manifest else { return }
            let list = try await client.send(ClientRequest(path: "/v1/snapshots"))
            let known = list.root["snapshots"]?.elements.first { $0["name"]?.string == name }
            guard known?["manifest_sha256"]?.string == manifest.sha256 else {
                print("manifest.json: not that of the service's snapshot \(name)")
                throw ExitCode(2)
            }
        }
    }
}
