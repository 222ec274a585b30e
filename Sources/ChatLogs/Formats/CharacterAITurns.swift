import StrictJSON

/// Reads the turns of Character.AI's second interface, whose candidates are swipes.
struct CharacterAITurns {
    private var session: SessionDraft

    /// Reads answers of the site. Each goes further back than the one before.
    static func transcript(of pages: NetworkPages, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        transcript.variant = "cai-chat2"
        transcript.droppedLines = pages.report.dropped
        var index = 0
        while index < pages.pages.count, !transcript.isFull {
            let id = chatID(of: pages.pages[index])
            var turns: [(JSONValue, SourceSpan)] = []
            var parser = CharacterAITurns(session: transcript.newSession())
            repeat {
                let page = pages.pages[index]
                index += 1
                guard parser.session.fits(alternates: turns.count + page.items.count) else { break }
                for (place, turn) in page.items.elements.enumerated() {
                    turns.append((turn, SourceSpan(line: page.line, path: "\(page.path)[\(place)]")))
                }
            } while index < pages.pages.count && [nil, id].contains(chatID(of: pages.pages[index]))
            parser.session.expectsGreeting = true
            if let id { parser.session.externalIDs["history_id"] = id }
            parser.read(turns)
            transcript.append(parser.session)
        }
        if let refusal = pages.report.refusal { transcript.refusal = [refusal] }
        return transcript
    }

    private static func chatID(of page: NetworkPages.Page) -> String? { page.items[0]?["turn_key"]?.label("chat_id") }

    private mutating func read(_ turns: [(JSONValue, SourceSpan)]) {
        let first = turns.first?.0.moment("create_time")?.milliseconds
        let last = turns.last?.0.moment("create_time")?.milliseconds
        // The site answers with the newest first; some scripts put that right before they save it.
        let isOldestFirst = (first ?? 0) < (last ?? 0) && first != nil
        for (turn, span) in isOldestFirst ? turns : turns.reversed() {
            if session.isFull { return }
            append(turn, span: span)
        }
    }

    private mutating func append(_ turn: JSONValue, span: SourceSpan) {
        guard let list = turn["candidates"], session.fits(alternates: list.count) else { return }
        let candidates = list.elements.filter { $0["raw_content"]?.kind == .string }
        let primary = turn.bytes("primary_candidate_id")
        let selected = candidates.firstIndex { $0.bytes("candidate_id") == primary && primary != nil } ?? 0
        guard candidates.indices.contains(selected) else { return }
        let chosen = candidates[selected]
        let author = turn["author"]
        let isHuman = author?.flag("is_human") ?? false
        var draft = TurnDraft(
            participant: session.participant(isHuman ? .user : .character, name: author?.nonEmpty("name")),
            role: isHuman ? .user : .model, text: chosen.bytes("raw_content") ?? [], span: span)
        draft.createdAt = chosen.moment("create_time") ?? turn.moment("create_time")
        draft.origin = isHuman ? .human : .generated
        if let editor = chosen["editor"], !editor.isNull { draft.edited = true }
        if chosen.nonEmpty("tti_image_rel_path") != nil { draft.attachments = [Attachment(kind: .image)] }
        if candidates.count > 1 {
            let alternates = candidates.map {
                AlternateDraft(exact: $0.bytes("raw_content") ?? [], createdAt: $0.moment("create_time"), kind: .swipe)
            }
            draft.setAlternates(alternates, selected: selected, kind: .swipe)
        }
        session.append(draft)
    }
}
