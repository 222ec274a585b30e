import ArgumentParser
import Foundation
import StrictJSON

/// Policies of a service, and what they would keep.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "List, show, store and try policies of curation.",
        discussion: "Needs a token with the scope `curate`. Examples are in Examples/policies.",
        subcommands: [List.self, Show.self, Put.self, DryRun.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the policies of a service.")

        @OptionGroup var server: ServerOptions

        func run() async throws {
            let answer = try await server.client().send(ClientRequest(path: "/v1/policies"))
            for policy in answer.root["policies"]?.elements.map({ $0 }) ?? [] {
                let version = policy["version"]?.int ?? 0
                let number = version == 0 ? "built in" : "version \(version)"
                print("\(policy["name"]?.string ?? "")  \(number)  \(policy["description"]?.string ?? "")")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a policy, with what it takes from its base.")

        @OptionGroup var server: ServerOptions

        @Argument(help: "Name of the policy.")
        var name: String

        @Option(help: "Number of the version; without it the latest.")
        var version: Int?

        func run() async throws {
            let query = version.map { [(name: "version", value: String($0))] } ?? []
            let path = "/v1/policies/\(ClientRequest.encoded(name))"
            let answer = try await server.client().send(ClientRequest(path: path, query: query))
            print(String(decoding: answer.root["policy"]?.json().bytes() ?? [], as: UTF8.self))
        }
    }

    struct Put: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store a policy as the next version of its name, unless the latest says the same.")

        @OptionGroup var server: ServerOptions

        @Argument(help: "File of the policy.")
        var file: String

        func run() async throws {
            let (policy, name) = try PolicyFile.read(file)
            let request = ClientRequest.json("PUT", "/v1/policies/\(ClientRequest.encoded(name))", policy)
            let answer = try await server.client().send(request)
            print("\(name) version \(answer.root["version"]?.int ?? 0)  \(answer.root["hash"]?.string ?? "")")
        }
    }

    struct DryRun: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dry-run",
            abstract: "Say what a policy would keep of all accepted episodes, and store nothing.",
            discussion: "Ends with status 3 where a filter never saw anything.")

        @OptionGroup var server: ServerOptions

        @Argument(help: "File of the policy.")
        var file: String

        @Option(help: "Another policy, NAME or NAME@VERSION: what changes from it to this one is said too.")
        var against: String?

        @Flag(help: "Print the service's answer as JSON.")
        var json = false

        func run() async throws {
            let (policy, _) = try PolicyFile.read(file)
            var request = ClientRequest.json("POST", "/v1/policies/dry-run", policy)
            request.query = against.map { [(name: "against", value: $0)] } ?? []
            let answer = try await server.client().send(request)
            print(
                json
                    ? String(decoding: answer.root.json().bytes(), as: UTF8.self) : DryRunTable(answer.root).text)
            if answer.root["errors"]?.count != 0 { throw ExitCode(3) }
        }
    }
}

/// A policy in a file.
enum PolicyFile {
    /// The policy and its name; everything else is the service's to judge.
    static func read(_ path: String) throws -> (policy: JSON, name: String) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path) cannot be read.")
        }
        do {
            let root = try JSONDocument(Array(data), limits: .request).root
            guard let name = root["name"]?.string else { throw ValidationError("\(path) has no name.") }
            return (root.json(), name)
        } catch let fault as JSONFault {
            throw ValidationError("\(path), line \(fault.line), column \(fault.column): \(fault.detail)")
        }
    }
}
