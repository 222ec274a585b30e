import ChatLogs

/// A class of episodes, for people.
struct MixLabel {
    /// What its words are.
    enum Kind: String, CaseIterable {
        /// A name of its own.
        case name
        case words, unknown, other
    }

    let text: String
    let `is`: [String: Bool]

    /// - Parameter key: what classes are told apart by
    init(_ label: String, by key: String) {
        let kind: Kind
        switch (label, key) {
        case ("unknown", _): (kind, text) = (.unknown, label)
        case ("other", _): (kind, text) = (.other, label)
        case (_, "length_band"): (kind, text) = (.words, label.replacing("-", with: "–"))
        case (_, "format"): (kind, text) = (.name, LogFormat.all.first { $0.name == label }?.title ?? label)
        default: (kind, text) = (.name, label)
        }
        self.is = [kind.rawValue: true]
    }
}
