import Core
import Foundation
import Testing

@Suite struct PolicyCatalogueTests {
    private static let page = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../../docs/policies.md").standardizedFileURL

    @Test func `the page in the repository is the registry`() throws {
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try Data(PolicyCatalogue.markdown.utf8).write(to: Self.page)
        }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(written == PolicyCatalogue.markdown, "record it again: RECORD=1 swift test --filter PolicyCatalogue")
    }
}
