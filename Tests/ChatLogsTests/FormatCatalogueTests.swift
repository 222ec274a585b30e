import ChatLogs
import Foundation
import Testing

@Suite struct FormatCatalogueTests {
    private static let page = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../docs/formats.md").standardizedFileURL

    @Test func thePageInTheRepositoryIsTheRegistry() throws {
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try FileManager.default.createDirectory(
                at: Self.page.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(FormatCatalogue.markdown.utf8).write(to: Self.page)
        }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(written == FormatCatalogue.markdown, "record it again: RECORD=1 swift test --filter FormatCatalogue")
    }

    @Test func everyFormatHasANameOfItsOwnAndSaysWhatItIs() {
        var names: Set<String> = []
        for format in LogFormat.all {
            #expect(names.insert(format.name).inserted, "\(format.name) is listed twice")
            #expect(!format.title.isEmpty && !format.about.isEmpty, "\(format.name)")
        }
    }
}
