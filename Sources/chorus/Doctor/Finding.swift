import Foundation
import StrictJSON

/// What one check of `chorus doctor` found.
struct Finding: Sendable, Equatable {
    /// How bad it is.
    enum State: String, Sendable, Comparable, CaseIterable {
        case ok
        /// It works, and may not for long or for everybody.
        case warn
        /// It does not work, or loses what was promised.
        case fail

        static func < (one: State, other: State) -> Bool { one.weight < other.weight }

        private var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What was looked at.
    let check: String
    let state: State
    /// What was seen.
    let detail: String
    /// How to put it right; empty when nothing is wrong.
    var fix = ""

    static func ok(_ check: String, _ detail: String) -> Finding { Finding(check: check, state: .ok, detail: detail) }

    static func warn(_ check: String, _ detail: String, fix: String) -> Finding {
        Finding(check: check, state: .warn, detail: detail, fix: fix)
    }

    static func fail(_ check: String, _ detail: String, fix: String) -> Finding {
        Finding(check: check, state: .fail, detail: detail, fix: fix)
    }

    var json: JSON {
        .object([
            ("check", .string(check)), ("state", .string(state.rawValue)), ("detail", .string(detail)),
            ("fix", .string(fix)),
        ])
    }
}

extension [Finding] {
    /// The worst of them.
    var state: Finding.State { map(\.state).max() ?? .ok }

    var json: JSON { .object([("state", .string(state.rawValue)), ("checks", .array(map(\.json)))]) }

    /// For people: a line each, and under what is wrong how to put it right.
    var text: String {
        let width = map(\.check.utf8.count).max() ?? 0
        return map { finding in
            let state = finding.state.rawValue.padding(toLength: 5, withPad: " ", startingAt: 0)
            let check = finding.check.padding(toLength: width, withPad: " ", startingAt: 0)
            let line = "\(state) \(check)  \(finding.detail)"
            return finding.fix.isEmpty ? line : line + "\n" + String(repeating: " ", count: width + 8) + finding.fix
        }.joined(separator: "\n")
    }
}
