import Dispatch
import EmbeddedPostgres
import Glibc

/// Runs a private server in a process of its own, so that tests can kill it.
///
///     embedded-postgres-probe start|start-or-attach|attach FOLDER     prints "ready …", serves until SIGTERM
///     embedded-postgres-probe status|stop FOLDER                      prints the answer

/// Unbuffered: the reader waits for each line.
@Sendable func say(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = write(1, bytes, bytes.count)
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    say("usage: embedded-postgres-probe start|start-or-attach|attach|status|stop FOLDER")
    exit(2)
}
signal(SIGTERM, SIG_IGN)
let (terminations, termination) = AsyncStream.makeStream(of: Void.self)
let source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
source.setEventHandler { @Sendable in termination.yield() }
source.resume()

let directory = ClusterDirectory(arguments[2])
let report: @Sendable (ServerEvent) -> Void = { say("event \($0)") }
do {
    let server: PrivateServer
    switch arguments[1] {
    case "start": server = try await .start(in: directory, onEvent: report)
    case "start-or-attach": server = try await .startOrAttach(in: directory, onEvent: report)
    case "attach": server = try await .attach(to: directory)
    case "status":
        let status = try PrivateServer.status(of: directory)
        say("status \(status.state) owner \(status.owner ?? 0) process \(status.process ?? 0)")
        exit(0)
    case "stop":
        say("stopped \(try await PrivateServer.stop(directory))")
        exit(0)
    default: exit(2)
    }
    say("ready \(server.isOwner ? "owner" : "attached") \(server.connectionString)")
    for await _ in terminations { break }
    await server.stop()
    say("end")
} catch {
    say("error \(error)")
    exit(1)
}
