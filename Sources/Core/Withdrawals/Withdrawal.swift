public import Foundation

/// Something that whoever sent it took back: nothing but its id, so that the list of all of them may be kept anywhere.
public struct Withdrawal: Sendable, Hashable {
    /// What was taken back.
    public enum Subject: String, Sendable, CaseIterable { case submission, rating }

    /// Its id.
    public var id: UUID
    /// What it was.
    public var subject: Subject
    /// When it was taken back.
    public var at: Date

    /// All members.
    public init(id: UUID, subject: Subject, at: Date) {
        self.id = id
        self.subject = subject
        self.at = at
    }

    /// Reads a line of a list, without its end; nil for anything that is none.
    public init?(line: String) {
        let words = line.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 3, let subject = Subject(rawValue: words[0]), let id = ID<Withdrawal>(words[1]),
            let at = RFC3339.parse(words[2])
        else { return nil }
        self.init(id: id.uuid, subject: subject, at: at)
    }

    /// The line of a list: `submission ID MOMENT`.
    public var line: String { "\(subject.rawValue) \(ID<Withdrawal>(id)) \(RFC3339.text(at))\n" }
}
