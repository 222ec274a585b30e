import StrictJSON
import Testing

@Suite struct RenderingTests {
    private func text(_ value: JSON) -> String { String(decoding: value.bytes(), as: UTF8.self) }

    @Test func `every kind is written without white space`() {
        let value: JSON = [
            "null": nil, "yes": true, "no": false, "int": -7, "half": 0.5, "text": "a", "list": [1, [], ["x": [:]]],
        ]
        #expect(
            text(value) == #"{"null":null,"yes":true,"no":false,"int":-7,"half":0.5,"text":"a","list":[1,[],{"x":{}}]}"#
        )
        #expect(text(.array([.raw(Array("1.0".utf8)), .null])) == "[1.0,null]")
        #expect(text(.string("")) == "\"\"")
    }

    static let escapes = [
        ("\"", #"\""#), ("\\", #"\\"#), ("\n", #"\n"#), ("\r", #"\r"#), ("\t", #"\t"#), ("\u{8}", #"\u0008"#),
        ("\u{C}", #"\u000c"#), ("\u{0}", #"\u0000"#), ("\u{1F}", #"\u001f"#), ("\u{2028}", #"\u2028"#),
        ("\u{2029}", #"\u2029"#), ("\u{2027}", "\u{2027}"), ("\u{202A}", "\u{202A}"), ("\u{7F}", "\u{7F}"), ("/", "/"),
        ("é", "é"), ("😀", "😀"), ("\u{E2}\u{80}\u{A8}", "\u{E2}\u{80}\u{A8}"), ("<&>'", "<&>'"), ("\r\n", #"\r\n"#),
    ]

    @Test(arguments: escapes) func `what must be escaped is, and nothing else`(_ character: String, _ expected: String)
    {
        #expect(text(.string(character)) == "\"\(expected)\"")
        #expect(text(.string("ab\(character)cd")) == "\"ab\(expected)cd\"")
        #expect(text(.string("\(character)\(character)")) == "\"\(expected)\(expected)\"")
        #expect(text(.object([(character, .null)])) == "{\"\(expected)\":null}")
    }

    static let doubles: [(Double, String)] = [
        (0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (1e15, "1000000000000000"), (1e21, "1e+21"),
        (.leastNonzeroMagnitude, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"), (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
        (0.375, "0.375"), (-2.5, "-2.5"), (1.0 / 3, "0.3333333333333333"), (9007199254740991, "9007199254740991"),
        (-9007199254740991, "-9007199254740991"), (-0x1p53, "\(-0x1p53)"), (0x1p63, "\(0x1p63)"),
        (-0x1p63, "-9.223372036854776e+18"),
    ]

    @Test(arguments: doubles) func `doubles are short and read back the same`(_ value: Double, _ expected: String)
        throws
    {
        #expect(text(.double(value)) == expected)
        if value.isFinite { #expect(try read(expected).double == value) }
    }

    @Test func `random doubles read back the same`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<5000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            #expect(try read(text(.double(value))).double == value)
        }
    }

    @Test func `whole numbers keep all their digits`() {
        #expect(text(.int(.max)) == "9223372036854775807")
        #expect(text(.int(.min)) == "-9223372036854775808")
    }

    static let copies = [
        "null", "true", "false", "0", "-0", "-0.0", "1.0", "1e2", "1E+2", "123456789012345678901234567890",
        "9223372036854775807", #""a\n""#, "[]", "{}", #"[1,[2,{"a":[]}],"b"]"#, #"{"b":1,"a":{"":null}}"#,
    ]

    @Test(arguments: copies) func `a copy is written as it was read`(_ source: String) throws {
        #expect(try read(source).rendered == source)
    }

    @Test func `a copy writes what escapes stand for`() throws {
        #expect(try read(#"{"\u0061":"\u00e9\/\ud83d\ude00\u2028"}"#).rendered == #"{"a":"é/😀\u2028"}"#)
    }

    @Test func `equal means the same bytes in the same order`() {
        #expect(JSON.object([("a", 1), ("b", 2)]) == .object([("a", 1), ("b", 2)]))
        #expect(JSON.object([("a", 1), ("b", 2)]) != .object([("b", 2), ("a", 1)]))
        #expect(JSON.string("\u{E9}") != .string("e\u{301}"))
        #expect(JSON.object([("\u{E9}", 1)]) != .object([("e\u{301}", 1)]))
        #expect(JSON.int(1) != .double(1))
        #expect(JSON.array([.null]) != .array([]))
        #expect(JSON.null != .bool(false))
        #expect(JSON.raw([0x31]) == .raw([0x31]))
    }
}
