public import Foundation
public import StrictJSON

/// Somebody who follows the feed under a name, and how far they have come: the cursor is their own word.
public struct Consumer: Sendable {
    /// Its name in addresses: `[a-z0-9][a-z0-9-]{0,62}`.
    public var name: String
    /// After what it holds.
    public var cursor: Cursor
    /// What it pulls, for people: parameters of its pulls.
    public var pulls: Pulls
    /// When it told last.
    public var updatedAt: Date

    /// Parameters of pulls as they were told.
    public struct Pulls: Sendable, Equatable {
        /// Slug of the one experiment; nil for all.
        public var experiment: String?
        /// NAME or NAME@VERSION; nil for none.
        public var policy: String?
        /// Name of the row format.
        public var format: String
        /// What submitters had to agree to beyond training; nil for nothing.
        public var consent: String?

        /// All members.
        public init(experiment: String?, policy: String?, format: String, consent: String?) {
            self.experiment = experiment
            self.policy = policy
            self.format = format
            self.consent = consent
        }
    }

    /// All members.
    public init(name: String, cursor: Cursor, pulls: Pulls, updatedAt: Date) {
        self.name = name
        self.cursor = cursor
        self.pulls = pulls
        self.updatedAt = updatedAt
    }
}

/// How a consumer stands now.
public struct ConsumerStanding: Sendable {
    /// Who.
    public var consumer: Consumer
    /// What is ahead of it; nil when its cursor is not on the feed any more.
    public var ahead: Ahead?

    /// What a consumer has not pulled.
    public struct Ahead: Sendable, Equatable {
        /// Events.
        public var events: Int
        /// Withdrawals and rejections among them.
        public var removals: Int
        /// When the first of them got its place; nil when there is none.
        public var since: Date?

        /// All members.
        public init(events: Int, removals: Int, since: Date?) {
            self.events = events
            self.removals = removals
            self.since = since
        }
    }

    /// Both members.
    public init(consumer: Consumer, ahead: Ahead?) {
        self.consumer = consumer
        self.ahead = ahead
    }

    /// As answered by the API.
    public func json(now: Date) -> JSON {
        let pulls = consumer.pulls
        let wait = ahead.map { ahead in ahead.since.map { max(0, now.timeIntervalSince($0)) } ?? 0 }
        return [
            "name": .string(consumer.name), "cursor": .string(consumer.cursor.text),
            "position": .int(consumer.cursor.position), "is_forked": .bool(ahead == nil),
            "lag": ahead.map { .int($0.events) } ?? .null,
            "lag_seconds": wait.map { .double(($0 * 1000).rounded() / 1000) } ?? .null,
            "oldest_unpulled_at": ahead?.since.map { .string(RFC3339.text($0)) } ?? .null,
            "pending_withdrawals": ahead.map { .int($0.removals) } ?? .null,
            "experiment": pulls.experiment.map { .string($0) } ?? .null,
            "policy": pulls.policy.map { .string($0) } ?? .null, "format": .string(pulls.format),
            "consent": pulls.consent.map { .string($0) } ?? .null,
            "updated_at": .string(RFC3339.text(consumer.updatedAt)),
        ]
    }
}
