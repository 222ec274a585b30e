import Foundation

/// Tests that take minutes run whole with `CHORUS_SLOW=1`, and a little of them in every run of the suite.
enum SlowGroup {
    static let isWanted = ProcessInfo.processInfo.environment["CHORUS_SLOW"] == "1"

    /// The one with the slow group, the other without.
    static func amount<Value>(_ slow: Value, otherwise quick: Value) -> Value { isWanted ? slow : quick }
}
