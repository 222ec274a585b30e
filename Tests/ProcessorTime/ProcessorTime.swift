import Glibc

/// Processor time that this thread takes for a piece of work: unlike the time on the wall, it says the same of the work
/// however busy the machine is. For bounds against quadratic work; speed is measured by the benchmarks.
public func processorTime(_ work: () throws -> Void) rethrows -> Duration {
    let start = used()
    try work()
    return used() - start
}

private func used() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
