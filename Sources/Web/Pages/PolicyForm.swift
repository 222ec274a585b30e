import Core
import StrictJSON

/// The form that tries or stores a policy, as it was sent.
struct PolicyForm {
    /// A policy of the largest kind that the API takes, with each byte as `%xx`.
    static let maximumBytes = 3 << 20

    /// `NAME@VERSION`; not looked at when there is a text.
    var chosen = ""
    /// JSON, as it was typed.
    var text = ""
    /// `NAME@VERSION`; empty for none.
    var against = ""
    var stores = false

    init(chosen: String = "", text: String = "") {
        self.chosen = chosen
        self.text = text
    }

    init(_ form: FormFields) {
        chosen = form["policy"]
        text = form["text"]
        against = form["against"]
        stores = form["action"] == "store"
    }
}

/// The form in a page: what there is to choose, what was typed, and what is wrong with that.
struct PolicyFormCard {
    let formToken: String
    let choices: [PolicyChoice]
    let others: [PolicyChoice]
    let text: String
    var faults: [PolicyFault] = []
    var hasFaults = false

    init(_ form: PolicyForm, _ policies: [PolicyVersion], formToken: String, problem: Problem? = nil) {
        self.formToken = formToken
        choices = policies.map { PolicyChoice($0, chosen: form.chosen) }
        others = policies.map { PolicyChoice($0, chosen: form.against) }
        text = form.text
        if let problem {
            faults = PolicyFault.all(of: problem, in: form.text)
            hasFaults = true
        }
    }
}

/// A policy that can be chosen.
struct PolicyChoice {
    let value: String
    let name: String
    let version: Int
    let isBuiltIn: Bool
    let isChosen: Bool

    init(_ policy: PolicyVersion, chosen: String) {
        value = policy.address
        name = policy.policy.name
        version = policy.number
        isBuiltIn = policy.number == 0
        isChosen = value == chosen || name == chosen
    }
}

extension PolicyVersion {
    /// `NAME@VERSION`.
    var address: String { "\(policy.name)@\(number)" }
}

/// One thing that is wrong with a policy, and where.
struct PolicyFault {
    /// JSON pointer; nil for the whole.
    let pointer: String?
    /// Line of the text that was typed.
    let place: Int?
    /// That line.
    let source: String?
    /// Its words where it has some in the template.
    let word: Word
    let detail: [NoteRun]
    let advice: String?

    /// Most bytes of a line that are shown again.
    private static let longestSource = 160

    /// Every fault of a problem at its line.
    static func all(of problem: Problem, in text: String) -> [PolicyFault] {
        let root = try? JSONDocument(Array(text.utf8), limits: .request).root
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let faults =
            problem.errors.isEmpty
            ? [Fault(pointer: "", code: problem.code, detail: problem.detail, hint: "")] : problem.errors
        return faults.map { fault in
            PolicyFault(fault, line: fault.line ?? root.flatMap { Self.line(of: fault.pointer, in: $0) }, lines)
        }
    }

    init(_ fault: Fault, line: Int? = nil, _ lines: [Substring] = []) {
        pointer = fault.pointer.isEmpty ? nil : fault.pointer
        place = line
        let typed = line.flatMap { lines.indices.contains($0 - 1) ? lines[$0 - 1] : nil }
        let own = typed?.drop { $0 == " " || $0 == "\t" }
        source = own.flatMap { $0.isEmpty ? nil : String($0.prefix(Self.longestSource)) }
        word = Word(fault.code)
        detail = NoteRun.runs(of: fault.detail)
        advice = fault.hint.isEmpty ? nil : fault.hint
    }

    /// The line of what a pointer leads to, or of the last thing on the way that is there.
    private static func line(of pointer: String, in root: JSONValue) -> Int? {
        guard !pointer.isEmpty else { return nil }
        var value = root
        for step in pointer.split(separator: "/") {
            let name = String(step).replacing("~1", with: "/").replacing("~0", with: "~")
            let next = value.kind == .array ? Int(name).flatMap { value[$0] } : value[name]
            guard let next else { break }
            value = next
        }
        return value.line
    }
}
