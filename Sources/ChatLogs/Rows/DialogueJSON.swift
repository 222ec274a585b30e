public import StrictJSON

extension Dialogue {
    /// Why bytes are no canonical episode.
    public enum Fault: Error, Sendable, Equatable {
        /// They are no JSON.
        case json(JSONFault)
        /// The schema is another one.
        case schema
        /// A member is missing or of another kind than `SessionReading.episode` writes.
        case member(String)
    }

    /// The dialogue of an episode that `SessionReading.episode` wrote.
    /// - Parameter canonical: the episode as UTF-8
    public init(canonical: [UInt8]) throws(Fault) {
        self = try Dialogue(root: try Self.root(of: canonical), canonical: canonical)
    }

    /// The object that an episode is.
    static func root(of canonical: [UInt8]) throws(Fault) -> JSONValue {
        do throws(JSONFault) {
            return try JSONDocument(canonical, limits: .own).root
        } catch {
            throw .json(error)
        }
    }

    init(root: JSONValue, canonical: [UInt8]) throws(Fault) {
        guard root["schema"]?.string == "episode/1" else { throw .schema }
        let participants = try root.list("participants", Participant.init(canonical:))
        var places: [String: Int] = [:]
        for (place, person) in participants.enumerated() { places[person.key] = place }
        self.init(
            episode: try root.text("id"),
            characterID: root["source"]?["external_ids"]?["bot_id"]?.string ?? "",
            participants: participants,
            context: try Context(canonical: try root.required("context"), places: places),
            lines: try root.list("turns") { (turn) throws(Fault) in try Line(canonical: turn, places: places) },
            canonical: canonical)
    }
}

extension JSONValue {
    fileprivate func required(_ key: String) throws(Dialogue.Fault) -> JSONValue {
        guard let value = self[key] else { throw .member(key) }
        return value
    }

    fileprivate func text(_ key: String) throws(Dialogue.Fault) -> String {
        guard let text = self[key]?.string else { throw .member(key) }
        return text
    }

    fileprivate func choice<Choice: RawRepresentable<String>>(_ key: String) throws(Dialogue.Fault) -> Choice {
        guard let choice = Choice(rawValue: try text(key)) else { throw .member(key) }
        return choice
    }

    fileprivate func truth(_ key: String) throws(Dialogue.Fault) -> Bool {
        guard let truth = flag(key) else { throw .member(key) }
        return truth
    }

    fileprivate func list<Element>(
        _ key: String, _ read: (JSONValue) throws(Dialogue.Fault) -> Element
    ) throws(Dialogue.Fault) -> [Element] {
        let list = try required(key)
        guard list.isArray else { throw .member(key) }
        var elements: [Element] = []
        elements.reserveCapacity(list.count)
        for element in list.elements { elements.append(try read(element)) }
        return elements
    }

    fileprivate func participant(_ places: [String: Int]) throws(Dialogue.Fault) -> Int {
        guard let place = places[try text("participant")] else { throw .member("participant") }
        return place
    }
}

extension Participant {
    fileprivate init(canonical value: JSONValue) throws(Dialogue.Fault) {
        self.init(
            key: try value.text("key"), kind: try value.choice("kind"), name: value["name"]?.string,
            macro: value["macro"]?.string, persona: value["persona"]?.string)
    }
}

extension Context {
    fileprivate init(canonical value: JSONValue, places: [String: Int]) throws(Dialogue.Fault) {
        self.init()
        systemPrompt = value["system_prompt"]?.string
        scenario = value["scenario"]?.string
        memory = value["memory"]?.string
        if let note = value["author_note"], !note.isNull {
            authorNote = AuthorNote(
                text: try note.text("text"), depth: note["depth"]?.int, interval: note["interval"]?.int,
                position: note["position"]?.int, role: note["role"]?.int)
        }
        for example in try value.required("example_dialogues").elements {
            var lines: [ExampleLine] = []
            for line in example.elements {
                lines.append(ExampleLine(participant: try line.participant(places), text: try line.text("text")))
            }
            exampleDialogues.append(lines)
        }
    }
}

extension Dialogue.Line {
    fileprivate init(canonical value: JSONValue, places: [String: Int]) throws(Dialogue.Fault) {
        guard let index = value["index"]?.int else { throw .member("index") }
        var rejected: [String] = []
        for alternate in try value.required("alternates").elements where try !alternate.truth("selected") {
            rejected.append(try alternate.text("text"))
        }
        self.init(
            index: index, participant: try value.participant(places), role: try value.choice("role"),
            text: try value.text("text"), rejected: rejected, isGreeting: try value.truth("is_greeting"),
            isHidden: try value.truth("is_hidden"), ooc: try value.choice("ooc"), isTarget: try value.truth("train"),
            weight: value["weight"]?.double ?? 0,
            flags: try value.list("flags") { (flag) throws(Dialogue.Fault) in
                guard let name = flag.string else { throw .member("flags") }
                return name
            })
    }
}
