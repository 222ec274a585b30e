import Glibc

/// A log-concave density, sampled on a lattice around its peak until nothing is left.
///
/// Sums over such a lattice converge exponentially for analytic densities (Trefethen & Weideman 2014). Values are
/// relative to the peak, so that none overflows.
struct LatticeDensity {
    /// The point of the first value.
    let start: Double
    /// The distance of two points.
    let step: Double
    /// The density relative to the peak.
    let values: [Double]
    /// The logarithm of the density at the peak.
    let peak: Double
    /// The integral up to each point.
    private let integrals: [Double]

    private static let negligible = -27.0

    /// Samples a density given by its logarithm; `centre` should be near the peak.
    init(near centre: Double, step: Double, logDensity: (Double) -> Double) {
        var top = Int((centre / step).rounded())
        var peak = logDensity(Double(top) * step)
        for direction in [1, -1] {
            while case let next = logDensity(Double(top + direction) * step), next > peak {
                top += direction
                peak = next
            }
        }
        func side(_ direction: Int) -> [Double] {
            var values = [Double]()
            var index = top + direction
            while case let next = logDensity(Double(index) * step) - peak, next > Self.negligible {
                values.append(exp(next))
                index += direction
            }
            return values
        }
        let below = side(-1)
        values = below.reversed() + [1] + side(1)
        start = Double(top - below.count) * step
        self.step = step
        self.peak = peak
        integrals = Self.integrals(of: values, step: step)
    }

    /// The integral of the density, relative to the peak.
    var total: Double { step * values.reduce(0, +) }

    /// The points of the lattice.
    var points: [Double] { values.indices.map { start + Double($0) * step } }

    /// The share of the density below `x`.
    ///
    /// Cubic between the points, from the integrals and the values there: an error of the fourth order in the step.
    func share(below x: Double) -> Double {
        let position = (x - start) / step
        guard position > 0 else { return 0 }
        let index = Int(min(position, Double(values.count)))
        guard index < values.count - 1 else { return 1 }
        let t = position - Double(index)
        let rise = integrals[index + 1] - integrals[index]
        let (slope, next) = (step * values[index], step * values[index + 1])
        let inside = t * (slope + t * (3 * rise - 2 * slope - next + t * (slope + next - 2 * rise)))
        return min(max(0, (integrals[index] + inside) / total), 1)
    }

    /// The trapezoidal rule up to each point, with the first term of Euler and Maclaurin's correction.
    private static func integrals(of values: [Double], step: Double) -> [Double] {
        var sum = 0.0
        return values.indices.map { index in
            let before = index > 0 ? values[index - 1] : 0
            let after = index + 1 < values.count ? values[index + 1] : 0
            defer { sum += values[index] }
            return step * (sum + values[index] / 2 - (after - before) / 24)
        }
    }
}
