import Core
import Foundation
import StrictJSON

/// Parts as tests need them.
enum SampleFamily {
    /// Raters by sentiment; the scores 2, 3 and 4 say the same.
    static func figures(_ negative: Int, _ neutral: Int, _ positive: Int) -> PartFigures {
        var figures = PartFigures()
        figures.ratings = negative + neutral + positive
        figures.raters = figures.ratings
        figures.sentiments = Tally(negative: negative, neutral: neutral, positive: positive)
        figures.scores = [0, negative, neutral, positive, 0]
        return figures
    }

    static func known(_ parts: [PartRecord], position: Int = 9, asOf: Date = noon) -> ExperimentFigures {
        ExperimentFigures(
            experiment: "exp7", parts: parts, position: position, asOf: asOf, sentimentModel: "model/1")
    }

    static func family(_ parts: PartFigures..., changed: [Part.Changed] = []) -> PartFamily {
        PartFamily(
            known(
                parts.enumerated().map { index, figures in
                    PartRecord(
                        number: index + 1, changed: changed.indices.contains(index) ? changed[index] : .data,
                        figures: figures)
                }))
    }

    /// The four parts of the demo: negative of all raters are 9/24, 6/21, 14/23 and 8/20; nothing changed with part 3.
    static let demo = family(
        figures(9, 3, 12), figures(6, 4, 11), figures(14, 2, 7), figures(8, 4, 8),
        changed: [.both, .data, .nothing, .data])
}

extension JSONValue {
    /// The elements of an array, to count and index them.
    var list: [JSONValue] { Array(elements) }
}
