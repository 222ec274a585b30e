import Foundation

/// One of the works that take turns. It runs once and says how many seconds that took.
struct Contender {
    let name: String
    let run: () throws -> Double

    /// A work whose own seconds are measured elsewhere, such as in another process.
    init(_ name: String, seconds run: @escaping () throws -> Double) {
        self.name = name
        self.run = run
    }

    /// A work of this thread. Its processor time counts, which other programs on the machine hardly change.
    init(_ name: String, _ work: @escaping () throws -> Void) {
        self.init(name) {
            let started = threadNanoseconds()
            try work()
            return Double(threadNanoseconds() - started) / 1e9
        }
    }
}

/// Works that take turns, so that whatever slows the machine down slows all of them.
struct Alternation {
    /// Seconds of each contender in each round, in their order.
    private(set) var rounds: [[Double]] = []

    /// Runs rounds until the seconds are over: three at least, one when they are 0.
    init(_ contenders: [Contender], seconds: Double) throws {
        let least = seconds > 0 ? 3 : 1
        let started = ContinuousClock.now
        while rounds.count < least || ContinuousClock.now - started < .seconds(seconds) {
            rounds.append(try contenders.map { try Self.enough($0, isSmoke: seconds == 0) })
        }
    }

    /// Median seconds of a contender.
    func median(_ contender: Int) -> Double { Self.median(rounds.map { $0[contender] }) }

    /// How many times faster a contender, the first if none is named, is than another: the median over the rounds.
    func ratio(of contender: Int = 0, to other: Int) -> Double {
        Self.median(rounds.map { $0[other] / $0[contender] })
    }

    /// Repeats what is over too soon to be measured.
    private static func enough(_ contender: Contender, isSmoke: Bool) throws -> Double {
        var total = try contender.run()
        var count = 1
        while !isSmoke, total < 0.02, count < 1000 {
            total += try contender.run()
            count += 1
        }
        return total / Double(count)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }
}

/// Nanoseconds of processor time that this thread has used.
private func threadNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
