import StrictJSON
import Testing

@Suite struct DuplicateKeyTests {
    /// `count` members with different names, then `last`.
    private func object(_ count: Int, _ last: String) -> String {
        let members = (0..<count).map { "\"name \($0)\":\($0)" }
        return "{" + (members + [last]).joined(separator: ",") + "}"
    }

    @Test(arguments: [1, 2, 31, 32, 33, 34, 100, 5000])
    func `a name twice is refused in objects of any size`(_ count: Int) throws {
        #expect(fault(object(count, #""other":1"#)) == nil)
        for index in Set([0, count / 2, count - 1]) {
            let text = object(count, "\"name \(index)\":1")
            let found = try #require(fault(text))
            #expect(found.code == .duplicateKey)
            #expect(found.offset == text.utf8.count - "\"name \(index)\":1}".utf8.count, "the second one is shown")
        }
    }

    @Test(arguments: [1, 2, 31, 32, 33, 34, 100])
    func `a name is the bytes that it stands for, however it is written`(_ count: Int) {
        #expect(fault(object(count, #""n\u0061me 0":1"#))?.code == .duplicateKey)
        #expect(fault(object(count, #""\u006e\u0061\u006d\u0065 0":1"#))?.code == .duplicateKey)
        #expect(fault(object(count, #""n\u0061me x":1,"name\u0020x":1"#))?.code == .duplicateKey)
        #expect(fault(object(count, #""n\u0061me x":1,"n\u0061me y":1"#)) == nil)
    }

    static let pairs: [(String, String, Bool)] = [
        (#""a""#, #""a""#, true), (#""a""#, #""\u0061""#, true), (#""\u0061""#, #""a""#, true), (#""""#, #""""#, true),
        (#""/""#, #""\/""#, true), (#""\n""#, #""\u000A""#, true), ("\"😀\"", #""\ud83d\uDE00""#, true),
        (#""a""#, #""A""#, false), (#""a""#, #""a ""#, false), (#""""#, #"" ""#, false),
        (#""\u0061""#, #""\u0062""#, false),
        // One character for Swift, two names for PostgreSQL and for everybody who compares bytes.
        ("\"\u{E9}\"", "\"e\u{301}\"", false), ("\"\u{212B}\"", "\"\u{C5}\"", false),
        ("\"12345678x12345678\"", "\"12345678y12345678\"", false), ("\"123456789\"", "\"12345678\"", false),
    ]

    @Test(arguments: pairs) func `names are compared byte by byte`(_ left: String, _ right: String, _ isSame: Bool) {
        #expect((fault("{\(left):1,\(right):2}")?.code == .duplicateKey) == isSame)
    }

    @Test func `names that a repair makes equal are equal`() {
        #expect(fault(#"{"\ud800":1,"\udfff":2}"#, .log)?.code == .duplicateKey)
    }

    @Test func `objects inside and beside each other may use the same names`() {
        #expect(fault(#"{"a":{"a":{"a":1},"b":1},"b":{"a":1,"b":2},"c":[{"a":1},{"a":1}]}"#) == nil)
        #expect(fault(#"{"a":{"b":1},"b":1}"#) == nil)
        #expect(fault(#"{"a":{"b":1,"b":1}}"#)?.code == .duplicateKey)
        #expect(fault(#"{"a":{"b":1},"c":[{"d":1}],"a":1}"#)?.code == .duplicateKey)
    }

    @Test func `large objects inside large objects keep their names apart`() {
        let inner = object(40, #""x":1"#)
        let outer = object(40, "\"inner\":\(inner)")
        #expect(fault(outer) == nil)
        #expect(fault("\(outer.dropLast())" + #","x":1}"#) == nil)
        #expect(fault("\(outer.dropLast())" + #","name 39":1}"#)?.code == .duplicateKey)
        #expect(fault(object(40, "\"inner\":\(inner.dropLast()),\"name 3\":1}"))?.code == .duplicateKey)
    }
}
