public import Foundation
public import StrictJSON

/// Who did something: a token by its name, or the command line of the machine that the service runs on.
public struct AuditActor: Sendable, Equatable {
    /// Id of the token; nil for the command line.
    public var id: UUID?
    /// For people.
    public var name: String

    /// Whoever may run `chorus` beside the service.
    public static let commandLine = AuditActor(id: nil, name: "command line")

    /// Both.
    public init(id: UUID?, name: String) {
        self.id = id
        self.name = name
    }

    /// Who shows a token.
    public init(_ token: Token) { self.init(id: token.id, name: token.name) }
}

/// One line of the audit: who did what, when. Names things by id; never holds a text, name or address of the community,
/// nor the reason of a decision, in which a maintainer may quote one.
public struct AuditEntry: Sendable {
    /// What was done: the kind of thing before the dot.
    public enum Action: String, Sendable, CaseIterable {
        case acceptSubmission = "submission.accept"
        case rejectSubmission = "submission.reject"
        case quarantineSubmission = "submission.quarantine"
        case undoSubmission = "submission.undo"
        case acceptRating = "rating.accept"
        case rejectRating = "rating.reject"
        case quarantineRating = "rating.quarantine"
        case undoRating = "rating.undo"
        case acceptCluster = "cluster.accept"
        case rejectCluster = "cluster.reject"
        case quarantineCluster = "cluster.quarantine"
        case undoCluster = "cluster.undo"
        case makeToken = "token.make"
        case revokeToken = "token.revoke"
        case signIn = "session.start"
        case signOut = "session.end"
        case signOutEverywhere = "session.end_all"
        case putExperiment = "experiment.put"
        case putPart = "part.put"
        case putPolicy = "policy.put"
        case makeSnapshot = "snapshot.make"
        case forgetConsumer = "consumer.forget"

        /// A decision about a kind of thing.
        public init(_ decision: Decision, about kind: ModerationKind) {
            switch (kind, decision) {
            case (.submission, .accept): self = .acceptSubmission
            case (.submission, .reject): self = .rejectSubmission
            case (.submission, .quarantine): self = .quarantineSubmission
            case (.rating, .accept): self = .acceptRating
            case (.rating, .reject): self = .rejectRating
            case (.rating, .quarantine): self = .quarantineRating
            case (.cluster, .accept): self = .acceptCluster
            case (.cluster, .reject): self = .rejectCluster
            case (.cluster, .quarantine): self = .quarantineCluster
            }
        }

        /// That a decision about a kind of thing was undone.
        public init(undoing kind: ModerationKind) {
            switch kind {
            case .submission: self = .undoSubmission
            case .rating: self = .undoRating
            case .cluster: self = .undoCluster
            }
        }

        /// What was decided, and about what; nil for anything but a decision.
        public var decision: (kind: ModerationKind, decision: Decision)? {
            for kind in ModerationKind.allCases {
                for decision in Decision.allCases where Action(decision, about: kind) == self {
                    return (kind, decision)
                }
            }
            return nil
        }
    }

    /// Key, in the order of time.
    public var id: ID<AuditEntry>
    /// When.
    public var at: Date
    /// Who.
    public var actor: AuditActor
    /// What.
    public var action: Action
    /// Which thing: an id or a name.
    public var subject: String
    /// An object of ids, numbers and words of the service.
    public var details: JSON

    /// A line about what happens now.
    public init(
        _ action: Action, of subject: String, by actor: AuditActor, at now: Date, details: JSON = .object([])
    ) {
        id = ID(bucket: 0, at: now)
        at = now
        self.actor = actor
        self.action = action
        self.subject = subject
        self.details = details
    }

    /// A line as it was stored.
    public init(
        id: ID<AuditEntry>, at: Date, actor: AuditActor, action: Action, subject: String, details: JSON
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.details = details
    }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("id", .string(id.description)), ("at", .string(RFC3339.text(at))),
            (
                "actor",
                .object([
                    ("id", actor.id.map { .string($0.uuidString.lowercased()) } ?? .null),
                    ("name", .string(actor.name)),
                ])
            ),
            ("action", .string(action.rawValue)), ("subject", .string(subject)), ("details", details),
        ])
    }
}

/// Which lines of the audit are asked for.
public struct AuditFilter: Sendable, Equatable {
    /// Name of a token, or its id.
    public var actor: String?
    /// What was done.
    public var action: AuditEntry.Action?
    /// Only lines before this one.
    public var before: ID<AuditEntry>?
    /// Most lines.
    public var limit = 50

    /// Everything, newest first.
    public init() {}
}
