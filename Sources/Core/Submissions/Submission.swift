public import ChatLogs
import Crypto
public import Foundation

/// One upload: its documents, the episodes in them, and what may be done with them.
public struct Submission: Sendable {
    /// What became of it, or of one of its documents or episodes.
    public enum Status: String, Sendable, CaseIterable { case accepted, quarantined, rejected, withdrawn }

    /// Key; its bucket is a function of the idempotency key.
    public var id: ID<Submission>
    /// What the submitter said.
    public var fields: SubmissionFields
    /// What was found in it.
    public var documents: [Document]
    /// When it was received.
    public var receivedAt: Date

    /// Reads the uploads together, so that characters go to the chats that they belong to, and gives every session its
    /// key. An archive becomes one document for each file in it.
    public init(id: ID<Submission>, fields: SubmissionFields, uploads: [Upload], receivedAt: Date) {
        self.id = id
        self.fields = fields
        self.receivedAt = receivedAt
        self.documents = uploads.read(options: fields.readingOptions).map { file in
            Document(file) { ID<Episode>(bucket: UInt8(id.bucket), at: receivedAt) }
        }
        // Nothing is kept yet: only the files of this upload are compared.
        _ = settle(with: [])
    }

    /// Leaves out what its submitter sent before.
    /// - Returns: the kept episodes that give way to a longer version in this upload, each with that version
    public mutating func settle(with relatives: [Lineage.Relative]) -> [(episode: UUID, successor: ID<Episode>)] {
        var readings = documents.map(\.reading)
        let successions = Lineage.settle(&readings, relatives: relatives)
        for index in documents.indices { documents[index].reading = readings[index] }
        return successions.map { ($0.episode, documents[$0.document].ids[$0.session]) }
    }

    /// The best that happened to any of its documents.
    public var status: Status {
        let all = documents.map(\.status)
        return all.contains(.accepted) ? .accepted : all.contains(.quarantined) ? .quarantined : .rejected
    }
}

/// One file as it was sent.
public struct Upload: Sendable {
    /// Its name, if it came with one.
    public var filename: String?
    /// Its content.
    public var bytes: [UInt8]

    /// A file with its name.
    public init(filename: String?, bytes: [UInt8]) {
        self.filename = filename
        self.bytes = bytes
    }
}

extension [Upload] {
    /// Every file in them, understood.
    func read(options: ReadingOptions) -> [FileReading] {
        LogReader.readAll(map { ($0.filename, $0.bytes) }, options: options)
    }
}

/// One file of a submission, or one in an archive of it, understood.
public struct Document: Sendable {
    /// The file as it was sent, or as it came out of its archive.
    public var upload: Upload
    /// What the reader understood.
    public var reading: DocumentReading
    /// Keys of the sessions.
    let ids: [ID<Episode>]
    /// SHA-256 of the file, 32 bytes.
    public var sha256: [UInt8]

    init(_ file: FileReading, makeID: () -> ID<Episode>) {
        upload = Upload(filename: file.reading.filename, bytes: file.bytes)
        reading = file.reading
        sha256 = Array(SHA256.hash(data: file.bytes))
        ids = reading.sessions.map { _ in makeID() }
    }

    /// The sessions with their keys.
    public var episodes: [Episode] { zip(ids, reading.sessions).map { Episode(id: $0, session: $1) } }

    /// Accepted when one session is; a document whose speakers have to be mapped first is not stored.
    public var status: Submission.Status { Submission.Status(reading.status) }
}

/// One conversation.
public struct Episode: Sendable {
    /// Key, in the bucket of its submission.
    public var id: ID<Episode>
    /// What the reader understood.
    public var session: SessionReading

    /// What became of it.
    public var status: Submission.Status { Submission.Status(session.status) }
}

extension Submission.Status {
    init(_ status: ChatLogs.Status) {
        switch status {
        case .accepted: self = .accepted
        case .quarantined: self = .quarantined
        case .rejected, .needsMapping: self = .rejected
        }
    }
}
