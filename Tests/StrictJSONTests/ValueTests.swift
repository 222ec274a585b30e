import StrictJSON
import Testing

@Suite struct ValueTests {
    private let root: JSONValue

    init() throws {
        root = try read(
            """
            {"null": null, "yes": true, "no": false, "int": -42, "half": 2.5, "big": 123456789012345678901234567890,
             "text": "h\\u00e9 \\"q\\"", "plain": "caf\u{E9}", "empty": "", "array": [1, [2, 3], {"x": 4}, "five"],
             "object": {"a": {"b": [true]}, "": "nameless", "n\\u0061me": "escaped"}, "none": [], "nothing": {}}
            """)
    }

    @Test func `each kind is told apart`() {
        let kinds: [(String, JSONValue.Kind)] = [
            ("null", .null), ("yes", .bool), ("no", .bool), ("int", .number), ("text", .string), ("array", .array),
            ("object", .object),
        ]
        for (name, kind) in kinds { #expect(root[name]?.kind == kind) }
        #expect(root.kind == .object)
    }

    @Test func `accessors answer for their kind only`() {
        #expect(root["null"]?.isNull == true)
        #expect(root["yes"]?.bool == true)
        #expect(root["no"]?.bool == false)
        #expect(root["int"]?.int == -42)
        #expect(root["half"]?.double == 2.5)
        #expect(root["text"]?.string == "h\u{E9} \"q\"")
        for name in ["null", "text", "array", "object"] {
            let value = root[name]
            #expect(value != nil && value?.bool == nil && value?.int == nil && value?.double == nil)
            #expect(value?.numberText == nil)
        }
        for name in ["null", "yes", "int", "array", "object"] {
            #expect(root[name]?.string == nil && root[name]?.stringBytes == nil)
            #expect(root[name]?.withStringBytes { $0.count } == nil)
        }
        #expect(root["yes"]?.isNull == false)
    }

    @Test func `numbers keep their text and fit or do not`() throws {
        #expect(root["big"]?.numberText == "123456789012345678901234567890")
        #expect(root["big"]?.int == nil)
        #expect(root["big"]?.double == 1.2345678901234568e29)
        #expect(root["half"]?.int == nil)
        #expect(try read("9223372036854775807").int == .max)
        #expect(try read("-9223372036854775808").int == .min)
        #expect(try read("9223372036854775808").int == nil)
        #expect(try read("1.0").int == nil, "only what is written as a whole number is one")
        #expect(try read("1e2").int == nil)
        #expect(try read("1e2").double == 100)
        #expect(try read("5e-324").double == .leastNonzeroMagnitude)
        #expect(try read("1e400").double == .infinity)
        #expect(try read("1e-400").double == 0)
        #expect(try read("-0").double?.sign == .minus)
    }

    @Test func `text is decoded only where it has escapes`() {
        #expect(root["plain"]?.withStringBytes { $0.elementsEqual("caf\u{E9}".utf8) } == true)
        #expect(root["text"]?.withStringBytes { $0.elementsEqual("h\u{E9} \"q\"".utf8) } == true)
        #expect(root["text"]?.stringBytes == Array("h\u{E9} \"q\"".utf8))
        #expect(root["empty"]?.withStringBytes { $0.count } == 0)
        #expect(root["empty"]?.string?.isEmpty == true)
    }

    @Test func `every escape stands for its character`() throws {
        let value = try read(#""\"\\\/\b\f\n\r\t\u0001\u00e9\u20AC\ud83d\ude00""#)
        #expect(value.stringBytes == Array("\"\\/\u{8}\u{C}\n\r\t\u{1}\u{E9}\u{20AC}\u{1F600}".utf8))
    }

    @Test func `members are found by the bytes of their names`() throws {
        #expect(root["object"]?["a"]?["b"]?[0]?.bool == true)
        #expect(root["object"]?[""]?.string == "nameless")
        #expect(root["object"]?["name"]?.string == "escaped")
        #expect(root["absent"] == nil)
        #expect(root["array"]?["x"] == nil)
        #expect(root["nothing"]?["x"] == nil)
        #expect(try read("{\"e\u{301}\":1}")["\u{E9}"] == nil)
        #expect(try read("{\"nam\":1,\"names\":2,\"name\":3}")["name"]?.int == 3)
    }

    @Test func `elements are found by position`() {
        let array = root["array"]
        #expect(array?.count == 4)
        #expect(array?[0]?.int == 1)
        #expect(array?[1]?[1]?.int == 3)
        #expect(array?[2]?["x"]?.int == 4)
        #expect(array?[3]?.string == "five")
        #expect(array?[4] == nil)
        #expect(array?[-1] == nil)
        #expect(root[0] == nil)
        #expect(root["text"]?[0] == nil)
    }

    @Test func `sequences walk in order and are empty for other kinds`() {
        #expect(root["object"]?.members.map(\.key) == ["a", "", "name"])
        #expect(root["array"]?.elements.map(\.kind) == [.number, .array, .object, .string])
        #expect(root.members.map(\.key).count == root.count)
        for name in ["null", "int", "text", "none", "nothing"] {
            #expect(root[name]?.count == 0)
            #expect(root[name]?.elements.map(\.kind).isEmpty == true)
            #expect(root[name]?.members.map(\.key).isEmpty == true)
        }
        #expect(root["object"]?.elements.map(\.kind).isEmpty == true)
        #expect(root["array"]?.members.map(\.key).isEmpty == true)
    }

    @Test func `a value knows its bytes and its line`() throws {
        let text = "\n{\"a\":\n  [ 1,\n\"t\" ]}"
        let value = try read(text)
        #expect(value.offset == 1)
        #expect(value.line == 2)
        #expect(value.source.elementsEqual(text.utf8.dropFirst()))
        let array = try #require(value["a"])
        #expect(array.offset == 9)
        #expect(array.line == 3)
        #expect(String(decoding: array.source, as: UTF8.self) == "[ 1,\n\"t\" ]")
        #expect(array[1]?.offset == 14)
        #expect(array[1]?.line == 4)
        #expect(array[1].map { String(decoding: $0.source, as: UTF8.self) } == "t")
    }

    @Test func `lines are counted from the line that a text was cut from`() throws {
        let document = try JSONDocument(Array("[\n1]".utf8), limits: .request, firstLine: 41)
        #expect(document.root.line == 41)
        #expect(document.root[0]?.line == 42)
        #expect(throws: JSONFault(code: .brokenJSON, offset: 1, line: 42, column: 1, detail: "Expected a value.")) {
            try JSONDocument(Array("\n?".utf8), limits: .request, firstLine: 42 - 1)
        }
    }

    @Test func `a fault names line and column in bytes`() throws {
        let found = try #require(fault("{\"a\": 1,\r\n\"\u{E9}\": [x]}"))
        #expect(found == JSONFault(code: .brokenJSON, offset: 17, line: 2, column: 8, detail: "Expected a value."))
        let cut = try #require(fault("[\n\n"))
        #expect(cut.offset == 3)
        #expect(cut.line == 3)
        #expect(cut.column == 1)
        #expect(cut.detail == "The text ends where a value was expected.")
    }

    @Test func `a fault never quotes the text`() throws {
        for text in ["[secret]", "{\"secret\":1,\"secret\":2}", "\"secret\\q\"", "{secret", "[1 secret"] {
            let detail = try #require(fault(text)).detail
            #expect(!detail.contains("secret"))
        }
    }

    @Test func `a part of a file is read like a file of its own`() throws {
        let file = Array("noise\n{\"a\": [1, \"t\\u00e9\"],\n\"b\": -0}\nnoise".utf8)
        let part = file[6..<36]
        let root = try JSONDocument(part, limits: .request, firstLine: 2).root
        #expect(root["a"]?[1]?.string == "té" && root["a"]?[0]?.int == 1)
        #expect(root["b"].map { Array($0.source) } == Array("-0".utf8))
        #expect(root["b"]?.line == 3)
        #expect(root["b"]?.offset == 27)
        #expect(root.json().bytes() == (try JSONDocument(Array(part), limits: .request)).root.json().bytes())
        do throws(JSONFault) {
            _ = try JSONDocument(file[6..<35], limits: .request, firstLine: 2)
            Issue.record("a part that ends too early was read")
        } catch {
            #expect(error.offset == 29 && error.line == 3)
        }
    }
}
