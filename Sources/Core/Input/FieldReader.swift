public import StrictJSON

/// Reads the members of one JSON object, collecting every fault instead of stopping at the first.
///
/// Members that nobody asked for are faults too: a misspelt field must not be lost silently.
public struct FieldReader {
    /// Faults found so far.
    public private(set) var faults: [Fault] = []
    private let object: JSONValue
    private let path: String
    /// Names that were asked for.
    private var known: [String] = []
    /// Where the values of those stand that are there: a handful of numbers, which say without a look at any name that
    /// there are no other members.
    private var found: [Int] = []
    private var acceptsAll = false

    /// Starts on an object; `path` is its JSON pointer.
    public init(_ object: JSONValue, path: String = "") {
        self.object = object
        self.path = path
        if object.kind != .object { fault("", "wrong_type", "An object is needed here.", "Send {\"…\": …}.") }
    }

    /// A string of at most `maximum` bytes; nil when absent or null.
    public mutating func string(_ name: String, maximum: Int = 200, required: Bool = false) -> String? {
        guard let value = member(name, required: required) else { return nil }
        guard let bytes = value.stringBytes, let text = value.string else {
            fault(name, "wrong_type", "`\(name)` must be a string.", "Put the value in double quotes.")
            return nil
        }
        guard bytes.count <= maximum else {
            fault(name, "too_long", "`\(name)` has more than \(maximum) bytes.", "Shorten it.")
            return nil
        }
        if required, bytes.allSatisfy({ $0 <= 0x20 }) {
            fault(name, "required", "`\(name)` is empty.", "Give it a value.")
            return nil
        }
        return text
    }

    /// One of a set of words; nil when absent or null.
    public mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text = string(name) else { return nil }
        if let word = Word.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) }) { return word }
        let choices = Word.allCases.map(\.rawValue).joined(separator: ", ")
        fault(name, "unknown_value", "`\(name)` is not a value that is known here.", "One of: \(choices).")
        return nil
    }

    /// A whole number inside `range`; nil when absent or null.
    public mutating func int(_ name: String, in range: ClosedRange<Int>, required: Bool = false) -> Int? {
        guard let value = member(name, required: required) else { return nil }
        // A whole number that does not fit is out of every range.
        let isWhole = value.numberText?.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 &- 0x30 < 10 } ?? false
        guard isWhole else {
            fault(name, "wrong_type", "`\(name)` must be a whole number.", "Send a number without quotes.")
            return nil
        }
        guard let number = value.int, range.contains(number) else {
            fault(
                name, "out_of_range", "`\(name)` is out of range.",
                "It goes from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return number
    }

    /// A number inside `range`; nil when absent or null.
    public mutating func double(_ name: String, in range: ClosedRange<Double>, required: Bool = false) -> Double? {
        guard let value = member(name, required: required) else { return nil }
        guard let number = value.double else {
            fault(name, "wrong_type", "`\(name)` must be a number.", "Send a number without quotes.")
            return nil
        }
        guard range.contains(number) else {
            fault(
                name, "out_of_range", "`\(name)` is out of range.",
                "It goes from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return number
    }

    /// True or false; nil when absent or null.
    public mutating func bool(_ name: String) -> Bool? {
        guard let value = member(name) else { return nil }
        if value.bool == nil {
            fault(name, "wrong_type", "`\(name)` must be true or false.", "Send it without quotes.")
        }
        return value.bool
    }

    /// Any object, kept as it was sent; nil when absent or null.
    public mutating func object(_ name: String) -> JSONValue? {
        guard let value = member(name) else { return nil }
        guard value.kind == .object else {
            fault(name, "wrong_type", "`\(name)` must be an object.", "Send {\"…\": …}.")
            return nil
        }
        return value
    }

    /// The elements of an array of at most `maximum` items; empty when absent or null.
    public mutating func array(_ name: String, maximum: Int) -> [JSONValue] {
        guard let value = member(name) else { return [] }
        guard value.kind == .array else {
            fault(name, "wrong_type", "`\(name)` must be an array.", "Send […].")
            return []
        }
        guard value.count <= maximum else {
            fault(name, "too_many", "`\(name)` has more than \(maximum) items.", "Send fewer.")
            return []
        }
        return Array(value.elements)
    }

    /// Whether a member is there and not null; does not count as asking for it.
    public func has(_ name: String) -> Bool { object[name].map { !$0.isNull } ?? false }

    /// Notes a fault at the first of two members where neither is there.
    public mutating func requireOne(of first: String, _ second: String) {
        guard !has(first), !has(second) else { return }
        fault(first, "required", "Neither `\(first)` nor `\(second)` is said.", "Add one of them.")
    }

    /// Takes every member for known: for an object of which something worse is wrong.
    public mutating func acceptAll() { acceptsAll = true }

    /// Notes a fault at a member.
    public mutating func fault(_ name: String, _ code: String, _ detail: String, _ hint: String) {
        faults.append(Fault(pointer: name.isEmpty ? path : "\(path)/\(name)", code: code, detail: detail, hint: hint))
    }

    /// Takes over the faults that were found in a nested object by somebody else.
    public mutating func merge(_ problem: Problem) { faults += problem.errors }

    /// Takes over the faults of a nested object.
    public mutating func merge(_ nested: FieldReader) { faults += nested.faultsWithUnknownMembers() }

    /// Throws everything that was found, unknown members included.
    public func finish() throws(Problem) {
        let all = faultsWithUnknownMembers()
        if !all.isEmpty { throw .invalid(all) }
    }

    private func faultsWithUnknownMembers() -> [Fault] {
        guard !acceptsAll, object.kind == .object, found.count < object.count else { return faults }
        let unknown = object.members.filter { !found.contains($0.value.offset) }
        let names = Set(known).sorted().joined(separator: ", ")
        return faults
            + unknown.prefix(10).map { member in
                // "~" and "/" mean something in a pointer (RFC 6901).
                let key = String(member.key.prefix(64)).replacing("~", with: "~0").replacing("/", with: "~1")
                return Fault(
                    pointer: "\(path)/\(key)", code: "unknown_field", detail: "A member that is not known here.",
                    hint: "Known are: \(names).")
            }
    }

    private mutating func member(_ name: String, required: Bool = false) -> JSONValue? {
        known.append(name)
        if let value = object[name] {
            if !found.contains(value.offset) { found.append(value.offset) }
            if !value.isNull { return value }
        }
        if required { fault(name, "required", "`\(name)` is missing.", "Add it.") }
        return nil
    }
}
