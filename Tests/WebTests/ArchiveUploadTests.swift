import Foundation
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Archives and characters", .migrated(.own), .timeLimit(.minutes(15))) struct ArchiveUploadTests {
    /// A zip archive of `chat.txt` and `prose.txt`.
    private static let archive = [UInt8](
        Data(
            base64Encoded:
                "UEsDBBQAAAAIAABgY1bJy0YIPgAAAEgAAAAIAAAAY2hhdC50eHSLzC+1UshIzcnJ5/JNLErNs1LwzcxLUSjJSFUoLkkt0OOK"
                + "BCkoyUjMyy6GqXDOz01VKC3QUQDzFYoTK4v1AFBLAwQUAAAACAAAYGNWruwZSBMAAAARAAAACQAAAHByb3NlLnR4dPPPS05V"
                + "KC3Iz1NIVCjJzE3VAwBQSwECFAMUAAAACAAAYGNWyctGCD4AAABIAAAACAAAAAAAAAAAAAAAgAEAAAAAY2hhdC50eHRQSwEC"
                + "FAMUAAAACAAAYGNWruwZSBMAAAARAAAACQAAAAAAAAAAAAAAgAFkAAAAcHJvc2UudHh0UEsFBgAAAAACAAIAbQAAAJ4AAAAA"
                + "AA=="
        ) ?? Data())
    private static let chat = Array(
        "You: hello\nMaren: Mind the step.\nYou: thanks\nMaren: Come up, Maren says.".utf8)
    private static let card = Array(
        #"{"name":"Maren","description":"Keeps a lighthouse.","first_mes":"The lamp is lit."}"#.utf8)

    @Test("an archive is stored as the files in it, each with its own bytes and hash")
    func archive() async throws {
        try await withService { client in
            let reply = try await client.upload(Self.archive, name: "chats.zip").expect(201)
            #expect(
                reply["documents"]?.elements.map { $0["filename"]?.string } == [
                    "chats.zip/chat.txt", "chats.zip/prose.txt",
                ])
            #expect(reply["documents"]?.elements.map { $0["status"]?.string } == ["accepted", "rejected"])
            let rows: [(Data?, Bool, Int)] = try await client.pool.query(
                "select bytes, coalesce(sha256 = sha256(bytes), false), byte_count from documents order by index")
            #expect(rows.map(\.0) == [Data(Self.chat), nil])
            #expect(rows.first?.1 == true)
            #expect(rows.map(\.2) == [Self.chat.count, 17])
        }
    }

    @Test("a card goes to the chats of its character, and is not kept itself")
    func card() async throws {
        try await withService { client in
            let form = Form(
                [("consent_training", "true")], files: [("maren.json", Self.card), ("chat.txt", Self.chat)])
            let reply = try await client.send("POST", "/v1/submissions", body: form.bytes, type: Form.type).expect(201)
            let reason = reply["documents"]?[0]?["reasons"]?[0]
            #expect(reason?["code"]?.string == "not_a_chat.card")
            #expect(reason?["detail"]?.string?.hasSuffix("attached as the persona of 1 conversation") == true)
            let persona: String? = try await client.pool.first(
                "select content -> 'participants' -> 1 ->> 'persona' from episodes")
            #expect(persona == "Keeps a lighthouse.")
            let kept: [Bool] = try await client.pool.query("select bytes is not null from documents order by index")
            #expect(kept == [false, true])
        }
    }

    @Test("an archive that leads out is refused whole")
    func leadsOut() async throws {
        try await withService { client in
            let before = try await client.rowCounts()
            let name = Array("chat.txt".utf8)
            // The name stands in the archive twice: before the file and in the directory.
            var bytes = Self.archive
            for start in bytes.indices where bytes[start...].starts(with: name) {
                bytes.replaceSubrange(start..<start + name.count, with: Array("../a.txt".utf8))
            }
            let reply = try await client.upload(bytes, name: "chats.zip")
            #expect(reply.status == 422 && reply["code"]?.string == "zip_unsafe")
            #expect(try await client.rowCounts() == before)
        }
    }
}
