import ProcessorTime
import StrictJSON
import Testing

/// Texts made to crash, to hang or to fill memory. The bounds of time are against hangs only.
@Suite struct HostileTests {
    static let sample =
        #"{"name":"Ar\u00eda","mes":"*smiles* \"Hi\"\n\ud83d\ude00 caf\#u{E9} \#u{2014} e\#u{301}","n":[0,-1.5e+10,1E-2,[],{}],"#
        + #""swipes":[{"a":true,"b":false,"c":null},["x"]],"":{"deep":[[[{"k":"v"}]]]}, "z" : "end"}"#

    @Test func `a text cut anywhere is refused`() throws {
        let bytes = Array(Self.sample.utf8)
        #expect(fault(in: bytes) == nil)
        for length in 0..<bytes.count {
            let found = try #require(fault(in: bytes[..<length]))
            #expect(found.code == .brokenJSON || found.code == .notUTF8 || found.code == .loneSurrogate)
            #expect(found.offset <= length)
        }
    }

    @Test func `a string cut inside an escape says that it is cut`() throws {
        for tail in ["\\", "\\u", "\\u0", "\\u004", "\\ud83d", "\\ud83d\\", "\\ud83d\\u", "\\ud83d\\ude0"] {
            let found = try #require(fault("\"\(tail)", .log))
            #expect(found.code == .brokenJSON)
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["\u{315}\u{300}", "\\u0315\\u0300", "e\u{315}\u{300}"])
    func `a megabyte of combining marks is answered`(_ piece: String) throws {
        let run = String(repeating: piece, count: 100_000)
        let isLegal = piece.utf8.first == UInt8(ascii: "e")
        let time = processorTime {
            #expect(fault("\"\(run)\"")?.code == (isLegal ? nil : .combiningMarks))
            #expect(fault("{\"\(run)\":1}")?.code == (isLegal ? .keyTooLong : .combiningMarks))
            #expect(fault("[{\"\(run)\":1,\"\(run)\":2}]")?.code == (isLegal ? .keyTooLong : .combiningMarks))
        }
        #expect(time < .seconds(20))
    }

    @Test(.timeLimit(.minutes(5))) func `a million members are answered`() throws {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for index in 0..<1_000_000 { text += Array("\"k\(index)\":0,".utf8) }
        let time = try processorTime {
            let whole = try JSONDocument(text + Array("\"k\":0}".utf8), limits: .request)
            #expect(whole.root.count == 1_000_001)
            #expect(whole.root["k999999"]?.int == 0)
            #expect(fault(in: text + Array("\"k0\":0}".utf8))?.code == .duplicateKey)
        }
        #expect(time < .seconds(20))
    }

    @Test(.timeLimit(.minutes(5))) func `many objects of long, like names in escapes are answered`() {
        let name = String(repeating: "\\u0061", count: 40)
        let members = (0..<31).map { "\"\(name)\($0)\":0" }.joined(separator: ",")
        let text = "[" + Array(repeating: "{\(members)}", count: 500).joined(separator: ",") + "]"
        let time = processorTime { #expect(fault(text) == nil) }
        #expect(time < .seconds(20))
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["[", "{\"a\":", "[[],", "[1,", "{\"\":[", "\"", "\\", "-", "1", " "])
    func `a million times the same beginning is refused`(_ piece: String) throws {
        let time = processorTime { #expect(fault(String(repeating: piece, count: 1_000_000)) != nil) }
        #expect(time < .seconds(20))
    }

    @Test func `more values than a file of chats has are refused before they fill memory`() throws {
        var limits = JSONLimits.log
        limits.values = 4
        #expect(fault("[1,2,3]", limits) == nil)
        #expect(fault("[1,2,3,4]", limits)?.code == .tooManyValues)
        #expect(fault(#"{"a":1}"#, limits) == nil, "a member's name counts like a value")
        #expect(fault(#"{"a":1,"b":[]}"#, limits)?.code == .tooManyValues)
        #expect(fault("[[],[],[],[]]", limits)?.code == .tooManyValues)
    }

    @Test func `an object of more members than any chat has is refused where the limit is passed`() throws {
        var limits = JSONLimits.log
        limits.members = 3
        #expect(fault(#"{"a":1,"b":{"a":1,"b":2,"c":3},"c":[1,2,3,4]}"#, limits) == nil)
        let refusal = try #require(fault(#"{"a":1,"b":2,"c":3,"d":4,"e":5}"#, limits))
        #expect(refusal.code == .tooManyValues)
        #expect(refusal.offset == 19, "nothing after it was read")
        #expect(JSONLimits.log.members < JSONLimits.log.values && JSONLimits.own.members == .max)
    }

    @Test func `random bytes never crash`() {
        var generator = SeededGenerator(seed: 1)
        let alphabet =
            Array(#"{}[]":,\u0aed8 -+.eE1tfn"#.utf8) + [0, 0x0A, 0x1F, 0x7F, 0x80, 0xCC, 0x81, 0xE2, 0xF0, 0xFF]
        var taken = 0
        for round in 0..<20_000 {
            let count = Int.random(in: 0...40, using: &generator)
            let bytes = (0..<count).map { _ in
                round.isMultiple(of: 4)
                    ? UInt8.random(in: 0...255, using: &generator) : alphabet.randomElement(using: &generator) ?? 0
            }
            taken += survives(bytes)
        }
        #expect(taken > 0)
    }

    @Test func `a byte changed, lost or doubled anywhere never crashes`() {
        var generator = SeededGenerator(seed: 2)
        let original = Array(Self.sample.utf8)
        var taken = 0
        for _ in 0..<20_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.remove(at: index)
                case 1: bytes.insert(bytes[index], at: index)
                case 2: bytes[index] = .random(in: 0...255, using: &generator)
                default: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                }
            }
            taken += survives(bytes)
        }
        #expect(taken > 100, "some changes inside strings leave JSON")
    }

    /// 1 when the bytes were taken; walks everything that they hold.
    private func survives(_ bytes: [UInt8]) -> Int {
        do throws(JSONFault) {
            let document = try JSONDocument(bytes, limits: .log)
            let again = document.root.json().bytes()
            #expect(fault(in: again, .log) == nil, "what is taken can be written and read again")
            return 1
        } catch {
            #expect(error.offset <= bytes.count && error.line >= 1 && error.column >= 1)
            return 0
        }
    }
}
