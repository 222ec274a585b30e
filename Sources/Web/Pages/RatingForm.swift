import Core
import Sentiment
import StrictJSON

/// A rating as a form sends it, and the body of `POST /v1/ratings` that it means: there is one validation.
struct RatingForm {
    /// What was typed, by field; fields that were left empty are absent.
    let values: [String: String]

    /// Nothing yet.
    init() { values = [:] }

    init(_ fields: FormFields) {
        let aspects = AspectOpinion.Aspect.allCases.map { "aspect_\($0.rawValue)" }
        let names = RatePage.fields + aspects
        let typed = Dictionary(uniqueKeysWithValues: names.map { ($0, fields[$0]) }).filter { !$0.value.isEmpty }
        // What was typed counts; a preset fills what was left empty.
        let preset = SamplingPreset.all.first { $0.name == fields["preset"] }
        values = typed.merging(preset?.values ?? [:]) { typed, _ in typed }
    }

    /// A rating as its rater gave it, to be changed.
    init(_ input: RatingInput) {
        var values: [String: String] = [:]
        values["score"] = input.score.map(String.init)
        values["comment"] = input.comment
        values["front_end"] = input.frontEnd
        values["temperature"] = input.sampling.temperature.map { "\($0)" }
        values["top_p"] = input.sampling.topP.map { "\($0)" }
        values["top_k"] = input.sampling.topK.map(String.init)
        values["repetition_penalty"] = input.sampling.repetitionPenalty.map { "\($0)" }
        values["contrastive"] = input.sampling.contrastive.map { $0 ? "yes" : "no" }
        for opinion in input.aspects { values["aspect_\(opinion.aspect.rawValue)"] = opinion.polarity.rawValue }
        self.values = values
    }

    /// The JSON body; what is no number stays text, so that it is refused where it stands.
    func body(experiment: String, part: Int, rater: String?) -> JSON {
        .object([
            ("experiment", .string(experiment)), ("part", .int(part)), ("score", number("score")),
            ("comment", text("comment")), ("front_end", text("front_end")),
            ("rater", rater.map(JSON.string) ?? .null), ("aspects", .array(aspects)),
            (
                "sampling",
                .object([
                    ("temperature", number("temperature")), ("top_p", number("top_p")), ("top_k", number("top_k")),
                    ("repetition_penalty", number("repetition_penalty")), ("contrastive", contrastive),
                ])
            ),
        ])
    }

    private var aspects: [JSON] {
        AspectOpinion.Aspect.allCases.compactMap { aspect in
            guard let polarity = values["aspect_\(aspect.rawValue)"], polarity != "none" else { return nil }
            return .object([("aspect", .string(aspect.rawValue)), ("polarity", .string(polarity))])
        }
    }

    private var contrastive: JSON {
        switch values["contrastive"] {
        case nil: .null
        case "yes": .bool(true)
        case "no": .bool(false)
        case .some(let other): .string(other)
        }
    }

    private func text(_ name: String) -> JSON { values[name].map(JSON.string) ?? .null }

    private func number(_ name: String) -> JSON {
        guard let typed = values[name] else { return .null }
        // Half of the world writes 0,7.
        let text = typed.replacing(",", with: ".")
        let isPlain = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        }
        guard isPlain else { return .string(typed) }
        if let whole = Int(text) { return .int(whole) }
        return Double(text).map(JSON.double) ?? .string(typed)
    }
}
