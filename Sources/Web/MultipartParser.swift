import Foundation

/// Names and type of one part of a form.
struct PartHead: Equatable {
    /// Name of the form field.
    var name: String
    /// Name of the file, where the part is one; may be empty.
    var filename: String?
    /// Content type as sent.
    var contentType: String?
}

/// What a form turns out to hold, in the order in which it arrives.
enum MultipartEvent: Equatable {
    case partBegan(PartHead)
    case bytes(ArraySlice<UInt8>)
    case partEnded
}

/// Why a body is not `multipart/form-data` that is taken here.
enum MultipartFault: String, Error, Equatable, CustomStringConvertible {
    case cut = "The form ends before its last boundary."
    case headTooLong = "The head of a part is too long."
    case tooManyParts = "The form has too many parts."
    case brokenHead = "The head of a part cannot be read."
    case brokenBoundary = "What follows a boundary is neither a part nor the end."

    var description: String { rawValue }
}

/// Reads `multipart/form-data` (RFC 7578, RFC 2046 section 5.1) piece by piece, in time linear in the body however it is
/// cut. It never holds more than a boundary's length or a part's head beside the piece at hand.
struct MultipartParser {
    private enum State { case preamble, afterBoundary, head, contentStart, content, epilogue }

    private static let headBytes = 8 << 10
    private static let parts = 64
    private static let paddingBytes = 128
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]
    /// CR LF -- boundary.
    private let delimiter: [UInt8]
    private var state = State.preamble
    /// What has arrived; begins with a line end, so that the first boundary is like the rest.
    private var pending: [UInt8] = lineEnd
    /// How much of `pending` is understood.
    private var start = 0
    /// How far a part's head was searched for its end.
    private var searched = 0
    private var partCount = 0

    /// - Parameter contentType: the header's value; nil is returned when it names no usable boundary
    init?(contentType: String) {
        let header = HeaderValue(contentType)
        guard header.value == "multipart/form-data", let boundary = header.parameters["boundary"],
            1...70 ~= boundary.utf8.count, boundary.utf8.allSatisfy({ 0x20...0x7E ~= $0 })
        else { return nil }
        delimiter = Self.lineEnd + [0x2D, 0x2D] + Array(boundary.utf8)
    }

    /// Takes the next piece of the body.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(MultipartFault) -> [MultipartEvent] {
        pending.append(contentsOf: bytes)
        var events: [MultipartEvent] = []
        while try step(&events) {}
        // Only what is not understood is moved, and that is short.
        pending.removeFirst(start)
        searched = max(0, searched - start)
        start = 0
        return events
    }

    /// Says that the body has ended.
    func finish() throws(MultipartFault) {
        guard state == .epilogue else { throw .cut }
    }

    /// One step of understanding; false when more bytes are needed.
    private mutating func step(_ events: inout [MultipartEvent]) throws(MultipartFault) -> Bool {
        switch state {
        case .preamble, .content: return skipToBoundary(&events)
        case .afterBoundary: return try endBoundary()
        case .head: return try readHead(&events)
        case .contentStart: return beginContent()
        case .epilogue:
            start = pending.count
            return false
        }
    }

    private mutating func skipToBoundary(_ events: inout [MultipartEvent]) -> Bool {
        let found = pending.firstOffset(of: delimiter, from: start)
        // What might be the beginning of a boundary waits for the rest of it.
        let clear = found ?? max(start, pending.count - delimiter.count + 1)
        // A copy: a view of `pending` would make its next change copy everything.
        if state == .content, clear > start { events.append(.bytes(Array(pending[start..<clear])[...])) }
        start = clear
        guard found != nil else { return false }
        if state == .content { events.append(.partEnded) }
        start += delimiter.count
        state = .afterBoundary
        return true
    }

    /// Two dashes end the form; white space and a line end begin a part.
    private mutating func endBoundary() throws(MultipartFault) -> Bool {
        let rest = pending[start...]
        guard rest.count >= 2 else { return false }
        if rest.starts(with: [0x2D, 0x2D]) {
            state = .epilogue
            return true
        }
        let line = rest.drop { $0 == 0x20 || $0 == 0x09 }
        guard line.startIndex - start <= Self.paddingBytes else { throw .brokenBoundary }
        guard line.count >= 2 else {
            guard line.isEmpty || line.first == 0x0D else { throw .brokenBoundary }
            return false
        }
        guard line.starts(with: Self.lineEnd) else { throw .brokenBoundary }
        start = line.startIndex
        searched = start
        state = .head
        return true
    }

    /// The head starts with the line end before it, so that an empty head ends like any other.
    private mutating func readHead(_ events: inout [MultipartEvent]) throws(MultipartFault) -> Bool {
        guard let end = pending.firstOffset(of: Self.lineEnd + Self.lineEnd, from: searched) else {
            guard pending.count - start <= Self.headBytes else { throw .headTooLong }
            searched = max(start, pending.count - 3)
            return false
        }
        guard end + 4 - start <= Self.headBytes else { throw .headTooLong }
        partCount += 1
        guard partCount <= Self.parts else { throw .tooManyParts }
        guard let head = PartHead(lines: pending[start..<end]) else { throw .brokenHead }
        events.append(.partBegan(head))
        // The head's last line end is also the first of a boundary, when the part has no content at all.
        start = end + 2
        state = .contentStart
        return true
    }

    private mutating func beginContent() -> Bool {
        let isBoundary = pending[start...].starts(with: delimiter)
        if !isBoundary, delimiter.starts(with: pending[start...]) { return false }
        if !isBoundary { start += 2 }
        state = .content
        return true
    }
}

extension [UInt8] {
    /// Offset of the first `pattern` from `start` on. Linear: the pattern's first byte, a line end, occurs at most twice
    /// in it.
    fileprivate func firstOffset(of pattern: [UInt8], from start: Int) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var at = start
            while at + pattern.count <= bytes.count {
                guard let found = memchr(base + at, Int32(pattern[0]), bytes.count - pattern.count + 1 - at) else {
                    break
                }
                at = UnsafeRawPointer(found) - base
                if memcmp(base + at, pattern, pattern.count) == 0 { return at }
                at += 1
            }
            return nil
        }
    }
}

extension PartHead {
    private static let nameBytes = 256

    /// Reads header lines; nil without a `Content-Disposition: form-data` that has a name of at most 256 bytes.
    fileprivate init?(lines: ArraySlice<UInt8>) {
        var disposition: HeaderValue?
        var type: String?
        for line in lines.split(separator: 0x0A) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
            switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
            case "content-disposition": disposition = HeaderValue(value)
            case "content-type": type = HeaderValue(value).value
            default: break
            }
        }
        guard let disposition, disposition.value == "form-data", let name = disposition.parameters["name"],
            name.utf8.count <= Self.nameBytes
        else { return nil }
        self.name = name
        filename =
            disposition.parameters["filename*"].flatMap(HeaderValue.extended) ?? disposition.parameters["filename"]
        contentType = type
    }
}
