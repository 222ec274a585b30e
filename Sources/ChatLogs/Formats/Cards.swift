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
        character: "card_ooba_yaml", title: "a character (YAML)", cardReason,
        recognises: { source in
            guard source.root == nil else { return false }
            var keys: Set<String> = []
            for line in source.headLines {
                for key in ["name:", "greeting:", "context:"] where line.text.starts(with: Array(key.utf8)) {
                    keys.insert(key)
                }
            }
            return keys.contains("name:") && keys.count > 1
        },
        // A character in YAML has a few kilobytes.
        read: { CharacterCard(YAMLMembers(Array($0.text.prefix(1 << 20)))) })

    private static let cardReason = Reason(.card, "the file describes a character and has no conversation")

    private static func card(
        _ name: String, _ title: String, recognises: @escaping @Sendable (JSONValue) -> Bool
    ) -> LogFormat {
        LogFormat(
            character: name, title: title, cardReason,
            recognises: { source in
                guard let object = source.object, !object.has("messages"), !object.has("histories") else {
                    return false
                }
                return recognises(object)
            },
            read: { $0.object.flatMap { CharacterCard($0) } })
    }
}

extension CharacterCard {
    /// A character of text-generation-webui. Its `context` holds the persona, the scene and example dialogues.
    init?(_ members: YAMLMembers) {
        self.init(name: members["name"])
        greeting = members["greeting"]?.text
        let context = ExampleDialogues(
            (members["context"] ?? []) + [0x0A] + (members["example_dialogue"] ?? []), name: name,
            leading: .description)
        exampleDialogues = context.blocks
        var persona: [UInt8] = []
        for line in TextLines(context.description ?? []) {
            let colon = line.text.prefix(128).firstIndex(of: 0x3A)
            let label = colon.map { Array(line.text[..<$0]) } ?? []
            if let colon, label == Preamble.scenario {
                scenario = WhiteSpace.trimmed(Array(line.text[(colon + 1)...])).text
            } else {
                let isPersona = Preamble.personaOwner(label) != nil
                persona += WhiteSpace.trimmed(Array(isPersona ? line.text.dropFirst(label.count + 1) : line.text))
                persona.append(0x0A)
            }
        }
        persona = WhiteSpace.trimmed(persona)
        if !persona.isEmpty { self.persona = persona.text }
    }
}
