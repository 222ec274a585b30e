import ChatLogs
import Foundation
import Testing

/// Reads real and hand-written logs that are kept beside the repository and may not be in it. Without them nothing is
/// tested here; the fixtures of each format are the tests that always run.
@Suite struct SampleTests {
    static let folder: URL = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../../shared/data/samples").standardizedFileURL

    struct Expectation: Decodable, Sendable, CustomTestStringConvertible {
        var file: String
        var format: String
        var sessions: Int?
        var seq: [String]?
        var alternates: Int?
        var badLines: Int?

        private enum CodingKeys: String, CodingKey {
            case file, format, sessions, seq, alternates
            case badLines = "bad_lines"
        }

        var testDescription: String { file }
    }

    static let expectations: [Expectation] = {
        guard let text = try? String(contentsOf: folder.appending(path: "expected.jsonl"), encoding: .utf8) else {
            return []
        }
        return text.split(separator: "\n").compactMap {
            try? JSONDecoder().decode(Expectation.self, from: Data($0.utf8))
        }
    }()

    /// Which samples can be read so far.
    static let readable = Set(LogFormat.all.filter(\.isReadable).map(\.name))

    static func read(_ file: String) throws -> DocumentReading {
        let data = try Data(contentsOf: folder.appending(path: file))
        return LogReader.read(Array(data), filename: (file as NSString).lastPathComponent)
    }

    static func sequence(of session: SessionReading) -> String {
        String(
            session.turns.map { turn -> Character in
                switch turn.role {
                case .system, .tool: "S"
                case .narrator: "N"
                case .unknown: "?"
                case .user: turn.isHidden ? "H" : "U"
                case .model: turn.isHidden ? "H" : "M"
                }
            })
    }

    /// The prototype that made the numbers ignored the `versions` of text-generation-webui and KoboldAI's alternatives.
    static let alternatesIgnored = [
        "synthetic/ooba_2025_metadata.json", "synthetic/kobold_chatmode_save.json", "synthetic/kobold_ui2_v2.json",
    ]

    @Test(arguments: expectations.filter { readable.contains($0.format) && $0.seq != nil })
    func aReadableSampleHasTheExpectedTurns(_ expected: Expectation) throws {
        let reading = try Self.read(expected.file)
        #expect(reading.format == expected.format)
        #expect(reading.sessions.map(Self.sequence) == expected.seq)
        if !Self.alternatesIgnored.contains(expected.file) {
            #expect(reading.sessions.map(\.metrics.alternates).reduce(0, +) == expected.alternates)
        }
        #expect(reading.droppedLines.count == expected.badLines ?? 0)
    }

    /// Names under which the prototype refused, where ours differ: it had no names for files that are no text.
    static let otherNames = ["empty": nil, "reject_deep": nil] as [String: String?]

    @Test(arguments: expectations)
    func everySampleIsTakenForWhatItIs(_ expected: Expectation) throws {
        let reading = try Self.read(expected.file)
        if let other = Self.otherNames[expected.format] {
            #expect(reading.format == other)
        } else {
            #expect(reading.format == expected.format)
        }
        #expect(!reading.reasons.isEmpty || !reading.sessions.isEmpty)
    }

    static let refusals: [(String, ReasonCode)] = [
        ("synthetic/cai_dump_v1.4_Aria_Definitions.json", .definitions),
        ("synthetic/card_v3.json", .card), ("synthetic/card_v3.charx", .card),
        ("synthetic/card_v2_v3_dual_chunk.png", .card), ("synthetic/card_itxt_chara.png", .card),
        ("synthetic/card_Chara_capital_key.png", .card), ("synthetic/card_truncated_base64.png", .card),
        ("synthetic/card_truncated_file.png", .unrecognisedFormat), ("card_json_v2/Seraphina_card_data.json", .card),
        ("card_ooba/Example.yaml", .card), ("card_pygmalion_json/Chiharu_char_name.json", .card),
        ("synthetic/empty.json", .emptyFile), ("synthetic/deep_nesting.json", .tooDeep),
        ("synthetic/not_json.json", .unrecognisedFormat), ("koboldai_lite/story-mode.json", .settings),
        ("koboldai_story/sample_story.json", .storyOnly),
    ]

    @Test(.enabled(if: !expectations.isEmpty), arguments: refusals)
    func aSampleThatIsNoChatIsRefusedWithTheRightCode(_ file: String, _ code: ReasonCode) throws {
        let reading = try Self.read(file)
        #expect(reading.status == .rejected)
        #expect(reading.reasons.first?.code == code)
    }

    @Test(
        .enabled(if: !expectations.isEmpty),
        arguments: [
            ("synthetic/card_v3.json", "Aria"), ("synthetic/card_v3.charx", "Aria"),
            ("synthetic/card_v2_v3_dual_chunk.png", "Aria"), ("synthetic/card_itxt_chara.png", "Aria"),
            ("synthetic/card_Chara_capital_key.png", "Aria"), ("card_json_v2/Seraphina_card_data.json", "Seraphina"),
            ("card_ooba/Example.yaml", "Chiharu Yamada"),
            ("card_pygmalion_json/Chiharu_char_name.json", "Chiharu Yamada"),
            ("synthetic/cai_dump_v1.4_Aria_Definitions.json", "Aria"),
        ])
    func aSampleCharacterIsUnderstood(_ file: String, _ name: String) throws {
        let card = try #require(try Self.read(file).card)
        #expect(card.name == name)
        #expect(card.persona?.isEmpty == false)
        #expect(card.greeting?.isEmpty == false)
        // One author wrote the dialogues into the description.
        #expect(card.exampleDialogues.isEmpty == (name == "Seraphina"))
    }

    @Test(.enabled(if: !expectations.isEmpty)) func definitionsGoToTheirDump() throws {
        let files = ["cai_dump_v1.4_Aria_Definitions.json", "cai_dump_v1.4_Aria.json"].map { name in
            (name, try? Data(contentsOf: Self.folder.appending(path: "synthetic/\(name)")))
        }
        let readings = LogReader.readAll(files.map { ($0.0, Array($0.1 ?? Data())) }).map(\.reading)
        #expect(readings.last?.sessions.map(\.attachedCharacters) == [[0], [0]])
        #expect(readings.last?.sessions.first?.context.exampleDialogues.isEmpty == false)
    }
}
