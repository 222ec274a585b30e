import Core
import Sentiment

/// The comments of a part's page: one page of those that are asked for, and the ways to others.
struct CommentsCard {
    /// A choice of sentiment.
    struct Choice {
        let word: Word
        let address: String
        let isChosen: Bool
    }

    /// A choice in a list.
    struct Option {
        let value: String
        let isChosen: Bool
    }

    /// An aspect to choose.
    struct AspectOption {
        let value: String
        let aspect: Word
        let isChosen: Bool
    }

    /// The ranges of one sampling setting.
    struct SettingOptions {
        let by: Word
        let bands: [Band]
    }

    /// A range of it.
    struct Band {
        let value: String
        let name: String
        let isChosen: Bool
    }

    let comments: [CommentLine]
    let isEmpty: Bool
    let choices: [Choice]
    let sentiment: String
    let aspects: [AspectOption]
    let frontEnds: [Option]
    let settings: [SettingOptions]
    /// Whether anything but the sentiment is chosen.
    let isFiltered: Bool
    let everything: String
    /// All of what is asked for, for a spreadsheet.
    let csv: String
    let older: String?

    /// - Parameters:
    ///   - comments: one more than are shown, where there are more
    ///   - page: address of the part's page
    ///   - figures: what raters of the part told, which is what can be chosen
    init(_ comments: [PublicComment], _ filter: CommentFilter, page: String, figures: PartFigures) {
        let shown = comments.prefix(filter.limit)
        self.comments = shown.map(CommentLine.init)
        isEmpty = shown.isEmpty
        func address(_ path: String, _ sentiment: Polarity?, cursor: String = "") -> String {
            let query = cursor + filter.query(sentiment: sentiment)
            return page + path + (query.isEmpty ? "" : "?" + query.dropFirst())
        }
        choices =
            [Choice(word: Word("all"), address: address("", nil) + "#comments", isChosen: filter.sentiment == nil)]
            + Polarity.allCases.map { polarity in
                Choice(
                    word: Word(polarity), address: address("", polarity) + "#comments",
                    isChosen: filter.sentiment == polarity)
            }
        sentiment = filter.sentiment?.rawValue ?? ""
        aspects = Aspect.allCases.map {
            AspectOption(value: $0.rawValue, aspect: Word($0), isChosen: $0 == filter.aspect)
        }
        frontEnds = figures.frontEnds.filter { !$0.name.isEmpty }.map {
            Option(value: $0.name, isChosen: $0 == filter.frontEnd)
        }
        settings = SamplingBand.Setting.allCases.compactMap { setting in
            let bands = SamplingBand.all(of: setting).filter { figures.tally(in: $0).total > 0 }.map {
                Band(value: $0.text, name: $0.name, isChosen: $0 == filter.sampling)
            }
            return bands.isEmpty ? nil : SettingOptions(by: Word(setting), bands: bands)
        }
        isFiltered = filter.aspect != nil || filter.frontEnd != nil || filter.sampling != nil
        everything = page + "#comments"
        csv = address("/comments.csv", filter.sentiment)
        older =
            comments.count > filter.limit
            ? shown.last.map { address("", filter.sentiment, cursor: "&cursor=\($0.id)") + "#comments" } : nil
    }
}

extension CommentFilter {
    /// What is chosen as it stands in a query, each with a `&` before it.
    fileprivate func query(sentiment: Polarity?) -> String {
        let pairs = [
            ("sentiment", sentiment?.rawValue), ("aspect", aspect?.rawValue), ("front_end", frontEnd?.name),
            ("sampling", sampling?.text),
        ]
        return pairs.map { name, value in value.map { "&\(name)=\(FormText.encoded($0))" } ?? "" }.joined()
    }
}
