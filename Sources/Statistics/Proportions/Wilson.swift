extension Interval {
    /// Wilson's score interval of a proportion (Wilson 1927; recommended by Brown, Cai & DasGupta 2001).
    ///
    /// With p = k/n and z the critical value: (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    /// Nobody asked gives 0...1.
    public static func wilson(_ proportion: Proportion, level: Double = 0.95) -> Interval {
        guard let p = proportion.share else { return Interval(low: 0, high: 1) }
        let n = Double(proportion.total)
        let z = criticalValue(level: level)
        let centre = p + z * z / (2 * n)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        // Exact at the ends, where the two terms cancel only up to rounding.
        return Interval(
            low: proportion.count == 0 ? 0 : (centre - half) / scale,
            high: proportion.rest == 0 ? 1 : (centre + half) / scale)
    }
}
