import StrictJSON

/// The root of a text.
func read(_ text: String, _ limits: JSONLimits = .request) throws(JSONFault) -> JSONValue {
    try JSONDocument(Array(text.utf8), limits: limits).root
}

/// The fault of a text; nil when it is taken.
func fault(in bytes: some Sequence<UInt8>, _ limits: JSONLimits = .request) -> JSONFault? {
    do throws(JSONFault) {
        _ = try JSONDocument(Array(bytes), limits: limits)
        return nil
    } catch {
        return error
    }
}

/// The fault of a text; nil when it is taken.
func fault(_ text: String, _ limits: JSONLimits = .request) -> JSONFault? { fault(in: text.utf8, limits) }

extension JSONValue {
    /// The text of a value, rendered anew.
    var rendered: String { String(decoding: json().bytes(), as: UTF8.self) }
}
