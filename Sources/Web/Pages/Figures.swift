import Core
import Foundation

/// Numbers as pages write them.
enum Figures {
    /// Two decimals with a sign: `−0.29`, `0.00`, `+0.12`.
    static func signed(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return (hundredths < 0 ? "−" : hundredths > 0 ? "+" : "") + decimals(abs(hundredths))
    }

    /// Two decimals: `2.61`.
    static func plain(_ value: Double) -> String { decimals(Int((value * 100).rounded())) }

    /// A share in whole per cent, without the sign: `61`.
    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))" }

    /// A difference of shares in whole points with a sign: `−12`, `0`, `+32`.
    static func signedPercent(_ difference: Double) -> String {
        let points = Int((difference * 100).rounded())
        return (points < 0 ? "−" : points > 0 ? "+" : "") + String(abs(points))
    }

    /// A p value: `p = 0.035`, `p < 0.001`, `p = 1`.
    static func p(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        guard thousandths > 0 else { return "p < 0.001" }
        return "p = " + (thousandths < 1000 ? "0.\(String(1000 + thousandths).dropFirst())" : "1")
    }

    /// A whole number in groups of three: `12 345`, with spaces that do not break.
    static func count(_ number: Int) -> String {
        let digits = String(number.magnitude)
        let groups = stride(from: digits.count, to: 0, by: -3).map { end in
            String(digits.dropLast(digits.count - end).suffix(3))
        }
        return (number < 0 ? "−" : "") + groups.reversed().joined(separator: "\u{202F}")
    }

    /// A size as people read it: `3.4 MiB`.
    static func bytes(_ count: Int) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var (value, unit) = (Double(count), 0)
        while value >= 1024, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
        let tenths = Int((value * 10).rounded())
        return (unit == 0 || tenths >= 1000 ? "\(Int(value.rounded()))" : "\(tenths / 10).\(tenths % 10)")
            + "\u{00A0}\(units[unit])"
    }

    /// A place along a drawing: `60.87%`.
    static func place(_ share: Double) -> String { decimals(Int((min(1, max(0, share)) * 10_000).rounded())) + "%" }

    /// A place on a line from -1 to 1, of which 96 % are used so that the dot at either end is not cut.
    static func scale(_ value: Double) -> String { place(0.02 + 0.96 * (value + 1) / 2) }

    private static func decimals(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// A moment as `<time>` takes it and as people read it.
struct Moment {
    let iso: String
    /// `2023-03-03 12:00`, UTC.
    let text: String

    init(_ date: Date) { self.init(iso: RFC3339.text(date)) }

    /// From RFC 3339 text in UTC.
    init(iso: String) {
        self.iso = iso
        text = String(decoding: iso.utf8.prefix(16).map { $0 == UInt8(ascii: "T") ? 0x20 : $0 }, as: UTF8.self)
    }
}
