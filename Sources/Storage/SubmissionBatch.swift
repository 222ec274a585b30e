import ChatLogs
public import Core
import Foundation
public import Postgres

/// A submission on its way in, with what is stored beside it.
public struct NewSubmission: Sendable {
    /// What is to be stored; its ids are new.
    public let submission: Submission
    /// Of the receipt that its sender is given.
    public let receiptHash: [UInt8]
    /// Names the attempt.
    public let key: IdempotencyKey
    /// About how many bytes are written of it.
    public let byteCount: Int
    /// What is written of it when nothing is kept that it continues: made by whoever makes this, and not while others wait.
    let rows: SubmissionRows

    /// About how many bytes are written of a submission: files, and episodes with what stands around each of their turns.
    public static func byteCount(of submission: Submission) -> Int {
        submission.documents.reduce(0) { size, document in
            document.reading.sessions.reduce(size + document.upload.bytes.count) { $0 + EpisodeRow.size(of: $1) }
        }
    }

    /// All parts.
    public init(_ submission: Submission, receiptHash: [UInt8], key: IdempotencyKey) {
        self.submission = submission
        self.receiptHash = receiptHash
        self.key = key
        byteCount = Self.byteCount(of: submission)
        rows = SubmissionRows(of: submission, receiptHash: receiptHash)
    }
}

extension Connection {
    /// Stores submissions, each once for its key, in the current transaction: everything is as if they came one after the
    /// other in this order.
    ///
    /// Submissions wait for nobody's turn; those whose submitter is at something else come back `busy`, and may be stored
    /// again, alone and waiting. To be called last in its transaction, for what is written goes with the commit: one round
    /// trip reads, another writes. What is large is better stored with ``insert(_:receiptHash:)``, which uses it up.
    /// - Parameters:
    ///   - batch: no two of one submitter, and no two of one key
    ///   - waits: for the turn of a submitter who is at something else; with one submission only, for nobody waits beside it
    /// - Throws: with the commit, ``PostgresError`` with `isKeyTaken` when another program has used one of the keys since
    ///   they were looked up: it may be tried again
    public func store(_ batch: [NewSubmission], waits: Bool = false) throws -> [StoredOnce] {
        let known = try takeTurns(of: batch, waits: waits)
        var writing = SubmissionWriting()
        let outcomes = try batch.map { new in try known.outcome(of: new) ?? settle(new, with: known, &writing) }
        try write(writing)
        return outcomes
    }

    /// Has the submitters to itself until the transaction ends, and reads all that is known of the batch.
    private func takeTurns(of batch: [NewSubmission], waits: Bool) throws -> KnownOfSubmissions {
        let submitters = batch.compactMap(\.submission.fields.submitter)
        try keepPlans()
        // Locks come first: each statement sees what was committed before it began.
        let turns = waits ? nil : try tryLock(submitters: submitters)
        if waits { for submitter in submitters { try lock(submitter: submitter) } }
        let lineages = Set(batch.flatMap(\.submission.lineages))
        let relatives = try lineages.isEmpty ? nil : queue(Self.relatives(in: lineages))
        let fields = batch.map(\.submission.fields)
        let experiments = try queue(
            "select slug from experiments where slug = any(\(Array(Set(fields.compactMap(\.experiment))))::text[])")
        let parts = try queue(Self.registered(among: fields.compactMap(\.partName)))
        let kept = try keptAnswers(of: batch.map(\.key))
        var known = KnownOfSubmissions(kept: kept, relatives: try relatives.map { try Self.relatives(from: $0) } ?? [:])
        known.experiments = Set(try experiments.rows(as: String.self))
        let names: [(String, Int32)] = try parts.rows()
        known.parts = Set(names.map { PartName(experiment: $0.0, number: Int($0.1)) })
        let taken: [(Int, Bool)] = try turns?.rows() ?? []
        known.busy = Set(taken.filter { !$0.1 }.map { Array(submitters[$0.0 - 1].utf8) })
        return known
    }

    private static func registered(among parts: [PartName]) -> SQL {
        """
        select p.experiment, p.number
        from unnest(\(parts.map(\.experiment))::text[], \(parts.map { Int32($0.number) })::integer[])
            as given(experiment, number)
        join parts as p on p.experiment = given.experiment and p.number = given.number
        """
    }

    /// Decides about one that is new.
    private func settle(
        _ new: NewSubmission, with known: KnownOfSubmissions, _ writing: inout SubmissionWriting
    ) throws -> StoredOnce {
        var submission = new.submission
        let relatives = submission.lineages.flatMap { known.relatives[$0] ?? [] }
        guard !relatives.isEmpty else { return .answered(writing.add(new.rows, of: new.key)) }
        let successions = submission.settle(with: relatives)
        if let refusal = submission.refusal { return .refused(refusal) }
        writing.successions += successions.map { ($0.episode, $0.successor.uuid, submission.receivedAt) }
        let rows = SubmissionRows(of: submission, receiptHash: new.receiptHash)
        return .answered(writing.add(rows, of: new.key))
    }

    private func write(_ writing: SubmissionWriting) throws {
        guard !writing.submissions.isEmpty else { return }
        for (episode, successor, moment) in writing.successions { try supersede(episode, by: successor, at: moment) }
        try keep(writing.answers)
        try insert(writing.submissions)
        try insert(writing.documents)
        try insert(writing.episodes)
    }
}

/// What is known of a batch of submissions before any of it is stored.
private struct KnownOfSubmissions {
    let kept: KeptAnswers
    /// What is kept of each lineage, oldest first.
    let relatives: [[UInt8]: [Lineage.Relative]]
    /// Those of the named experiments and parts that are registered.
    var experiments: Set<String> = []
    var parts: Set<PartName> = []
    /// Submitters who are at something else, as bytes.
    var busy: Set<[UInt8]> = []

    init(kept: KeptAnswers, relatives: [[UInt8]: [Lineage.Relative]]) {
        self.kept = kept
        self.relatives = relatives
    }

    /// What becomes of one that is not stored; nil when it is to be.
    func outcome(of new: NewSubmission) -> StoredOnce? {
        switch kept.answer(to: new.key) {
        case .success(let answer): return .answered(answer)
        case .failure(let problem): return .refused(problem)
        case nil: break
        }
        let fields = new.submission.fields
        if let experiment = fields.experiment, !experiments.contains(experiment) {
            return .refused(Problem.unknownExperiment)
        }
        if let part = fields.partName, !parts.contains(part) { return .refused(Problem.unknownPart) }
        return fields.submitter.map { busy.contains(Array($0.utf8)) } == true ? .busy : nil
    }
}

/// What is to be written of a batch of submissions.
private struct SubmissionWriting {
    var answers: [(key: IdempotencyKey, answer: KeptAnswer, at: Date)] = []
    var submissions: [SubmissionRow] = []
    var documents: [(row: DocumentRow, file: [UInt8])] = []
    var episodes = EpisodeRows()
    /// Episodes that are kept and give way to longer versions.
    var successions: [(episode: UUID, successor: UUID, at: Date)] = []

    /// - Returns: what is answered
    mutating func add(_ rows: SubmissionRows, of key: IdempotencyKey) -> KeptAnswer {
        answers.append((key, rows.answer, rows.submission.receivedAt))
        submissions.append(rows.submission)
        documents += rows.documents
        episodes.add(rows.episodes)
        return rows.answer
    }
}

extension SubmissionFields {
    /// The part that the chats were had with, when both of its names are given.
    fileprivate var partName: PartName? {
        guard let experiment, let part else { return nil }
        return PartName(experiment: experiment, number: part)
    }
}
