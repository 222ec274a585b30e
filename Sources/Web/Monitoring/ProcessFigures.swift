import Foundation
import Glibc

/// What the system says about this process.
struct ProcessFigures {
    let startedAt: Date

    /// Bytes of memory that it has now.
    static var residentBytes: Int {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
        return (pages.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    func add(to text: inout MetricsText) {
        text.single(
            "process_resident_memory_bytes", .gauge, "Memory that this process has.", Double(Self.residentBytes))
        text.single("process_cpu_seconds_total", .counter, "Time that it worked.", cpuSeconds)
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? 0
        text.single("process_open_fds", .gauge, "Files and sockets that it has open.", Double(files))
        text.single(
            "process_start_time_seconds", .gauge, "When it began, seconds since 1970.",
            startedAt.timeIntervalSince1970.rounded())
    }

    private var cpuSeconds: Double {
        var use = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &use)
        let microseconds = use.ru_utime.tv_usec + use.ru_stime.tv_usec
        return Double(use.ru_utime.tv_sec + use.ru_stime.tv_sec) + Double(microseconds) / 1_000_000
    }
}
