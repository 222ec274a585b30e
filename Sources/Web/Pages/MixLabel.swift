import ChatLogs

/// A class of episodes, for people.
struct MixLabel {
    /// What its words are.
    enum Kind: String, CaseIterable {
        /// A name of its own.
        case name
        case words, unknown, other
        /// Classes that are too small to be told apart.
        case rest
    }

    let text: String
    let `is`: [String: Bool]

    /// - Parameters:
    ///   - key: what classes are told apart by
    ///   - isRest: whether it is what small classes were put together in
    init(_ label: String, by key: String, isRest: Bool = false) {
        let kind: Kind
        switch (label, key) {
        case ("unknown", _): (kind, text) = (.unknown, label)
        case ("other", _) where isRest: (kind, text) = (.rest, label)
        case ("other", _): (kind, text) = (.other, label)
        case (_, "length_band"): (kind, text) = (.words, label.replacing("-", with: "–"))
        case (_, "format"): (kind, text) = (.name, LogFormat.all.first { $0.name == label }?.title ?? label)
        default: (kind, text) = (.name, label)
        }
        self.is = [kind.rawValue: true]
    }
}
