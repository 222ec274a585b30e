import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestService
import Testing

/// The rules of counting once more, with nothing but a list.
struct FigureLedger {
    private(set) var ratings: [Rating] = []
    private var clustered: Set<ID<Rating>> = []
    private var decided: Set<ID<Rating>> = []

    mutating func rate(_ rating: Rating) {
        for index in ratings.indices where ratings[index].isLike(rating) && ratings[index].status == .accepted {
            ratings[index].status = .superseded
            if clustered.contains(ratings[index].id) { clustered.insert(rating.id) }
        }
        ratings.append(rating)
    }

    mutating func mark(_ ids: [ID<Rating>]) { clustered.formUnion(Set(ids).subtracting(decided)) }

    mutating func correct(_ index: Int, to rating: Rating) { ratings[index] = rating }

    mutating func withdraw(_ index: Int) { settle(ratings.remove(at: index)) }

    mutating func decide(_ decision: Decision, _ index: Int) {
        decided.insert(ratings[index].id)
        if decision == .accept { clustered.remove(ratings[index].id) }
        switch decision {
        case .accept: ratings[index].status = .superseded
        case .reject: ratings[index].status = .rejected
        case .quarantine: ratings[index].status = .quarantined
        }
        settle(ratings[index])
    }

    /// The latest that stands counts.
    private mutating func settle(_ rating: Rating) {
        let standing = ratings.indices.filter {
            ratings[$0].isLike(rating) && [.accepted, .superseded].contains(ratings[$0].status)
        }
        for index in standing { ratings[index].status = index == standing.last ? .accepted : .superseded }
    }

    var figures: [Int: PartFigures] {
        var figures: [Int: PartFigures] = [:]
        for rating in ratings where [.accepted, .superseded].contains(rating.status) {
            figures[rating.input.part, default: PartFigures()].ratings += 1
        }
        let counted = ratings.filter { $0.status == .accepted }
        for rating in counted {
            let part = rating.input.part
            let own = PartFigures(counting: rating, isClustered: clustered.contains(rating.id))
            figures[part] = (figures[part] ?? PartFigures()) + own
            for earlier in counted where earlier.rater == rating.rater && earlier.input.part < part {
                figures[part] = (figures[part] ?? PartFigures()) + PartFigures(from: earlier, to: rating)
            }
        }
        return figures
    }
}

extension Rating {
    /// Whether it judges the same part for the same rater.
    fileprivate func isLike(_ other: Rating) -> Bool { rater == other.rater && input.part == other.input.part }
}

/// A body of `POST /v1/ratings` that may be anything.
func randomRating(raters: Int = 6, parts: Int = 3, _ random: inout Seeded) -> JSON {
    let comments = [
        "I love it, wonderful!", "Terrible. Awful. So short.", "It is a model.", "too long, and cut off mid sentence",
        "stays in character but the replies are way too short", "asterisks everywhere, formatting is broken",
    ]
    var members: [JSON.Member] = [("rater", .string("rater-\(Int.random(in: 0..<raters, using: &random))"))]
    let shape = Int.random(in: 0..<4, using: &random)
    if shape != 1 { members.append(("comment", .string(comments.randomElement(using: &random) ?? ""))) }
    if shape == 1 { members.append(("sentiment", "neutral")) }
    if shape > 1 { members.append(("score", .int(.random(in: 1...5, using: &random)))) }
    if Bool.random(using: &random) {
        members.append(("front_end", .string(["gradio", "Oobabooga", "mine"].randomElement(using: &random) ?? "")))
        members.append(
            (
                "sampling",
                [
                    "temperature": .double(.random(in: 0...1.2, using: &random)),
                    "top_p": .double(.random(in: 0.4...1, using: &random)),
                    "top_k": .int(.random(in: 0...120, using: &random)),
                    "repetition_penalty": .double(.random(in: 1...1.3, using: &random)),
                    "contrastive": .bool(.random(using: &random)),
                ]
            ))
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
        members.append(
            (
                "aspects",
                [["aspect": "length", "polarity": "positive"], ["aspect": "formatting", "polarity": "negative"]]
            ))
    }
    return .object([("experiment", "exp7"), ("part", .int(.random(in: 1...parts, using: &random)))] + members)
}
