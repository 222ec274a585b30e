import Core
import Foundation
import Postgres

/// Of the ratings of one rater for one part that stand, the latest counts and the others are history.
extension Connection {
    /// Takes one rating out of those that stand, or puts it back among them; then the latest of them counts, and the
    /// figures follow.
    /// - Parameter rating: as it was read in this transaction, under the rater's lock
    /// - Parameter change: writes the rating's new status and returns it; `superseded` for one that is to stand
    /// - Returns: whether another rating counts now, or none
    func changeStanding(
        of rating: Rating, at now: Date, _ change: (isolated Connection) throws -> Rating.Status
    ) throws -> Bool {
        let part = rating.input.part
        var others = try countedRatings(of: rating.rater, experiment: rating.input.experiment)
        let before = others.remove(part: part)
        let status = try change(self)
        let latest = try latestStanding(like: rating)
        var figures = FigureChange()
        figures.addRatings((status.isStanding ? 1 : 0) - (rating.status.isStanding ? 1 : 0), to: rating.cell)
        if latest != before?.id {
            if let before, before.id != rating.id { try setStatus(.superseded, of: before.id) }
            if let latest { try setStatus(.accepted, of: latest) }
            figures.replace(before, by: try latest.flatMap { try countedRating($0) }, beside: others)
        }
        try insertDeltas(figures, of: rating, at: now)
        return latest != before?.id
    }

    /// Makes changes of a rating's rater take turns.
    /// - Returns: whether there is such a rating
    func lockRater(where condition: SQL) throws -> Bool {
        let found: (String, String)? = try first("select rater, experiment from ratings where \(condition)")
        guard let found else { return false }
        try lockRatings(of: [RaterInExperiment(rater: found.0, experiment: found.1)])
        return true
    }

    func setStatus(_ status: Rating.Status, of id: ID<Rating>) throws {
        try execute(
            "update ratings set status = \(status.rawValue) where bucket = \(id.bucket) and id = \(id.uuid)")
    }

    /// Looks at the gates of a rating's part, whose figures have just changed.
    func lookAtGates(after cause: GateLook.Cause, of rating: Rating, at now: Date) throws {
        try lookAtGates(
            of: [rating.input.part], in: rating.input.experiment, cause: cause, rating: rating.id, at: now)
    }

    func insertDeltas(_ change: FigureChange, of rating: Rating, at now: Date) throws {
        try insertDeltas(change, of: rating.input.experiment, bucket: rating.id.bucket, at: now)
    }

    /// Each status has an index of its own.
    private func latestStanding(like rating: Rating) throws -> ID<Rating>? {
        let isAlike: SQL = """
            bucket = \(rating.id.bucket) and experiment = \(rating.input.experiment)
                and part = \(Int32(rating.input.part)) and rater = \(rating.rater)
            """
        let id: UUID? = try first(
            """
            select id from (
                select id, received_at from ratings where \(isAlike) and status = 'accepted'
                union all
                select id, received_at from ratings where \(isAlike) and status = 'superseded'
            ) as standing order by received_at desc, id desc limit 1
            """)
        return id.map { ID<Rating>($0) }
    }
}

extension Rating.Status {
    /// Whether it is among those of which the latest counts.
    var isStanding: Bool { self == .accepted || self == .superseded }
}

extension [CountedRating] {
    /// Takes out the one for a part.
    mutating func remove(part: Int) -> CountedRating? {
        firstIndex { $0.part == part }.map { remove(at: $0) }
    }
}
