/// How many raters it takes to find the observed difference between two parts again.
///
/// With p the mean of the rates, each part needs
/// n = (z_(1-α/2) sqrt(2 p (1-p)) + z_power sqrt(p₁ (1-p₁) + p₂ (1-p₂)))² / (p₁ - p₂)² raters
/// (Fleiss, Levin & Paik 2003, section 4.2, without continuity correction, as Barnard's test needs none).
/// If the true difference is the observed one, a test at α finds it with this power.
public struct RatersNeeded: Sendable, Hashable {
    /// Raters that each part needs in all.
    public let perPart: Int
    /// Raters still missing, both parts together; 0 when there are enough.
    public let more: Int

    /// The raters needed to tell the shares of `first` and `second` apart; nil without raters on a side, when the
    /// shares are the same, or when the number is beyond any community (above 10⁹).
    public init?(_ first: Proportion, _ second: Proportion, power: Double = 0.8, alpha: Double = 0.05) {
        guard let p1 = first.share, let p2 = second.share, p1 != p2 else { return nil }
        let mean = (p1 + p2) / 2
        let chance = criticalValue(level: 1 - alpha) * (2 * mean * (1 - mean)).squareRoot()
        let change = normalQuantile(power) * (p1 * (1 - p1) + p2 * (1 - p2)).squareRoot()
        let needed = ((chance + change) / (p1 - p2)) * ((chance + change) / (p1 - p2))
        guard needed < 1e9 else { return nil }
        // Nobody can tell anything from fewer raters than a percentage needs.
        perPart = max(FeedbackLabel.fewestRaters, Int(needed.rounded(.up)))
        more = max(0, perPart - first.total) + max(0, perPart - second.total)
    }
}
