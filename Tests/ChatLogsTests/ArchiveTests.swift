import ChatLogs
import Testing

@Suite struct ArchiveTests {
    static let tavern = """
        {"user_name":"Ilse","character_name":"Bruno","create_date":1675919377126}
        {"name":"Bruno","is_user":false,"mes":"The boat is late."}
        {"name":"Ilse","is_user":true,"mes":"Then we wait."}
        {"name":"Bruno","is_user":false,"mes":"We do."}
        """
    static let text = "You: good evening\nMaren: Mind the step.\nYou: thanks\nMaren: Come up."

    private func read(_ zip: ZipBuilder, name: String? = "chats.zip") -> [FileReading] {
        LogReader.readAll([(name, zip.bytes)])
    }

    private func codes(_ zip: ZipBuilder) -> [[ReasonCode]] { read(zip).map { $0.reading.reasons.map(\.code) } }

    @Test func everyFileInAnArchiveIsADocumentOfItsOwn() {
        var zip = ZipBuilder(["chat_1.jsonl": Self.tavern, "old/Zoë.txt": Self.text, "note.txt": "nothing to see"])
        zip.entries[1].isDeflated = false
        let files = read(zip)
        #expect(
            files.map(\.reading.filename) == ["chats.zip/chat_1.jsonl", "chats.zip/old/Zoë.txt", "chats.zip/note.txt"])
        #expect(files.map(\.reading.status) == [.accepted, .accepted, .rejected])
        #expect(files.map(\.reading.format) == ["tavern_jsonl", "plain_name_text", nil])
        #expect(files.map(\.bytes) == zip.entries.map(\.content))
    }

    @Test func filesBesideAnArchiveKeepTheirPlaces() {
        let files = LogReader.readAll([
            ("a.txt", Array(Self.text.utf8)), ("b.zip", ZipBuilder(["x.txt": Self.text, "y.txt": Self.text]).bytes),
            (nil, []),
        ])
        #expect(files.map(\.reading.filename) == ["a.txt", "b.zip/x.txt", "b.zip/y.txt", nil])
        #expect(files.map(\.reading.status) == [.accepted, .accepted, .accepted, .rejected])
    }

    @Test func whatIsNoChatByItsKindIsLeftOut() {
        var zip = ZipBuilder([
            "chat.jsonl": Self.tavern, "photo.jpg": "x", "__MACOSX/._chat.jsonl": "x", ".DS_Store": "x",
        ])
        zip.entries.append(.init(name: "chats/", isDeflated: false))
        zip.entries.append(.init(name: "face.png", content: PictureBuilder.png(), isDeflated: false))
        #expect(read(zip).map(\.reading.filename) == ["chats.zip/chat.jsonl"])
    }

    @Test func anArchiveWithoutAnythingToReadIsRefusedAsOneDocument() {
        for zip in [ZipBuilder(), ZipBuilder(["a.jpg": "x", "b.mp3": "x"])] {
            let files = read(zip)
            #expect(files.map(\.reading.format) == ["zip"])
            #expect(files.map { $0.reading.reasons.map(\.code) } == [[.unrecognisedFormat]])
        }
        #expect(codes(ZipBuilder(["a.txt": "prose", "b.txt": ""])) == [[.unrecognisedFormat], [.emptyFile]])
    }

    @Test(arguments: [
        "../evil.jsonl", "/etc/evil.jsonl", "a/../../evil.jsonl", "C:\\evil.jsonl", "\\evil", "a\\..\\evil",
    ])
    func aNameThatLeadsOutRefusesTheWholeArchive(_ name: String) {
        let files = read(ZipBuilder(["chat.jsonl": Self.tavern, name: Self.tavern]))
        #expect(files.map { $0.reading.reasons.map(\.code) } == [[.zipUnsafe]])
    }

    @Test func namesAreLabels() {
        let files = read(
            ZipBuilder(["a\u{0}b\n\u{202E}.txt": Self.text, String(repeating: "é", count: 300) + "/x.txt": Self.text]))
        #expect(files.map(\.reading.filename) == ["chats.zip/ab.txt", "chats.zip/x.txt"])
        #expect(read(ZipBuilder(["x.txt": Self.text]), name: nil).map(\.reading.filename) == ["archive.zip/x.txt"])
    }

    @Test func whatCannotBeUnpackedSaysWhy() {
        var zip = ZipBuilder([
            "a": Self.text, "b": Self.text, "c": Self.text, "d": Self.text, "e": Self.text, "good.txt": Self.text,
        ])
        zip.entries[0].flags |= 1
        zip.entries[1].method = 12
        zip.entries[2].size = 0xFFFF_FFFF
        zip.entries[3].checksum = 1
        zip.entries[4].size = 3
        let readings = read(zip).map(\.reading)
        #expect(readings.map(\.status) == [.rejected, .rejected, .rejected, .rejected, .rejected, .accepted])
        for (index, word) in ["encrypted", "method 12", "zip64", "damaged", "damaged"].enumerated() {
            #expect(readings[index].reasons.map(\.code) == [.unrecognisedFormat])
            #expect(readings[index].reasons.first?.detail.contains(word) == true)
        }
        var whole = ZipBuilder(["a": Self.text])
        whole.count = 0xFFFF
        #expect(read(whole).first?.reading.reasons.first?.detail.contains("zip64") == true)
    }

    @Test func aDamagedPlaceNeverCostsMoreThanItself() {
        let bytes = ZipBuilder(["chat_1.jsonl": Self.tavern, "b.txt": Self.text]).bytes
        for length in 0..<bytes.count {
            let files = LogReader.readAll([(nil, Array(bytes[..<length]))])
            #expect(files.allSatisfy { !$0.reading.reasons.isEmpty })
        }
        var random = Seeded(seed: 7)
        for _ in 0..<2000 {
            var damaged = bytes
            for _ in 0..<3 {
                damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let files = LogReader.readAll([(nil, damaged)])
            #expect(
                !files.isEmpty && files.allSatisfy { $0.reading.status == .accepted || !$0.reading.reasons.isEmpty })
        }
    }
}
