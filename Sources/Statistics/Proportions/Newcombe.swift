extension Interval {
    /// Newcombe's hybrid-Wilson interval of the difference `first` - `second` of two independent proportions
    /// (Newcombe 1998, method 10).
    ///
    /// With Wilson bounds l, u: d - sqrt((p₁-l₁)² + (u₂-p₂)²) ... d + sqrt((u₁-p₁)² + (p₂-l₂)²).
    /// A side without raters makes it -1...1.
    public static func newcombe(_ first: Proportion, minus second: Proportion, level: Double = 0.95) -> Interval {
        guard let p1 = first.share, let p2 = second.share else { return Interval(low: -1, high: 1) }
        let w1 = wilson(first, level: level)
        let w2 = wilson(second, level: level)
        let below = ((p1 - w1.low) * (p1 - w1.low) + (w2.high - p2) * (w2.high - p2)).squareRoot()
        let above = ((w1.high - p1) * (w1.high - p1) + (p2 - w2.low) * (p2 - w2.low)).squareRoot()
        return Interval(low: p1 - p2 - below, high: p1 - p2 + above)
    }
}
