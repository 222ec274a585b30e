public import Core
public import Foundation
public import Postgres

extension Connection {
    /// Carries out a maintainer's decision about a rating. Deciding twice is deciding once, and accepting undoes what
    /// quarantine or rejection did to the figures, exactly. What is accepted stands by itself: it is not taken for a
    /// group's any more, nor will it be.
    /// - Returns: what became of it; nil for absent and withdrawn ones alike
    public func decide(_ input: RatingDecisionInput, about id: ID<Rating>, at now: Date) throws -> Rating.Status? {
        let isHere: SQL = "bucket = \(id.bucket) and id = \(id.uuid) and status <> 'withdrawn'"
        guard try lockRater(where: isHere), let rating = try ratings(where: isHere).first else { return nil }
        try execute(
            """
            update ratings set decision_reason = \(input.reason), decided_at = \(now)
            where bucket = \(id.bucket) and id = \(id.uuid)
            """)
        if input.decision == .accept { try unmarkClustered(rating, at: now) }
        let status = input.decision.status
        if rating.status == status || (rating.status.isStanding && status.isStanding) { return rating.status }
        let isInFigures = try changeStanding(of: rating, at: now) { db in
            try db.setStatus(status, of: id)
            return status
        }
        if isInFigures { try lookAtGates(after: .moderation, of: rating, at: now) }
        return try ratings(where: isHere).first?.status
    }
}

extension RatingDecision {
    /// An accepted rating is one among others until it is seen which is the latest.
    fileprivate var status: Rating.Status {
        switch self {
        case .accept: .superseded
        case .reject: .rejected
        case .quarantine: .quarantined
        }
    }
}
