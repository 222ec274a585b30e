import ChatLogs
import Core

/// Something that waits, as its page says it.
struct ModerationLine {
    let id: String
    /// Names it in the form: kind and id.
    let key: String
    let kind: Word
    let since: Moment
    let about: String?
    let address: String?
    /// Why a maintainer held it back.
    let reason: String?
    /// What can be decided: nothing that it is already.
    let canAccept: Bool
    let canQuarantine: Bool
    /// What it is: one of the three has one element.
    let submissions: [SubmissionLine]
    let ratings: [RatingLine]
    let clusters: [ClusterLine]

    init(_ item: ModerationItem) {
        id = ID<ModerationItem>(item.id).description
        key = "\(item.kind.rawValue):\(id)"
        kind = Word(item.kind)
        since = Moment(item.since)
        reason = item.reason.flatMap { $0.isEmpty ? nil : $0 }
        about = item.experiment.map { slug in item.part.map { "\(slug), part \($0)" } ?? slug }
        address = item.experiment.map { slug in
            "/experiments/\(slug)" + (item.part.map { "/parts/\($0)" } ?? "")
        }
        switch item.subject {
        case .submission(let held):
            let line = SubmissionLine(held)
            (submissions, ratings, clusters) = ([line], [], [])
            canAccept = line.canAccept
            canQuarantine = held.accepted > 0
        case .rating(let held):
            (submissions, ratings, clusters) = ([], [RatingLine(held)], [])
            canAccept = true
            canQuarantine = held.status != .quarantined
        case .cluster(let held):
            (submissions, ratings, clusters) = ([], [], [ClusterLine(held)])
            canAccept = true
            canQuarantine = held.quarantined < held.ratings
        }
    }
}

/// An upload of which episodes are held back.
struct SubmissionLine {
    let isPublic: Bool
    let episodes: [HeldEpisodeLine]
    let further: Int
    let hasFurther: Bool
    let accepted: Int
    let isOneAccepted: Bool
    let hasAccepted: Bool
    let canAccept: Bool

    init(_ held: HeldSubmission) {
        isPublic = held.isPublic
        episodes = held.episodes.map(HeldEpisodeLine.init)
        further = held.further
        hasFurther = held.further > 0
        accepted = held.accepted
        isOneAccepted = held.accepted == 1
        hasAccepted = held.accepted > 0
        canAccept = held.further > 0 || episodes.contains { !$0.isForSafety }
    }
}

/// One conversation of it.
struct HeldEpisodeLine {
    let isForSafety: Bool
    let format: String
    let turns: Int
    let userTurns: Int
    let modelTurns: Int
    let words: Int
    let reasons: [Word]
    let hasReasons: Bool
    let flags: [String]
    let hasFlags: Bool
    let excerpt: [ExcerptLine]
    let hasExcerpt: Bool

    /// Reasons whose words are in the template.
    static let worded: Set<ReasonCode> = [
        .controlTokens, .secretFound, .thirdParty, .encodingSuspect, .rolesSwapped, .nonEnglish, .minorSafetyReview,
        .modelAttributionMissing, .heldByMaintainer,
    ]

    init(_ episode: HeldEpisode) {
        isForSafety = episode.flags.contains(ReasonCode.minorSafetyReview.rawValue)
        format = LogFormat.all.first { $0.name == episode.format }?.title ?? episode.format
        turns = episode.turns
        userTurns = episode.userTurns
        modelTurns = episode.modelTurns
        words = Int(episode.modelWordsMedian.rounded())
        reasons = episode.reasons.map { Word($0) }
        hasReasons = !reasons.isEmpty
        flags = episode.flags
        hasFlags = !flags.isEmpty
        excerpt = episode.excerpt?.map(ExcerptLine.init) ?? []
        hasExcerpt = !excerpt.isEmpty
    }
}

/// The beginning of a turn.
struct ExcerptLine {
    let role: Word
    let text: String
    let flags: [String]

    init(_ excerpt: Excerpt) {
        role = Word(excerpt.role)
        text = excerpt.text
        flags = excerpt.flags
    }
}

/// A rating that waits.
struct RatingLine {
    let isQuarantined: Bool
    let isClustered: Bool
    let score: Int?
    let sentiment: Word
    let comment: String?

    init(_ held: HeldRating) {
        isQuarantined = held.status == .quarantined
        isClustered = held.isClustered
        score = held.score
        sentiment = Word(held.sentiment)
        comment = held.comment
    }
}

/// A group of ratings that waits.
struct ClusterLine {
    let size: Int
    let isOne: Bool
    let signs: [Word]
    let negative: Int
    let neutral: Int
    let positive: Int
    let quarantined: Int
    let hasQuarantined: Bool
    let last: Moment
    let comments: [String]
    let hasComments: Bool

    init(_ held: HeldCluster) {
        size = held.ratings
        isOne = held.ratings == 1
        signs = held.signs.map { Word($0) }
        negative = held.counts.negative
        neutral = held.counts.neutral
        positive = held.counts.positive
        quarantined = held.quarantined
        hasQuarantined = held.quarantined > 0
        last = Moment(held.last)
        comments = held.comments
        hasComments = !held.comments.isEmpty
    }
}
