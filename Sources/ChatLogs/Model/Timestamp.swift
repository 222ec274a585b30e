/// A moment as a log states it.
public struct Timestamp: Sendable, Equatable {
    /// Milliseconds since 1970-01-01 UTC; local times of the submitter are read as if they were UTC. Nil when the
    /// source's text is in no known dialect.
    public var milliseconds: Int64?
    /// The source's own text.
    public var raw: String
    /// Whether the source states the zone; otherwise `milliseconds` may be off by up to 14 hours.
    public var isZoneKnown: Bool

    /// Creates a moment.
    public init(milliseconds: Int64?, raw: String, isZoneKnown: Bool) {
        self.milliseconds = milliseconds
        self.raw = raw
        self.isZoneKnown = isZoneKnown
    }

    /// `2025-09-26T07:04:12.006Z`, the form PostgreSQL and browsers read; nil when the moment is not known.
    public var iso8601: String? {
        guard let milliseconds else { return nil }
        let (day, inDay) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        let days = inDay < 0 ? day - 1 : day
        let rest = inDay < 0 ? inDay + 86_400_000 : inDay
        let (year, month, dayOfMonth) = CivilDate.date(daysSince1970: days)
        func padded(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
        let hours = padded(rest / 3_600_000, 2)
        let minutes = padded(rest / 60_000 % 60, 2)
        let seconds = "\(padded(rest / 1000 % 60, 2)).\(padded(rest % 1000, 3))"
        return "\(date)T\(hours):\(minutes):\(seconds)Z"
    }
}

/// Conversion between days and dates of the Gregorian calendar; Howard Hinnant's era arithmetic, re-derived.
public enum CivilDate {
    /// Days since 1970-01-01 of a date.
    public static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Years begin in March, so that the leap day is the last of its year.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date of a day since 1970-01-01.
    public static func date(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
