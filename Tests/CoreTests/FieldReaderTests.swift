import Core
import StrictJSON
import Testing

@Suite struct FieldReaderTests {
    private enum Colour: String, CaseIterable { case red, green }

    /// What one reading of `text` refuses.
    private func refused(_ text: String, _ read: (inout FieldReader) -> Void) throws -> [String] {
        var fields = FieldReader(try body(text))
        read(&fields)
        return faults { try fields.finish() }
    }

    @Test func `values of every kind are read`() throws {
        var fields = FieldReader(
            try body(#"{"s":"a","w":"green","i":3,"d":0.5,"n":7,"b":false,"o":{"x":1},"a":[1,2],"null":null}"#))
        #expect(fields.string("s", required: true) == "a")
        #expect(fields.word("w", Colour.self) == .green)
        #expect(fields.int("i", in: 1...3, required: true) == 3)
        #expect(fields.double("d", in: 0...0.5) == 0.5)
        #expect(fields.double("n", in: 0...10) == 7)
        #expect(fields.bool("b") == false)
        #expect(fields.object("o")?["x"]?.int == 1)
        #expect(fields.array("a", maximum: 2).map(\.int) == [1, 2])
        #expect(fields.string("null") == nil)
        try fields.finish()
    }

    @Test func `what is absent or null is nil and no fault`() throws {
        for text in ["{}", #"{"x":null}"#] {
            let found = try refused(text) { fields in
                let isAbsent =
                    fields.string("x") == nil && fields.word("x", Colour.self) == nil
                    && fields.int("x", in: 1...2) == nil
                    && fields.double("x", in: 0...1) == nil && fields.bool("x") == nil && fields.object("x") == nil
                #expect(isAbsent && fields.array("x", maximum: 1).isEmpty)
            }
            #expect(found.isEmpty)
        }
    }

    @Test func `required members are missed`() throws {
        for text in ["{}", #"{"x":null}"#] {
            #expect(try refused(text) { _ = $0.string("x", required: true) } == ["/x required"])
            #expect(try refused(text) { _ = $0.int("x", in: 1...2, required: true) } == ["/x required"])
        }
        #expect(try refused(#"{"x":" \t\n"}"#) { _ = $0.string("x", required: true) } == ["/x required"])
        #expect(try refused(#"{"x":" "}"#) { _ = $0.string("x") }.isEmpty)
    }

    @Test func `another kind is the wrong type`() throws {
        for value in ["1", "true", "[]", "{}"] {
            #expect(try refused("{\"x\":\(value)}") { _ = $0.string("x") } == ["/x wrong_type"])
            #expect(try refused("{\"x\":\(value)}") { _ = $0.word("x", Colour.self) } == ["/x wrong_type"])
        }
        for value in ["\"1\"", "true", "[]", "1.5", "1.0", "1e2"] {
            #expect(try refused("{\"x\":\(value)}") { _ = $0.int("x", in: 0...200) } == ["/x wrong_type"])
        }
        for value in ["\"1\"", "true", "[]"] {
            #expect(try refused("{\"x\":\(value)}") { _ = $0.double("x", in: 0...9) } == ["/x wrong_type"])
        }
        for value in ["1", "\"true\"", "[]"] {
            #expect(try refused("{\"x\":\(value)}") { _ = $0.bool("x") } == ["/x wrong_type"])
            #expect(try refused("{\"x\":\(value)}") { _ = $0.object("x") } == ["/x wrong_type"])
        }
        for value in ["1", "{}", "\"\""] {
            #expect(try refused("{\"x\":\(value)}") { _ = $0.array("x", maximum: 1) } == ["/x wrong_type"])
        }
    }

    @Test func `limits are checked on both sides`() throws {
        #expect(try refused(#"{"x":"abcd"}"#) { _ = $0.string("x", maximum: 4) }.isEmpty)
        #expect(try refused(#"{"x":"abcde"}"#) { _ = $0.string("x", maximum: 4) } == ["/x too_long"])
        #expect(try refused("{\"x\":\"\u{E9}\u{E9}\u{E9}\"}") { _ = $0.string("x", maximum: 5) } == ["/x too_long"])
        for (value, isInside) in [
            ("0", false), ("1", true), ("5", true), ("6", false), ("99999999999999999999", false),
        ] {
            let expected = isInside ? [] : ["/x out_of_range"]
            #expect(try refused("{\"x\":\(value)}") { _ = $0.int("x", in: 1...5) } == expected)
        }
        for (value, isInside) in [("-0.1", false), ("0", true), ("1.0", true), ("1.01", false), ("1e999", false)] {
            let expected = isInside ? [] : ["/x out_of_range"]
            #expect(try refused("{\"x\":\(value)}") { _ = $0.double("x", in: 0...1) } == expected)
        }
        #expect(try refused(#"{"x":[1,2]}"#) { _ = $0.array("x", maximum: 2) }.isEmpty)
        #expect(try refused(#"{"x":[1,2,3]}"#) { _ = $0.array("x", maximum: 2) } == ["/x too_many"])
    }

    @Test func `a word that is not known is answered with those that are`() throws {
        var fields = FieldReader(try body(#"{"x":"Red"}"#))
        #expect(fields.word("x", Colour.self) == nil)
        #expect(fields.faults.map(\.code) == ["unknown_value"])
        #expect(fields.faults.first?.hint == "One of: red, green.")
    }

    @Test func `every fault is collected, unknown members last`() throws {
        let text = #"{"typo":1,"a":1,"b":"x","a/b~c":2,"n\u0061me":"ok"}"#
        let found = try refused(text) { fields in
            _ = fields.string("a")
            _ = fields.int("b", in: 1...2)
            _ = fields.string("c", required: true)
            _ = fields.string("name")
        }
        #expect(
            found == [
                "/a wrong_type", "/b wrong_type", "/c required", "/typo unknown_field", "/a~1b~0c unknown_field",
            ])
    }

    @Test func `at most ten unknown members are listed`() throws {
        let members = (0..<30).map { "\"m\($0)\":1" }.joined(separator: ",")
        #expect(try refused("{\(members)}") { _ in }.count == 10)
    }

    @Test func `faults of nested objects keep their place`() throws {
        let found = try refused(#"{"in":{"x":1,"typo":2}}"#) { fields in
            guard let object = fields.object("in") else { return }
            var nested = FieldReader(object, path: "/in")
            _ = nested.string("x")
            fields.merge(nested)
        }
        #expect(found == ["/in/x wrong_type", "/in/typo unknown_field"])
    }

    @Test func `anything but an object is one fault`() throws {
        for text in ["[]", "null", "\"a\"", "1"] {
            let found = try refused(text) { _ = $0.string("x") }
            #expect(found == [" wrong_type"])
        }
    }

    @Test func `one fault gives its code to the problem, several do not`() throws {
        let one = FieldReader(try body(#"{"x":1}"#))
        let problem = #expect(throws: Problem.self) { try one.finish() }
        #expect(problem?.status == 422)
        #expect(problem?.code == "unknown_field")
        let two = FieldReader(try body(#"{"x":1,"y":2}"#))
        let problems = #expect(throws: Problem.self) { try two.finish() }
        #expect(problems?.code == "invalid")
        #expect(problems?.detail == "2 things need correction.")
        #expect(problems?.errors.count == 2)
    }
}
