import StrictJSON
import Testing

@Suite struct GrammarTests {
    /// A text that is JSON, and what it is.
    struct Valid: Sendable {
        let text: String
        let kind: JSONValue.Kind

        init(_ text: String, _ kind: JSONValue.Kind) {
            self.text = text
            self.kind = kind
        }
    }

    /// A text that is not JSON, and the byte at which reading stops.
    struct Invalid: Sendable {
        let text: String
        let offset: Int

        init(_ text: String, _ offset: Int) {
            self.text = text
            self.offset = offset
        }
    }

    static let numbers = [
        "0", "-0", "1", "9", "10", "-1", "1234567890", "0.0", "0.5", "-0.5", "1.25", "10.010", "1e0", "1E0", "1e+5",
        "1e-5", "1E+05", "1E-05", "0e0", "0E9", "-0e-0", "1.5e300", "123456789012345678901234567890",
    ]

    static let strings = [
        #""""#, #""a""#, #"" ""#, #""\"""#, #""\\""#, #""\/""#, #""/""#, #""\b\f\n\r\t""#, #""\u0041""#, #""\u00e9""#,
        #""\u00E9""#, #""\uFFFF""#, #""\ud83d\ude00""#, #""\uD83D\uDE00""#, "\"é\"", "\"€\"", "\"😀\"", "\"\u{7F}\"",
        "\"\u{80}\"", "\"\u{2028}\"", "\"\u{FEFF}\"", "\"\u{10FFFF}\"", #""[1,2]""#, #""0123456789abcdef\n""#,
    ]

    static let valid =
        numbers.map { Valid($0, .number) } + strings.map { Valid($0, .string) } + [
            Valid("null", .null), Valid("true", .bool), Valid("false", .bool), Valid("[]", .array),
            Valid("{}", .object),
            Valid(" \t\r\n1\n\r\t ", .number), Valid("[ ]", .array), Valid("{\n}", .object), Valid("[[]]", .array),
            Valid("[[],{},[{}]]", .array), Valid("[1,2,3]", .array), Valid("[ 1 , 2 ]", .array),
            Valid("[null,true,false]", .array), Valid(#"{"":0}"#, .object), Valid(#"{"a":{"a":{"a":[]}}}"#, .object),
            Valid(#"{ "a" : 1 , "b" : [ ] }"#, .object), Valid(#"[{"a":1},{"a":1}]"#, .array),
            Valid(#"{"a":"b"}"#, .object),
        ]

    @Test(arguments: valid) func `JSON is taken`(_ example: Valid) throws {
        let value = try read(example.text)
        #expect(value.kind == example.kind)
    }

    static let invalid = [
        // Nothing, or not one value.
        Invalid("", 0), Invalid(" ", 1), Invalid("\n\t ", 3), Invalid("1 2", 2), Invalid("[] []", 3), Invalid("{}x", 2),
        Invalid("null,", 4), Invalid("\u{FEFF}1", 0), Invalid("\u{FEFF}", 0), Invalid("1\u{0}", 1), Invalid("\u{0}", 0),
        Invalid("1\u{A0}", 1), Invalid("\u{B}1", 0), Invalid("1\u{C}", 1), Invalid("// a\n1", 0),
        Invalid("1 /* a */", 2),
        // Words.
        Invalid("nul", 3), Invalid("nulL", 3), Invalid("nullx", 4), Invalid("True", 0), Invalid("tru e", 3),
        Invalid("falsy", 4), Invalid("undefined", 0), Invalid("NaN", 0), Invalid("Infinity", 0),
        Invalid("-Infinity", 1),
        // Numbers.
        Invalid("-", 1), Invalid("+1", 0), Invalid(".5", 0), Invalid("1.", 2), Invalid("1.e5", 2), Invalid("1e", 2),
        Invalid("1e+", 3), Invalid("1e-", 3), Invalid("1e5.5", 3), Invalid("00", 0), Invalid("01", 0),
        Invalid("-01", 0),
        Invalid("0x10", 1), Invalid("1_000", 1), Invalid("--1", 1), Invalid("1,5", 1), Invalid("１", 0),
        Invalid("1f", 1),
        // Strings.
        Invalid("\"", 1), Invalid("\"a", 2), Invalid("'a'", 0), Invalid("a", 0), Invalid(#""\"#, 2),
        Invalid(#""\""#, 3),
        Invalid(#""\x41""#, 1), Invalid(#""\'""#, 1), Invalid(#""\U0041""#, 1), Invalid(#""\u004""#, 1),
        Invalid(#""\u004g""#, 1), Invalid(#""\u 041""#, 1), Invalid(#""\u""#, 1), Invalid("\"a\nb\"", 2),
        Invalid("\"a\tb\"", 2), Invalid("\"\u{0}\"", 1), Invalid("\"01234567\u{1F}\"", 9), Invalid("\"\\\n\"", 1),
        Invalid("\"a\"b", 3),
        // Arrays.
        Invalid("[", 1), Invalid("]", 0), Invalid("[1", 2), Invalid("[1,", 3), Invalid("[1,]", 3), Invalid("[,1]", 1),
        Invalid("[1 2]", 3), Invalid("[1,,2]", 3), Invalid("[1}", 2), Invalid("[]]", 2), Invalid("[1;2]", 2),
        Invalid("[\"a\":1]", 4),
        // Objects.
        Invalid("{", 1), Invalid("}", 0), Invalid("{1:2}", 1), Invalid("{a:1}", 1), Invalid("{'a':1}", 1),
        Invalid(#"{"a"}"#, 4), Invalid(#"{"a" 1}"#, 5), Invalid(#"{"a":}"#, 5), Invalid(#"{"a":1,}"#, 7),
        Invalid(#"{"a":1"b":2}"#, 6), Invalid(#"{,"a":1}"#, 1), Invalid(#"{"a"::1}"#, 5), Invalid(#"{"a":1]"#, 6),
        Invalid(#"{"a":1"#, 6), Invalid(#"{"a":"#, 5), Invalid(#"{"a""#, 4), Invalid(#"{null:1}"#, 1),
    ]

    @Test(arguments: invalid) func `what is not JSON is refused where it stops being JSON`(_ example: Invalid) throws {
        let found = try #require(fault(example.text))
        #expect(found.code == .brokenJSON)
        #expect(found.offset == example.offset)
        #expect(!found.detail.isEmpty)
    }

    static let notUTF8: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x22], [0xC3, 0x28], [0xE0, 0x80, 0x80],
        [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
        [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ]

    @Test(arguments: notUTF8) func `bytes that are not UTF-8 are refused`(_ bytes: [UInt8]) throws {
        for padding in [0, 1, 7, 8, 9] {
            let ahead = [0x22] + [UInt8](repeating: 0x61, count: padding)
            let found = try #require(fault(in: ahead + bytes + [0x22]))
            #expect(found.code == .notUTF8)
            #expect(found.offset == ahead.count)
        }
    }

    @Test func `every single scalar is taken as it is or as an escape`() throws {
        for value in stride(from: UInt32(1), through: 0x10FFFF, by: 37) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let escaped = String(scalar).utf16.map { unit in
                "\\u" + String(repeating: "0", count: 4 - String(unit, radix: 16).count) + String(unit, radix: 16)
            }
            #expect(try read("\"\(escaped.joined())\"").string?.unicodeScalars.elementsEqual([scalar]) == true)
            guard value >= 0x20, scalar != "\"", scalar != "\\" else { continue }
            let plain = Array("\"".utf8) + Array(String(scalar).utf8) + Array("\"".utf8)
            let text = try JSONDocument(plain, limits: .request).root.string
            #expect(text?.unicodeScalars.elementsEqual([scalar]) == true)
        }
    }

    @Test func `strings of every length end where their quote is`() throws {
        for length in 0...70 {
            for tail in ["", "\\n", "é", "\\u0041"] {
                let text = String(repeating: "x", count: length) + tail
                let value = try read("[\"\(text)\",1]")
                #expect(value.count == 2)
                #expect(value[1]?.int == 1)
                #expect(value[0]?.source.elementsEqual(text.utf8) == true)
            }
        }
    }
}
