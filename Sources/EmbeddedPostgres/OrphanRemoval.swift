import Glibc

/// Ends what a killed predecessor left in a data folder. Only for the holder of the folder's lock.
///
/// A server that is alive while nobody holds the lock has lost its master: its death signal is on the way or could not
/// be delivered. It is stopped and not adopted, because nothing would end it when we die.
///
/// - Returns: the processes that were ended.
@discardableResult
func endOrphans(of place: Place, in data: String) async throws -> [pid_t] {
    let found = try serverProcesses(in: data, of: place.user)
    if found.isEmpty { return [] }
    if let master = try PostmasterFile.read(place)?.process, found.contains(master) {
        for (number, patience) in [(SIGINT, Duration.seconds(20)), (SIGQUIT, .seconds(5))] {
            kill(master, number)
            if try await vanish(place, data, within: patience) { return found }
        }
    }
    // Backends without a postmaster keep its shared memory in use until their statement ends, which may be never.
    for number in [SIGTERM, SIGQUIT, SIGKILL] {
        for process in try serverProcesses(in: data, of: place.user) { kill(process, number) }
        if try await vanish(place, data, within: .seconds(3)) { return found }
    }
    throw EmbeddedPostgresError.processesRemain(try serverProcesses(in: data, of: place.user), place: data)
}

private func vanish(_ place: Place, _ data: String, within patience: Duration) async throws -> Bool {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
        if try serverProcesses(in: data, of: place.user).isEmpty { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return false
}
