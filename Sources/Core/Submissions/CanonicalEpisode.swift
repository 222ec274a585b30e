public import ChatLogs
public import StrictJSON

extension Episode {
    /// The canonical `episode/1` that the feed hands out: masked text only, every key always there.
    public func canonical(document: Document, index: Int, of submission: Submission) -> JSON {
        session.episode()
    }
}
