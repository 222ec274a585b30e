import ChatLogs
import Core
import StrictJSON

/// The form that asks for a snapshot, as it was sent.
struct SnapshotForm {
    /// Fields in the order of the form.
    static let fields = [
        "name", "policy", "format", "parts", "part", "stratify", "seed", "description", "succeeds", "public",
    ]

    var values: [String: String] = [:]
    var stratify = Split.usual.map(\.rawValue)
    var isPublic = false

    /// Empty, or with what an earlier snapshot was made of.
    init(succeeding earlier: SnapshotRequest? = nil) {
        values = ["format": earlier?.format.name ?? "supervised"]
        guard let earlier else { return }
        values["succeeds"] = earlier.name
        values["policy"] = earlier.policy.address
        values["seed"] = earlier.policy.policy.seed
        values["description"] = earlier.description
        values["parts"] = earlier.share.map { "\($0.split.parts)" }
        values["part"] = earlier.share.map { "\($0.part)" }
        if let share = earlier.share { stratify = share.split.stratify.map(\.rawValue) }
        isPublic = earlier.isPublic
    }

    init(_ form: FormFields) {
        for field in Self.fields where !form[field].isEmpty { values[field] = form[field] }
        stratify = form.all("stratify")
        isPublic = form["public"] == "true"
    }

    /// The same as the body of `POST /v1/snapshots`.
    var body: JSONValue {
        get throws {
            var members: [JSON.Member] = ["name", "policy", "format", "seed", "description", "succeeds"].compactMap {
                field in values[field].map { (field, .string($0)) }
            }
            members.append(("public", .bool(isPublic)))
            if values["parts"] != nil || values["part"] != nil {
                func number(_ field: String) -> JSON.Member? {
                    values[field].map { text in (field, Int(text).map { .int($0) } ?? .string(text)) }
                }
                members.append(
                    (
                        "split",
                        .object(
                            [number("parts"), number("part")].compactMap(\.self)
                                + [("stratify", .array(stratify.map(JSON.string)))])
                    ))
            }
            return try JSONDocument(JSON.object(members).bytes(), limits: .request).root
        }
    }
}

/// The form in a page: what there is to choose, what was typed, and what is wrong with that.
struct SnapshotFormCard {
    let formToken: String
    let value: [String: String]
    let policies: [PolicyChoice]
    let formats: [FormatChoice]
    let ancestors: [AncestorChoice]
    let hasAncestors: Bool
    let strata: [String: Bool]
    let isForEverybody: Bool
    let opensSplit: Bool
    let faulty: [String: FieldFaults]
    let hasFaults: Bool
    let faultyFields: [Word]

    init(
        _ form: SnapshotForm, _ policies: [PolicyVersion], snapshots: [Snapshot], formToken: String,
        problem: Problem? = nil
    ) {
        self.formToken = formToken
        value = form.values
        let chosen = form.values["policy"] ?? ""
        // An older version stays chosen where a snapshot is made again with it.
        let isListed = policies.contains { $0.address == chosen || $0.policy.name == chosen }
        let older = snapshots.map(\.request.policy).first { !isListed && $0.address == chosen }
        self.policies = (policies + [older].compactMap(\.self)).map { PolicyChoice($0, chosen: chosen) }
        formats = RowFormat.all.map { FormatChoice($0, chosen: form.values["format"]) }
        ancestors = snapshots.map {
            AncestorChoice(name: $0.request.name, isChosen: $0.request.name == form.values["succeeds"])
        }
        hasAncestors = !snapshots.isEmpty
        strata = Dictionary(form.stratify.map { ($0, true) }, uniquingKeysWith: { one, _ in one })
        isForEverybody = form.isPublic
        faulty = FieldFaults.byField(problem?.shown ?? [], known: Set(SnapshotForm.fields), whole: "name")
        hasFaults = problem != nil
        faultyFields = SnapshotForm.fields.filter { [faulty] in faulty[$0] != nil }.map { Word($0) }
        opensSplit = ["parts", "part", "stratify"].contains { [faulty] in form.values[$0] != nil || faulty[$0] != nil }
    }
}

extension Problem {
    /// Its faults; where it names none, what it says itself. What a policy is told about its filters is said there.
    fileprivate var shown: [Fault] {
        guard !errors.isEmpty else { return [Fault(pointer: "", code: code, detail: detail, hint: "")] }
        return errors.map { fault in
            var fault = fault
            if fault.code == "filter_saw_nothing" { fault.pointer = "/policy" }
            switch (fault.code, fault.pointer) {
            case ("wrong_type", _): return .ofForm(fault.pointer, "not_whole")
            case ("required", "/policy"): return .ofForm(fault.pointer, "policy_unchosen")
            default: return fault
            }
        }
    }
}

/// A row format, as a choice.
struct FormatChoice {
    let name: String
    let title: [NoteRun]
    let loses: [NoteRun]
    let isChosen: Bool

    init(_ format: RowFormat, chosen: String?) {
        name = format.name
        title = NoteRun.runs(of: format.title)
        loses = NoteRun.runs(of: format.loses)
        isChosen = format.name == chosen
    }
}

/// A snapshot whose place another can take.
struct AncestorChoice {
    let name: String
    let isChosen: Bool
}
