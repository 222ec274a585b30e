import ArgumentParser
import Foundation
import StrictJSON

/// Who follows the feed, and how far each has come.
struct Consumers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List who follows the feed, and what each has not pulled yet; forget who pulls no more.",
        discussion: """
            Consumers tell the service how far they are: `chorus pull --consumer NAME` does. Needs a token with the scope \
            `curate`.
            """)

    @OptionGroup var server: ServerOptions

    @Option(help: ArgumentHelp("Take this consumer off the list.", valueName: "consumer"))
    var forget: String?

    @Flag(help: "Print the service's answer as JSON.")
    var json = false

    func run() async throws {
        let path = "/v1/consumers" + (forget.map { "/\(ClientRequest.encoded($0))" } ?? "")
        let answer = try await server.client().send(ClientRequest(method: forget == nil ? "GET" : "DELETE", path: path))
            .root
        guard !json else { return print(String(decoding: answer.json().bytes(), as: UTF8.self)) }
        guard let forget else { return print(Self.table(answer["consumers"]?.elements.map { $0 } ?? [])) }
        print("\(forget) is forgotten. Its cursor was \(answer["cursor"]?.string ?? "")")
    }

    /// A line for each consumer.
    static func table(_ consumers: [JSONValue]) -> String {
        let head = ["consumer", "position", "lag", "waiting", "withdrawals", "pulls", "told at"]
        let lines = [head] + consumers.map(cells)
        let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let padded = zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return padded.joined(separator: "  ").trimmingSuffix(" ")
        }.joined(separator: "\n")
    }

    private static func cells(_ consumer: JSONValue) -> [String] {
        func number(_ name: String) -> String { consumer[name]?.int.map { String($0) } ?? "-" }
        let isForked = consumer["lag"]?.isNull ?? true
        let seconds = consumer["lag_seconds"]?.double.map { String(format: "%.0f s", $0) } ?? "-"
        let pulls = ["experiment", "policy", "format", "consent"].compactMap { consumer[$0]?.string }
        return [
            consumer["name"]?.string ?? "", number("position"), isForked ? "forked" : number("lag"), seconds,
            number("pending_withdrawals"), pulls.joined(separator: " "), consumer["updated_at"]?.string ?? "",
        ]
    }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
