import ChatLogs
import StrictJSON

extension Filter.Kind {
    /// The logbook's "unbalanced `*` or `"` pair".
    static let balancedMarkup = Filter.Kind(
        name: "balanced_markup", judges: .responses,
        about: """
            Drops responses in which one of `marks` has no partner: `*` (an odd number, `**` counted as one mark and \
            bullets left out) or `"` (an odd number of straight quotes but for inches, or curly ones that do not pair); \
            both where nothing is said. `action` as in `response_words`.
            """,
        read: { fields in
            let marks = fields.choices("marks", among: ["*", "\""]) ?? ["*", "\""]
            let action = fields.action()
            let flags = marks.map { $0 == "*" ? "unbalanced_asterisk" : "unbalanced_quote" }
            return Filter(
                "balanced_markup",
                [("marks", .array(marks.map { .string($0) })), ("action", .string(action.rawValue))],
                .response(
                    action, passes: { $1.flags == 0 || $1.flags & $0.dialogue.mask(of: flags) == 0 },
                    reason: { _, _ in
                        marks.count > 1
                            ? Sentence(.reasonMarks, [.value: .verbatim(marks[0]), .otherValue: .verbatim(marks[1])])
                            : Sentence(.reasonMark, [.value: .verbatim(marks.joined())])
                    }))
        })
}
