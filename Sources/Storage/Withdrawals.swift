public import Core
public import Foundation
public import Postgres

extension Connection {
    /// Everything that was withdrawn.
    public func withdrawals() throws -> [Withdrawal] {
        let rows: [(UUID, String, Date)] = try query(
            "select id, subject, withdrawn_at from withdrawals order by withdrawn_at, id")
        return rows.compactMap { row in
            Withdrawal.Subject(rawValue: row.1).map { Withdrawal(id: row.0, subject: $0, at: row.2) }
        }
    }

    /// Takes back what an older state of the database brought back; what it does not know is noted on the list.
    /// - Returns: whether there was something to take back
    @discardableResult
    public func withdrawAgain(_ withdrawal: Withdrawal, at now: Date) throws -> Bool {
        try transaction { db in
            // First: who withdraws below would note the present moment.
            try db.insertWithdrawal(
                of: withdrawal.id, bucket: ID<Withdrawal>(withdrawal.id).bucket, subject: withdrawal.subject.rawValue,
                at: withdrawal.at)
            switch withdrawal.subject {
            case .submission:
                return try db.withdraw(ID<Submission>(withdrawal.id), where: "true", at: now) != nil
            case .rating:
                let id = ID<Rating>(withdrawal.id)
                let stands: SQL = "bucket = \(id.bucket) and id = \(id.uuid) and status <> 'withdrawn'"
                guard try db.lockRater(where: stands), let rating = try db.ratings(where: stands).first else {
                    return false
                }
                try db.withdraw(rating, at: now)
                return true
            }
        }
    }
}
