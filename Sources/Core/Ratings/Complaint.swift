public import Sentiment
public import Statistics

/// A kind of complaint about a part that a curation policy can do something about.
public enum Complaint: String, Sendable, Hashable, CaseIterable {
    /// Responses are too short.
    case short
    /// Responses are too long; rambling.
    case long
    /// Messages end in the middle.
    case cutOff = "cut_off"
    /// Asterisks and quotation marks do not pair.
    case marks
    /// The model says the same again and again.
    case repetition
    /// The model refuses or moralises.
    case safety
    /// The model falls out of its character or speaks for the user.
    case character

    /// The aspect that it is about.
    public var aspect: Aspect {
        switch self {
        case .short, .long: .length
        case .cutOff, .marks: .formatting
        case .repetition: .repetition
        case .safety: .safety
        case .character: .character
        }
    }

    /// The end or kind of the aspect, where comments tell one.
    public var detail: String? {
        switch self {
        case .short, .long, .cutOff, .marks: rawValue
        case .repetition, .safety, .character: nil
        }
    }

    /// Whether what helps against it harms those who complain of the other end of the aspect.
    var hasOpposite: Bool { aspect == .length }

    /// What raters who complain find: with how many do, and of them by themselves.
    var patterns: (finds: Sentence.Pattern, who: Sentence.Pattern) {
        switch self {
        case .short: (.findsShort, .whoFindShort)
        case .long: (.findsLong, .whoFindLong)
        case .cutOff: (.findsCutOff, .whoFindCutOff)
        case .marks: (.findsMarks, .whoFindMarks)
        case .repetition: (.findsRepetition, .whoFindRepetition)
        case .safety: (.findsSafety, .whoFindSafety)
        case .character: (.findsCharacter, .whoFindCharacter)
        }
    }

    /// Raters who complain of exactly this. Who ticks "length" without a comment does not say which way and is not among
    /// them.
    public func complaints(in figures: PartFigures) -> Proportion {
        let tally = detail.map { figures.tally(of: aspect, detail: $0) } ?? figures.tally(of: aspect)
        return Proportion(tally.negative, of: figures.raters)
    }

    /// Raters who complain of exactly this, of those who complain of the aspect and say which end or kind they mean.
    func leaning(in figures: PartFigures) -> Proportion {
        let exact = complaints(in: figures).count
        let told = GateMetric.details(of: aspect).reduce(0) { $0 + figures.tally(of: aspect, detail: $1).negative }
        return Proportion(exact, of: max(exact, told))
    }

    /// Raters who complain of the aspect and do not say which end or kind they mean.
    func unspecified(in figures: PartFigures) -> Int {
        detail == nil ? 0 : max(0, figures.tally(of: aspect).negative - leaning(in: figures).total)
    }
}
