import StrictJSON

/// A document after decoding, in the shape in which formats are recognised and read.
struct LogSource: Sendable {
    /// The whole text, valid UTF-8.
    let text: [UInt8]
    /// The file's name.
    let filename: String?
    /// The value, when the whole text is one JSON value.
    let root: JSONValue?
    /// The first readable lines, when the text is lines of JSON; the root itself when that is one object.
    let firstRows: [JSONValue]
    /// Where all of them are.
    var rows = Rows.lines
    /// What is wrong with a text that should be one array. Rows may stand whole in it all the same, as where only a comma
    /// is too much; where one does not, the file is damaged, and its sender wants to know where.
    var damage: JSONFault?

    /// How many lines recognition looks at.
    static let probeRows = 16

    /// How many bytes recognition of text looks at.
    static let headBytes = 1 << 16

    /// Most lines of JSON in a file, broken ones included.
    static let maximumLines = 1_000_000

    /// Most members of an object that is looked at.
    static let maximumMembers = 512

    /// The root, when it is an object of a size that chat programs write. Members are looked up one by one.
    var object: JSONValue? { root.flatMap { $0.isObject && $0.count <= Self.maximumMembers ? $0 : nil } }

    /// The root's first element, when it is an array.
    var firstElement: JSONValue? { root.flatMap { $0.isArray ? $0[0] : nil } }

    /// The file's name without folders and its last extension.
    var stem: [UInt8]? {
        guard let filename else { return nil }
        let name = Array(filename.utf8).split { $0 == 0x2F || $0 == 0x5C }.last.map { Array($0) } ?? []
        guard let dot = name.lastIndex(of: 0x2E), dot > 0 else { return name.isEmpty ? nil : name }
        return Array(name[..<dot])
    }

    /// The beginning of the text, by which texts are recognised.
    var head: [UInt8] { Array(text.prefix(Self.headBytes)) }

    /// The lines of the beginning.
    var headLines: TextLines { TextLines(head) }

    /// The text's lines without line ends, with their 1-based numbers.
    var lines: TextLines { TextLines(text) }

    /// Calls `body` for every row: a line that is a JSON value, as a rule, or once for a root object. Broken lines are collected, blank
    /// ones skipped. A line that no program writes (bombs, duplicate keys) refuses the document. `body` returns false
    /// to stop.
    func forEachRow(_ body: (_ line: Int, _ row: JSONValue) -> Bool) -> RowReport {
        switch rows {
        case .lines: break
        case .elements(let array): return forEachElement(of: array, body)
        case .objects: return forEachObject(body)
        }
        var report = RowReport()
        if let object {
            _ = body(1, object)
            return report
        }
        for line in lines {
            if line.number > Self.maximumLines {
                report.refusal = Reason(.tooLarge, "the file has more than a million lines")
                return report
            }
            guard let first = line.text.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            guard Self.mayBeJSON(line.text[first...]) else {
                report.drop(line.number)
                continue
            }
            do throws(JSONFault) {
                let document = try JSONDocument(line.text, limits: .log, firstLine: line.number)
                if document.root.count > Self.maximumMembers {
                    report.drop(line.number)
                } else if !body(line.number, document.root) {
                    return report
                }
            } catch {
                guard error.code == .brokenJSON else {
                    report.refusal = Reason(error, line: line.number)
                    return report
                }
                report.drop(line.number)
            }
        }
        return report
    }

    /// Whether a line begins as an object or array does. Telling that it does not costs less than a parser's complaint.
    private static func mayBeJSON(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == 0x7B else { return line.first == 0x5B }
        let next = line.dropFirst().first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
        return next == 0x22 || next == 0x7D
    }
}

/// What reading lines of JSON came upon.
struct RowReport: Sendable {
    /// 1-based numbers of lines that are no JSON; the first thousand.
    var dropped: [Int] = []
    /// Why the document is refused, if it is.
    var refusal: Reason?

    mutating func drop(_ line: Int) {
        if dropped.count < 1000 { dropped.append(line) }
    }
}

/// The lines of a text, ended by LF or CRLF.
struct TextLines: Sequence, IteratorProtocol, Sendable {
    private static let newline = ByteSet([0x0A])
    private let text: [UInt8]
    private var start = 0
    private var number = 0

    /// The lines of a text.
    init(_ text: [UInt8]) {
        self.text = text
    }

    /// The next line and its 1-based number.
    mutating func next() -> (number: Int, text: ArraySlice<UInt8>)? {
        guard start < text.count else { return nil }
        number += 1
        let end = Self.newline.firstIndex(in: text, from: start)
        var last = end
        while last > start, text[last - 1] == 0x0D { last -= 1 }
        defer { start = end + 1 }
        return (number, text[start..<last])
    }
}

extension Reason {
    /// The reason for a fault of the JSON reader.
    init(_ fault: JSONFault, line: Int? = nil) {
        let code: ReasonCode =
            switch fault.code {
            case .tooDeep: .tooDeep
            case .duplicateKey: .duplicateKey
            case .keyTooLong: .keyTooLong
            case .numberTooLong: .numberTooLong
            case .tooManyValues: .tooLarge
            case .combiningMarks: .combiningMarks
            case .notUTF8: .undecodableText
            default: .brokenJSON
            }
        let detail = code == .brokenJSON ? "the JSON is broken: \(fault.detail)" : code.faultDetail
        self.init(code, detail, line: line ?? fault.line)
    }
}

extension ReasonCode {
    /// What a fault of this code means.
    fileprivate var faultDetail: String {
        switch self {
        case .tooDeep: "values are nested more than 64 deep"
        case .duplicateKey: "an object has the same key twice"
        case .keyTooLong: "a key is longer than 256 bytes"
        case .tooLarge: "the JSON has too many values"
        case .numberTooLong: "a number is longer than 64 characters"
        case .combiningMarks: "more than 30 combining marks in a row"
        case .undecodableText: "the text is not valid UTF-8"
        default: "the JSON is broken"
        }
    }
}
