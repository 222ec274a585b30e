extension Sentence {
    /// Everything that is said of figures, in English: `{place}` is where a value stands, `{Place}` where it begins with
    /// a capital. What stands at a place may be a pattern too. The English words are what a translation finds it by, so
    /// that none is there twice.
    public enum Pattern: String, Sendable, CaseIterable {
        // Counts and probabilities.
        case oneRater = "1 rater"
        case raters = "{count} raters"
        case oneComparison = "1 comparison"
        case comparisons = "{count} comparisons"
        case lessThan = "less than {count}"
        case moreThan = "over {count}"
        case oddsForOneRate = "{odds} to 1 for one common rate"
        case oddsForOwnRates = "{odds} to 1 for rates of their own"

        // Labels of a part's feedback.
        case overwhelminglyPositive = "overwhelmingly positive"
        case mostlyPositive = "mostly positive"
        case generallyPositive = "generally positive"
        case mixed
        case generallyNegative = "generally negative"
        case mostlyNegative = "mostly negative"
        case overwhelminglyNegative = "overwhelmingly negative"
        case tooFew = "too few"

        // Aspects, and their ends and kinds.
        case length, coherence, repetition, formatting, character, creativity, instruction, speed, safety, overall
        case short, long, marks, other
        case cutOff = "cut_off"

        // All parts of an experiment.
        case tooFewParts = """
            Chance or change can be told from two rated parts on; {count} of {all} registered parts is rated.
            """
        case partsDiffer = """
            The differences among the {count} rated parts are more than chance explains (homogeneity p = {p}, {odds}).
            """
        case partsDoNotDiffer = """
            The differences among the {count} rated parts are what chance does (homogeneity p = {p}, {odds}).
            """
        case partsMayDiffer = """
            Whether the {count} rated parts differ by more than chance is open (homogeneity p = {p}, {odds}).
            """

        // One part beside another.
        case tooLittleInOne = """
            Too little data to compare part {part} with part {otherPart}: {few}, and {least} are the least.
            """
        case tooLittleInBoth = """
            Too little data to compare part {part} with part {otherPart}: {few} and {otherFew}, and {least} are the least.
            """
        case partHas = "part {part} has {raters}"
        case feedback = """
            Feedback for part {part} was {label}: {negative} of {all} raters negative ({share}), against {otherNegative} \
            of {otherAll} ({otherShare}) for part {otherPart}.
            """
        case feedbackUnchanged = """
            Feedback for part {part} was {label}: {negative} of {all} raters negative ({share}), against {otherNegative} \
            of {otherAll} ({otherShare}) for part {otherPart}, although nothing changed.
            """
        case feedbackOtherData = """
            Feedback for part {part} was {label}: {negative} of {all} raters negative ({share}), against {otherNegative} \
            of {otherAll} ({otherShare}) for part {otherPart}, with other data.
            """
        case feedbackOtherHyperparameters = """
            Feedback for part {part} was {label}: {negative} of {all} raters negative ({share}), against {otherNegative} \
            of {otherAll} ({otherShare}) for part {otherPart}, with other hyperparameters.
            """
        case feedbackBothOther = """
            Feedback for part {part} was {label}: {negative} of {all} raters negative ({share}), against {otherNegative} \
            of {otherAll} ({otherShare}) for part {otherPart}, with other data and hyperparameters.
            """
        case practicallyEqual = """
            {share} of the evidence puts both parts within {within} of each other: practically equal.
            """
        case noEvidence = """
            A difference like that is what chance does (p = {p}): there is no evidence that part {part} is received any \
            differently.
            """
        case suggestive = """
            By itself that looks like a change (p = {p}), but over all {count} parts homogeneity has p = {homogeneity}, \
            {odds}: suggestive, not established.
            """
        case ratersEnough = "There are raters enough: the next part will tell."
        case ratersNeeded = "About {count} more raters in all ({each} a part) would settle it."
        case credibleWorse = """
            That is more than chance explains (p = {p} after correction for {comparisons}): part {part} is received worse.
            """
        case credibleBetter = """
            That is more than chance explains (p = {p} after correction for {comparisons}): part {part} is received better.
            """

        // A part without ratings that look like one group's.
        case groupBefore = "Ratings of the part before look like one group. Without them:"
        case group = """
            {count} of {all} raters look like one group ({sentiments}): the same comment, the same network, or the same \
            minute.
            """
        case groupNegative = "{count} negative"
        case groupNeutral = "{count} neutral"
        case groupPositive = "{count} positive"
        case withoutGroupTooFew = "Without them there are too few raters to say anything."
        case withoutGroup = """
            Without them {negative} of {all} raters are negative ({share}) instead of {otherNegative} of {otherAll} \
            ({otherShare}).
            """

        // What raters complain of, what could be done, and whether it helped.
        case findsShort = "{share} of raters ({count} of {all}) find responses too short"
        case findsLong = "{share} of raters ({count} of {all}) find responses too long"
        case findsCutOff = "{share} of raters ({count} of {all}) see messages cut off"
        case findsMarks = "{share} of raters ({count} of {all}) see marks that do not pair"
        case findsRepetition = "{share} of raters ({count} of {all}) complain of repetition"
        case findsSafety = "{share} of raters ({count} of {all}) complain of refusals or moralising"
        case findsCharacter = """
            {share} of raters ({count} of {all}) see the model out of character or speaking for them
            """
        case findsAndMore = "{finds}, and {count} more complain of {aspect}"
        case wouldAct = "{finds}; {filter} would act on it."
        case wouldKeep = "{finds}; {filter} would keep {share} of the pending data."
        case minimumOfWords = "a minimum of {count} words"
        case maximumOfWords = "a maximum of {count} words"
        case balancedMarkup = "balanced markup"
        case similarityOfResponses = "a similarity of responses of at most {threshold}"
        case noRefusals = "leaving out refusals"
        case noSeveralSpeakers = "leaving out turns that speak for several people"
        case whoFindShort = "Raters who find responses too short"
        case whoFindLong = "Raters who find responses too long"
        case whoFindCutOff = "Raters who see messages cut off"
        case whoFindMarks = "Raters who see marks that do not pair"
        case whoFindRepetition = "Raters who complain of repetition"
        case whoFindSafety = "Raters who complain of refusals or moralising"
        case whoFindCharacter = "Raters who see the model out of character or speaking for them"
        case beforeAndNow = "{who}: {count} of {all} raters before, {otherCount} of {otherAll} now"
        case checkTooFew = "{counts}; too few to compare."
        case checkFell = "{counts}; the share fell ({points} points, 95 % {low} to {high})."
        case checkRose = "{counts}; the share rose ({points} points, 95 % {low} to {high})."
        case checkEqual = "{counts}; the share is practically the same ({points} points, 95 % {low} to {high})."
        case checkOpen = "{counts}; it may be chance ({points} points, 95 % {low} to {high})."

        // Decision gates.
        case netSentiment = "net sentiment"
        case negativeShare = "the share of negative raters"
        case meanScore = "the mean score"
        case aspectComplaints = "the share of raters who complain of {aspect}"
        case detailComplaints = "the share of raters who complain of {aspect} ({detail})"
        case gateAbove = "{Metric} above {threshold} with {count} raters"
        case gateBelow = "{Metric} below {threshold} with {count} raters"
        case condition = "{gate}."
        case conditionThen = "{gate}; then: {action}."
        case conditionOtherwise = "{gate}; otherwise: {otherwise}."
        case conditionThenOtherwise = "{gate}; then: {action}; otherwise: {otherwise}."
        case gateWithoutRaters = "Nobody has rated since the gate was laid down."
        case gateOpen = "Open: {raters} of {all}"
        case gateMetAbove = "Met with {raters}: {metric} is above {threshold}"
        case gateMetBelow = "Met with {raters}: {metric} is below {threshold}"
        case gateFailedAbove = "Failed with {raters}: {metric} is above {threshold}"
        case gateFailedBelow = "Failed with {raters}: {metric} is below {threshold}"
        case gateNotShownAbove = "Failed: with {raters} it is not shown that {metric} is above {threshold}"
        case gateNotShownBelow = "Failed: with {raters} it is not shown that {metric} is below {threshold}"
        case look = "{found}."
        case lookWithBounds = "{found} ({value}, between {low} and {high} over all looks)."

        // Why a policy drops something.
        case reasonWords = "a response of {count} words"
        case reasonMedian = "median of {value} words: p {p}, U {lot}"
        case reasonTurns = "{count} turns"
        case reasonLanguage = "language {value}"
        case reasonNoLanguage = "language unknown"
        case reasonFormat = "format {value}"
        case reasonStockPhrases = "{value} stock phrases in a thousand words"
        case reasonEmbarrassed = "embarrassed {value}, stuttering {otherValue}"
        case reasonCombiningMarks = "a run of {count} combining marks"
        case reasonSimilarity = "similarity {value} with the first turn"
        case reasonScore = "score {value}"
        case reasonNoRating = "no rating"
        case reasonFlags = "flagged {value}"
        case reasonMark = "a response with an unbalanced {value}"
        case reasonMarks = "a response with an unbalanced {value} or {otherValue}"
        case reasonSameWindow = "the same window came before"
        case reasonSameEpisode = "the same episode came before"
        case reasonAlmostSame = "almost the same came before"
        case reasonLonger = "a longer version of it is kept"
        case reasonOthersDrawn = "others of the same were drawn"
        case reasonLot = "U {lot}"
    }
}
