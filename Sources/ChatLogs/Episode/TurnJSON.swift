import StrictJSON

extension Turn {
    /// Whether the turn is a training target by default: written by the model, seen by the user, no greeting, and not
    /// weighted away by its source.
    public var isTarget: Bool { role == .model && !isHidden && !isGreeting && weight != 0 }

    /// The turn in canonical form, without its private half.
    func json(_ participants: [Participant]) -> JSON {
        .object([
            ("index", .int(index)),
            ("participant", .string(participants[participant].key)),
            ("role", .string(role.rawValue)),
            ("text", .string(text)),
            ("raw_text", .null),
            ("created_at", .text(createdAt?.iso8601)),
            ("created_at_raw", .text(createdAt?.raw)),
            ("tz_known", .bool(createdAt?.isZoneKnown ?? false)),
            ("is_greeting", .bool(isGreeting)),
            ("is_hidden", .bool(isHidden)),
            ("ooc", .string(ooc.rawValue)),
            ("edited", edited.map { .bool($0) } ?? .null),
            ("origin", .string(origin.rawValue)),
            ("generator", generator?.json ?? .null),
            ("train", .bool(isTarget)),
            ("weight", .double(weight ?? (isTarget ? 1 : 0))),
            ("alternates", .array(alternates.map(\.json))),
            ("selected_alternate", selectedAlternate.map { .int($0) } ?? .null),
            ("reasoning", .text(reasoning)),
            (
                "attachments",
                .array(
                    attachments.map {
                        .object([("kind", .string($0.kind.rawValue)), ("ref", .null), ("dropped", .bool(true))])
                    })
            ),
            (
                "source_span",
                .object([
                    ("line", sourceSpan.line.map { .int($0) } ?? .null), ("path", .text(sourceSpan.path)),
                ])
            ),
            ("flags", .array(flags.map { .string($0) })),
            ("findings", .array(findings.map(\.json))),
        ])
    }
}

extension Alternate {
    fileprivate var json: JSON {
        .object([
            ("text", .string(text)),
            ("raw_text", .null),
            ("selected", .bool(isSelected)),
            ("created_at", .text(createdAt?.iso8601)),
            ("generator", generator?.json ?? .null),
            ("kind", .string(kind.rawValue)),
        ])
    }
}

extension Finding {
    fileprivate var json: JSON {
        .object([
            ("rule", .string(rule)),
            ("count", .int(count)),
            ("span", span.map { .array([.int($0.lowerBound), .int($0.upperBound)]) } ?? .null),
        ])
    }
}

extension Generator {
    /// Models are often named by a path on the user's disk, which holds the user's name: only the last part is given.
    fileprivate var json: JSON {
        let name = model?.split { $0 == "/" || $0 == "\\" }.last.map(String.init)
        return .object([("api", .text(api)), ("model", .text(name))])
    }
}

extension Participant {
    /// Whether the name may leave the service: a person's may not.
    var hasPublicName: Bool { kind == .character || kind == .narrator }

    /// The participant without the name, unless that is a character's.
    var json: JSON {
        .object([
            ("key", .string(key)),
            ("kind", .string(kind.rawValue)),
            ("name", .text(hasPublicName ? name : nil)),
            ("macro", .text(macro)),
            ("persona", .text(persona)),
            ("card_id", .null),
            ("is_bot_account", .null),
        ])
    }
}

extension AuthorNote {
    /// The note in canonical form.
    var json: JSON {
        func number(_ value: Int?) -> JSON { value.map { .int($0) } ?? .null }
        return .object([
            ("text", .string(text)), ("depth", number(depth)), ("interval", number(interval)),
            ("position", number(position)), ("role", number(role)),
        ])
    }
}
