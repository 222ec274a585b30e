import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Sentiment
import StrictJSON
import Testing

@testable import Web

@Suite struct PagesFormTests {
    @Test func aFormIsDecodedByBytes() throws {
        let form = try FormFields(urlEncoded: Array("a=1+2&b=%C3%A9%0D%0Ax&a=last&broken=%4&plus=%+1".utf8))
        #expect(form["a"] == "last")
        #expect(form["b"] == "é\nx")
        #expect(form["broken"] == "%4")
        #expect(form["plus"] == "% 1")
        #expect(form["absent"] == "")
    }

    @Test func aRatingFormMeansTheSameBodyAsTheAPI() throws {
        let text =
            "score=2&comment=+short+&aspect_length=negative&aspect_speed=none&temperature=0,7&top_k=40&contrastive=no"
        let form = try RatingForm(FormFields(urlEncoded: Array(text.utf8)))
        let body = form.body(experiment: "exp7", part: 3, rater: "web-1")
        let input = try RatingInput(JSONDocument(body.bytes(), limits: .request).root, now: Date())
        #expect(input.score == 2)
        #expect(input.comment == "short")
        #expect(input.aspects == [AspectOpinion(aspect: .length, polarity: .negative)])
        #expect(input.sampling.temperature == 0.7)
        #expect(input.sampling.topK == 40)
        #expect(input.sampling.contrastive == false)
        #expect(input.rater == "web-1")
    }

    @Test(arguments: [("temperature=warm", "temperature"), ("top_p=7", "top_p"), ("", "score"), ("score=9", "score")])
    func aFaultOfARatingIsShownAtItsField(text: String, field: String) throws {
        let form = RatingForm(
            try FormFields(urlEncoded: Array((text.isEmpty || field == "score" ? text : "score=1&" + text).utf8)))
        let body = form.body(experiment: "exp7", part: 3, rater: nil)
        let problem = #expect(throws: Problem.self) {
            try RatingInput(JSONDocument(body.bytes(), limits: .request).root, now: Date())
        }
        let page = RatePage(try PagesSamples.experiment(), try PagesSamples.part(3), form: form, problem: problem)
        #expect(Array(page.faulty.keys) == [field])
    }

    @Test func aRefusedChatComesBackWithWhatWasPastedAndTheSpeakersToChooseFrom() throws {
        var upload = ReceivedUpload()
        upload.fields = [("notes", "first\r\nsecond"), ("about", "exp7/3"), ("form_key", "k"), ("front_end", " ")]
        upload.files = [Upload(filename: nil, bytes: Array("Ann: hi\nBob: hi".utf8))]
        let sent = SentUpload(upload)
        #expect(Set(sent.fields.map(\.name)) == ["notes", "experiment", "part"])
        let page = SubmitPage(sent: sent, experiments: [], problem: try PagesSamples.refusal())
        #expect(page.pasted == "Ann: hi\nBob: hi")
        #expect(page.value["notes"] == "first\nsecond")
        #expect(page.speakers.map(\.name) == ["Ann", "Bob"])
        #expect(!page.mustChooseAgain)
    }

    @Test(arguments: [
        (["Sec-Fetch-Site": "same-origin"], true), (["Sec-Fetch-Site": "none"], true),
        (["Sec-Fetch-Site": "cross-site", "Origin": "http://here:1"], false), (["Sec-Fetch-Site": "same-site"], false),
        (["Origin": "http://here:1"], true), (["Origin": "https://HERE:1"], true), (["Origin": "http://here:2"], false),
        (["Origin": "null"], false), ([:], false),
    ])
    func aFormFromAnotherSiteIsRefused(headers: [String: String], isTaken: Bool) throws {
        var fields: HTTPFields = [:]
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        let request = Request(
            head: HTTPRequest(
                method: .post, scheme: "http", authority: "here:1", path: "/submit", headerFields: fields),
            body: .init(buffer: ByteBuffer()))
        let problem = Result { try request.requireSameOrigin() }
        if case .failure(let error) = problem { #expect((error as? Problem)?.code == "cross_site") }
        let wasTaken = (try? problem.get()) != nil
        #expect(wasTaken == isTaken)
    }
}
