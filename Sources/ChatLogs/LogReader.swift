/// The reader of chat logs: gate, decode, detect, parse, normalise, judge. Pure; it never throws, refusals are reasons.
public struct LogReader: Sendable {
    /// Reads one uploaded file.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - filename: Its name, if known; some formats keep the character's name only there.
    ///   - options: What the submitter said, and limits.
    /// - Returns: What was understood. Time and memory are linear in the number of bytes.
    public static func read(
        _ bytes: [UInt8], filename: String? = nil, options: ReadingOptions = ReadingOptions()
    ) -> DocumentReading {
        DocumentReading(filename: filename, status: .rejected)
    }
}
