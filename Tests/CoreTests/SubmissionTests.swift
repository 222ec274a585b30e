import ChatLogs
import Core
import Crypto
import Foundation
import StrictJSON
import Testing

@Suite struct SubmissionTests {
    private func fields(_ pairs: KeyValuePairs<String, String>) throws -> SubmissionFields {
        try SubmissionFields(pairs.map { (name: $0.key, value: $0.value) })
    }

    @Test func `what a submitter says is read`() throws {
        let fields = try fields([
            "consent_training": "true", "consent_public": "on", "experiment": "exp7", "part": "3",
            "front_end": "TavernAI",
            "submitter": "s", "user_name": "Sam", "speaker_user": "Sam:", "notes": "n",
        ])
        #expect(fields.consentTraining && fields.consentPublic)
        #expect(fields.experiment == "exp7")
        #expect(fields.part == 3)
        #expect(fields.frontEnd == "tavernai")
        #expect(fields.submitter == "s" && fields.notes == "n")
        #expect(fields.readingOptions.userName == "Sam")
        #expect(fields.readingOptions.speakerUser == "Sam:")
        try fields.requireConsent()
    }

    @Test(arguments: ["true", "1", "on", "yes"]) func `consent is given in the words of forms and programs`(
        _ word: String
    ) throws {
        #expect(try fields(["consent_training": word]).consentTraining)
    }

    @Test(arguments: ["false", "0", "off", "no", "", " "]) func `consent is not given by other words`(_ word: String)
        throws
    {
        let fields = try fields(["consent_training": word])
        #expect(!fields.consentTraining)
        #expect(faults { try fields.requireConsent() } == ["consent_training consent_missing"])
    }

    @Test func `without a word there is no consent, and empty fields are not given`() throws {
        #expect(try fields([:]) == SubmissionFields([]))
        #expect(try fields(["experiment": "", "part": " ", "notes": "\n"]) == SubmissionFields([]))
        #expect(try !fields([:]).consentPublic)
    }

    @Test func `fields have limits, and every fault is reported`() throws {
        #expect(try fields(["notes": String(repeating: "n", count: 4000)]).notes?.utf8.count == 4000)
        #expect(try fields(["submitter": String(repeating: "n", count: 200)]).submitter?.utf8.count == 200)
        let found = faults {
            _ = try fields([
                "consent_training": "maybe", "colour": "red", "notes": String(repeating: "n", count: 4001),
                "submitter": String(repeating: "n", count: 201), "user_name": "a\u{0}b", "part": "0",
            ])
        }
        #expect(
            Set(found) == [
                "colour unknown_field", "notes too_long", "submitter too_long", "user_name too_long",
                "consent_training unknown_value", "part out_of_range",
            ])
        #expect(found.count == 6)
    }

    @Test(arguments: ["0", "1001", "-1", "three", "3.0", "99999999999999999999"])
    func `a part is a number from 1 to 1000`(_ text: String) {
        #expect(faults { _ = try fields(["experiment": "e", "part": text]) } == ["part out_of_range"])
    }

    @Test func `a part without an experiment is refused`() {
        #expect(faults { _ = try fields(["part": "3"]) } == ["experiment required"])
    }

    private static let chat = Array(
        #"""
        {"messages":[{"role":"user","content":"Hello there, how are you today?"},
        {"role":"assistant","content":"I am well, thank you. What shall we do this evening?"},
        {"role":"user","content":"Let us walk along the river."},
        {"role":"assistant","content":"What a lovely idea, I will get my coat."}]}
        """#.utf8)

    private func submission(_ uploads: [Upload]) throws -> Submission {
        Submission(
            id: ID(bucket: 9, at: noon), fields: try fields(["consent_training": "true"]), uploads: uploads,
            receivedAt: noon)
    }

    @Test func `a chat becomes an episode in the bucket of its submission`() throws {
        let submission = try submission([Upload(filename: "chat.json", bytes: Self.chat)])
        #expect(submission.status == .accepted)
        #expect(submission.refusal == nil)
        let document = try #require(submission.documents.first)
        #expect(document.sha256 == Array(SHA256.hash(data: Self.chat)))
        #expect(document.episodes.count == 1)
        #expect(document.episodes.first?.id.bucket == 9)
        let answer = try JSONDocument(submission.answer.bytes(), limits: .request).root
        #expect(answer["status"]?.string == "accepted")
        #expect(answer["documents"]?[0]?["filename"]?.string == "chat.json")
        #expect(answer["documents"]?[0]?["episodes"]?[0]?["turns"]?.int == 4)
        #expect(answer["documents"]?[0]?["episodes"]?[0]?["dialogue"] == nil, "only a preview shows the text")
    }

    @Test func `one good file is enough`() throws {
        let submission = try submission([Upload(filename: nil, bytes: []), Upload(filename: nil, bytes: Self.chat)])
        #expect(submission.status == .accepted)
        #expect(submission.refusal == nil)
        #expect(submission.documents.map(\.status) == [.rejected, .accepted])
    }

    @Test func `an upload without anything usable is refused with every reason`() throws {
        let submission = try submission([
            Upload(filename: "empty.txt", bytes: []), Upload(filename: "broken.json", bytes: Array("{\"a\":".utf8)),
        ])
        #expect(submission.status == .rejected)
        let refusal = try #require(submission.refusal)
        #expect(refusal.status == 422)
        #expect(refusal.code == "empty_file")
        #expect(refusal.errors.first?.pointer == "/documents/0")
        #expect(refusal.errors.contains { $0.pointer == "/documents/1" })
        #expect(refusal.errors.allSatisfy { !$0.hint.isEmpty && !$0.detail.isEmpty })
        let documents = try #require(refusal.members.first { $0.key == "documents" })
        let rendered = try JSONDocument(documents.value.bytes(), limits: .request).root
        #expect(rendered.elements.map { $0["filename"]?.string } == ["empty.txt", "broken.json"])
        #expect(rendered[0]?["status"]?.string == "rejected")
    }

    @Test func `an upload without a file is refused`() throws {
        let refusal = try #require(try submission([]).refusal)
        #expect(refusal.code == "no_documents")
        #expect(refusal.errors.isEmpty)
    }

    @Test func `a preview does not show what is held for a safety review`() throws {
        let chat = Array("You: She is 15 years old.\nBruno: An erotic scene.".utf8)
        let preview = try preview(Upload(filename: nil, bytes: chat))
        let root = try JSONDocument(preview.bytes(), limits: .request).root
        let episode = root["documents"]?[0]?["episodes"]?[0]
        #expect(episode?["reasons"]?[0]?["code"]?.string == "minor_safety_review")
        #expect(episode?["dialogue"]?.count == 0)
        #expect(episode?["turns_left_out"]?.int == 2)
        #expect(!String(decoding: preview.bytes(), as: UTF8.self).contains("scene"))
    }

    private func preview(_ upload: Upload) throws -> JSON {
        let moment = Date(timeIntervalSince1970: 0)
        return Submission(
            id: ID(bucket: 0, at: moment), fields: try fields([:]), uploads: [upload], receivedAt: moment
        ).preview
    }

    @Test func `a preview shows the dialogue and keeps nothing`() throws {
        let preview = try preview(Upload(filename: nil, bytes: Self.chat))
        let root = try JSONDocument(preview.bytes(), limits: .request).root
        #expect(root["status"]?.string == "accepted")
        #expect(root["id"] == nil)
        let dialogue = root["documents"]?[0]?["episodes"]?[0]?["dialogue"]
        #expect(dialogue?.count == 4)
        #expect(dialogue?[2]?["text"]?.string == "Let us walk along the river.")
        #expect(dialogue?[2]?["role"]?.string == "user")
    }

    private static let card = Array(
        #"{"name":"Maren","description":"Keeps a lighthouse.","first_mes":"The lamp is lit."}"#.utf8)
    private static let text = Array("You: hello\nMaren: Mind the step.\nYou: thanks\nMaren: Come up, Maren says.".utf8)

    /// A zip archive of `chat.txt`, which is `text`, and `prose.txt`.
    private static let archive = [UInt8](
        Data(
            base64Encoded:
                "UEsDBBQAAAAIAABgY1bJy0YIPgAAAEgAAAAIAAAAY2hhdC50eHSLzC+1UshIzcnJ5/JNLErNs1LwzcxLUSjJSFUoLkkt0OOK"
                + "BCkoyUjMyy6GqXDOz01VKC3QUQDzFYoTK4v1AFBLAwQUAAAACAAAYGNWruwZSBMAAAARAAAACQAAAHByb3NlLnR4dPPPS05V"
                + "KC3Iz1NIVCjJzE3VAwBQSwECFAMUAAAACAAAYGNWyctGCD4AAABIAAAACAAAAAAAAAAAAAAAgAEAAAAAY2hhdC50eHRQSwEC"
                + "FAMUAAAACAAAYGNWruwZSBMAAAARAAAACQAAAAAAAAAAAAAAgAFkAAAAcHJvc2UudHh0UEsFBgAAAAACAAIAbQAAAJ4AAAAA"
                + "AA=="
        ) ?? Data())

    @Test func `every file in an archive is a document with bytes of its own`() throws {
        let upload = Upload(filename: "chats.zip", bytes: Self.archive)
        let submission = try submission([upload])
        #expect(submission.status == .accepted && submission.refusal == nil)
        #expect(submission.documents.map(\.upload.filename) == ["chats.zip/chat.txt", "chats.zip/prose.txt"])
        #expect(submission.documents.map(\.status) == [.accepted, .rejected])
        let document = try #require(submission.documents.first)
        #expect(document.upload.bytes == Self.text)
        #expect(document.sha256 == Array(SHA256.hash(data: Self.text)))
        let preview = try preview(upload)
        let root = try JSONDocument(preview.bytes(), limits: .request).root
        #expect(root["documents"]?.count == 2)
        #expect(root["status"]?.string == "accepted")
    }

    @Test func `a character with its chat is a submission, alone it is refused`() throws {
        let card = Upload(filename: "maren.json", bytes: Self.card)
        let both = try submission([card, Upload(filename: "chat.txt", bytes: Self.text)])
        #expect(both.status == .accepted && both.refusal == nil)
        #expect(both.documents.map(\.status) == [.rejected, .accepted])
        let answer = try JSONDocument(both.answer.bytes(), limits: .request).root
        let reason = answer["documents"]?[0]?["reasons"]?[0]
        #expect(reason?["code"]?.string == "not_a_chat.card")
        #expect(reason?["detail"]?.string?.hasSuffix("attached as the persona of 1 conversation") == true)
        let document = try #require(both.documents.last)
        let episode = try #require(document.episodes.first)
        let canonical = try JSONDocument(
            episode.canonical(document: document, index: 1, of: both).bytes(), limits: .request
        ).root
        #expect(canonical["participants"]?[1]?["persona"]?.string == "Keeps a lighthouse.")
        #expect(try submission([card]).refusal?.code == "not_a_chat.card")
    }
}
