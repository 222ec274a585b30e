public import Core
import Crypto
public import Foundation
public import Postgres
import Sentiment

extension Connection {
    /// Pins a lead.
    /// - Throws: 422 `unknown_rating` when a rating is none of this experiment's that stand
    public func insert(_ lead: Lead, ratings: [ID<Rating>]) throws {
        try execute(
            """
            insert into leads (bucket, id, experiment, title, aspect, detail, part, closed_by_part, created_at, updated_at)
            values (\(lead.id.bucket), \(lead.id.uuid), \(lead.experiment), \(lead.title), \(lead.aspect?.rawValue),
                \(lead.detail), \(Int32(lead.part)), null, \(lead.createdAt), \(lead.updatedAt))
            """)
        for (index, rating) in ratings.enumerated() {
            guard let rater = try standingRater(of: rating, in: lead.experiment) else {
                throw Problem.unknownRating(at: "/ratings/\(index)")
            }
            _ = try confirm(lead.id, who: .rater(rater), rating: rating, at: lead.createdAt)
        }
    }

    /// The leads of an experiment: open ones first, then the latest first.
    public func leads(of experiment: String) throws -> [Lead] {
        try leads(where: "bucket = \(Int16(Bucket.of(experiment))) and experiment = \(experiment)")
    }

    /// One lead; nil when this experiment has none of that id.
    /// - Parameter isToChange: holds it until the transaction ends
    public func lead(_ id: ID<Lead>, of experiment: String, isToChange: Bool = false) throws -> Lead? {
        let isHere: SQL = "bucket = \(id.bucket) and id = \(id.uuid) and experiment = \(experiment)"
        if isToChange { try execute("select from leads where \(isHere) for no key update") }
        return try leads(where: isHere).first
    }

    /// Stores what a maintainer changed about a lead.
    public func update(_ lead: Lead) throws {
        try execute(
            """
            update leads set title = \(lead.title), closed_by_part = \(lead.closedByPart.map { Int32($0) }),
                updated_at = \(lead.updatedAt)
            where bucket = \(lead.id.bucket) and id = \(lead.id.uuid)
            """)
    }

    /// A maintainer says "I saw it too".
    /// - Parameter token: the maintainer's
    /// - Returns: whether that is news
    public func confirm(_ lead: Lead, token: UUID, at now: Date) throws -> Bool {
        try confirm(lead.id, who: .maintainer(token), rating: nil, at: now)
    }

    /// A rating's rater says "I saw it too".
    /// - Parameter receiptHash: of the rating's receipt; nil when a maintainer says so for the rater
    /// - Returns: whether that is news; nil when the rating is none of the lead's experiment that stands, or the receipt
    ///   another one's
    public func confirm(_ lead: Lead, rating: ID<Rating>, receiptHash: [UInt8]?, at now: Date) throws -> Bool? {
        guard let rater = try standingRater(of: rating, in: lead.experiment, receiptHash: receiptHash) else {
            return nil
        }
        return try confirm(lead.id, who: .rater(rater), rating: rating, at: now)
    }

    /// Takes back what a rating confirmed. To be called when it is withdrawn.
    func forgetConfirmations(by rating: ID<Rating>) throws {
        try execute("delete from lead_confirmations where rating_id = \(rating.uuid)")
    }

    /// Who confirms again does so with the rating that is named now.
    private func confirm(_ lead: ID<Lead>, who: Confirmer, rating: ID<Rating>?, at now: Date) throws -> Bool {
        let isNew: Bool? = try first(
            """
            insert into lead_confirmations as c (bucket, lead_id, who, rating_id, confirmed_at)
            values (\(lead.bucket), \(lead.uuid), \(who.hash), \(rating?.uuid), \(now))
            on conflict (bucket, lead_id, who) do update set rating_id = excluded.rating_id
            returning xmax = 0
            """)
        return isNew ?? false
    }

    private func standingRater(
        of rating: ID<Rating>, in experiment: String, receiptHash: [UInt8]? = nil
    ) throws -> String? {
        try first(
            """
            select rater from ratings
            where bucket = \(rating.bucket) and id = \(rating.uuid) and experiment = \(experiment)
                and status in ('accepted', 'superseded')
                and coalesce(receipt_hash = \(receiptHash.map { Data($0) }), true)
            """)
    }

    private func leads(where condition: SQL) throws -> [Lead] {
        let rows: [LeadRow] = try query(
            """
            select id, experiment, title, aspect, detail, part, closed_by_part, created_at, updated_at from leads
            where \(condition) order by closed_by_part is not null, created_at desc, id desc
            """)
        let confirmations = try confirmations(of: rows.map { ID<Lead>($0.0) })
        return rows.map { row in
            Lead(
                id: ID(row.0), experiment: row.1, title: row.2, aspect: row.3.flatMap(Aspect.init), detail: row.4,
                part: Int(row.5), closedByPart: row.6.map { Int($0) },
                confirmations: confirmations[row.0] ?? Lead.Confirmations(), createdAt: row.7, updatedAt: row.8)
        }
    }

    /// Of raters those whose rating stands: what moderation holds back confirms nothing.
    private func confirmations(of leads: [ID<Lead>]) throws -> [UUID: Lead.Confirmations] {
        let rows: [(UUID, Int32?, Int)] = try query(
            """
            select c.lead_id, r.part, count(*) from lead_confirmations as c
            left join ratings as r
                on r.bucket = get_byte(uuid_send(c.rating_id), 15)::smallint and r.id = c.rating_id
                and r.status in ('accepted', 'superseded')
            where c.bucket = any(\(Array(Set(leads.map(\.bucket))))::smallint[])
                and c.lead_id = any(\(leads.map(\.uuid))::uuid[]) and (c.rating_id is null or r.id is not null)
            group by c.lead_id, r.part
            """)
        var found: [UUID: Lead.Confirmations] = [:]
        for (lead, part, count) in rows {
            if let part {
                found[lead, default: Lead.Confirmations()].raters[Int(part)] = count
            } else {
                found[lead, default: Lead.Confirmations()].maintainers = count
            }
        }
        return found
    }
}

/// Who confirms a lead; each is known by a hash of its own.
private enum Confirmer {
    case rater(String)
    case maintainer(UUID)

    var hash: Data {
        switch self {
        case .rater(let name): Data(SHA256.hash(data: Data("rater|\(name)".utf8)))
        case .maintainer(let token): Data(SHA256.hash(data: Data("maintainer|\(token.uuidString)".utf8)))
        }
    }
}

private typealias LeadRow = (UUID, String, String, String?, String?, Int32, Int32?, Date, Date)
