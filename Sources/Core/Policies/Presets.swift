import ChatLogs
import StrictJSON

extension Policy {
    /// Policies that come with the program, by name; `Examples/policies` has them as files.
    public static let presets: [String: Policy] = {
        var presets: [String: Policy] = [pygmalion2023.name: pygmalion2023]
        for text in presetTexts {
            guard let policy = try? Policy(text: Array(text.utf8), bases: { presets[$0] }) else { continue }
            presets[policy.name] = policy
        }
        return presets
    }()

    /// Keeps everything.
    public static let everything = Policy(name: "everything")

    /// The filters of the toolbox of March 2023, in its order and on its windows: nothing that was said is left out.
    public static let pygmalion2023: Policy = {
        var policy = Policy(name: "pygmalion-2023-03")
        policy.description =
            "The five filters of the Pygmalion toolbox of March 2023, with lots that can be drawn again."
        policy.cut = .pygmalion2023
        policy.filters = [
            "median_response_words", "duplicate", "combining_marks", "embarrassment", "response_similarity",
        ]
        .compactMap { Filter.Kind.named($0)?.withDefaults }
        return policy
    }()

    /// The logbook's parts, as the files have them.
    public static let presetTexts = [
        #"""
        {
          "name": "v8-part-1",
          "description": "All data under the median rule: short responses become rare.",
          "base": "pygmalion-2023-03",
          "seed": "v8"
        }

        """#,
        part("v8-part-2", words: 60, "Parts 2 and 3: responses of less than 60 words are left out too."),
        part("v8-part-4", words: 50, "Part 4: dialled back to 50 words."),
    ]

    private static func part(_ name: String, words: Int, _ description: String) -> String {
        #"""
        {
          "name": "\#(name)",
          "description": "\#(description)",
          "base": "pygmalion-2023-03",
          "filters": [
            {"filter": "median_response_words", "minimum": 8, "desired": 48},
            {"filter": "response_words", "minimum": \#(words), "action": "drop_response"},
            {"filter": "duplicate"},
            {"filter": "combining_marks", "run": 3},
            {"filter": "embarrassment", "threshold": 0.7, "stutter": 0.7},
            {"filter": "response_similarity", "threshold": 0.75}
          ],
          "seed": "v8"
        }

        """#
    }
}

extension Filter.Kind {
    /// The filter with nothing said; nil where something has to be.
    fileprivate var withDefaults: Filter? {
        guard let empty = try? JSONDocument(Array("{}".utf8), limits: .request).root else { return nil }
        var fields = FieldReader(empty)
        let filter = read(&fields)
        return fields.faults.isEmpty ? filter : nil
    }
}
