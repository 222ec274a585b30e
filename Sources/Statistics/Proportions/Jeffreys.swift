extension Interval {
    /// Jeffreys' interval of a proportion: the equal-tailed credible interval of Beta(k + 1/2, n - k + 1/2).
    ///
    /// As Brown, Cai & DasGupta 2001 advise, the bound is 0 for k = 0 and 1 for k = n.
    public static func jeffreys(_ proportion: Proportion, level: Double = 0.95) -> Interval {
        let interval = proportion.posterior().interval(level: level)
        return Interval(
            low: proportion.count == 0 ? 0 : interval.low,
            high: proportion.rest == 0 ? 1 : interval.high)
    }
}
