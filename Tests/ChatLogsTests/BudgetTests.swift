import ChatLogs
import Testing

@Suite struct BudgetTests {
    /// Files of every format with thirty turns or alternates.
    static let files: [(format: String, text: String)] = [
        ("kobold_v1", save(prompt: lines { "\($0 % 2 == 0 ? "You" : "Maren"): a" }.joined(separator: "\\n"))),
        ("kobold_v1", save(prompt: lines { _ in "> a\\nb" }.joined(separator: "\\n"))),
        ("kobold_v1", save(prompt: lines { _ in "### Instruction:a\\n### Response:b" }.joined())),
        ("kobold_v1", save(prompt: "You: a", actions: array { #""\nMaren: \#($0)""# })),
        (
            "kobold_ui2",
            save(
                prompt: "You: a",
                actions:
                    #"{"actions":{"0":{"Selected Text":"\nMaren: b","Options":\#(array { #"{"text":"\#($0)"}"# })}}}"#)
        ),
        (
            "discord_dce",
            #"{"guild":{},"channel":{},"messages":\#(array { #"{"content":"a","author":{"name":"\#($0)"}}"# })}"#
        ),
        ("discord_txt", lines { "[4/4/2023 6:05 PM] \($0)\na\n" }.joined(separator: "\n")),
        ("chatgpt", #"{"current_node":"29","mapping":{\#(lines { node($0) }.joined(separator: ","))}}"#),
        (
            "oasst",
            #"{"message_tree_id":"t","prompt":\#(reply("p", #""replies":\#(array { reply("\($0)", #""replies":[]"#) })"#))}"#
        ),
        (
            "oasst_l",
            lines { #"{"message_id":"\#($0)","parent_id":null,"text":"a","role":"prompter"}"# }.joined(separator: "\n")
        ),
        ("alpaca", array { #"{"instruction":"\#($0)","output":"b"}"# }),
        ("alpaca_l", lines { #"{"instruction":"\#($0)","output":"b"}"# }.joined(separator: "\n")),
        ("metharme", #"{"prompt":"\#(lines { _ in "<|user|>a" }.joined())","generation":"b"}"#),
        ("metharme_text", lines { _ in "<|user|>a<|model|>b" }.joined()),
        ("pippa", #"{"bot_id":"b","conversation":\#(array { _ in #"{"message":"a","is_human":true}"# })}"#),
        ("sharegpt_html_raw", "[\(array { #""\#($0)""# })]"),
        ("sharegpt", #"{"chat":\#(array { _ in #"{"role":"user","content":"a"}"# })}"#),
        ("openai_messages_l", lines { _ in #"{"role":"user","content":"a"}"# }.joined(separator: "\n")),
    ]

    @Test(arguments: files)
    func moreTurnsThanFitAreRefused(_ format: String, _ text: String) {
        var options = ReadingOptions()
        options.maximumTurns = 7
        let reading = Fixture.read(text: text, options: options)
        #expect(reading.format == format)
        #expect(reading.reasons.map(\.code) == [.tooLarge])
        #expect(reading.sessions.isEmpty)
        #expect(!Fixture.read(text: text).sessions.isEmpty)
    }

    private static func lines(_ line: (Int) -> String) -> [String] { (0..<30).map(line) }
    private static func array(_ element: (Int) -> String) -> String {
        "[\(lines(element).joined(separator: ","))]"
    }
    private static func save(prompt: String, actions: String = "[]") -> String {
        #"{"gamestarted":true,"prompt":"\#(prompt)","actions":\#(actions)}"#
    }
    private static func node(_ index: Int) -> String {
        let message = #"{"author":{"role":"user"},"content":{"content_type":"text","parts":["a"]}}"#
        return #""\#(index)":{"message":\#(message),"parent":"\#(index - 1)","children":[]}"#
    }
    private static func reply(_ id: String, _ rest: String) -> String {
        #"{"message_id":"\#(id)","text":"a","role":"prompter",\#(rest)}"#
    }
}
