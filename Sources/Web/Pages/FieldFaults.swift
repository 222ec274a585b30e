import Core

/// What is wrong with one field of a form.
struct FieldFaults {
    /// Name of the field, also the start of the list's id.
    let field: String
    var messages: [Message]

    /// Faults by field. Pointers of a JSON body end with the field's name.
    /// - Parameter whole: the field that faults of the whole form are shown at
    static func byField(_ faults: [Fault], known: Set<String>, whole: String) -> [String: FieldFaults] {
        var fields: [String: FieldFaults] = [:]
        for fault in faults {
            let names = fault.pointer.split(separator: "/").map(String.init)
            let field = names.last(where: known.contains) ?? names.first(where: known.contains) ?? whole
            fields[field, default: FieldFaults(field: field, messages: [])].messages.append(Message(fault))
        }
        return fields
    }
}

extension Fault {
    /// Of a form alone; what is wrong is said by the template.
    static func ofForm(_ field: String, _ word: String) -> Fault {
        Fault(pointer: field, code: word, detail: "", hint: "")
    }
}

/// One reason or fault, for people.
struct Message: Equatable {
    /// Codes whose words are in the template; others bring their own.
    static let worded = ofForms.union([
        "consent_missing", "too_long", "out_of_range", "wrong_type", "no_documents", "unknown_part", "empty_rating",
        "unknown_experiment", "idempotency_key_reused", "needs_mapping.user_speaker",
        "duplicate_exact", "superseded_by_longer",
    ])

    /// Words that only forms say: a program never gets them.
    static let ofForms: Set<String> = [
        "token_unnamed", "token_useless", "days_impossible", "not_whole", "policy_unchosen",
    ]

    let code: Word
    let isWorded: Bool
    let detail: String
    /// nil rather than empty: an empty text would still open its section.
    let hint: String?
    let line: Int?

    init(code: String, detail: String, hint: String, line: Int? = nil) {
        // A dot in a template's name would mean a member.
        self.code = Word(code.replacing(".", with: "_"))
        isWorded = Self.worded.contains(code)
        self.detail = detail
        self.hint = hint.isEmpty ? nil : hint
        self.line = line
    }

    init(_ fault: Fault) {
        self.init(code: fault.code, detail: fault.detail, hint: fault.hint, line: fault.line)
    }
}
