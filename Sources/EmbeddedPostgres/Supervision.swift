extension Launch {
    /// A server that lived this long is not in a loop of crashes.
    private static let healthyLife = Duration.seconds(1)
    private static let longestDelay = Duration.seconds(10)

    /// Keeps the server alive until the task is cancelled; then stops it and gives up the lock.
    func supervise(_ first: ChildProcess, lock: DirectoryLock) async {
        let rotation = Task { [log] in
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(60))
                try? log.rotateIfLarge()
            }
        }
        var child = first
        var delay = Duration.zero
        while true {
            let began = ContinuousClock.now
            let exit = await endOrCancellation(of: child)
            if Task.isCancelled { break }
            onEvent(.endedUnexpectedly(reason: exit.description))
            if began.duration(to: .now) > Self.healthyLife { delay = .zero }
            guard let next = await restart(&delay) else { break }
            child = next
        }
        rotation.cancel()
        await leaveNothing()
        lock.release()
        onEvent(.stopped)
    }

    private func endOrCancellation(of child: ChildProcess) async -> ChildProcess.Exit {
        await withTaskCancellationHandler {
            await child.exit()
        } onCancel: {
            Task.detached { await child.stop() }
        }
    }

    /// Tries for ever: a full disk, for one, is cleared by somebody some time. Nil when cancelled.
    private func restart(_ delay: inout Duration) async -> ChildProcess? {
        while true {
            do {
                try await Task.sleep(for: delay)
                delay = min(max(delay * 2, .milliseconds(100)), Self.longestDelay)
                let child = try await start()
                if !Task.isCancelled { return child }
                await child.stop()
                return nil
            } catch let error as EmbeddedPostgresError {
                if Task.isCancelled { return nil }
                onEvent(.restartFailed(error, retryInMilliseconds: Int(delay / .milliseconds(1))))
            } catch {
                // Only cancellation throws anything else.
                return nil
            }
        }
    }

    /// Backends outlive a postmaster that had to be killed. In a task of its own, which is not cancelled.
    private func leaveNothing() async {
        let place = place
        let ending = Task.detached { try await endOrphans(of: place, in: place.data) }
        _ = try? await ending.value
    }
}
