import Core
import Hummingbird

/// The query of a request: only parameters that are known, each checked.
struct QueryReader {
    private let request: Request

    /// - Throws: 422 for a parameter that is not among `known`, and for one with a NUL, which no database takes
    init(_ request: Request, known: [String]) throws {
        self.request = request
        for (name, _) in request.uri.queryParameters where !known.contains(String(name)) {
            throw Self.fault(String(name), "unknown_field", "Known are: \(known.joined(separator: ", ")).")
        }
        for (name, value) in request.uri.queryParameters where value.utf8.contains(0) {
            throw Self.fault(String(name), "nul_character", "Leave the NUL character out.")
        }
    }

    /// A parameter as it was sent; nil when it was not.
    func text(_ name: String) -> String? { request.uri.queryParameters[name[...]].map(String.init) }

    /// A whole number within a range.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Self.fault(name, "out_of_range", "It goes from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// A word of a closed set.
    func word<Value: RawRepresentable & CaseIterable>(_ name: String) throws -> Value? where Value.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.fault(name, "unknown_value", "Known are: \(known).")
        }
        return value
    }

    /// Where a page before this one ended; an empty one is the start.
    func cursor<Value>(_ read: (String) -> Value?, hint: String) throws -> Value? {
        guard let text = text("cursor"), !text.isEmpty else { return nil }
        guard let value = read(text) else { throw Self.fault("cursor", "bad_cursor", hint) }
        return value
    }

    /// What is said of a parameter that is not taken.
    static func fault(_ name: String, _ code: String, _ hint: String) -> Problem {
        .invalid([Fault(pointer: name, code: code, detail: "`\(name.prefix(64))` is not taken here.", hint: hint)])
    }
}
