import ChatLogs
import Core
import Crypto
import Foundation
import Sentiment
import StrictJSON
import Testing

@testable import Web

@Suite("The OpenAPI schemas")
struct OpenAPISchemaTests: SchemaSuite {
    let described: DescribedSchemas
    let moment = Date(timeIntervalSince1970: 1_677_870_000)

    init() throws { described = try DescribedSchemas() }

    @Test("say what experiments and parts are answered as")
    func registry() throws {
        let body = try example(of: "put", "/v1/experiments/{experiment}")
        let experiment = try Experiment(slug: "exp7", body: body, now: moment)
        try expect(experiment.json, is: "Experiment")
        let partBody = try example(of: "put", "/v1/experiments/{experiment}/parts/{part}")
        try expect(try Part(experiment: "exp7", number: 3, body: partBody, now: moment).json, is: "Part")
        let empty = try JSONDocument(Array("{}".utf8), limits: .request).root
        try expect(try Part(experiment: "exp7", number: 3, body: empty, now: moment).json, is: "Part")
    }

    @Test("say what ratings are answered as")
    func ratings() throws {
        let input = try RatingInput(try example(of: "post", "/v1/ratings"), now: moment)
        let rating = Rating(input, id: ID(bucket: 7, at: moment), rater: "lowtide", receivedAt: moment)
        try expect(withReceipt(rating.answer(replaced: ID(bucket: 7, at: moment))), is: "RatingAnswer")
        try expect(rating.json, is: "Rating")
        let line = try example(of: "post", "/v1/ratings/batch", type: "application/x-ndjson")
        #expect(try RatingBatchLine(line, now: moment).idempotencyKey != nil)
        let patch = try example(of: "patch", "/v1/ratings/{id}")
        try expect(try rating.corrected(by: patch, now: moment).json, is: "Rating")
    }

    @Test("say what summaries and comparisons are answered as, below five raters and above")
    func summaries() throws {
        var full = PagesSamples.figures()
        for counter: Counter in [
            .aspect(.length, .negative), .detail(.length, "short", .negative), .frontEnd(FrontEnd("agnai"), .negative),
            .frontEnd(FrontEnd(nil), .positive), .sentiments(since: 1, .neutral, .positive), .scores(since: 1, 3, 4),
        ] { full[counter] = 6 }
        let hot = SamplingSettings(temperature: 1.2, topP: nil, topK: nil, repetitionPenalty: nil, contrastive: nil)
        for band in SamplingBand.of(hot) { full[.sampling(band, .negative)] = 5 }
        var stuffed = full
        stuffed[.clustered(.negative)] = 9
        for parts in [
            [PartFigures(), PartFigures()], [full, full], [full, PartFigures(), full], [full, stuffed, full],
            [stuffed, PartFigures()],
        ] {
            var known = PagesSamples.known(parts)
            for index in known.parts.indices.dropFirst() {
                known.parts[index].logs.episodes = 3
                known.parts[index].logs.medianWords = 41.5
                known.parts[index].logs.formats = ["agnai": 3]
            }
            let family = PartFamily(known)
            for part in parts.indices {
                let summary = try #require(PartSummary(part: part + 1, in: family))
                try expect(summary.json, is: "PartSummary")
                try expect(summary.json(of: summary.advice), is: "Advice")
                guard part > 0 else { continue }
                try expect(try #require(PartComparison(part + 1, with: 1, in: family)).answer, is: "Comparison")
            }
            try expect(ExperimentSummary(family).json, is: "ExperimentSummary")
        }
    }

    @Test("say how gates stand, and what leads are")
    func gatesAndLeads() throws {
        let partBody = try example(of: "put", "/v1/experiments/{experiment}/parts/{part}")
        let part = try Part(experiment: "exp7", number: 3, body: partBody, now: moment)
        let looks = [(3, DecisionGate.Outcome.open), (23, .failed)].map { raters, outcome in
            GateLook(
                number: raters, gate: 0, raters: raters, sum: -raters, outcome: outcome, cause: .rating, at: moment)
        }
        let empty = GateReport(part: part, decisions: [:], latest: [:])
        try expect(empty.json(looks: [], next: nil), is: "GateReport")
        let decided = GateReport(part: part, decisions: [0: looks[1]], latest: [0: looks[1]])
        try expect(decided.json(looks: looks, next: 23), is: "GateReport")
        #expect(GateLook.Cause.allCases.map(\.rawValue) == words("GateLook", "cause"))
        #expect(DecisionGate.Outcome.allCases.map(\.rawValue) == words("GateLook", "outcome"))
        #expect(GateMetric.Name.allCases.map(\.rawValue) == words("DecisionGate", "metric"))

        let path = "/v1/experiments/{experiment}/leads"
        var lead = Lead(try LeadInput(try example(of: "post", path)), experiment: "exp7", now: moment)
        try expect(lead.json, is: "Lead")
        lead.confirmations = .init(raters: [3: 2], maintainers: 1)
        let patch = try LeadPatch(try example(of: "patch", path + "/{id}"))
        try expect(try patch.applied(to: lead, now: moment).json, is: "Lead")
        #expect(try LeadConfirmation(try example(of: "post", path + "/{id}/confirm")).rating != nil)
        let counter = try #require(Counter(name: "detail:formatting:marks:negative"))
        var figures = PartFigures([(counter, 1)])
        figures.raters = 9
        for suggestion in LeadSuggestion.all(in: [2: figures], pinned: []) {
            try expect(suggestion.json, is: "LeadSuggestion")
        }
    }

    @Test("say what uploads are answered as: stored, previewed, refused")
    func submissions() throws {
        let log = try example(of: "post", "/v1/submissions", type: "*/*").stringBytes ?? []
        let stored = try submission([Upload(filename: "aria.jsonl", bytes: log)])
        #expect(stored.refusal == nil && stored.status == .accepted)
        try expect(withReceipt(stored.answer), is: "SubmissionAnswer")
        let unclear = Array(
            "Sam: Hello\nAria: Hello, Sam\nSam: Where to?\nAria: North.\nSam: Aye.\nAria: Off we go.\n".utf8)
        let uploads = [
            Upload(filename: nil, bytes: log), Upload(filename: "b.txt", bytes: unclear),
            Upload(filename: nil, bytes: []),
        ]
        try expect(try submission(uploads).preview, is: "SubmissionPreview")
        let refused = try submission(Array(uploads.dropFirst()))
        try expect(try #require(refused.refusal).json, is: "RefusedUpload")
        try expect(try #require(try submission([]).refusal).json, is: "RefusedUpload")
    }

    @Test("say what policies and dry runs are answered as")
    func policies() async throws {
        let policy = try Policy(name: "v8-part-2", body: try example(of: "put", "/v1/policies/{name}"))
        let version = PolicyVersion(policy: policy, number: 1, createdAt: moment)
        try expect(version.json, is: "PolicyVersion")
        try expect(try #require(PolicyVersion(preset: "v8-part-1")).json, is: "PolicyVersion")
        try expect(version.summary, is: "PolicySummary")
        let turns = (0..<6).map { (index: UInt32) -> TurnFigures in
            let traits: TurnFigures.Traits = index % 2 == 0 ? .user : .target
            let words = index * 20
            return TurnFigures(
                index: index, traits: traits, words: words, lineWords: words + 1, lineBytes: words * 5,
                identity: UInt64(index))
        }
        let episode = EpisodeFigures(
            id: ID<Episode>(bucket: 7, at: moment).description,
            dialogue: DialogueFigures(format: "cai_dump", turns: turns))
        let run = await PolicyRun.run(policy, on: [episode, episode])
        try expect(run.json(difference: PolicyDifference(from: run, to: run)), is: "PolicyRun")
        try expect(await PolicyRun.run(policy, on: []).json(), is: "PolicyRun")
    }

    @Test("say what the feed's lines are")
    func feed() throws {
        let log = try example(of: "post", "/v1/submissions", type: "*/*").stringBytes ?? []
        let submission = try submission([Upload(filename: "aria.jsonl", bytes: log)])
        let document = try #require(submission.documents.first)
        let episode = try #require(document.episodes.first)
        let canonical = episode.canonical(document: document, index: 0, of: submission)
        try expect(canonical, is: "Episode")
        let event = FeedEvent(position: 1, kind: .accepted, episode: episode.id.uuid, revision: 1)
        let content = FeedContent(
            experiment: nil, isPublic: false, receivedAt: moment, episode: canonical.bytes(), score: 5)
        for format in RowFormat.all {
            for content in [content, nil] {
                var line: [UInt8] = []
                FeedSelection(format: format).append(event, content, to: &line)
                try expect(.raw(line), is: "FeedLine")
            }
        }
        #expect(FeedEvent.Kind.allCases.map(\.rawValue) == words("FeedLine", "kind"))
        #expect(RowFormat.all.map(\.name) == words("Consumer", "format"))
    }

    @Test("say how consumers stand")
    func consumers() throws {
        let body = try example(of: "put", "/v1/consumers/{name}")
        let input = try ConsumerInput(name: "nightly", body: body)
        let consumer = Consumer(name: "nightly", cursor: input.cursor, pulls: input.pulls, updatedAt: moment)
        for ahead in [nil, .init(events: 0, removals: 0, since: nil), .init(events: 3, removals: 1, since: moment)]
            as [ConsumerStanding.Ahead?]
        {
            try expect(ConsumerStanding(consumer: consumer, ahead: ahead).json(now: Date()), is: "Consumer")
        }
    }

    @Test("say what problems are answered as")
    func problems() throws {
        for problem in Problems.constraints.values { try expect(problem.json, is: "Problem") }
        try expect(Problem.notFound.json, is: "Problem")
        let fault = JSONFault(code: .duplicateKey, offset: 1, line: 1, column: 2, detail: "twice")
        try expect(Problems.problem(for: fault).json, is: "Problem")
    }

    @Test(
        "name exactly the members that a body may have",
        arguments: [
            "ExperimentInput", "PartInput", "CheckpointInput", "DecisionGateInput", "RatingInput", "RatingBatchLine",
            "AspectInput",
            "SamplingInput", "LeadInput", "LeadPatch", "LeadConfirmation", "DecisionInput", "ConsumerInput",
        ])
    func bodies(name: String) throws {
        let odd = try JSONDocument(
            Array(
                #"{"odd":1,"checkpoint":{"odd":1},"gates":[{"odd":1}],"aspects":[{"odd":1}],"sampling":{"odd":1}}"#.utf8
            ),
            limits: .request
        ).root
        let problem = #expect(throws: Problem.self) {
            switch name {
            case "ExperimentInput": _ = try Experiment(slug: "exp7", body: odd, now: moment)
            case "PartInput", "CheckpointInput", "DecisionGateInput":
                _ = try Part(experiment: "exp7", number: 3, body: odd, now: moment)
            case "LeadInput": _ = try LeadInput(odd)
            case "LeadPatch": _ = try LeadPatch(odd)
            case "LeadConfirmation": _ = try LeadConfirmation(odd)
            case "ConsumerInput": _ = try ConsumerInput(name: "nightly", body: odd)
            case "DecisionInput": _ = try DecisionInput(odd)
            case "RatingBatchLine": _ = try RatingBatchLine(odd, now: moment)
            default: _ = try RatingInput(odd, now: moment)
            }
        }
        let nested = [
            "CheckpointInput": "/checkpoint/odd", "DecisionGateInput": "/gates/0/odd", "AspectInput": "/aspects/0/odd",
            "SamplingInput": "/sampling/odd",
        ]
        let fault = try #require(problem?.errors.first { $0.pointer == nested[name] ?? "/odd" })
        let known = fault.hint.dropFirst("Known are: ".count).dropLast().split(separator: ", ").map(String.init)
        #expect(check.names(schema(name)) == Set(known))
        #expect(schema(name)["additionalProperties"]?.bool == false)
    }

    @Test("name every field of an upload, in the form and in the query, and no other")
    func uploadFields() throws {
        #expect(check.names(schema("UploadForm")) == SubmissionFields.names.union(["log"]))
        for path in ["/v1/submissions", "/v1/submissions/preview"] {
            let parameters = document.root["paths"]?[path]?["post"]?["parameters"].elements ?? []
            let query = parameters.compactMap { document.resolved($0) }.filter { $0["in"]?.string == "query" }
            #expect(Set(query.compactMap { $0["name"]?.string }) == SubmissionFields.names)
        }
    }

    private func submission(_ uploads: [Upload]) throws -> Submission {
        let fields = try SubmissionFields([("consent_training", "true"), ("experiment", "exp7"), ("part", "3")])
        return Submission(id: ID(bucket: 7, at: moment), fields: fields, uploads: uploads, receivedAt: moment)
    }

    private func withReceipt(_ answer: JSON) throws -> JSON {
        guard case .object(let members) = answer else { return answer }
        let receipt = Receipt(id: "id", keyHash: [1], serverKey: SymmetricKey(size: .bits256))
        return .object(members + [("receipt", .string(receipt.code))])
    }

    private func words(_ name: String, _ member: String) -> [String] {
        schema(name)["properties"]?[member]?["enum"].elements.compactMap(\.string) ?? []
    }
}
