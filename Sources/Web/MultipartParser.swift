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

/// Reads `multipart/form-data` (RFC 7578) piece by piece; it never holds more than a boundary's length or a part's head.
struct MultipartParser {
    private enum State { case preamble, afterBoundary, head, content, epilogue }

    private static let headBytes = 8 << 10
    private static let parts = 64
    /// CR LF -- boundary.
    private let delimiter: [UInt8]
    private var state = State.preamble
    /// What has arrived and is not understood yet. Starts with a line end, so that the first boundary is like the rest.
    private var pending: [UInt8] = [0x0D, 0x0A]
    private var partCount = 0

    /// - Parameter contentType: the header's value; nil is returned when it names no usable boundary
    init?(contentType: String) {
        let header = HeaderValue(contentType)
        guard header.value == "multipart/form-data", let boundary = header.parameters["boundary"],
            1...70 ~= boundary.utf8.count
        else { return nil }
        delimiter = [0x0D, 0x0A, 0x2D, 0x2D] + Array(boundary.utf8)
    }

    /// Takes the next piece of the body.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(MultipartFault) -> [MultipartEvent] {
        pending.append(contentsOf: bytes)
        var events: [MultipartEvent] = []
        while try step(&events) {}
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
        case .epilogue:
            pending = []
            return false
        }
    }

    private mutating func skipToBoundary(_ events: inout [MultipartEvent]) -> Bool {
        let found = pending.firstRange(of: delimiter)
        // What might be the beginning of a boundary waits for the rest of it.
        let clear = found?.lowerBound ?? max(0, pending.count - delimiter.count + 1)
        if state == .content, clear > 0 { events.append(.bytes(pending[..<clear])) }
        guard let found else {
            pending.removeFirst(clear)
            return false
        }
        if state == .content { events.append(.partEnded) }
        pending.removeFirst(found.upperBound)
        state = .afterBoundary
        return true
    }

    private mutating func endBoundary() throws(MultipartFault) -> Bool {
        guard pending.count >= 2 else { return false }
        if pending.starts(with: [0x2D, 0x2D]) {
            state = .epilogue
            return true
        }
        // White space is allowed between a boundary and its line end.
        guard let end = pending.firstRange(of: [0x0D, 0x0A]) else {
            guard pending.count < 128 else { throw .brokenBoundary }
            return false
        }
        guard pending[..<end.lowerBound].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { throw .brokenBoundary }
        pending.removeFirst(end.lowerBound)
        state = .head
        return true
    }

    /// `pending` starts with the line end before the head, so that an empty head ends like any other.
    private mutating func readHead(_ events: inout [MultipartEvent]) throws(MultipartFault) -> Bool {
        guard let end = pending.firstRange(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
            guard pending.count <= Self.headBytes else { throw .headTooLong }
            return false
        }
        guard end.upperBound <= Self.headBytes else { throw .headTooLong }
        partCount += 1
        guard partCount <= Self.parts else { throw .tooManyParts }
        guard let head = PartHead(lines: pending[..<end.lowerBound]) else { throw .brokenHead }
        // The content of an empty part is followed at once by a boundary, which begins with a line end.
        pending.removeFirst(end.upperBound)
        events.append(.partBegan(head))
        state = .content
        return true
    }
}

extension PartHead {
    /// Reads header lines; nil without a `Content-Disposition: form-data` that has a name.
    fileprivate init?(lines: ArraySlice<UInt8>) {
        var disposition: HeaderValue?
        var type: String?
        for line in lines.split(separator: 0x0A) {
            let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = String(text[text.utf8.index(after: colon)...])
            switch text[..<colon].lowercased() {
            case "content-disposition": disposition = HeaderValue(value)
            case "content-type": type = HeaderValue(value).value
            default: break
            }
        }
        guard let disposition, disposition.value == "form-data", let name = disposition.parameters["name"] else {
            return nil
        }
        self.name = name
        filename = disposition.parameters["filename*"].flatMap(HeaderValue.extended) ?? disposition.parameters["filename"]
        contentType = type
    }
}
