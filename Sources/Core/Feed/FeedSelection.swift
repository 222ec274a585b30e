public import ChatLogs
import Foundation
import StrictJSON

/// Which episodes a pull wants of the feed, and in what form.
///
/// A follower may hold what an earlier event brought, so what is not selected goes out as something that removes it
/// wherever that is possible: only an `episode.accepted` is left out. Withdrawals and rejections always pass.
public struct FeedSelection: Sendable {
    /// What the submitter has to have agreed to, beyond training.
    public enum Consent: String, Sendable, CaseIterable {
        /// Publication.
        case `public`
    }

    /// Only episodes of this experiment; nil for all.
    public var experiment: String?
    /// Only episodes with this consent; nil for all.
    public var consent: Consent?
    /// Only episodes of which this policy keeps something; nil for all.
    public var policy: Policy?
    /// What lines hold of an episode.
    public var format: RowFormat

    /// Everything, as canonical episodes, unless something else is said.
    public init(
        experiment: String? = nil, consent: Consent? = nil, policy: Policy? = nil, format: RowFormat = .episode
    ) {
        self.experiment = experiment
        self.consent = consent
        self.policy = policy
        self.format = format
    }

    /// Whether lines hold canonical episodes rather than rows.
    public var wantsEpisodes: Bool { format.name == RowFormat.episode.name }

    /// Whether what raters thought makes a difference: to the policy, or to the rows.
    public var needsScores: Bool {
        policy?.needsScores ?? false || format.fields.contains { ["reward", "label"].contains($0.name) }
    }

    /// Whether the policy can read what was measured when episodes came in; otherwise it reads their text.
    public var needsFigures: Bool { policy?.isMeasuredInUsualWindows ?? false }

    /// Whether a line can be written around its episode, which nobody has to read for that.
    public var takesPieces: Bool { wantsEpisodes && policy == nil }

    /// What stands in an event's line before and behind its episode.
    /// - Returns: nil when its line has none, or is left out
    public func frame(_ event: FeedEvent, _ content: FeedContent) -> (before: [UInt8], behind: [UInt8])? {
        guard takesPieces, content.isLong, event.kind.bringsContent, isSelected(content) else { return nil }
        var line: [UInt8] = []
        event.append(to: &line, ("episode", .raw([])))
        return (Array(line.dropLast(2)), Array(line.suffix(2)))
    }

    /// Writes the line of an event, unless it is left out.
    ///
    /// Of what is not there any more nothing but its experiment and its consent is known: it passes the policy, empty.
    /// - Parameter content: what is known of the episode; nil where that is nothing
    public func append(_ event: FeedEvent, _ content: FeedContent?, to lines: inout [UInt8]) {
        guard event.kind.bringsContent else { return event.append(to: &lines) }
        let windows = isSelected(content) ? content.flatMap { self.windows(of: event.episode, $0) } : []
        guard windows.map({ !$0.isEmpty }) ?? true else {
            guard event.kind == .revised else { return }
            var removal = event
            removal.kind = .rejected
            return removal.append(to: &lines)
        }
        guard let content, let episode = content.episode else { return event.append(to: &lines) }
        guard !wantsEpisodes else { return event.append(to: &lines, ("episode", .raw(episode))) }
        // What the service itself has written can be read; should it not, a follower must not stop here for ever.
        let rows = (try? Dialogue(canonical: episode)).map { format.rows(of: $0, options(windows, content)) }
        event.append(to: &lines, ("rows", .array(rows ?? [])))
    }

    private func isSelected(_ content: FeedContent?) -> Bool {
        if let experiment, content?.experiment != experiment { return false }
        return consent == nil || content?.isPublic ?? false
    }

    /// The windows that the policy keeps of the episode, judged alone; nil without a policy or an episode.
    private func windows(of episode: UUID, _ content: FeedContent) -> Set<Int>? {
        guard let policy, let text = content.episode else { return nil }
        guard let figures = content.figures ?? (try? DialogueFigures(canonical: text, cut: policy.cut)) else {
            return []
        }
        let id = ID<Episode>(episode).description
        return policy.windows(of: EpisodeFigures(id: id, dialogue: figures, score: content.score))
    }

    private func options(_ windows: Set<Int>?, _ content: FeedContent) -> RowOptions {
        let submittedAt = Int(content.receivedAt.timeIntervalSince1970 * 1000)
        if let policy, let windows {
            return policy.rowOptions(windows: windows, score: content.score, submittedAt: submittedAt)
        }
        return RowOptions(score: content.score, submittedAt: submittedAt)
    }
}
