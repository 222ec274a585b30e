import Statistics

/// The class of episodes that a part has more of than the whole.
public struct MixLeaning: Sendable, Equatable {
    /// Its name.
    public let label: String
    /// Its share of the part's episodes and of the whole's, 0 to 1.
    public let shareOfPart, shareOfWhole: Double

    /// The class with the largest excess; nil where no class has one, and where the test does not say that the part leans.
    /// - Parameter adjustedP: of the G-test, corrected for all keys that are looked at
    init?(among classes: [(label: String, shareOfPart: Double, shareOfWhole: Double)], adjustedP: Double) {
        guard adjustedP <= Evidence.smallP,
            let most = classes.max(by: { $0.shareOfPart - $0.shareOfWhole < $1.shareOfPart - $1.shareOfWhole }),
            most.shareOfPart > most.shareOfWhole
        else { return nil }
        (label, shareOfPart, shareOfWhole) = most
    }
}
