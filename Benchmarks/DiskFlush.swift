import Foundation
import Glibc

/// What it costs to have something on the disk for good: the measure of everything that is durable.
enum DiskFlush {
    /// Median seconds of writing 8 KiB and waiting for the disk, where the rows keep their databases.
    static func seconds() throws -> Double {
        let path = "/tmp/chorus-bench.\(getpid()).flush"
        let file = open(path, O_CREAT | O_WRONLY, 0o600)
        guard file >= 0 else { throw BenchFailure("cannot write to /tmp") }
        defer {
            close(file)
            unlink(path)
        }
        let page = [UInt8](repeating: 7, count: 8192)
        var seconds: [Double] = []
        for _ in 0..<200 {
            let started = ContinuousClock.now
            guard write(file, page, page.count) == page.count, fdatasync(file) == 0 else {
                throw BenchFailure("cannot write to /tmp")
            }
            seconds.append(started.duration(to: .now) / .seconds(1))
        }
        return seconds.sorted()[seconds.count / 2]
    }
}
