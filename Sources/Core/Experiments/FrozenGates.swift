public import Foundation

extension Part {
    /// Whether the part has been released, so that its gates are what they are.
    public func areGatesFrozen(at moment: Date) -> Bool {
        gatesFrozenAt.map { $0 <= moment } ?? false
    }

    /// This part in the place of an earlier version of itself, as a maintainer asks for it.
    ///
    /// Gates that are frozen stay, and so does the moment at which they were, even when the release is taken back: else
    /// whoever does not like what a gate says could lay down another one. A part that is registered with a release in the
    /// past freezes its gates at that moment of registration, so that the two times show that feedback may have been known.
    /// - Throws: 409 `gates_frozen` when the gates differ
    public func replacing(_ old: Part, now: Date) throws(Problem) -> Part {
        var part = self
        part.createdAt = old.createdAt
        guard old.areGatesFrozen(at: now), let frozenAt = old.gatesFrozenAt else { return part }
        guard gates == old.gates else {
            let hash = old.gates.hash.map { "Their hash is \($0)." } ?? "There are none."
            throw Problem(
                409, "gates_frozen", "The gates of this part were frozen at \(RFC3339.text(frozenAt)). \(hash)",
                errors: [
                    Fault(
                        pointer: "/gates", code: "gates_frozen",
                        detail: "Gates cannot be changed, added or taken away once a part is released.",
                        hint: "Send them as this part answers them, and lay down new ones for the next part.")
                ])
        }
        part.gatesFrozenAt = frozenAt
        return part
    }
}
