import Glibc
import Statistics
import StrictJSON

extension JSON {
    /// A figure to six decimals: what processors and libraries round differently beyond that must not change a byte.
    static func rounded(_ value: Double?) -> JSON {
        guard let value, value.isFinite else { return .null }
        let rounded = (value * 1e6).rounded() / 1e6
        return .double(rounded == 0 ? 0 : rounded)
    }

    /// `[low, high]`.
    static func interval(_ interval: Interval?) -> JSON {
        interval.map { .array([.rounded($0.low), .rounded($0.high)]) } ?? .null
    }

    /// `{mean, low, high, level}`.
    static func estimate(_ estimate: Estimate?) -> JSON {
        guard let estimate else { return .null }
        return .object([
            ("mean", .rounded(estimate.mean)), ("low", .rounded(estimate.interval.low)),
            ("high", .rounded(estimate.interval.high)), ("level", .double(0.95)),
        ])
    }
}
