/// The log Bayes factor of "each part has its own rate" against "all parts share one".
///
/// Σ ln B(k_p + a, n_p - k_p + a) - P ln B(a, a) - [ln B(K + a, N - K + a) - ln B(a, a)] for the prior Beta(a, a)
/// of every rate (Good & Crook 1974; Gunel & Dickey 1974). Positive speaks for a change, negative for chance;
/// exp of its size is the odds. Parts without raters contribute nothing.
public func logBayesFactor(_ parts: [Proportion], prior: Double = 1) -> Double {
    func evidence(_ count: Int, _ rest: Int) -> Double {
        logBeta(Double(count) + prior, Double(rest) + prior) - logBeta(prior, prior)
    }
    let own = parts.reduce(0.0) { $0 + evidence($1.count, $1.rest) }
    let count = parts.reduce(0) { $0 + $1.count }
    let rest = parts.reduce(0) { $0 + $1.rest }
    return own - evidence(count, rest)
}
