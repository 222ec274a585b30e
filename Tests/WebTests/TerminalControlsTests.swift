import Testing

@testable import Web

@Suite("Controls of terminals") struct TerminalControlsTests {
    @Test("are escaped, and nothing else is")
    func escaping() {
        func escaped(_ text: String) -> String {
            String(decoding: TerminalControls.escaped(in: Array(text.utf8)), as: UTF8.self)
        }
        #expect(escaped("{\"a\u{9B}\":\"\u{80}é\u{A0}\u{9F}\"}\n") == #"{"a\u009b":"\u0080é\#u{A0}\u009f"}"# + "\n")
        for plain in ["", "{}", "\"é\u{A0}«\""] { #expect(escaped(plain) == plain) }
        // The first byte of one at the end.
        #expect(TerminalControls.escaped(in: [0x22, 0xC2]) == [0x22, 0xC2])
    }
}
