import ChatLogs
import Foundation
import Testing

@Suite struct RowCatalogueTests {
    private static let page = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../docs/rows.md").standardizedFileURL

    @Test func thePageInTheRepositoryIsTheRegistry() throws {
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try Data(RowCatalogue.markdown.utf8).write(to: Self.page)
        }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(written == RowCatalogue.markdown, "record it again: RECORD=1 swift test --filter RowCatalogue")
    }

    @Test func everyFormatHasANameOfItsOwnAndSaysWhatItIsAndLoses() {
        #expect(
            RowFormat.all.map(\.name) == [
                "episode", "supervised", "text", "pygmalion", "metharme", "sharegpt", "messages", "axolotl", "alpaca",
                "preference", "kto", "pippa",
            ])
        for format in RowFormat.all {
            #expect(!format.title.isEmpty && !format.about.isEmpty && !format.loses.isEmpty, "\(format.name)")
            #expect(RowFormat.named(format.name)?.title == format.title)
        }
        #expect(RowFormat.named("none") == nil)
    }
}
