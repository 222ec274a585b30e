public import FoundationEssentials

extension Date: SQLValue {
    /// `timestamptz`
    public static var type: SQLType { .timestamptz }

    /// Microseconds since 2000-01-01 UTC. `distantFuture` and `distantPast` are sent as `infinity` and `-infinity`;
    /// a date outside the server's range is refused by it (22008).
    public func encode(into bytes: inout [UInt8]) {
        switch self {
        case .distantFuture: bytes.append(bigEndian: Int64.max)
        case .distantPast: bytes.append(bigEndian: Int64.min)
        default:
            let microseconds = (timeIntervalSinceReferenceDate * 1e6).rounded() + Date.epochs
            // Neither NaN nor what exceeds 64 bits fits: a value the server is sure to refuse takes its place.
            bytes.append(bigEndian: Int64(exactly: microseconds) ?? Int64.max - 1)
        }
    }

    /// Reads `timestamptz`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        let microseconds = try bytes.integer(.timestamptz, oid, as: Int64.self)
        switch microseconds {
        case .max: self = .distantFuture
        case .min: self = .distantPast
        default:
            let sinceReference = microseconds - Int64(Date.epochs)
            // Split, because a Double cannot hold the sum of seconds and microseconds before dividing exactly.
            let (seconds, rest) = sinceReference.quotientAndRemainder(dividingBy: 1_000_000)
            self.init(timeIntervalSinceReferenceDate: Double(seconds) + Double(rest) / 1e6)
        }
    }

    /// Microseconds from the server's epoch (2000-01-01) to Foundation's (2001-01-01): 366 days.
    private static let epochs = 366 * 86_400 * 1e6
}
