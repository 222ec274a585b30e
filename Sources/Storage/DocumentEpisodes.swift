import CProcess
import ChatLogs
import Core
import Foundation
import Postgres
import StrictJSON

/// The episodes of a document in the form in which they are stored: what was read is not needed any more.
struct DocumentEpisodes {
    /// Position of the document in its submission.
    let document: Int32
    var episodes: [EpisodeRow] = []
    /// Of the episodes that were not refused: ids, private halves, figures.
    private(set) var kept: [UUID] = []
    var originals: [JSONText] = []
    private(set) var figures: [FigureRow] = []
    /// Ids of the episodes that the feed hands out.
    private(set) var accepted: [UUID] = []

    /// Bytes of a document or an episode that takes so much memory in many small pieces that it is worth while to give it
    /// back before something is made in one piece.
    static let large = 1 << 20

    /// - Parameters:
    ///   - usedUp: a document that was not refused
    ///   - submission: its documents are not looked at
    init(of usedUp: consuming Document, index: Int32, of submission: Submission) {
        let document = usedUp
        self.document = index
        let format = document.reading.format ?? ""
        for episode in document.episodes {
            // The figures first: measuring takes memory of its own, for a while.
            let isKept = episode.status != .rejected
            if isKept {
                kept.append(episode.id.uuid)
                figures.append(FigureRow(episode, format: format))
                // By the episode: a document of thousands of short ones would do this thousands of times.
                if EpisodeRow.size(of: episode.session) > Self.large { process_give_memory_back() }
                originals.append(JSONText(bytes: episode.session.privateHalf().bytes()))
            }
            if episode.status == .accepted { accepted.append(episode.id.uuid) }
            episodes.append(EpisodeRow(episode, document: document, index: Int(index), of: submission))
        }
    }
}
