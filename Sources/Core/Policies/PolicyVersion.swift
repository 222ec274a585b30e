public import Foundation
public import StrictJSON

/// A policy as it was put: its name, the number of the version, and when. It never changes.
public struct PolicyVersion: Sendable {
    /// What it says.
    public var policy: Policy
    /// From 1; 0 for what comes with the program.
    public var number: Int
    /// When it was put; nil for what comes with the program.
    public var createdAt: Date?

    /// All members.
    public init(policy: Policy, number: Int, createdAt: Date?) {
        self.policy = policy
        self.number = number
        self.createdAt = createdAt
    }

    /// A policy that comes with the program.
    public init?(preset name: String) {
        guard let policy = Policy.presets[name] else { return nil }
        self.init(policy: policy, number: 0, createdAt: nil)
    }

    /// NAME@VERSION: names this version for ever.
    public var reference: String { "\(policy.name)@\(number)" }

    /// As answered by the API.
    public var json: JSON { .object(members + [("policy", policy.json)]) }

    /// The same without what it says, for lists.
    public var summary: JSON { .object(members + [("description", .string(policy.description))]) }

    private var members: [JSON.Member] {
        [
            ("name", .string(policy.name)), ("version", .int(number)), ("hash", .string(policy.version)),
            ("created_at", createdAt.map { .string(RFC3339.text($0)) } ?? .null),
        ]
    }
}
