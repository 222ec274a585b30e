/// One measurement: a work of ours against its peers. Each is a file in `Rows/` and a line in `all`.
struct Row: Sendable {
    /// Name on the command line.
    let name: String
    /// What is measured.
    let title: String
    /// Measures; prints nothing but what is skipped and why.
    let run: @Sendable (BenchOptions) async throws -> [Line]

    /// Every row, in the order in which they run.
    static let all: [Row] = [
        .normalise, .hostile, .sentiment, .ratings, .import, .growth, .submissions, .summary, .feed, .policy, .snapshot,
    ]
}
