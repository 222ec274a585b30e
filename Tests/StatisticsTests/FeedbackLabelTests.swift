import Statistics
import Testing

@Suite struct FeedbackLabelTests {
    @Test(
        "the logbook's parts read as a maintainer would put it",
        arguments: [
            (9, 3, 12, FeedbackLabel.mixed), (6, 3, 12, .generallyPositive), (14, 2, 7, .mostlyNegative),
            (8, 2, 10, .mixed),
        ])
    func demo(negative: Int, neutral: Int, positive: Int, expected: FeedbackLabel) {
        #expect(FeedbackLabel.of(negative: negative, neutral: neutral, positive: positive) == expected)
    }

    @Test(
        "thresholds are where the rule says",
        arguments: [
            (0, 0, 4, FeedbackLabel.tooFew), (0, 0, 5, .mostlyPositive), (0, 5, 0, .mixed), (5, 0, 0, .mostlyNegative),
            (0, 0, 11, .mostlyPositive), (0, 0, 12, .overwhelminglyPositive), (12, 0, 0, .overwhelminglyNegative),
            (10, 0, 90, .overwhelminglyPositive), (11, 0, 89, .mostlyPositive), (0, 20, 80, .mostlyPositive),
            (35, 0, 65, .mostlyPositive), (36, 0, 64, .generallyPositive), (40, 0, 60, .generallyPositive),
            (41, 0, 59, .mixed), (50, 0, 50, .mixed), (60, 0, 40, .generallyNegative), (0, 80, 20, .generallyPositive),
            (0, 81, 19, .mixed), (0, 0, 0, .tooFew),
        ])
    func thresholds(negative: Int, neutral: Int, positive: Int, expected: FeedbackLabel) {
        #expect(FeedbackLabel.of(negative: negative, neutral: neutral, positive: positive) == expected)
    }

    @Test("turning a positive rater into a negative one never improves the label")
    func monotone() {
        let order = FeedbackLabel.allCases
        for raters in [5, 12, 23, 60] {
            let ranks = (0...raters).compactMap {
                order.firstIndex(of: FeedbackLabel.of(negative: $0, neutral: 0, positive: raters - $0))
            }
            #expect(ranks == ranks.sorted())
            #expect(ranks.count == raters + 1)
        }
    }

    @Test("the stored names are those of the API")
    func names() {
        #expect(
            FeedbackLabel.allCases.map(\.rawValue) == [
                "overwhelmingly_positive", "mostly_positive", "generally_positive", "mixed", "generally_negative",
                "mostly_negative", "overwhelmingly_negative", "too_few",
            ])
    }
}
