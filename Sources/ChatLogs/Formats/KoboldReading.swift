import StrictJSON

/// Reads a save's turns, and what was there in their place.
struct KoboldReading {
    /// How the text is cut.
    let script: KoboldScript
    private let save: KoboldSave
    private let parts: [KoboldScript.Part]
    /// For each part, the pieces in which its text lies.
    private let places: [ClosedRange<Int>]
    /// For each piece, how many parts lie in it.
    private let uses: [Int]

    /// Prepares a save; nil when it is a story.
    init?(_ save: KoboldSave, options: ReadingOptions, room: Int) {
        guard let script = KoboldScript(save, options: options) else { return nil }
        self.script = script
        self.save = save
        parts = script.parts(of: save.text, atMost: room)
        var places: [ClosedRange<Int>] = []
        var uses = [Int](repeating: 0, count: save.pieces.count)
        var piece = 0
        for part in parts {
            piece = Self.piece(at: part.text.lowerBound, from: piece, of: save)
            let last = Self.piece(at: part.text.upperBound - 1, from: piece, of: save)
            places.append(piece...last)
            for index in piece...last { uses[index] += 1 }
            piece = last
        }
        (self.places, self.uses) = (places, uses)
    }

    /// Adds the turns and what surrounds them.
    func read(into session: inout SessionDraft) {
        session.expectsGreeting = script.mode == .chat
        session.needsUserSpeaker = script.needsUserSpeaker
        session.memory = save.object.nonEmpty("memory")
        if let note = save.object.nonEmpty("authorsnote") ?? save.object.nonEmpty("authornote") {
            session.authorNote = (note, save.object["andepth"]?.int, nil, nil, nil)
        }
        let scene = WhiteSpace.trimmed(Self.plain(Array(save.text[..<(parts.first?.label ?? 0)])).text)
        if !scene.isEmpty { session.scenario = scene }
        for (part, place) in zip(parts, places) {
            if session.isFull { return }
            let (text, images) = Self.plain(Array(save.text[part.text]))
            var turn = TurnDraft(
                participant: session.participant(script.kind(of: part), name: name(of: part)), role: part.role,
                text: text, span: SourceSpan(path: save.pieces[place.lowerBound].path))
            turn.origin = part.role == .user ? .human : part.role == .model ? .generated : .unknown
            turn.attachments = images > 0 ? [Attachment(kind: .image)] : []
            let isOneAction = place.count == 1 && uses[place.lowerBound] == 1
            let variants = isOneAction ? save.pieces[place.lowerBound].variants : nil
            turn.edited = variants?.elements.contains { $0.flag("Edited") == true } == true ? true : nil
            session.append(turn)
            for variant in variants?.elements.map({ $0 }) ?? [] {
                if session.isFull { return }
                add(variant, of: part, exact: text, to: &session)
            }
        }
    }

    private func name(of part: KoboldScript.Part) -> [UInt8]? {
        if script.mode == .instruct, save.putsNamesInInstructions {
            return part.role == .user ? save.userName : part.role == .model ? save.characterNames.first : nil
        }
        return part.name
    }

    private func add(
        _ variant: JSONValue, of part: KoboldScript.Part, exact: [UInt8], to session: inout SessionDraft
    ) {
        guard let written = variant.bytes("Text") ?? variant.bytes("text"),
            let text = turn(in: Self.plain(written).text, like: part), !text.isEmpty, text != exact
        else { return }
        let kind: Alternate.Kind =
            variant.flag("Edited") == true ? .edit : variant.flag("Previous Selection") == true ? .regeneration : .swipe
        session.addAlternate(AlternateDraft(exact: text, kind: kind), to: session.turns.count - 1)
    }

    /// What a variant of an action has in place of the turn; nil when somebody else speaks.
    private func turn(in text: [UInt8], like part: KoboldScript.Part) -> [UInt8]? {
        let parts = script.parts(of: text, atMost: 2)
        let before = WhiteSpace.trimmed(Array(text[..<(parts.first?.label ?? text.count)]))
        guard before.isEmpty, let first = parts.first else { return before }
        return first.role == part.role && first.name == part.name ? Array(text[first.text]) : nil
    }

    private static func plain(_ text: [UInt8]) -> (text: [UInt8], images: Int) {
        guard let (text, count) = KoboldImages.removed(text) else { return (text, 0) }
        return (WhiteSpace.trimmed(text), count)
    }

    private static func piece(at offset: Int, from start: Int, of save: KoboldSave) -> Int {
        var piece = start
        while piece + 1 < save.pieces.count, save.pieces[piece + 1].start <= offset { piece += 1 }
        return piece
    }
}
