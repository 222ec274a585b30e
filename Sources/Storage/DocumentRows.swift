import CProcess
import ChatLogs
import Core
import Foundation
import Postgres
import StrictJSON

/// A document with its episodes in the form in which they are stored: what was read is not needed any more.
struct DocumentRows {
    let index: Int32
    let filename: String?
    let format: String?
    let variant: String?
    let status: String
    let reasons: String
    let sha256: Data
    let byteCount: Int
    /// The file; nil where it is not kept.
    var bytes: [UInt8]?
    /// Empty when the document was refused, of which nothing is kept.
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

    /// - Parameter submission: its documents are not looked at
    init(_ usedUp: consuming Document, index: Int, of submission: Submission) {
        let document = usedUp
        let reading = document.reading
        self.index = Int32(index)
        (filename, format, variant) = (reading.filename, reading.format, reading.variant)
        (status, sha256, byteCount) = (document.status.rawValue, Data(document.sha256), document.upload.bytes.count)
        reasons = JSON.array(reading.reasons.map(\.json)).text
        guard document.status != .rejected else { return }
        if reading.keepsRawBytes { bytes = document.upload.bytes }
        for episode in document.episodes {
            // The figures first: measuring takes memory of its own, for a while.
            let isKept = episode.status != .rejected
            if isKept {
                kept.append(episode.id.uuid)
                figures.append(FigureRow(episode, format: reading.format ?? ""))
                // By the episode: a document of thousands of short ones would do this thousands of times.
                if EpisodeRow.size(of: episode.session) > Self.large { process_give_memory_back() }
                originals.append(JSONText(bytes: episode.session.privateHalf().bytes()))
            }
            if episode.status == .accepted { accepted.append(episode.id.uuid) }
            episodes.append(EpisodeRow(episode, document: document, index: index, of: submission))
        }
    }
}
