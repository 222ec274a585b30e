import HTTPTypes

/// Which bytes of a file a request wants (RFC 9110, 14).
enum ByteRange: Equatable {
    /// All: no range, one in another unit, several, or one that belongs to another version of the file.
    case whole
    /// These.
    case part(Range<Int>)
    /// None of the file.
    case unsatisfiable

    /// - Parameters:
    ///   - headers: of the request
    ///   - size: bytes of the file
    ///   - tag: the file's entity tag
    init(_ headers: HTTPFields, size: Int, tag: String) {
        if let condition = headers[.ifRange], condition != tag {
            self = .whole
        } else {
            self.init(headers[.range] ?? "", size: size)
        }
    }

    /// Reads `bytes=FIRST-LAST`, `bytes=FIRST-` and `bytes=-LENGTH`. A length beyond the file is the whole file.
    init(_ text: String, size: Int) {
        let bytes = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard bytes.count == 2, bytes[0].lowercased() == "bytes" else {
            self = .whole
            return
        }
        let ends = bytes[1].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let (first, last) = (ends.first.flatMap(Self.number), ends.last.flatMap(Self.number))
        switch (first, last) {
        case (let first?, let last?) where ends.count == 2 && first <= last:
            self = first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
        case (let first?, nil) where ends.count == 2 && ends[1].isEmpty:
            self = first < size ? .part(first..<size) : .unsatisfiable
        case (nil, let length?) where ends.count == 2 && ends[0].isEmpty:
            self = length > 0 && size > 0 ? .part(max(0, size - length)..<size) : .unsatisfiable
        default: self = .whole
        }
    }

    /// Digits only; a number that is too large to be one is beyond every file.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        return Int(text) ?? .max - 1
    }
}
