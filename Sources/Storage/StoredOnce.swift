/// What became of something that was to be stored once for its key, beside others in one transaction.
public enum StoredOnce: Sendable {
    /// It is stored, or it was before: then the answer is a replay.
    case answered(KeptAnswer)
    /// It is not.
    case refused(any Error)
    /// Somebody else is at what its owner has: nothing was done for it. Alone it waits for them.
    case busy
}
