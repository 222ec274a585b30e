import Testing

@testable import Web

@Suite struct MultipartTests {
    /// What a form held: its parts with all their bytes together.
    struct Part: Equatable {
        var head: PartHead
        var content: [UInt8] = []
        var hasEnded = false

        init(_ head: PartHead) { self.head = head }

        init(name: String, filename: String? = nil, contentType: String? = nil, _ content: String) {
            head = PartHead(name: name, filename: filename, contentType: contentType)
            self.content = Array(content.utf8)
            hasEnded = true
        }
    }

    /// Reads a body that arrives in the given pieces.
    private func parts(_ pieces: [[UInt8]], boundary: String = "XyZ") throws -> [Part] {
        var parser = try #require(MultipartParser(contentType: "multipart/form-data; boundary=\(boundary)"))
        var parts: [Part] = []
        for piece in pieces {
            for event in try parser.feed(piece) {
                switch event {
                case .partBegan(let head): parts.append(Part(head))
                case .bytes(let bytes): parts[parts.count - 1].content += bytes
                case .partEnded: parts[parts.count - 1].hasEnded = true
                }
            }
        }
        try parser.finish()
        return parts
    }

    private func parts(_ body: String, boundary: String = "XyZ") throws -> [Part] {
        try parts([Array(body.utf8)], boundary: boundary)
    }

    /// A form of one part with this head line and content.
    private func form(_ disposition: String, _ content: String = "x") -> String {
        "--XyZ\r\nContent-Disposition: \(disposition)\r\n\r\n\(content)\r\n--XyZ--\r\n"
    }

    private static let sample =
        "A preamble\r\n--Xy not yet\r\n--XyZ \t\r\ncontent-disposition: form-data; name=\"consent\"\r\n\r\ntrue\r\n--XyZ\r\n"
        + "Content-Disposition: form-data; name=\"log\"; filename=\"na\u{EF}ve.txt\"\r\nContent-Type: Text/Plain; charset=utf-8\r\n"
        + "X-Other: y\r\n\r\nline\r\n\r\n--Xy\r\r\n-XyZ\n--XyZ --XyZ\u{1F600}\r\n\r\n--XyZ\r\n"
        + "Content-Disposition: form-data; name=\"empty\"; filename=\"\"\r\n\r\n\r\n--XyZ\r\n"
        + "Content-Disposition: form-data; name=\"nothing\"\r\n\r\n--XyZ--\r\nAn epilogue\r\n--XyZ\r\nmore"

    private static let expected = [
        Part(name: "consent", "true"),
        Part(
            name: "log", filename: "na\u{EF}ve.txt", contentType: "text/plain",
            "line\r\n\r\n--Xy\r\r\n-XyZ\n--XyZ --XyZ\u{1F600}\r\n"),
        Part(name: "empty", filename: "", ""), Part(name: "nothing", ""),
    ]

    @Test func `a form reads the same wherever it is cut in two`() throws {
        let body = Array(Self.sample.utf8)
        for cut in 0...body.count {
            #expect(try parts([Array(body[..<cut]), Array(body[cut...])]) == Self.expected)
        }
    }

    @Test(arguments: [1, 2, 3, 5, 7, 16, 64]) func `a form reads the same in pieces of any size`(_ size: Int) throws {
        let body = Array(Self.sample.utf8)
        let pieces = stride(from: 0, to: body.count, by: size).map { Array(body[$0..<min($0 + size, body.count)]) }
        #expect(try parts(pieces) == Self.expected)
    }

    @Test func `a body that ends before the last boundary is refused wherever it is cut`() throws {
        let body = Array(Self.sample.utf8)
        let complete = body.count - "\r\nAn epilogue\r\n--XyZ\r\nmore".utf8.count
        for length in 0..<complete {
            #expect(throws: MultipartFault.cut) { try parts([Array(body[..<length])]) }
        }
        #expect(try parts([Array(body[..<complete])]) == Self.expected)
    }

    @Test func `an empty part has no content, with and without its own line end`() throws {
        let head = "Content-Disposition: form-data; name=\"a\""
        #expect(try parts("--XyZ\r\n\(head)\r\n\r\n\r\n--XyZ--") == [Part(name: "a", "")])
        #expect(try parts("--XyZ\r\n\(head)\r\n\r\n--XyZ--") == [Part(name: "a", "")])
        #expect(
            try parts("--XyZ\r\n\(head)\r\n\r\n--XyZ\r\n\(head)\r\n\r\nb\r\n--XyZ--").map(\.content) == [[], [0x62]])
        #expect(try parts("--XyZ\r\n\(head)\r\n\r\n--Xy\r\n--XyZ--") == [Part(name: "a", "--Xy")])
        #expect(try parts("--XyZ\r\n\(head)\r\n\r\n\r\n\r\n--XyZ--") == [Part(name: "a", "\r\n")])
    }

    @Test func `a form may have no parts`() throws {
        #expect(try parts("--XyZ--").isEmpty)
        #expect(try parts("\r\n--XyZ--\r\n").isEmpty)
    }

    @Test func `a boundary begins at a line's start only`() throws {
        #expect(throws: MultipartFault.cut) { try parts("x--XyZ--") }
        #expect(throws: MultipartFault.cut) { try parts("\n--XyZ--") }
        #expect(throws: MultipartFault.cut) { try parts("--xyz--") }
    }

    @Test(arguments: ["x", "\n", "\r", "-\r\n", " x\r\n", "\rx", "Z\r\n"])
    func `what follows a boundary is a line end or two dashes`(_ text: String) {
        #expect(throws: MultipartFault.brokenBoundary) {
            try parts("--XyZ" + text + String(repeating: "y", count: 200))
        }
    }

    @Test func `white space after a boundary has a limit, however it arrives`() throws {
        for (count, isTaken) in [(128, true), (129, false)] {
            let head = "Content-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--XyZ--"
            let body = Array("--XyZ\(String(repeating: " ", count: count))\r\n\(head)".utf8)
            for pieces in [[body], body.map { [$0] }] {
                #expect((try? parts(pieces)) == (isTaken ? [Part(name: "a", "b")] : nil))
            }
        }
    }

    @Test func `a head has at most 8 KiB, however it arrives`() throws {
        func body(_ filler: Int) -> [UInt8] {
            Array(form("form-data; name=\"a\"\r\nX: \(String(repeating: "h", count: filler))").utf8)
        }
        let empty = "\r\nContent-Disposition: form-data; name=\"a\"\r\nX: \r\n\r\n".utf8.count
        for size in [1, 1000, 100_000] {
            func pieces(_ filler: Int) -> [[UInt8]] {
                let bytes = body(filler)
                return stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
            }
            #expect(try parts(pieces(8192 - empty)).count == 1)
            #expect(throws: MultipartFault.headTooLong) { try parts(pieces(8193 - empty)) }
            #expect(throws: MultipartFault.headTooLong) { try parts(pieces(50_000)) }
        }
    }

    @Test func `a form has at most 64 parts`() throws {
        func body(_ count: Int) -> String {
            String(repeating: "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n", count: count)
                + "--XyZ--"
        }
        #expect(try parts(body(64)).count == 64)
        #expect(throws: MultipartFault.tooManyParts) { try parts(body(65)) }
    }

    static let heads = [
        "attachment; name=\"a\"", "form-data", "form-data; filename=\"a\"", "", "form-data; name",
        "form-data; name=\"\(String(repeating: "n", count: 257))\"",
    ]

    @Test(arguments: heads) func `a part without a form field's name is refused`(_ disposition: String) {
        #expect(throws: MultipartFault.brokenHead) { try parts(form(disposition)) }
        #expect(throws: MultipartFault.brokenHead) { try parts("--XyZ\r\n\r\nx\r\n--XyZ--") }
    }

    static let names: [(String, String, String?)] = [
        (#"form-data; name="a""#, "a", nil), ("form-data; name=a", "a", nil), ("FORM-DATA; NAME=a", "a", nil),
        (#"form-data;name="a";filename="b""#, "a", "b"), (#"form-data ; filename = "b" ; name = "a" "#, "a", "b"),
        (#"form-data; name="a; b"; filename="c;d""#, "a; b", "c;d"), (#"form-data; name="a"; filename="""#, "a", ""),
        (#"form-data; name="a"; filename="say \"hi\".txt""#, "a", "say \"hi\".txt"),
        (#"form-data; name="a"; filename="say %22hi%22.txt""#, "a", "say \"hi\".txt"),
        (#"form-data; name="a"; filename="two%0D%0Alines""#, "a", "two  lines"),
        (#"form-data; name="a"; filename="100%25.txt""#, "a", "100%25.txt"),
        (#"form-data; name="a"; filename="C:\logs\aria.json""#, "a", #"C:\logs\aria.json"#),
        (
            "form-data; name=\"gru\u{DF}\"; filename=\"\u{65E5}\u{672C}\u{1F600}.txt\"", "gru\u{DF}",
            "\u{65E5}\u{672C}\u{1F600}.txt"
        ),
        ("form-data; name=\"\u{301}a\"", "\u{301}a", nil), ("form-data; name=\"a\"\u{301}", "\"a\"\u{301}", nil),
        (
            #"form-data; name="a"; filename="b"; filename*=UTF-8''na%C3%AFve%20%22x%22.json"#, "a",
            "na\u{EF}ve \"x\".json"
        ),
        (#"form-data; name="a"; filename*=utf-8'en'%e2%82%ac.txt; filename="b""#, "a", "\u{20AC}.txt"),
        (#"form-data; name="a"; filename="b"; filename*=iso-8859-1''%E9.txt"#, "a", "b"),
        (#"form-data; name="a"; filename="b"; filename*=UTF-8''%E9.txt"#, "a", "b"),
        (#"form-data; name="a"; filename="b"; filename*=nonsense"#, "a", "b"),
        (#"form-data; name="a"; name="b"; filename="c"; filename="d""#, "a", "c"),
        (#"form-data; name="a"; filename="unclosed"#, "a", "\"unclosed"),
        (#"form-data; name="a"; filename="b\"#, "a", "\"b\\"),
    ]

    @Test(arguments: names) func `names are read as browsers and old clients write them`(
        _ disposition: String, _ name: String, _ filename: String?
    ) throws {
        let head = try #require(try parts(form(disposition)).first?.head)
        #expect(head.name.unicodeScalars.elementsEqual(name.unicodeScalars))
        #expect(head.filename.map { Array($0.utf8) } == filename.map { Array($0.utf8) })
    }

    static let types: [(String, Bool)] = [
        ("multipart/form-data; boundary=a", true), ("Multipart/Form-Data; charset=utf-8; BOUNDARY=\"a b\"", true),
        ("multipart/form-data; boundary=\(String(repeating: "b", count: 70))", true),
        ("multipart/form-data; boundary=\(String(repeating: "b", count: 71))", false), ("multipart/form-data", false),
        ("multipart/form-data; boundary=", false), ("multipart/form-data; boundary=\"\"", false),
        ("multipart/form-data; boundary=\"a\rb\"", false), ("multipart/form-data; boundary=\u{E4}", false),
        ("multipart/mixed; boundary=a", false), ("application/json", false), ("", false),
    ]

    @Test(arguments: types) func `a content type must name a usable boundary`(_ type: String, _ isUsable: Bool) {
        #expect((MultipartParser(contentType: type) != nil) == isUsable)
    }

    @Test(.timeLimit(.minutes(5)), arguments: [1, 16_384]) func `many small pieces are read in linear time`(_ size: Int)
        throws
    {
        // Full of beginnings of boundaries; single bytes make a smaller body, because each is a call.
        let line = Array("\r\n--Xy\r\r\n--XyY\r\n".utf8)
        let block = Array(repeating: line, count: 16_384 / line.count).flatMap(\.self)
        let blocks = size == 1 ? 8 : 512
        var parser = try #require(MultipartParser(contentType: "multipart/form-data; boundary=XyZ"))
        _ = try parser.feed("--XyZ\r\nContent-Disposition: form-data; name=\"log\"\r\n\r\n".utf8)
        var received = 0
        func take(_ piece: ArraySlice<UInt8>) throws {
            for case .bytes(let bytes) in try parser.feed(piece) { received += bytes.count }
        }
        for _ in 0..<blocks {
            for start in stride(from: 0, to: block.count, by: size) {
                try take(block[start..<min(start + size, block.count)])
            }
        }
        try take(Array("\r\n--XyZ--".utf8)[...])
        try parser.finish()
        #expect(received == blocks * block.count)
    }

    @Test func `random pieces of random bodies never crash and never change the reading`() {
        var generator = Numbers(state: 1)
        let tokens = [
            "--XyZ", "\r\n", "--", "\r", "\n", "Content-Disposition: form-data; name=\"a\"", ":", "x", " ", "\"", "\\",
        ]
        for _ in 0..<3000 {
            let count = Int.random(in: 0...25, using: &generator)
            let body = Array((0..<count).map { _ in tokens.randomElement(using: &generator) ?? "" }.joined().utf8)
            var pieces: [[UInt8]] = []
            var rest = body[...]
            while !rest.isEmpty {
                pieces.append(Array(rest.prefix(Int.random(in: 1...rest.count, using: &generator))))
                rest = rest.dropFirst(pieces.last?.count ?? 0)
            }
            #expect(outcome(pieces) == outcome([body]))
        }
    }

    private func outcome(_ pieces: [[UInt8]]) -> String {
        do { return "\(try parts(pieces))" } catch { return "\(error)" }
    }
}

/// Knuth's linear congruential generator: the same numbers in every run.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
