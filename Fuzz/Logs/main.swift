import ChatLogs
import FuzzDriver
import Glibc

// One upload: it must not crash, and what is said of it must fit together.
let code = chorus_fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
    let reading = LogReader.read(Array(UnsafeBufferPointer(start: start, count: count)), filename: "aria.json")
    for session in reading.sessions where session.status == .accepted {
        precondition(!session.turns.isEmpty && session.reasons.isEmpty)
        precondition(session.fingerprints.prefixSHA256.count == session.turns.count)
    }
    precondition(reading.status != .rejected || !reading.reasons.isEmpty || !reading.sessions.isEmpty)
    return 0
}
exit(code)
