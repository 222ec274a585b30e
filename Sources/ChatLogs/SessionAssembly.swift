/// Turns a parser's draft into a normalised session: names to macros, texts through the rules, remarks, numbers.
struct SessionAssembly {
    private let draft: SessionDraft
    private let options: ReadingOptions
    private let isEncodingSuspect: Bool
    private var normaliser = Normaliser()
    private var participants: [Participant] = []
    private var names: Set<[UInt8]> = []

    /// Prepares the assembly of one draft.
    init(_ draft: SessionDraft, options: ReadingOptions, isEncodingSuspect: Bool) {
        self.draft = draft
        self.options = options
        self.isEncodingSuspect = isEncodingSuspect
        introduceParticipants()
    }

    /// The finished session, not judged yet.
    func session(index: Int) -> SessionReading {
        var session = SessionReading(index: index)
        session.participants = participants
        session.title = draft.title.map { normaliser.normalised($0) }
        session.exportedAt = draft.exportedAt
        session.externalIDs = draft.externalIDs
        session.context = context()
        session.turns.reserveCapacity(draft.turns.count)
        let greetings = greetings()
        var measures = Measures()
        // Drafts stay behind a pointer and turns in one place: they are large, and a copy counts all their references.
        draft.turns.withUnsafeBufferPointer { drafts in
            for index in drafts.indices {
                var turn = Turn(
                    index: index, participant: drafts[index].participant, role: drafts[index].role, text: "",
                    sourceSpan: drafts[index].span)
                turn.isGreeting = greetings.contains(index)
                let text = assemble(&turn, from: drafts)
                measures.add(&turn, text: text)
                session.turns.append(consume turn)
            }
        }
        measures.add(around: surroundings(of: session))
        measures.finish()
        if draft.needsUserSpeaker { session.speakers = speakers() }
        session.flags = SessionFlags.flags(of: session, from: draft)
        if isEncodingSuspect { session.flags.append(Rule.encodingSuspect.rawValue) }
        session.findings = Findings.sums(session.turns)
        session.metrics = measures.metrics
        session.flags += SessionFlags.flags(of: measures)
        session.fingerprints = measures.fingerprints
        return session
    }

    private mutating func introduceParticipants() {
        var characters = 0
        for (index, person) in draft.participants.enumerated() {
            var macro: String?
            if person.kind == .user {
                macro = "{{user}}"
            } else if person.kind == .character {
                characters += 1
                macro = characters == 1 ? "{{char}}" : "{{char_\(characters)}}"
            }
            participants.append(
                Participant(key: "p\(index)", kind: person.kind, name: person.name?.text, macro: macro))
            if let name = person.name { names.insert(name) }
            var own = person.name.map { [WhiteSpace.trimmed($0)] } ?? []
            if let macro {
                own.append(Array(macro.utf8))
                if let name = person.name { normaliser.names.add(name, macro: own[1], isUser: person.kind == .user) }
            }
            if person.kind == .user {
                own.append(Array("You".utf8))
                names.insert(Array("You".utf8))
            }
            for alias in person.aliases {
                let mask = macro.map { Array($0.utf8) } ?? person.name ?? []
                normaliser.names.add(alias, macro: mask, isUser: person.kind != .character)
            }
            normaliser.ownNames.append(own)
        }
        let aliases =
            draft.userAliases + [options.userName, options.speakerUser].compactMap { $0.map { Array($0.utf8) } }
        for alias in aliases { normaliser.names.add(alias, macro: MacroRules.user, isUser: true) }
        for (index, person) in draft.participants.enumerated() {
            participants[index].persona = person.persona.map { normaliser.normalised($0) }
        }
    }

    /// Indices of turns before the first user turn in which a character speaks for the first time.
    private func greetings() -> Set<Int> {
        var greetings: Set<Int> = []
        var greeted: Set<Int> = []
        for (index, turn) in draft.turns.enumerated() where !turn.isHidden {
            if turn.role == .user || turn.role == .unknown { break }
            guard turn.role == .model, greeted.insert(turn.participant).inserted else { continue }
            greetings.insert(index)
        }
        return greetings
    }

    /// Completes a turn from its draft; returns its text's bytes.
    private func assemble(_ turn: inout Turn, from drafts: UnsafeBufferPointer<TurnDraft>) -> [UInt8] {
        let place = turn.index
        let exact = drafts[place].exact
        var findings = Findings()
        let result = normaliser.normalised(
            drafts[place].source ?? exact, speaker: turn.participant, isHTML: drafts[place].isHTML,
            findings: &findings)
        let subject = TurnFlags.Subject(
            role: turn.role, isGreeting: turn.isGreeting, exact: exact, text: result.text, profile: result.profile,
            names: names, own: normaliser.ownNames[turn.participant])
        TurnFlags.add(subject, to: &findings)
        turn.text = result.text.text
        turn.rawText = Self.raw(exact, unless: result.text, findings)
        turn.createdAt = drafts[place].createdAt
        turn.isHidden = drafts[place].isHidden
        turn.ooc =
            drafts[place].isOutOfCharacter
            ? .full : OutOfCharacterScan.extent(of: result.text, profile: result.profile)
        turn.edited = drafts[place].edited
        turn.origin = drafts[place].origin
        turn.generator = drafts[place].generator
        turn.weight = drafts[place].weight
        turn.attachments = drafts[place].attachments
        turn.selectedAlternate = drafts[place].selectedAlternate
        addAlternates(drafts[place].alternates, to: &turn, findings: &findings)
        let thinking = drafts[place].reasoning.map { normaliser.normalised($0) }
        turn.reasoning = Self.joined(thinking, result.reasoning?.text)
        turn.findings = findings.list
        turn.flags = findings.flags
        return result.text
    }

    private func addAlternates(_ drafts: [AlternateDraft], to turn: inout Turn, findings: inout Findings) {
        guard !drafts.isEmpty else { return }
        turn.alternates.reserveCapacity(drafts.count)
        for place in drafts.indices {
            turn.alternates.append(
                place == turn.selectedAlternate
                    ? selected(drafts[place], of: turn)
                    : assembled(drafts[place], speaker: turn.participant, findings: &findings))
        }
    }

    /// The selected variant is the turn itself.
    private func selected(_ alternate: AlternateDraft, of turn: Turn) -> Alternate {
        Alternate(
            text: turn.text, rawText: turn.rawText, isSelected: true,
            createdAt: alternate.createdAt ?? turn.createdAt, generator: alternate.generator ?? turn.generator,
            kind: turn.isGreeting ? .greeting : alternate.kind)
    }

    private func assembled(_ alternate: AlternateDraft, speaker: Int, findings: inout Findings) -> Alternate {
        var found = Findings()
        let text = normaliser.normalised(
            alternate.source ?? alternate.exact, speaker: speaker, findings: &found
        ).text
        // What is dangerous in a variant is as dangerous as in the turn: it becomes training data as well.
        if let tokens = ControlTokens.found(in: text) { findings.add(.controlToken, tokens.count) }
        findings.addRedactions(of: found)
        return Alternate(
            text: text.text, rawText: Self.raw(alternate.exact, unless: text, found), isSelected: false,
            createdAt: alternate.createdAt, generator: alternate.generator, kind: alternate.kind)
    }

    private func context() -> Context {
        var context = Context()
        context.systemPrompt = draft.systemPrompt.map { normaliser.normalised($0) }
        context.scenario = draft.scenario.map { normaliser.normalised($0) }
        context.memory = draft.memory.map { normaliser.normalised($0) }
        if let note = draft.authorNote {
            context.authorNote = AuthorNote(
                text: normaliser.normalised(note.text), depth: note.depth, interval: note.interval,
                position: note.position, role: note.role)
        }
        context.exampleDialogues = draft.examples.map { lines in
            lines.map { ExampleLine(participant: $0.participant, text: normaliser.normalised($0.text)) }
        }
        return context
    }

    /// All texts beside the turns.
    private func surroundings(of session: SessionReading) -> [String?] {
        let context = session.context
        return [session.title, context.systemPrompt, context.scenario, context.memory, context.authorNote?.text]
            + session.participants.flatMap { [$0.name, $0.persona] }
            + context.exampleDialogues.flatMap { $0.map(\.text) }
    }

    private func speakers() -> [Speaker] {
        var turns = [Int](repeating: 0, count: participants.count)
        for turn in draft.turns { turns[turn.participant] += 1 }
        return zip(draft.participants, turns).compactMap { person, count in
            count > 0 ? (person.aliases.first ?? person.name).map { Speaker(name: $0.text, turns: count) } : nil
        }
    }

    /// The exact text without NUL and secrets, or nil when it equals the normalised one.
    private static func raw(_ exact: [UInt8], unless text: [UInt8], _ findings: Findings) -> String? {
        if exact == text { return nil }
        var raw = CharacterRules.nul(exact)?.text ?? exact
        if findings.has(.secret) {
            // Zero-width characters may hide a secret from the rule that finds it in the normalised text.
            raw = CharacterRules.zeroWidth(raw)?.text ?? raw
            raw = SecretRule.masked(raw)?.text ?? raw
        }
        return raw == text ? nil : raw.text
    }

    private static func joined(_ first: String?, _ second: String?) -> String? {
        guard let first, !first.utf8.isEmpty else { return second }
        guard let second, !second.utf8.isEmpty, !first.utf8.elementsEqual(second.utf8) else { return first }
        return first + "\n\n" + second
    }
}
