import StrictJSON

extension FieldReader {
    /// Strings of at most 200 bytes each; empty when absent or null, which is a fault where they are required.
    public mutating func strings(_ name: String, maximum: Int, required: Bool = false) -> [String] {
        let values = array(name, maximum: maximum)
        if required, values.isEmpty { fault(name, "required", "`\(name)` has nothing in it.", "Name at least one.") }
        return values.enumerated().compactMap { index, value in
            guard let text = value.string, text.utf8.count <= 200 else {
                fault(
                    "\(name)/\(index)", "wrong_type", "Not a string of at most 200 bytes.", "Put it in double quotes.")
                return nil
            }
            return text
        }
    }

    /// Some of a set of words, each once, in the order of the set; nil when absent, null or empty.
    public mutating func choices(_ name: String, among known: [String], required: Bool = false) -> [String]? {
        let texts = strings(name, maximum: known.count, required: required)
        for (index, text) in texts.enumerated() where !known.contains(text) {
            let choices = known.joined(separator: ", ")
            fault("\(name)/\(index)", "unknown_value", "Not a value that is known here.", "One of: \(choices).")
        }
        let chosen = known.filter { texts.contains($0) }
        return chosen.isEmpty ? nil : chosen
    }
}
