import Core
import Hummingbird
import Statistics

/// Every piece that pages are made of, to look at while working on them. Served in development mode only.
struct StyleguidePage: PageModel {
    static let template = PageTemplate.styleguide
    static let place = Place.elsewhere

    let counts = CountsBar(Tally(negative: 14, neutral: 2, positive: 7))
    let net = NetScale(Estimate.netSentiment(negative: 14, neutral: 2, positive: 7, pooled: nil))
    let scores = ScoreBar.all([8, 6, 2, 5, 2])
    let messages = [
        Message(code: "wrong_type", detail: "a word.", hint: "Send a number.", line: 2),
        Message(code: "other", detail: "something without words of its own.", hint: "What to do about it.", line: 3),
    ]
    let field = "example"
    let moment = Moment(iso: "2023-03-03T12:00:00.000Z")
    /// Names of the tokens of colour in the stylesheet.
    let colours = [
        "ground", "sheet", "ink", "quiet", "rule", "field", "accent", "danger", "wait", "good", "negative", "neutral",
        "positive",
    ]
}

extension Service {
    func styleguidePage(_ request: Request, _ context: AppContext) async throws -> Response {
        try pages.response(StyleguidePage())
    }
}
