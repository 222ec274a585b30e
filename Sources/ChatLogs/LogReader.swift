import StrictJSON

/// The reader of chat logs: gate, decode, detect, parse, normalise, judge. Pure; it never throws, refusals are reasons.
public struct LogReader: Sendable {
    /// Reads one uploaded file. Archives of several files are refused here; `readAll` opens them.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - filename: Its name, if known; some formats keep the character's name only there.
    ///   - options: What the submitter said, and limits.
    /// - Returns: What was understood. Time and memory are linear in the number of bytes.
    public static func read(
        _ bytes: [UInt8], filename: String? = nil, options: ReadingOptions = ReadingOptions()
    ) -> DocumentReading {
        func refused(_ reasons: [Reason]) -> DocumentReading {
            DocumentReading(filename: filename, status: .rejected, reasons: reasons)
        }
        guard bytes.count <= options.maximumBytes else {
            let detail = "\(bytes.count >> 20) MiB; at most \(options.maximumBytes >> 20) MiB are read"
            return refused([Reason(.tooLarge, detail)])
        }
        guard !bytes.isEmpty else { return refused([Reason(.emptyFile, "the file has no bytes")]) }
        if let container = Container(bytes) { return DocumentReading(of: container, filename: filename) }
        guard let decoded = DecodedText(bytes) else {
            return refused([Reason(.undecodableText, "the bytes are no text in UTF-8, UTF-16 or Windows-1252")])
        }
        guard !WhiteSpace.trimmedRange(of: decoded.bytes).isEmpty else {
            return refused([Reason(.emptyFile, "the file has only white space")])
        }
        switch Detection.detect(decoded.bytes, filename: filename) {
        case .refused(let reason): return refused([reason])
        case .recognised(let format, let source):
            return read(source, as: format, encoding: decoded.encoding, options: options)
        }
    }

    private static func read(
        _ source: LogSource, as format: LogFormat, encoding: DecodedText.Encoding, options: ReadingOptions
    ) -> DocumentReading {
        var reading = DocumentReading(
            filename: source.filename, format: format.name, formatTitle: format.title, status: .rejected)
        reading.keepsRawBytes = format.keepsRawBytes
        let transcript = format.parse(source, options)
        reading.variant = transcript.variant
        reading.droppedLines = transcript.droppedLines
        reading.reasons = transcript.refusal
        if let damage = source.damage, !transcript.droppedLines.isEmpty {
            reading.reasons = [Reason(damage)]
            return reading
        }
        reading.card = transcript.card
        guard transcript.refusal.isEmpty else { return reading }
        var characters = options.characters
        for (index, draft) in transcript.sessions.enumerated() {
            var draft = draft
            let attached = characters.attach(to: &draft)
            let assembly = SessionAssembly(draft, options: options, isEncodingSuspect: encoding.isSuspect)
            var session = assembly.session(index: index)
            session.attachedCharacters = attached
            Judgement.judge(&session, from: draft, options: options)
            reading.sessions.append(session)
        }
        reading.status = Judgement.status(of: reading.sessions)
        if reading.status != .rejected {
            // Who sent the character along is not asked for it.
            let hasCharacter = reading.sessions.contains { !$0.attachedCharacters.isEmpty }
            reading.reasons += transcript.notices.filter { $0.code != .characterCard || !hasCharacter }
        }
        if reading.sessions.isEmpty { reading.reasons.append(Reason(.noText, "there is no conversation in it")) }
        if encoding.isSuspect {
            reading.reasons.append(Reason(.encodingSuspect, "the text's encoding had to be guessed or repaired"))
        }
        return reading
    }
}

extension DocumentReading {
    /// The refusal of a file that is no text.
    init(of container: Container, filename: String?) {
        self.init(
            filename: filename, format: container.name, formatTitle: container.title, status: .rejected,
            reasons: [container.reason])
        card = container.card
    }
}
