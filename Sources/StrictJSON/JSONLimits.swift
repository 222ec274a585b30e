/// What a JSON text may contain beyond its grammar; each limit stops an attack or a loss that is known.
public struct JSONLimits: Sendable {
    /// What to do with something that other programs would choke on.
    public enum Policy: Sendable { case refuse, accept }

    /// Deepest nesting of arrays and objects.
    public var depth = 64
    /// Longest member name as written, bytes.
    public var keyBytes = 256
    /// Longest number as written, bytes.
    public var numberBytes = 64
    /// Most values and member names together; each costs 20 bytes of memory beside the text.
    public var values = 3_000_000
    /// Most members of one object: telling that none is there twice costs up to 100 bytes of memory for each.
    public var members = Int.max
    /// Most combining marks in a row: comparing Swift strings is quadratic in such runs.
    public var combiningRun = 30
    /// Escapes of half a surrogate pair: refused, or read as U+FFFD and counted.
    public var loneSurrogates = Policy.refuse
    /// `\u0000`, which PostgreSQL cannot store: refused, or kept for the caller to deal with.
    public var nul = Policy.refuse

    /// The default limits.
    public init() {}

    /// For requests: everything odd is refused.
    public static let request = JSONLimits()

    /// For what this program wrote itself: read back whatever it is.
    public static let own: JSONLimits = {
        var limits = JSONLimits.log
        limits.keyBytes = .max
        limits.numberBytes = .max
        limits.combiningRun = .max
        limits.values = .max
        limits.members = .max
        return limits
    }()

    /// For uploaded logs: what chat programs really write is let in.
    public static let log: JSONLimits = {
        var limits = JSONLimits()
        limits.loneSurrogates = .accept
        limits.nul = .accept
        limits.members = 100_000
        return limits
    }()
}

/// Why a text was refused, and where.
public struct JSONFault: Error, Sendable, Equatable {
    /// Stable codes.
    public enum Code: String, Sendable, CaseIterable {
        /// Not JSON.
        case brokenJSON = "broken_json"
        /// Nested too deep.
        case tooDeep = "too_deep"
        /// The same member twice.
        case duplicateKey = "duplicate_key"
        /// A member name that is too long.
        case keyTooLong = "key_too_long"
        /// A number that is too long.
        case numberTooLong = "number_too_long"
        /// More values than memory is kept for.
        case tooManyValues = "too_many_values"
        /// Too many combining marks in a row.
        case combiningMarks = "combining_marks"
        /// Half a surrogate pair.
        case loneSurrogate = "lone_surrogate"
        /// A NUL character.
        case nulCharacter = "nul_character"
        /// Bytes that are not UTF-8.
        case notUTF8 = "not_utf8"
    }

    /// Stable code.
    public var code: Code
    /// Byte offset in the text.
    public var offset: Int
    /// Line, from 1.
    public var line: Int
    /// Column in bytes, from 1.
    public var column: Int
    /// What was expected or refused; never quotes the text.
    public var detail: String

    /// All members.
    public init(code: Code, offset: Int, line: Int, column: Int, detail: String) {
        self.code = code
        self.offset = offset
        self.line = line
        self.column = column
        self.detail = detail
    }
}
