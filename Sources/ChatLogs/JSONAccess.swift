import StrictJSON

extension JSONValue {
    /// The bytes of a member that is a string; nil when absent or something else.
    func bytes(_ key: String) -> [UInt8]? { self[key]?.stringBytes }

    /// The text of a short member that is a string, for identifiers and names of models.
    func label(_ key: String) -> String? {
        self[key]?.withStringBytes { bytes in
            1...256 ~= bytes.count ? String(decoding: bytes, as: UTF8.self) : nil
        } ?? nil
    }

    /// A member that is a string and not empty.
    func nonEmpty(_ key: String) -> [UInt8]? { bytes(key).flatMap { $0.isEmpty ? nil : $0 } }

    /// A member that is a boolean; nil when absent or something else.
    func flag(_ key: String) -> Bool? { self[key]?.bool }

    /// Whether the value is an object that has the member, null or not.
    func has(_ key: String) -> Bool { self[key] != nil }

    /// Whether the value is an array.
    var isArray: Bool { kind == .array }

    /// Whether the value is an object.
    var isObject: Bool { kind == .object }

    /// Whether the member is an array.
    func hasArray(_ key: String) -> Bool { self[key]?.isArray ?? false }

    /// The member's value as a moment: a number of milliseconds or seconds, or text in any known dialect.
    func moment(_ key: String) -> Timestamp? {
        guard let value = self[key] else { return nil }
        if let text = value.stringBytes { return Timestamp(text: text) }
        return value.double.flatMap { Timestamp(number: $0, raw: value.numberText ?? "") }
    }
}
