import ChatLogs
import Core
import Foundation
import Postgres
import StrictJSON

/// A submission as the columns of its row.
struct SubmissionRow: Sendable {
    private let id: ID<Submission>
    private let status: Submission.Status
    private let fields: SubmissionFields
    private let receiptHash: [UInt8]
    let receivedAt: Date

    init(_ submission: Submission, receiptHash: [UInt8]) {
        id = submission.id
        status = submission.status
        fields = submission.fields
        receivedAt = submission.receivedAt
        self.receiptHash = receiptHash
    }

    fileprivate static let columns: [TableColumn<Self>] = [
        .init("bucket", "smallint") { $0.id.bucket }, .init("id", "uuid") { $0.id.uuid },
        .init("status", "text") { $0.status.rawValue }, .init("receipt_hash", "bytea") { Data($0.receiptHash) },
        .init("consent_training", "boolean") { $0.fields.consentTraining },
        .init("consent_public", "boolean") { $0.fields.consentPublic },
        .init("experiment", "text") { $0.fields.experiment },
        .init("part", "integer") { $0.fields.part.map { Int32($0) } },
        .init("front_end", "text") { $0.fields.frontEnd }, .init("submitter", "text") { $0.fields.submitter },
        .init("user_name", "text") { $0.fields.userName }, .init("speaker_user", "text") { $0.fields.speakerUser },
        .init("notes", "text") { $0.fields.notes }, .init("received_at", "timestamptz") { $0.receivedAt },
    ]
}

/// A document as the columns of its row, but for the bytes of its file.
struct DocumentRow: Sendable {
    private let submission: ID<Submission>
    private let index: Int
    private let reading: DocumentReading
    private let status: Submission.Status
    private let sha256: [UInt8]
    private let byteCount: Int

    /// - Parameter submission: its documents are not looked at
    init(_ document: Document, index: Int, of submission: Submission) {
        self.submission = submission.id
        self.index = index
        reading = document.reading
        status = document.status
        sha256 = document.sha256
        byteCount = document.upload.bytes.count
    }

    /// Whether its file is stored. The bytes of a document that was refused are not kept, nor those of one whose speakers
    /// are unknown, nor those of formats that carry keys or other people's ids beside the conversation.
    fileprivate var keepsFile: Bool { status != .rejected && reading.keepsRawBytes }

    fileprivate static let columns: [TableColumn<Self>] = [
        .init("bucket", "smallint") { $0.submission.bucket }, .init("submission_id", "uuid") { $0.submission.uuid },
        .init("index", "integer") { Int32($0.index) }, .init("filename", "text") { $0.reading.filename },
        .init("format", "text") { $0.reading.format }, .init("variant", "text") { $0.reading.variant },
        .init("status", "text") { $0.status.rawValue },
        .init("reasons", "json") { JSONText(bytes: JSON.array($0.reading.reasons.map(\.json)).bytes()) },
        .init("sha256", "bytea") { Data($0.sha256) }, .init("byte_count", "bigint") { $0.byteCount },
    ]
}

/// A submission with all that is in it, in the form in which it is stored.
struct SubmissionRows: Sendable {
    let submission: SubmissionRow
    private(set) var documents: [(row: DocumentRow, file: [UInt8])] = []
    private(set) var episodes = EpisodeRows()
    let answer: KeptAnswer

    init(of whole: Submission, receiptHash: [UInt8]) {
        submission = SubmissionRow(whole, receiptHash: receiptHash)
        for (index, document) in whole.documents.enumerated() {
            documents.append((DocumentRow(document, index: index, of: whole), document.upload.bytes))
            if document.status != .rejected { episodes.add(document, index: index, of: whole) }
        }
        answer = KeptAnswer(status: 201, resource: whole.id.uuid, body: whole.answer.bytes())
    }
}

extension Document {
    /// Its file, which it has not got any more.
    mutating func takeFile() -> [UInt8] {
        defer { upload.bytes = [] }
        return upload.bytes
    }
}

extension Connection {
    /// Stores submissions, without what is in them.
    func insert(_ rows: [SubmissionRow]) throws {
        let names = SQL.names(of: SubmissionRow.columns)
        try queue(
            """
            insert into submissions (\(names))
            select \(names) from unnest(\(SQL.arrays(of: rows, SubmissionRow.columns))) as given(\(names))
            """)
    }

    /// Stores documents with their files, without what was understood of them.
    func insert(_ documents: [(row: DocumentRow, file: [UInt8])]) throws {
        let names = SQL.names(of: DocumentRow.columns)
        let rows = documents.map(\.row)
        try queue(
            """
            insert into documents (\(names), bytes)
            select \(names), bytes from unnest(\(SQL.arrays(of: rows, DocumentRow.columns)),
                \(documents.map { $0.row.keepsFile ? Data($0.file) : nil })::bytea[]) as given(\(names), bytes)
            """)
    }

    /// Stores a document with its file, which is used up: a statement has a copy of what it writes, and libpq makes one more.
    func insert(_ row: DocumentRow, file: consuming [UInt8]) throws {
        let statement: SQL = """
            insert into documents (\(SQL.names(of: DocumentRow.columns)), bytes)
            values (\(SQL.values(of: row, DocumentRow.columns)), \(row.keepsFile ? Data(file) : nil))
            """
        file = []
        try queue(consume statement)
    }
}
