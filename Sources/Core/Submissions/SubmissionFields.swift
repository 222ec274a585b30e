public import ChatLogs

/// What a submitter says about an upload: query parameters beside a raw body, or fields of a form.
public struct SubmissionFields: Sendable, Equatable {
    /// Every field name that is known.
    public static let names: Set<String> = [
        "consent_training", "consent_public", "experiment", "part", "front_end", "submitter", "user_name",
        "speaker_user", "notes",
    ]

    /// Version of the consent questions that submitters answer now.
    public static let termsVersion = "1"

    /// May be trained with; required.
    public var consentTraining = false
    /// May be published, and read by people.
    public var consentPublic = false
    /// Slug of the experiment that the logs belong to.
    public var experiment: String?
    /// Part that was talked to.
    public var part: Int?
    /// Program that was chatted in.
    public var frontEnd: String?
    /// Stable name of the submitter, of their own choice.
    public var submitter: String?
    /// The submitter's name in the log, to be masked.
    public var userName: String?
    /// Which speaker is the user, where the file does not say.
    public var speakerUser: String?
    /// Anything else that the maintainers should know.
    public var notes: String?

    /// Reads name-value pairs; empty values count as not given.
    public init(_ pairs: [(name: String, value: String)]) throws(Problem) {
        var faults: [Fault] = []
        var values: [String: String] = [:]
        for (name, value) in pairs {
            guard Self.names.contains(name) else {
                let known = Self.names.sorted().joined(separator: ", ")
                faults.append(
                    Fault(
                        pointer: String(name.prefix(64)), code: "unknown_field",
                        detail: "A field that is not known here.", hint: "Known are: \(known)."))
                continue
            }
            let limit = name == "notes" ? 4000 : 200
            if value.utf8.count > limit || value.utf8.contains(0) {
                faults.append(
                    Fault(
                        pointer: name, code: "too_long",
                        detail: "`\(name)` is longer than \(limit) bytes or holds NUL.",
                        hint: "Shorten it."))
            } else if !value.utf8.allSatisfy({ $0 <= 0x20 }) {
                values[name] = value
            }
        }
        consentTraining = Self.flag("consent_training", values, &faults)
        consentPublic = Self.flag("consent_public", values, &faults)
        experiment = values["experiment"]
        part = Self.part(values, &faults)
        frontEnd = values["front_end"]?.lowercased()
        submitter = values["submitter"]
        userName = values["user_name"]
        speakerUser = values["speaker_user"]
        notes = values["notes"]
        if !faults.isEmpty { throw .invalid(faults) }
    }

    /// What the reader needs to know.
    public var readingOptions: ReadingOptions { ReadingOptions(userName: userName, speakerUser: speakerUser) }

    /// Refuses an upload without the consent that everything else rests on.
    public func requireConsent() throws(Problem) {
        guard !consentTraining else { return }
        throw .invalid([
            Fault(
                pointer: "consent_training", code: "consent_missing",
                detail: "Without consent to training nothing is stored.",
                hint: "Send consent_training=true if the model may be trained with this chat.")
        ])
    }

    private static func flag(_ name: String, _ values: [String: String], _ faults: inout [Fault]) -> Bool {
        switch values[name]?.lowercased() {
        case nil, "false", "0", "off", "no": return false
        case "true", "1", "on", "yes": return true
        default:
            faults.append(
                Fault(
                    pointer: name, code: "unknown_value", detail: "`\(name)` is neither true nor false.",
                    hint: "Send true or false."))
            return false
        }
    }

    private static func part(_ values: [String: String], _ faults: inout [Fault]) -> Int? {
        guard let text = values["part"] else { return nil }
        guard let number = Int(text), 1...1000 ~= number else {
            faults.append(
                Fault(
                    pointer: "part", code: "out_of_range", detail: "`part` is not a number from 1 to 1000.",
                    hint: "Send the number of the part that you talked to."))
            return nil
        }
        if values["experiment"] == nil {
            faults.append(
                Fault(
                    pointer: "experiment", code: "required", detail: "`part` without `experiment`.",
                    hint: "Name the experiment too."))
        }
        return number
    }
}
