import Core
import Foundation
import Postgres
import Storage
import TestDatabase
import TestService
import Testing

@testable import chorus

@Suite(.migrated) struct WithdrawalJournalTests {
    private let moment = Date(timeIntervalSince1970: 1_677_844_800)

    private func withdrawals(_ count: Int) -> [Withdrawal] {
        (0..<count).map { Withdrawal(id: UUID(), subject: $0.isMultiple(of: 2) ? .submission : .rating, at: moment) }
    }

    @Test func `what was appended is read, also after a line that a crash cut off`() throws {
        let folder = try TemporaryDataFolder()
        let journal = WithdrawalJournal(path: folder.path + "/new/withdrawals.log")
        #expect(try journal.read() == .init())
        let all = withdrawals(5)
        try journal.append([all[0]])
        try journal.append(Array(all[1...2]))
        let handle = try #require(FileHandle(forWritingAtPath: journal.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(all[3].line.dropLast(30).utf8))
        try handle.close()
        try journal.append([all[4]])
        #expect(try journal.read() == .init(withdrawals: [all[0], all[1], all[2], all[4]], strangeLines: 1))
    }

    @Test func `everybody who shares a journal appends whole lines`() async throws {
        let folder = try TemporaryDataFolder()
        let journal = WithdrawalJournal(path: folder.path + "/withdrawals.log")
        let all = withdrawals(400)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for slice in 0..<8 {
                group.addTask { for index in stride(from: slice, to: 400, by: 8) { try journal.append([all[index]]) } }
            }
            try await group.waitForAll()
        }
        let read = try journal.read()
        #expect(Set(read.withdrawals) == Set(all) && read.strangeLines == 0)
    }

    @Test func `database and journal hold the same afterwards, and a second time nothing is done`() async throws {
        let folder = try TemporaryDataFolder()
        let journal = WithdrawalJournal(path: folder.path + "/withdrawals.log")
        let all = withdrawals(6)
        try journal.append(Array(all[0...3]) + [all[0]])
        try await Database.pool.withConnection { db in
            for withdrawal in all[2...] { try db.withdrawAgain(withdrawal, at: withdrawal.at) }
        }
        let first = try await journal.reconcile(with: Database.pool, now: moment)
        #expect(first == .init(forgotten: 2, takenBack: 0, noted: 2))
        #expect(try await journal.reconcile(with: Database.pool, now: moment) == .init())
        #expect(try Set(journal.read().withdrawals) == Set(all))
        #expect(try await Set(Database.pool.withConnection { db in try db.withdrawals() }) == Set(all))
    }
}
