import ChatLogs
import Core
import Crypto
import Foundation
import Sentiment
import Storage
import StrictJSON
import Testing

@testable import Web

/// Pages in which everything that can be there is there, made from the values that the service makes them from.
enum PagesSamples {
    static let moment = Date(timeIntervalSince1970: 1_677_844_800)

    static func json(_ text: String) throws -> JSONValue { try JSONDocument(Array(text.utf8), limits: .request).root }

    static func experiment(title: String = "Experiment 7") throws -> Experiment {
        let body: JSON = [
            "title": .string(title), "model": "v8", "parts_planned": 10, "previous": "exp6",
            "description": "# New\n\nMore **filtering**:\n\n- short ones `dropped`\n  - with odds",
        ]
        return try Experiment(slug: "exp7", body: JSONDocument(body.bytes(), limits: .request).root, now: moment)
    }

    static func part(_ number: Int, url: String = "https://example.org/v8") throws -> Part {
        let checkpoint: JSON = ["repo": "org/v8", "revision": "abc123", "url": .string(url)]
        let body: JSON = [
            "released_at": "2023-03-03T12:00:00Z", "changed": "data", "checkpoint": checkpoint,
            "gates": [["metric": "net_sentiment", "above": 0, "raters": 40, "otherwise": "stop"]],
            "training_notes": "# Slow\n\nIt took **three** days with `bf16`.\n\n- long\n- short",
            "testing_notes": "# Sampling\n\nUsually **0.7** and `top_k` 40.\n\n- good",
        ]
        return try Part(
            experiment: "exp7", number: number, body: JSONDocument(body.bytes(), limits: .request).root, now: moment)
    }

    static func figures(negative: Int = 14, neutral: Int = 2, positive: Int = 7) -> PartFigures {
        var figures = PartFigures([(.comments, 3), (.statedAndRead, 3), (.differing, 1)])
        figures.sentiments = Tally(negative: negative, neutral: neutral, positive: positive)
        figures.raters = negative + neutral + positive
        figures.ratings = figures.raters
        figures.scores = [negative, 0, neutral, 0, positive]
        return figures
    }

    /// With aspects, front ends and returning raters.
    static var complaining: PartFigures {
        var figures = figures(negative: 4, neutral: 2, positive: 17)
        for aspect in Aspect.allCases { figures[.aspect(aspect, .negative)] = 3 }
        for detail in ["short", "long"] { figures[.detail(.length, detail, .negative)] = 2 }
        for kind in FormattingKind.allCases { figures[.detail(.formatting, kind.rawValue, .negative)] = 1 }
        figures[.aspect(.length, .negative)] = 20
        figures[.clustered(.positive)] = 7
        figures[.detail(.length, "short", .negative)] = 15
        return figures
    }

    static func known(_ parts: [PartFigures]) -> ExperimentFigures {
        ExperimentFigures(
            experiment: "exp7",
            parts: parts.enumerated().map { PartRecord(number: $0 + 1, changed: .data, figures: $1) }, position: 8123,
            asOf: moment, sentimentModel: SentimentModel.version)
    }

    static func summary(_ number: Int, negative: Int = 14, neutral: Int = 2, positive: Int = 7) throws -> PartSummary {
        let figures = figures(negative: negative, neutral: neutral, positive: positive)
        let family = PartFamily(known(Array(repeating: figures, count: number)))
        return try #require(PartSummary(part: number, in: family))
    }

    static func view() throws -> ExperimentView {
        let parts = try (1...3).map { try part($0) }
        let gates = GateReport(part: parts[1], decisions: [:], latest: [:])
        var lead = Lead(
            try LeadInput(json(#"{"title":"Messages are cut off","aspect":"formatting","part":1}"#)),
            experiment: "exp7",
            now: moment)
        lead.closedByPart = 2
        var known = known([complaining, complaining, figures()])
        for index in known.parts.indices {
            known.parts[index].logs.episodes = 10
            known.parts[index].logs.medianWords = 42
            known.parts[index].logs.truncated = 2
            known.parts[index].logs.formats = ["cai_dump": 9 - 3 * index, "tavern_jsonl": 1 + 3 * index]
        }
        return ExperimentView(
            ExperimentRecord(
                try experiment(), parts: parts, figures: known, gates: [2: gates], leads: [lead]))
    }

    /// A page of comments after which there are more, of one sentiment and aspect.
    static var comments: CommentsCard {
        func comment(_ text: String, _ sentiment: Polarity) -> PublicComment {
            PublicComment(
                id: ID(bucket: 7, at: moment), text: text, score: 2, sentiment: sentiment, source: .stated,
                stated: [AspectOpinion(aspect: .speed, polarity: .neutral)], frontEnd: "agnai", occurredAt: moment)
        }
        var filter = CommentFilter()
        (filter.limit, filter.aspect, filter.sentiment) = (3, .length, .negative)
        var told = figures()
        told[.frontEnd(FrontEnd("agnai"), .negative)] = 3
        for setting in SamplingBand.Setting.allCases {
            if let band = SamplingBand.all(of: setting).last { told[.sampling(band, .negative)] = 3 }
        }
        return CommentsCard(
            [
                comment("Replies are too short. Stays in character.", .negative), comment("Nothing", .neutral),
                comment("So creative!", .positive), comment("More", .neutral),
            ], filter, page: "/experiments/exp7/parts/2", figures: told)
    }

    static let document = """
        {"filename":"Aria.jsonl","format":"sillytavern","format_title":"SillyTavern chat","status":"accepted",
        "dropped_lines":[3],"reasons":[{"code":"broken_json","detail":"A line is cut.","hint":"Export it again.","line":3}],
        "episodes":[{"turns":42,"user_turns":21,"model_turns":21,"status":"needs_mapping",
        "speakers":[{"name":"Ann","turns":3},{"name":"Bob","turns":1}],
        "reasons":[{"code":"needs_mapping.user_speaker","detail":"Who?","hint":"Say who.","line":1}],
        "findings":[{"rule":"email","count":1},{"rule":"zalgo","count":2},{"rule":"nfc","count":3}],
        "turns_left_out":3,"dialogue":[{"role":"unknown","participant":"Ann","text":"I am {{user}}.","hidden":false,
        "alternates":["a","b"],"findings":[{"rule":"zalgo","count":2}]}]}]}
        """

    static func refusal() throws -> Problem {
        var problem = Problem.invalid(
            (SubmitPage.fields + RatePage.fields).map {
                Fault(pointer: $0, code: "other", detail: "No.", hint: "Yes.", line: 2)
            })
        problem.members = [("documents", .array([try json(document).json()]))]
        return problem
    }

    static func kept(_ body: String) -> KeptAnswer {
        KeptAnswer(status: 201, resource: UUID(), body: Array(body.utf8))
    }

    static func pages() async throws -> [any PageModel] {
        let receipt = Receipt(code: "abc")
        let view = try view()
        let labels = (1...2).map { PartLabel(experiment: "exp7", number: $0) }
        let fields = try SubmissionFields([("experiment", "exp7"), ("part", "1")])
        let submission = FoundByReceipt(
            isSubmission: true,
            answer: try json(
                #"{"status":"accepted","received_at":"2023-03-03T12:00:00.000Z","experiment":"exp7","part":1,"#
                    + #""consent_public":true,"documents":[\#(document)],"score":1,"comment":"c","revision":1,"#
                    + #""sentiment":{"label":"positive"}}"#
            ).json())
        let form = try RatingForm(FormFields(urlEncoded: Array("score=3&contrastive=yes&temperature=0,7".utf8)))
        let reading: [any PageModel] = [
            HomePage([view]), ExperimentPage(view), try #require(PartPage(view, part: 2, comments: comments)),
            SubmitPage(sent: SentUpload(), experiments: [("Experiment 7", labels)], problem: try refusal()),
            SubmitPage(sent: SentUpload(), experiments: [], preview: [try json(document)]),
            try SubmittedPage(
                kept(#"{"status":"accepted","documents":[\#(document)]}"#), receipt: receipt, fields: fields),
            ReceiptsPage(id: "1", isNotFound: true), try ReceiptPage(submission, id: "1", code: "2"),
            WithdrawnPage(isSubmission: true, at: Moment(moment)),
            WithdrawnPage(
                isSubmission: true, at: Moment(moment),
                reached: [Reach(snapshot: "v8-part-1", experiment: "exp7", part: 1), Reach(snapshot: "open")]),
        ]
        let rating: [any PageModel] = [
            RatePage(try experiment(), try part(2), form: form, problem: try refusal()),
            try RatedPage(
                kept(
                    #"{"replaced":"1","sentiment":{"label":"negative","source":"comment"},"#
                        + #""aspects":[{"aspect":"length","polarity":"negative","source":"comment","start":0,"end":2}]}"#
                ), receipt: receipt, experiment: try experiment(), summary: try summary(2),
                form: try RatingForm(FormFields(urlEncoded: Array("comment=too+short".utf8)))),
        ]
        let others: [any PageModel] = [
            ErrorPage(Problem(503, "x", "d", errors: try refusal().errors, retryAfter: 2)),
            StyleguidePage(),
            StatusPage(
                position: "8 123", changed: Moment(moment), waiting: 1, isNothingWaiting: false, now: Moment(moment)),
            PrivacyPage(), signInPage, moderationPage, try tokensPage(), auditPage,
        ]
        return try await reading + rating + others + comparePages() + policyPages() + snapshotPages() + docsPages()
    }
}
