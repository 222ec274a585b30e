import Core
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("The page for ratings", .migrated(.own), .timeLimit(.minutes(15))) struct RatePageTests {
    /// A browser that has looked at the form and keeps its cookie.
    private func visitor(_ client: ServiceClient) async throws -> [(String, String)] {
        try await client.registerExperiment(parts: 2)
        let cookie = try await client.page("/rate/exp7/2").expect(200).headers["set-cookie"]
        return [("Cookie", String(try #require(cookie).prefix { $0 != ";" }))]
    }

    @Test("is filled with what the same rater said before, and with nobody else's")
    func revision() async throws {
        try await withService { client in
            let cookie = try await visitor(client)
            let said = [
                ("score", "2"), ("comment", "too short"), ("temperature", "0,7"), ("aspect_speed", "positive"),
                ("front_end", "TavernAI"), ("contrastive", "no"),
            ]
            try await client.postForm("/rate/exp7/2", said, headers: cookie).expect(201)
            let page = try await client.page("/rate/exp7/2", headers: cookie).expect(200)
            #expect(page.text.contains("This is what you said so far"))
            #expect(page.text.contains(#"value="2" checked"#) && page.text.contains("too short</textarea>"))
            #expect(page.text.contains(#"name="temperature" value="0.7""#))
            #expect(page.text.contains(#"name="aspect_speed" value="positive" checked"#))
            #expect(page.text.contains(#"value="tavernai""#) && page.text.contains(#"value="no" selected"#))
            for (path, headers) in [("/rate/exp7/1", cookie), ("/rate/exp7/2", [])] {
                let other = try await client.page(path, headers: headers).expect(200)
                #expect(!other.text.contains("too short") && !other.text.contains("so far"), "\(path)")
            }
        }
    }

    @Test("tells what was read in the comment, and takes it when the rater puts it right")
    func opinions() async throws {
        try await withService { client in
            let cookie = try await visitor(client)
            let comment = "Replies are too short. It stays in character."
            let rated = try await client.postForm(
                "/rate/exp7/2", [("score", "3"), ("comment", comment)], headers: cookie
            ).expect(201)
            #expect(rated.text.contains("Did we read you right?") && rated.text.contains("“<bdi>Replies are too short"))
            #expect(rated.text.contains(#"name="aspect_length" value="negative" checked"#))
            #expect(rated.text.contains(#"name="comment" value="\#(comment)""#))
            let right = [
                ("score", "3"), ("comment", comment), ("aspect_length", "neutral"), ("aspect_character", "positive"),
            ]
            let again = try await client.postForm("/rate/exp7/2", right, headers: cookie).expect(201)
            #expect(again.text.contains("It replaces the rating") && !again.text.contains("Did we read you right?"))
            let summary = try await client.send("GET", "/v1/experiments/exp7/parts/2/summary").expect(200)
            let length = summary["aspects"]?.elements.first { $0["aspect"]?.string == "length" }
            #expect(length?["complaints"]?.int ?? 0 == 0)
            // Saying “neither” lasts: the form would not let the comment speak again.
            let form = try await client.page("/rate/exp7/2", headers: cookie).expect(200)
            #expect(form.text.contains(#"name="aspect_length" value="neutral" checked"#))
        }
    }

    @Test("has a receipt with which score and comment are changed, and nothing else")
    func change() async throws {
        try await withService { client in
            let cookie = try await visitor(client)
            let said = [("score", "2"), ("comment", "too short"), ("top_k", "40"), ("aspect_speed", "positive")]
            let rated = try await client.postForm("/rate/exp7/2", said, headers: cookie).expect(201)
            let receipt = try #require(rated.receipt)
            let opened = [("id", receipt.id), ("code", receipt.code)]
            let shown = try await client.postForm("/receipts", opened).expect(200)
            #expect(shown.text.contains(#"<option value="2" selected>"#) && shown.text.contains("too short</textarea>"))
            let change = opened + [("action", "change"), ("score", "5"), ("comment", "long enough"), ("top_k", "7")]
            let changed = try await client.postForm("/receipts", change).expect(200)
            #expect(changed.text.contains("It is changed") && changed.text.contains("long enough</textarea>"))
            let rating = try await client.send("GET", "/v1/ratings/\(receipt.id)", receipt: receipt.code).expect(200)
            #expect(rating["score"]?.int == 5 && rating["revision"]?.int == 2)
            #expect(rating["sampling", "top_k"]?.int == 40 && rating["aspects", "0", "aspect"]?.string == "speed")
            let empty = try await client.postForm("/receipts", opened + [("action", "change")]).expect(422)
            #expect(
                empty.text.contains("Choose a score, or write a comment") && empty.text.contains("Nothing was changed"))
            let wrong = [("id", receipt.id), ("code", "x"), ("action", "change"), ("score", "1")]
            try await client.postForm("/receipts", wrong).expect(404)
        }
    }

    @Test("takes the settings of a preset where nothing was typed")
    func presets() throws {
        let form = try RatingForm(FormFields(urlEncoded: Array("score=3&preset=ooba-default&top_p=0.8".utf8)))
        #expect(form.values["top_p"] == "0.8" && form.values["temperature"] == "0.7" && form.values["top_k"] == "40")
        #expect(form.values["preset"] == nil)
        let unknown = try RatingForm(FormFields(urlEncoded: Array("score=3&preset=mine".utf8)))
        #expect(unknown.values == ["score": "3"])
        #expect(Set(SamplingPreset.all.map(\.name)).count == SamplingPreset.all.count)
        for preset in SamplingPreset.all {
            let body = try RatingForm(FormFields(urlEncoded: Array("score=3&preset=\(preset.name)".utf8)))
                .body(experiment: "exp7", part: 1, rater: nil)
            _ = try RatingInput(JSONDocument(body.bytes(), limits: .request).root, now: testMoment)
        }
    }
}
