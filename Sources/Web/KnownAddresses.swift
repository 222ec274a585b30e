import HTTPTypes
import Hummingbird

/// Which methods each address knows, for those who use another.
struct KnownAddresses: Sendable {
    private let routes: [(steps: [Substring], method: String)]

    init(_ routes: [(method: String, path: String)]) {
        self.routes = routes.map { ($0.path.split(separator: "/").map { $0 }, $0.method) }
    }

    /// Sorted, with `HEAD` where there is `GET`; empty for an address that is none. As in the router, a step that is named
    /// is preferred to one that may be anything: `policies/dry-run` is not a policy.
    func methods(of path: String) -> [String] {
        let steps = path.split(separator: "/")
        var matching = routes.filter { Self.matches(steps, $0.steps) }
        for index in steps.indices {
            let named = matching.filter {
                index < $0.steps.count && $0.steps[index].utf8.elementsEqual(steps[index].utf8)
            }
            if !named.isEmpty { matching = named }
        }
        var methods = Set(matching.map(\.method))
        if methods.contains("GET") { methods.insert("HEAD") }
        return methods.sorted()
    }

    private static func matches(_ steps: [Substring], _ pattern: [Substring]) -> Bool {
        if pattern.last == "**" { return steps.count >= pattern.count && matches(steps, pattern.dropLast()) }
        return steps.count == pattern.count && matches(steps, pattern[...])
    }

    private static func matches(_ steps: [Substring], _ pattern: ArraySlice<Substring>) -> Bool {
        zip(steps, pattern).allSatisfy { step, wanted in wanted.first == "{" || step.utf8.elementsEqual(wanted.utf8) }
    }
}
