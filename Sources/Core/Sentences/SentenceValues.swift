import Glibc
import Statistics

/// Values as sentences have them.
extension Sentence {
    static func number(_ number: Int) -> Sentence { .verbatim("\(number)") }

    static func number(_ number: Double) -> Sentence { .verbatim("\(number)") }

    static func share(_ share: Double) -> Sentence { .verbatim(PercentText.of(share)) }

    /// A name of a closed set: the words of an aspect, or of its end or kind.
    static func name(_ name: String) -> Sentence { Pattern(rawValue: name).map { Sentence($0) } ?? .verbatim(name) }

    static func label(_ label: FeedbackLabel) -> Sentence { name(PhraseText.of(label)) }

    static func raters(_ count: Int) -> Sentence { counted(count, .oneRater, .raters) }

    /// - Parameters:
    ///   - one: says it of one, without a place
    ///   - many: says it of any other number
    static func counted(_ count: Int, _ one: Pattern, _ many: Pattern) -> Sentence {
        count == 1 ? Sentence(one) : Sentence(many, [.count: .number(count)])
    }

    /// A probability with three decimals; what is below them is not zero.
    static func probability(_ p: Double) -> Sentence {
        let thousandths = Int((p * 1000).rounded())
        guard thousandths > 0 else { return Sentence(.lessThan, [.count: .verbatim("0.001")]) }
        guard thousandths < 1000 else { return .number(1) }
        let digits = String(thousandths)
        return .verbatim("0." + String(repeating: "0", count: 3 - digits.utf8.count) + digits)
    }

    /// `2.6 to 1 for one common rate`.
    static func odds(logBayesFactor: Double) -> Sentence {
        let tenths = Int((Glibc.exp(min(20, abs(logBayesFactor))) * 10).rounded())
        let odds =
            tenths >= 1000
            ? Sentence(.moreThan, [.count: .number(100)]) : .verbatim("\(tenths / 10).\(tenths % 10)")
        return Sentence(logBayesFactor <= 0 ? .oddsForOneRate : .oddsForOwnRates, [.odds: odds])
    }
}
