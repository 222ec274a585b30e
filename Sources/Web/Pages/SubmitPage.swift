import Core
import Foundation
import Hummingbird
import Postgres
import Storage
import StrictJSON

/// The form for chat logs: empty, or as it came back with what has to be put right.
struct SubmitPage: PageModel {
    static let template = PageTemplate.submit
    static let place = Place.submit

    let formKey: String
    let groups: [PartGroup]
    let hasGroups: Bool
    /// What was typed, by field.
    let value: [String: String]
    let consentsToTraining: Bool
    let consentsToPublication: Bool
    /// Filled again from what was pasted; a browser does not fill file fields.
    let pasted: String
    let mustChooseAgain: Bool
    let faulty: [String: FieldFaults]
    let hasFaults: Bool
    /// Shows what would be understood; nothing was stored, and nothing is wrong.
    let isPreview: Bool
    /// The fields with faults in the order of the form.
    let faultyFields: [Word]
    let speakers: [SpeakerChoice]
    let hasSpeakers: Bool
    let documents: [DocumentPicture]
    let hasDocuments: Bool

    /// Fields in the order of the form; `log` stands for the whole upload too.
    static let fields = [
        "log", "speaker_user", "user_name", "experiment", "part", "front_end", "notes", "submitter",
        "consent_training", "consent_public",
    ]
    /// Longest text that is sent back for another try, bytes.
    static let longestPasted = 1 << 20

    /// - Parameters:
    ///   - problem: why nothing was stored
    ///   - preview: documents that are only looked at
    init(
        sent: SentUpload, experiments: [(title: String, parts: [PartLabel])], problem: Problem? = nil,
        preview: [JSONValue] = []
    ) {
        formKey = FormKey.make()
        value = sent.values
        groups = experiments.map { PartGroup(title: $0.title, parts: $0.parts, chosen: sent.values["about"]) }
        hasGroups = !groups.isEmpty
        consentsToTraining = sent.values["consent_training"] == "true"
        consentsToPublication = sent.values["consent_public"] == "true"
        let text = sent.pasted ?? []
        pasted = text.count <= Self.longestPasted ? String(decoding: text, as: UTF8.self) : ""
        isPreview = !preview.isEmpty
        mustChooseAgain = (problem != nil || isPreview) && (sent.hasFiles || text.count > Self.longestPasted)
        faulty = FieldFaults.byField(problem?.errors ?? [], known: Set(Self.fields), whole: "log")
        hasFaults = problem != nil
        let shown = preview + (problem?.documents ?? [])
        documents = shown.map(DocumentPicture.init)
        hasDocuments = !documents.isEmpty
        let speakers = SpeakerChoice.all(in: shown, chosen: sent.values["speaker_user"])
        self.speakers = speakers
        hasSpeakers = !speakers.isEmpty
        // Where speakers have to be mapped, that is the place to go to.
        faultyFields = Self.fields.filter { [faulty] field in
            speakers.isEmpty ? faulty[field] != nil : field == "speaker_user" || field != "log" && faulty[field] != nil
        }.map { Word($0) }
    }
}

/// What a submitted form held, apart by kind.
struct SentUpload {
    var values: [String: String] = [:]
    var files: [Upload] = []
    var pieces: [[UInt8]] = []

    init() {}

    /// The text field for pasting and the file field have the same name: what has no file name was pasted.
    init(_ upload: ReceivedUpload) {
        for (name, value) in upload.fields {
            let text = value.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
            if !text.isEmpty { values[name] = text }
        }
        files = upload.files
        pieces = upload.canonicalPieces
    }

    /// Whether it is only to be looked at.
    var isPreview: Bool { values["action"] == "preview" }
    /// Fields of the page that the API does not have.
    private static let own: Set<String> = [FormKey.field, "about", "action"]

    var pasted: [UInt8]? { files.first { $0.filename == nil }?.bytes }
    var hasFiles: Bool { files.contains { $0.filename != nil } }

    /// The fields that the API knows; the choice of a part holds its experiment too.
    var fields: [(name: String, value: String)] {
        var fields = values.filter { !Self.own.contains($0.key) }.map { (name: $0.key, value: $0.value) }
        let about = (values["about"] ?? "").split(separator: "/", maxSplits: 1).map(String.init)
        if let experiment = about.first { fields.append(("experiment", experiment)) }
        if about.count == 2 { fields.append(("part", about[1])) }
        return fields
    }
}

/// An experiment in the choice of parts.
struct PartGroup {
    let title: String
    let options: [PartOption]

    init(title: String, parts: [PartLabel], chosen: String?) {
        self.title = title
        options = parts.map { part in
            let value = "\(part.experiment)/\(part.number)"
            return PartOption(value: value, experiment: part.experiment, number: part.number, isChosen: value == chosen)
        }
    }
}

/// A part in the choice of parts.
struct PartOption {
    let value: String
    let experiment: String
    let number: Int
    let isChosen: Bool
}

/// Names a part.
struct PartLabel: Sendable {
    let experiment: String
    let number: Int
}

/// A speaker found in a log, as a choice of who is the user.
struct SpeakerChoice {
    let name: String
    let turns: Int
    let isOneTurn: Bool
    let isChosen: Bool

    /// Each speaker once of documents that do not say who is the user, the most talkative first, at most 20.
    static func all(in documents: [JSONValue], chosen: String?) -> [SpeakerChoice] {
        var turns: [String: Int] = [:]
        let episodes = documents.flatMap { $0["episodes"].elements }
        for episode in episodes where episode["status"]?.string == "needs_mapping" {
            for speaker in episode["speakers"].elements {
                if let name = speaker["name"]?.string { turns[name, default: 0] += speaker["turns"]?.int ?? 0 }
            }
        }
        let order = turns.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return order.prefix(20).map { name, count in
            SpeakerChoice(name: name, turns: count, isOneTurn: count == 1, isChosen: name == chosen)
        }
    }
}

extension Problem {
    /// The documents of a refused upload, as the API answers them.
    var documents: [JSONValue] {
        guard let member = members.first(where: { $0.key == "documents" }),
            let root = try? JSONDocument(member.value.bytes(), limits: .log).root
        else { return [] }
        return Array(root.elements)
    }
}
