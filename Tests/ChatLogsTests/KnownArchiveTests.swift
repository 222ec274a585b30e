import ChatLogs
import Testing

/// Archives that programs make.
@Suite struct KnownArchiveTests {
    static let card = """
        {"spec":"chara_card_v3","spec_version":"3.0","data":{"name":"Maren","description":"Keeps a lighthouse.",
        "first_mes":"The lamp is lit."}}
        """

    @Test func aCharacterWithItsPicturesIsOneCard() {
        var zip = ZipBuilder(["card.json": Self.card, "assets/icon/images/main.txt": "x", "x_meta/1.json": "{}"])
        zip.entries.append(.init(name: "assets/icon/main.png", content: PictureBuilder.png()))
        let files = LogReader.readAll([("maren.charx", zip.bytes)])
        #expect(files.map(\.reading.format) == ["zip"])
        #expect(files.map(\.reading.filename) == ["maren.charx"])
        #expect(files.map { $0.reading.reasons.map(\.code) } == [[.card]])
        #expect(files.first?.reading.card?.name == "Maren")
        #expect(LogReader.read(zip.bytes).card?.name == "Maren")
    }

    @Test func aDamagedCharacterSaysSo() {
        let reading = LogReader.read(ZipBuilder(["card.json": "{\"spec\":"]).bytes)
        #expect(reading.reasons.map(\.code) == [.card])
        #expect(reading.reasons.first?.detail.contains("damaged") == true)
        #expect(reading.card == nil)
    }

    @Test func aCardBesideChatsIsOneFileAmongThem() {
        let zip = ZipBuilder(["card.json": Self.card, "chat.txt": ArchiveTests.text])
        let files = LogReader.readAll([("a.zip", zip.bytes)])
        #expect(files.map(\.reading.format) == ["card_v3", "plain_name_text"])
    }

    @Test(arguments: ["", "export/"])
    func ofAChatGPTExportOnlyTheConversationsAreUnpacked(_ folder: String) {
        let user = #"{"email":"ilse@example.org","phone_number":"+49 30 1234567"}"#
        let zip = ZipBuilder([
            folder + "user.json": user, folder + "conversations.json": #"[{"mapping":{},"current_node":"a"}]"#,
            folder + "chat.html": "<html></html>", folder + "message_feedback.json": "[]",
        ])
        let files = LogReader.readAll([("export.zip", zip.bytes)])
        #expect(files.map(\.reading.filename) == ["export.zip/\(folder)conversations.json"])
        #expect(files.map(\.reading.format) == ["chatgpt"])
    }

    @Test func ofAKoboldStoryOnlyTheStoryIsUnpacked() {
        let story =
            #"{"gamestarted":true,"prompt":"Night.","file_version":2,"actions":{"action_count":-1,"actions":{}}}"#
        let zip = ZipBuilder(["settings.json": "{}", "story.json": story])
        let files = LogReader.readAll([("sea.kaistory", zip.bytes)])
        #expect(files.map(\.reading.filename) == ["sea.kaistory/story.json"])
        #expect(files.map(\.reading.format) == ["kobold_ui2"])
    }
}
