/// One file of an upload, or one in an archive of it: what to store, and what was understood.
public struct FileReading: Sendable {
    /// The content; of a file in an archive, as it came out.
    public var bytes: [UInt8]
    /// What was understood. A file in an archive is named `archive.zip/file.jsonl`.
    public var reading: DocumentReading
}

extension LogReader {
    /// Reads the files of one upload together: archives are opened, and characters go to the chats that they belong to.
    ///
    /// - Parameters:
    ///   - files: names, if known, and contents
    ///   - options: what the submitter said, and limits
    /// - Returns: one reading for each file, in order; several for an archive with several files
    public static func readAll(
        _ files: [(filename: String?, bytes: [UInt8])], options: ReadingOptions = ReadingOptions()
    ) -> [FileReading] {
        var all = files.flatMap { opened($0.bytes, filename: $0.filename, options: options) }
        let cards = all.compactMap(\.reading.card)
        if !cards.isEmpty { attach(cards, to: &all, options: options) }
        return all
    }

    private static func opened(_ bytes: [UInt8], filename: String?, options: ReadingOptions) -> [FileReading] {
        guard bytes.count <= options.maximumBytes, Container.isArchive(bytes), let archive = Container(bytes) else {
            return [FileReading(bytes: bytes, reading: read(bytes, filename: filename, options: options))]
        }
        guard !archive.members.isEmpty else {
            return [FileReading(bytes: bytes, reading: DocumentReading(of: archive, filename: filename))]
        }
        return archive.members.map { member in
            let name = "\(filename ?? "archive.zip")/\(member.name)"
            var refusal = member.refusal
            if Container.isArchive(member.bytes) {
                refusal = Reason(.zipUnsafe, "an archive in an archive is not opened")
            }
            let reading = refusal.map { DocumentReading(filename: name, status: .rejected, reasons: [$0]) }
            return FileReading(
                bytes: member.bytes, reading: reading ?? read(member.bytes, filename: name, options: options))
        }
    }

    /// Reads the chats again, now that the characters are known, and tells the characters what became of them.
    private static func attach(_ cards: [CharacterCard], to files: inout [FileReading], options: ReadingOptions) {
        var options = options
        options.characters = Characters(cards)
        var conversations = [Int](repeating: 0, count: cards.count)
        for index in files.indices where !files[index].reading.sessions.isEmpty {
            let reading = read(files[index].bytes, filename: files[index].reading.filename, options: options)
            options.characters.spend(on: reading.sessions)
            for character in reading.sessions.flatMap(\.attachedCharacters) { conversations[character] += 1 }
            files[index].reading = reading
        }
        var character = 0
        for index in files.indices where files[index].reading.card != nil {
            let count = conversations[character]
            character += 1
            guard count > 0, !files[index].reading.reasons.isEmpty else { continue }
            let use = "; attached as the persona of \(count) conversation\(count == 1 ? "" : "s")"
            files[index].reading.reasons[0].detail += use
            files[index].reading.reasons[0].hint = "Nothing to do: it was used for the chats sent along with it."
        }
    }
}
