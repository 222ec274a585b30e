import StrictJSON

/// Characters, which people upload in place of chats.
extension LogFormat {
    /// `{"spec": "chara_card_v2", "data": …}`.
    static let cardV2 = card("card_v2", "a character card (V2)") { $0.label("spec") == "chara_card_v2" }

    /// `{"spec": "chara_card_v3", "data": …}`, and later versions.
    static let cardV3 = card("card_v3", "a character card (V3)") {
        $0.label("spec")?.hasPrefix("chara_card_v") ?? false
    }

    /// The first shape, and that of Pygmalion's own interface.
    static let cardV1 = card("card_v1_or_pyg", "a character card") { object in
        object.has("first_mes") && (object.has("description") || object.has("personality"))
            || object.has("char_name") && (object.has("char_persona") || object.has("char_greeting"))
    }

    /// A character of text-generation-webui, in YAML.
    static let cardYAML = LogFormat(
        refused: "card_ooba_yaml", title: "a character (YAML)",
        Reason(.card, "the file describes a character and has no conversation"),
        recognises: { source in
            guard source.root == nil else { return false }
            var keys: Set<String> = []
            for line in source.headLines {
                for key in ["name:", "greeting:", "context:"] where line.text.starts(with: Array(key.utf8)) {
                    keys.insert(key)
                }
            }
            return keys.contains("name:") && keys.count > 1
        })

    private static func card(
        _ name: String, _ title: String, recognises: @escaping @Sendable (JSONValue) -> Bool
    ) -> LogFormat {
        LogFormat(
            refused: name, title: title, Reason(.card, "the file describes a character and has no conversation"),
            recognises: { source in
                guard let object = source.object, !object.has("messages"), !object.has("histories") else {
                    return false
                }
                return recognises(object)
            })
    }
}
