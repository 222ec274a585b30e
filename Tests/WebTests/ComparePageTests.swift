import Foundation
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("The page of two parts", .migrated(.own), .timeLimit(.minutes(15))) struct ComparePageTests {
    private func rate(_ client: ServiceClient, part: Int, _ scores: [Int]) async throws {
        for (index, score) in scores.enumerated() {
            let rating = Samples.rating(
                part: part, ("score", .int(score)), ("rater", .string("r\(part)-\(index)")),
                ("aspects", [["aspect": "length", "polarity": .string(score < 3 ? "negative" : "positive")]]),
                ("sampling", ["temperature": 0.7]), ("front_end", "agnai"))
            try await client.send("POST", "/v1/ratings", json: rating).expect(201)
        }
    }

    @Test("says what the comparison of the API says, with both sides, and is linked")
    func comparison() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            try await rate(client, part: 2, [5, 5, 4, 5, 4, 2, 5, 4])
            try await rate(client, part: 3, [1, 2, 1, 2, 5, 1, 2, 1, 2])
            let api = try await client.send("GET", "/v1/experiments/exp7/parts/3/compare/2").expect(200)
            let sentence = try #require(api["sentence"]?.string)
            for path in ["/experiments/exp7/compare?part=3&with=2", "/experiments/exp7/compare"] {
                let page = try await client.send("GET", path).expect(200)
                #expect(page.text.contains("Part 3 beside part 2"))
                #expect(page.text.contains(PageText().escapeText(sentence)), "\(path)")
                #expect(page.text.components(separatedBy: "aria-label=\"Net sentiment").count == 3)
                #expect(page.text.contains("8 of 9") && page.text.contains("1 of 8"), "by front end")
                #expect(page.text.contains("/v1/experiments/exp7/parts/3/compare/2"))
            }
            let other = try await client.send("GET", "/experiments/exp7/compare?part=2&with=3").expect(200)
            #expect(other.text.contains("Part 2 beside part 3"))
            let part = try await client.send("GET", "/experiments/exp7/parts/3")
            #expect(part.text.contains("/experiments/exp7/compare?part=3&amp;with=2"))
            #expect(try await client.send("GET", "/experiments/exp7").text.contains("/experiments/exp7/compare\""))
        }
    }

    @Test("shows counts alone below five raters, and what there is where nobody rated")
    func suppressed() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            try await rate(client, part: 1, [5, 1, 2, 4, 5, 2])
            try await rate(client, part: 2, [1, 2, 1])
            let page = try await client.send("GET", "/experiments/exp7/compare?part=2&with=1").expect(200)
            #expect(page.text.contains("too little data") && page.text.contains("3 raters"))
            #expect(page.text.components(separatedBy: "aria-label=\"Net sentiment").count == 2)
            #expect(!page.text.contains("Negative raters: "), "no difference is drawn")
            let unrated = try await client.send("GET", "/experiments/exp7/compare?part=3&with=2").expect(200)
            #expect(unrated.text.contains("Not rated yet") && !unrated.text.contains(" %</b>"))
        }
    }

    @Test("lets choose again where there is nothing to compare")
    func choosing() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment(parts: 2)
            let same = try await client.send("GET", "/experiments/exp7/compare?part=1&with=1").expect(422)
            #expect(same.text.contains("A part is not compared with itself"))
            for path in ["?part=9", "?part=1&with=9"] {
                try await client.send("GET", "/experiments/exp7/compare\(path)").expect(404)
            }
            for path in ["?part=x", "?part=0", "?colour=1"] {
                try await client.send("GET", "/experiments/exp7/compare\(path)").expect(422)
            }
            try await client.send("GET", "/experiments/none/compare").expect(404)
        }
    }

    @Test("waits for a second part")
    func alone() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment(parts: 1)
            let page = try await client.send("GET", "/experiments/exp7/compare").expect(200)
            #expect(page.text.contains("It takes two parts to compare"))
            #expect(try await !client.send("GET", "/experiments/exp7").text.contains("/compare"))
        }
    }
}
