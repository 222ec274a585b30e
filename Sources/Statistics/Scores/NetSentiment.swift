extension Estimate {
    /// Net sentiment: the share of positive less the share of negative raters, in -1...1, with a credible interval.
    ///
    /// `pooled` are the same three counts over all parts of the experiment, this one included; leave it out when there
    /// is no other part. See `DirichletPosterior`.
    public static func netSentiment(
        negative: Int, neutral: Int, positive: Int, pooled: (negative: Int, neutral: Int, positive: Int)? = nil,
        level: Double = 0.95
    ) -> Estimate {
        let prior = pooled.map { [$0.negative, $0.neutral, $0.positive] } ?? []
        return DirichletPosterior(counts: [negative, neutral, positive], pooled: prior)
            .mean(of: [-1, 0, 1], level: level)
    }

    /// Mean score in 1...5 from the counts of the scores 1, 2, 3, 4 and 5, with a credible interval.
    ///
    /// `pooled` are the same five counts over all parts of the experiment; leave it out when there is no other part.
    public static func meanScore(counts: [Int], pooled: [Int] = [], level: Double = 0.95) -> Estimate {
        DirichletPosterior(counts: counts, pooled: pooled).mean(of: [1, 2, 3, 4, 5], level: level)
    }
}
