import Core
import Foundation
import StrictJSON
import Testing

@Suite struct WithdrawalTests {
    @Test func `a line of the list is read back as it was written, and nothing else is read`() throws {
        let id = try #require(UUID(uuidString: "018F3C1E-7B2A-7C4D-8E5F-0123456789AB"))
        let withdrawal = Withdrawal(id: id, subject: .rating, at: Date(timeIntervalSince1970: 1_677_844_800.25))
        let line = "rating 018f3c1e-7b2a-7c4d-8e5f-0123456789ab 2023-03-03T12:00:00.250Z"
        #expect(withdrawal.line == line + "\n")
        #expect(Withdrawal(line: line) == withdrawal)
        for strange in [
            "", "rating", "rating 018f3c1e-7b2a-7c4d-8e5f-0123456789ab", line + " ", " " + line,
            String(line.dropLast(5)),
            line.replacing("rating", with: "episode"), line.replacing("-8e5f", with: "-8e5g"),
        ] {
            #expect(Withdrawal(line: strange) == nil, "\(strange)")
        }
    }
}

@Suite struct DumpManifestTests {
    private let manifest = DumpManifest(
        madeAt: Date(timeIntervalSince1970: 1_677_844_800), release: "0.1.0",
        figures: DumpFigures(
            postgresql: "15.18", migrations: ["aa", "bb"], feed: .init(epoch: UUID(), position: 7, chain: "00ff"),
            rows: ["episodes": 3, "feed": 7]), bytes: 12, sha256: "ab")

    @Test func `a manifest is read back as it was written, and no other form is`() throws {
        #expect(DumpManifest(try JSONDocument(manifest.json.bytes(), limits: .log).root) == manifest)
        let other = String(decoding: manifest.json.bytes(), as: UTF8.self).replacing("dump/1", with: "dump/2")
        #expect(DumpManifest(try JSONDocument(Array(other.utf8), limits: .log).root) == nil)
    }

    @Test func `every difference to what was dumped is named`() {
        #expect(manifest.figures.differences(to: manifest.figures).isEmpty)
        var other = manifest.figures
        other.rows = ["episodes": 2, "feed": 7, "strangers": 1]
        other.feed.position = 6
        other.migrations = ["aa"]
        let lines = manifest.figures.differences(to: other)
        #expect(lines.count == 4)
        #expect(lines[0] == "episodes: 3 rows were dumped, 2 are there")
        #expect(lines[1] == "strangers: none rows were dumped, 1 are there")
    }
}
