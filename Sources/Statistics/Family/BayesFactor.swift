/// The log Bayes factor of "each part has its own rate" against "all parts share one".
///
/// Σ ln B(k_p + a, n_p - k_p + a) - P ln B(a, a) - [ln B(K + a, N - K + a) - ln B(a, a)] for the prior Beta(a, a) of
/// every rate (Good & Crook 1974; Gunel & Dickey 1974). Positive speaks for a change, negative for chance; exp of its
/// size is the odds. Parts without raters contribute nothing. A prior that is not positive gives 0: no evidence.
public func logBayesFactor(_ parts: [Proportion], prior: Double = 1) -> Double {
    guard prior > 0, prior.isFinite else { return 0 }
    func evidence(_ count: Double, _ rest: Double) -> Double {
        logBeta(count + prior, rest + prior) - logBeta(prior, prior)
    }
    let own = parts.reduce(0.0) { $0 + evidence(Double($1.count), Double($1.rest)) }
    let count = parts.reduce(0.0) { $0 + Double($1.count) }
    let rest = parts.reduce(0.0) { $0 + Double($1.rest) }
    return own - evidence(count, rest)
}

/// The log Bayes factor under Jeffreys', the uniform and a more peaked prior: does the answer hang on the prior?
public struct BayesFactorSensitivity: Sendable, Hashable {
    /// Under Beta(1/2, 1/2).
    public let jeffreys: Double
    /// Under Beta(1, 1): the one that is reported.
    public let uniform: Double
    /// Under Beta(2, 2).
    public let peaked: Double

    /// The three factors of the parts.
    public init(_ parts: [Proportion]) {
        jeffreys = logBayesFactor(parts, prior: 0.5)
        uniform = logBayesFactor(parts, prior: 1)
        peaked = logBayesFactor(parts, prior: 2)
    }

    /// Whether all three priors point the same way.
    public var isRobust: Bool {
        let all = [jeffreys, uniform, peaked]
        return all.allSatisfy { $0 > 0 } || all.allSatisfy { $0 < 0 }
    }
}
