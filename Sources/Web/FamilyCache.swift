import Core
import Locks
import NIOCore

/// An answer as it goes out: nothing is left to do for the next one who asks.
struct RenderedAnswer: Sendable {
    let tag: String
    let body: ByteBuffer
    let isOfFiguresAlone: Bool
}

/// Views of experiments and the answers rendered from them, kept until something may have changed.
///
/// What this server writes is seen by the next read: every request that may write counts as a change, and so does every
/// step of the feed. What another server writes is seen after `freshness` at the latest.
final class FamilyCache: Sendable {
    /// How long a view is taken for true without looking at the database.
    static let freshness = Duration.seconds(1)
    /// Views that are kept; more experiments than that are read again.
    static let most = 64

    private struct Stamp: Equatable {
        var changes: Int
        var events: Int
    }

    private struct Entry {
        let stamp: Stamp
        var readAt: ContinuousClock.Instant
        /// When the database said so.
        let confirmedAt: ContinuousClock.Instant
        let view: ExperimentView
        var answers: [String: RenderedAnswer] = [:]
    }

    private struct State {
        var changes = 0
        var views = 0
        var entries: [String: Entry] = [:]
        /// Until when the database is taken for away without being asked: a report that is remembered need not wait.
        var awayUntil = ContinuousClock.now
        /// Families by input hash: after a change elsewhere the figures often are the same.
        var families: [String: PartFamily] = [:]
    }

    private let state = Guarded(State())
    private let events: Bell

    /// - Parameter events: rung when the feed has moved
    init(events: Bell) { self.events = events }

    /// Something may have been written.
    func changed() { state.withLock { $0.changes += 1 } }

    /// The view of an experiment, read again if it may have changed; the last one while the database is away.
    /// - Parameter read: reads it from the database; nil when there is no such experiment
    func view(
        of slug: String, read: () async throws -> ExperimentRecord?
    ) async throws -> ExperimentView? {
        if let entry = state.withLock({ kept(&$0, slug) }) { return entry.view }
        // Taken before reading: what is written meanwhile makes the view old at once.
        let stamp = state.withLock { state -> Stamp in self.stamp(state) }
        let readAt = ContinuousClock.now
        let record: ExperimentRecord
        do {
            if let stale = state.withLock({ $0.awayUntil > readAt ? Self.stale($0, slug) : nil }) { return stale }
            guard let found = try await read() else { return nil }
            record = found
        } catch {
            guard Problems.problem(for: error).status >= 503, let stale = staleFromNow(slug) else { throw error }
            return stale
        }
        let family = family(of: record.figures)
        return state.withLock { state in
            state.views += 1
            let view = ExperimentView(record, family: family, number: state.views)
            // Figures that are the same have the same answers: a busy report is not rendered anew each second.
            let kept = state.entries[slug].map { old in
                old.view.hasFigures(of: view) ? old.answers.filter { $0.value.isOfFiguresAlone } : [:]
            }
            if state.entries.count >= Self.most { state.entries.removeAll() }
            state.entries[slug] = Entry(
                stamp: stamp, readAt: readAt, confirmedAt: readAt, view: view, answers: kept ?? [:])
            return view
        }
    }

    /// An answer about a view, rendered once.
    /// - Parameter isOfFiguresAlone: whether nothing but the figures is in it, such as notes of the maintainers
    func answer(
        _ name: String, of view: ExperimentView, isOfFiguresAlone: Bool = true, render: () -> [UInt8]
    ) -> RenderedAnswer {
        let slug = view.experiment.slug
        let kept = state.withLock { state -> RenderedAnswer? in
            guard let entry = state.entries[slug], entry.view.number == view.number else { return nil }
            return entry.answers[name]
        }
        if let kept { return kept }
        let known = view.family.known
        let answer = RenderedAnswer(
            tag: "\"\(view.family.inputHash)-\(known.position)\"", body: ByteBuffer(bytes: render()),
            isOfFiguresAlone: isOfFiguresAlone)
        state.withLock { state in
            guard state.entries[slug]?.view.number == view.number else { return }
            state.entries[slug]?.answers[name] = answer
        }
        return answer
    }

    /// What is remembered of an experiment, and for a moment everybody gets that without asking the database.
    private func staleFromNow(_ slug: String) -> ExperimentView? {
        state.withLock { state in
            state.awayUntil = .now + Self.freshness
            return Self.stale(state, slug)
        }
    }

    private static func stale(_ state: State, _ slug: String) -> ExperimentView? {
        guard let entry = state.entries[slug] else { return nil }
        var view = entry.view
        view.age = entry.confirmedAt.duration(to: .now)
        return view
    }

    /// The entry of an experiment, if nothing that this server knows of has changed. Of those who find it too old one is
    /// sent to look at the database, and the others need not wait for that.
    private func kept(_ state: inout State, _ slug: String) -> Entry? {
        guard let entry = state.entries[slug], entry.stamp == stamp(state) else { return nil }
        guard entry.readAt.duration(to: .now) >= Self.freshness else { return entry }
        state.entries[slug]?.readAt = .now
        return nil
    }

    private func stamp(_ state: State) -> Stamp { Stamp(changes: state.changes, events: events.rings) }

    private func family(of known: ExperimentFigures) -> PartFamily {
        let hash = known.inputHash
        if let kept = state.withLock({ $0.families[hash] }) { return PartFamily(kept, at: known) }
        let family = PartFamily(known)
        state.withLock { state in
            if state.families.count >= Self.most { state.families.removeAll() }
            state.families[hash] = family
        }
        return family
    }
}
