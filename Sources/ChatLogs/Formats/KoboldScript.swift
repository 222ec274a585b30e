/// How a save's text is cut into turns.
struct KoboldScript {
    /// A turn's place in a text.
    struct Part {
        /// Who speaks.
        var role: Role
        /// Under which name, where there is one.
        var name: [UInt8]?
        /// Where its label begins.
        var label: Int
        /// Its text without white space around it.
        var text: Range<Int>
    }

    /// The mode by which it is cut; never `story`.
    let mode: KoboldSave.Mode
    private let tags: [InstructTag]
    /// Their first bytes.
    private let starts: ByteSet
    private let names: Set<ByteKey>
    private let roles: SpeakerRoles

    /// Whether the submitter has to say who is the user.
    var needsUserSpeaker: Bool { mode == .chat && !roles.isKnown }

    /// Finds out how to cut a save; nil when it is a story.
    init?(_ save: KoboldSave, options: ReadingOptions) {
        tags = save.tags
        starts = ByteSet(tags.compactMap(\.text.first))
        let told = [options.speakerUser, options.userName].compactMap { $0.map { Array($0.utf8) } }
        if save.mode == .story { return nil }
        let users = Set([save.userName].compactMap { $0 } + told).union(SpeakerGrammar.userNames)
        let known = users.subtracting(save.characterNames)
        if save.mode == .chat, Self.hasLine(of: known, in: save.text) {
            (mode, roles) = (.chat, SpeakerRoles(users: known))
            let named = Set((Array(known) + save.characterNames).map { ByteKey($0) })
            let isComplete = Self.hasLine(of: Set(save.characterNames), in: save.text)
            names = isComplete ? named : named.union(SpeakerCensus(save.text).speakers)
            return
        }
        let census = SpeakerCensus(save.text)
        names = census.speakers
        roles = SpeakerRoles(
            names: Set(census.names.map(\.name)), options: options, trustsPlaceholders: census.isCertain)
        if save.mode != .chat, save.mode != .adventure, Self.hasTag(save.tags, in: save.text) {
            mode = .instruct
        } else if save.mode != .adventure, census.isDialogue {
            mode = .chat
        } else if save.mode != .chat, Self.actions(in: save.text) >= (save.mode == nil ? 2 : 1) {
            mode = .adventure
        } else {
            return nil
        }
    }

    /// The turns of a text that have any; no more of them are looked for than fit.
    func parts(of text: [UInt8], atMost limit: Int) -> [Part] {
        var cut = Cut(text: text)
        if mode == .instruct {
            var index = 0
            while index < text.count, cut.parts.count <= limit {
                guard starts.contains(text[index]), let tag = InstructTag.found(tags, in: text, at: index) else {
                    index += 1
                    continue
                }
                // What follows the end of an instruction belongs to nobody.
                cut.end(at: index)
                if let role = tag.role { cut.begin(role, nil, label: index, text: index + tag.text.count) }
                index += tag.text.count
            }
        } else {
            for line in TextLines(text) {
                if cut.parts.count > limit { break }
                let start = line.text.startIndex
                if mode == .adventure {
                    let isAction = line.text.starts(with: Self.action)
                    guard isAction || cut.current?.role != .model else { continue }
                    cut.begin(isAction ? .user : .model, nil, label: start, text: start + (isAction ? 2 : 0))
                } else if let (name, rest) = label(of: line.text) {
                    cut.begin(roles.of(name).1, name, label: start, text: rest)
                }
            }
        }
        cut.end(at: text.count)
        return cut.parts
    }

    /// A text that is being cut.
    private struct Cut {
        let text: [UInt8]
        var parts: [Part] = []
        var current: Part?

        mutating func begin(_ role: Role, _ name: [UInt8]?, label: Int, text start: Int) {
            end(at: label)
            current = Part(role: role, name: name, label: label, text: start..<start)
        }

        mutating func end(at end: Int) {
            guard var part = current else { return }
            current = nil
            let inner = WhiteSpace.trimmedRange(of: Array(text[part.text.lowerBound..<end]))
            part.text = part.text.lowerBound + inner.lowerBound..<part.text.lowerBound + inner.upperBound
            if !part.text.isEmpty { parts.append(part) }
        }
    }

    /// The kind of participant that speaks a part.
    func kind(of part: Part) -> Participant.Kind {
        if mode == .chat { return roles.of(part.name ?? []).0 }
        return part.role == .user ? .user : part.role == .system ? .system : .character
    }

    private func label(of line: ArraySlice<UInt8>) -> (name: [UInt8], rest: Int)? {
        guard let (name, rest) = Self.label(of: line), names.contains(ByteKey(name)) else { return nil }
        return (name, rest)
    }

    /// What stands before a line's first colon, and where the line goes on.
    private static func label(of line: ArraySlice<UInt8>) -> (name: [UInt8], rest: Int)? {
        guard let colon = line.prefix(128).firstIndex(of: 0x3A) else { return nil }
        return (WhiteSpace.trimmed(Array(line[..<colon])), colon + 1)
    }

    private static func hasLine(of names: Set<[UInt8]>, in text: [UInt8]) -> Bool {
        TextLines(text).contains { line in label(of: line.text).map { names.contains($0.name) } ?? false }
    }

    private static func hasTag(_ tags: [InstructTag], in text: [UInt8]) -> Bool {
        tags.contains { $0.role == .user && text.firstIndex(of: $0.text) != nil }
    }

    /// How many lines are actions. A story may quote a letter in one, so that a mode is not inferred from it.
    private static func actions(in text: [UInt8]) -> Int {
        TextLines(text).lazy.filter { $0.text.starts(with: action) }.prefix(2).count { _ in true }
    }

    /// What begins the user's lines in an adventure.
    private static let action: [UInt8] = [0x3E, 0x20]
}
