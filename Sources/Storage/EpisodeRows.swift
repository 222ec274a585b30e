import CProcess
import ChatLogs
import Core
import Foundation
import Postgres
import StrictJSON

/// The episodes of documents in the form in which they are stored: what was read is not needed any more.
struct EpisodeRows: Sendable {
    private(set) var episodes: [EpisodeRow] = []
    /// Of the episodes that were not refused: ids, private halves, figures.
    private(set) var kept: [ID<Episode>] = []
    private(set) var originals: [JSONText] = []
    private(set) var figures: [FigureRow] = []
    /// What the feed hands out.
    private(set) var accepted: [EpisodeEvent] = []

    /// Bytes of a document or an episode that takes so much memory in many small pieces that it is worth while to give it
    /// back before something is made in one piece.
    static let large = 1 << 20

    /// Adds those of a document.
    /// - Parameters:
    ///   - usedUp: a document that was not refused
    ///   - submission: its documents are not looked at
    mutating func add(_ usedUp: consuming Document, index: Int, of submission: Submission) {
        let document = usedUp
        let format = document.reading.format ?? ""
        for episode in document.episodes {
            // The figures first: measuring takes memory of its own, for a while.
            if episode.status != .rejected {
                kept.append(episode.id)
                figures.append(FigureRow(episode, format: format))
                // By the episode: a document of thousands of short ones would do this thousands of times.
                if EpisodeRow.size(of: episode.session) > Self.large { process_give_memory_back() }
                originals.append(JSONText(bytes: episode.session.privateHalf().bytes()))
            }
            if episode.status == .accepted {
                accepted.append(EpisodeEvent(.accepted, episode.id.uuid, revision: 1, at: submission.receivedAt))
            }
            episodes.append(EpisodeRow(episode, document: document, index: index, of: submission))
        }
    }

    /// Adds those of other documents.
    mutating func add(_ others: EpisodeRows) {
        episodes += others.episodes
        kept += others.kept
        originals += others.originals
        figures += others.figures
        accepted += others.accepted
    }

    /// The episodes, which it has not got any more.
    mutating func takeEpisodes() -> [EpisodeRow] {
        defer { episodes = [] }
        return episodes
    }

    /// The private halves, which it has not got any more.
    mutating func takeOriginals() -> [JSONText] {
        defer { originals = [] }
        return originals
    }
}

extension Connection {
    /// Stores episodes with everything that hangs on them, and tells the feed about those that were accepted.
    func insert(_ usedUp: consuming EpisodeRows) throws {
        var rows = usedUp
        guard !rows.episodes.isEmpty else { return }
        try queue(Self.insertion(of: rows.takeEpisodes()))
        try queue(Self.insertion(of: rows.takeOriginals(), of: rows.kept))
        try insertFigures(rows.figures)
        try insertOutbox(rows.accepted)
    }

    private static func insertion(of rows: consuming [EpisodeRow]) -> SQL {
        """
        insert into episodes (bucket, id, submission_id, document_index, session_index, revision, status, reasons,
            held_for, flags, turn_flags, format, turns, user_turns, model_turns, model_words_median, dialogue_sha256,
            lineage, prefix_sha256, content, created_at, updated_at)
        select bucket, id, submission_id, document_index, session_index, 1, status, reasons::text[], held_for::text[],
            flags::text[], turn_flags::text[], format, turns, user_turns, model_turns, model_words_median,
            dialogue_sha256, lineage, prefix_sha256::bytea[], content, received_at, received_at
        from unnest(\(rows.map { ID<Episode>($0.id).bucket })::smallint[], \(rows.map(\.id))::uuid[],
            \(rows.map(\.submission))::uuid[], \(rows.map(\.documentIndex))::integer[],
            \(rows.map(\.sessionIndex))::integer[], \(rows.map(\.status))::text[], \(rows.map(\.reasons))::text[],
            \(rows.map(\.heldFor))::text[], \(rows.map(\.flags))::text[], \(rows.map(\.turnFlags))::text[],
            \(rows.map(\.format))::text[], \(rows.map(\.turns))::integer[], \(rows.map(\.userTurns))::integer[],
            \(rows.map(\.modelTurns))::integer[], \(rows.map(\.modelWordsMedian))::float8[],
            \(rows.map(\.dialogue))::bytea[], \(rows.map(\.lineage))::bytea[], \(rows.map(\.prefixes))::text[],
            \(rows.map(\.content))::json[], \(rows.map(\.receivedAt))::timestamptz[])
            as given(bucket, id, submission_id, document_index, session_index, status, reasons, held_for, flags,
                turn_flags, format, turns, user_turns, model_turns, model_words_median, dialogue_sha256, lineage,
                prefix_sha256, content, received_at)
        """
    }

    private static func insertion(of originals: consuming [JSONText], of episodes: [ID<Episode>]) -> SQL {
        """
        insert into episode_originals (bucket, episode_id, content)
        select bucket, id, content
        from unnest(\(episodes.map(\.bucket))::smallint[], \(episodes.map(\.uuid))::uuid[], \(originals)::json[])
            as given(bucket, id, content)
        """
    }
}
