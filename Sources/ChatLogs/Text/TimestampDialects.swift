extension Timestamp {
    /// A moment from a source's text, in any of the dialects that chat programs write; `milliseconds` is nil when the
    /// text is in none of them. Nil for empty text.
    init?(text: [UInt8]) {
        let text = WhiteSpace.trimmed(text)
        guard 1...64 ~= text.count else { return nil }
        var scanner = MomentScanner(text)
        let (milliseconds, isZoneKnown) = scanner.moment() ?? (nil, false)
        self.init(milliseconds: milliseconds, raw: text.text, isZoneKnown: isZoneKnown)
    }

    /// A moment from a number: milliseconds, or seconds when it is too small for milliseconds of this century.
    init?(number: Double, raw: String) {
        guard number.isFinite, number > 0, number < 1e14 else { return nil }
        let milliseconds = number < 1e11 ? number * 1000 : number
        self.init(milliseconds: Int64(milliseconds.rounded()), raw: raw, isZoneKnown: true)
    }
}

/// Reads one moment from a short text. The dialects, in the order they are tried: digits only (milliseconds or
/// seconds), `2023-5-14 @17h 20m 14s 123ms` and its padded form, ISO 8601 with or without zone, and
/// `September 20, 2024 3:34pm` or `May 20, 2025 14:02`.
private struct MomentScanner {
    private let text: [UInt8]
    private var index = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func moment() -> (Int64?, Bool)? {
        if text.allSatisfy(\.isASCIIDigit), let value = Double(text.text) {
            guard let stamp = Timestamp(number: value, raw: "") else { return nil }
            return (stamp.milliseconds, true)
        }
        return text[0].isASCIIDigit ? numericDate() : namedMonth()
    }

    /// `2023-5-14 @17h 20m 14s 123ms`, `2024-07-12@01h31m37s`, `2025-09-26T07:04:12.006Z`.
    private mutating func numericDate() -> (Int64?, Bool)? {
        guard let year = number(), take("-"), let month = number(), take("-"), let day = number() else { return nil }
        skipSpaces()
        if take("@") {
            skipSpaces()
            guard let hour = number(), take("h") else { return nil }
            skipSpaces()
            guard let minute = number(), take("m") else { return nil }
            skipSpaces()
            let second = number() ?? 0
            _ = take("s")
            skipSpaces()
            let milliseconds = number() ?? 0
            return assemble(year, month, day, hour, minute, second, milliseconds, zone: nil)
        }
        _ = take("T") || take("t")
        guard index < text.count else { return assemble(year, month, day, 0, 0, 0, 0, zone: nil) }
        guard let hour = number(), take(":"), let minute = number() else { return nil }
        let (second, milliseconds) = seconds()
        return assemble(year, month, day, hour, minute, second, milliseconds, zone: zone())
    }

    /// `September 20, 2024 3:34pm`, `May 20, 2025 14:02`.
    private mutating func namedMonth() -> (Int64?, Bool)? {
        let start = index
        while index < text.count, text[index].isASCIILetter { index += 1 }
        guard let month = Self.months.firstIndex(where: { text.hasIgnoringCase($0, at: start) }) else { return nil }
        skipSpaces()
        guard let day = number() else { return nil }
        _ = take(",")
        skipSpaces()
        guard let year = number() else { return nil }
        _ = take(",")
        skipSpaces()
        guard var hour = number(), take(":"), let minute = number() else { return nil }
        let (second, _) = seconds()
        skipSpaces()
        if index < text.count, hour <= 12 {
            let mark = text[index].lowercasedASCII
            if mark == 0x70 { hour = hour % 12 + 12 } else if mark == 0x61 { hour %= 12 }
        }
        return assemble(year, Int64(month) + 1, day, hour, minute, second, 0, zone: nil)
    }

    private mutating func seconds() -> (Int64, Int64) {
        guard take(":"), let second = number() else { return (0, 0) }
        guard take(".") || take(",") else { return (second, 0) }
        var milliseconds: Int64 = 0
        var scale: Int64 = 100
        while index < text.count, text[index].isASCIIDigit {
            milliseconds += Int64(text[index] - 0x30) * scale
            scale /= 10
            index += 1
        }
        return (second, milliseconds)
    }

    /// Offset from UTC in minutes, or nil when the text states none.
    private mutating func zone() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, var hours = number() else { return nil }
        var minutes: Int64 = 0
        if take(":") {
            minutes = number() ?? 0
        } else if hours > 99 {
            (hours, minutes) = (hours / 100, hours % 100)
        }
        return hours <= 15 && minutes < 60 ? sign * (hours * 60 + minutes) : nil
    }

    private func assemble(
        _ year: Int64, _ month: Int64, _ day: Int64, _ hour: Int64, _ minute: Int64, _ second: Int64,
        _ milliseconds: Int64, zone: Int64?
    ) -> (Int64?, Bool)? {
        guard 1970...2200 ~= year, 1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, second < 61,
            milliseconds < 1000
        else { return nil }
        let days = CivilDate.days(year: year, month: month, day: day)
        let inDay = (hour * 60 + minute - (zone ?? 0)) * 60_000 + second * 1000 + milliseconds
        return (days * 86_400_000 + inDay, zone != nil)
    }

    private mutating func number() -> Int64? {
        var value: Int64 = 0
        let start = index
        while index < text.count, text[index].isASCIIDigit, index - start < 9 {
            value = value * 10 + Int64(text[index] - 0x30)
            index += 1
        }
        return index > start ? value : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < text.count, UInt32(text[index]) == character.value else { return false }
        index += 1
        return true
    }

    private mutating func skipSpaces() {
        while index < text.count, text[index] == 0x20 { index += 1 }
    }

    private static let months: [[UInt8]] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ].map { Array($0.utf8) }
}
