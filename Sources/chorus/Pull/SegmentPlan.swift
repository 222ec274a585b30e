/// Which segments a commit keeps, rewrites and joins. Segment numbers are places in the list before the commit.
enum SegmentPlan {
    /// One segment after the commit.
    enum Step: Equatable {
        /// Stays the file that it is.
        case keep(Int)
        /// A new file: the rows of these segments that are left, then those of the page.
        case write([Int], withPage: Bool)
    }

    /// Most rows of a segment; only a page may bring more at once.
    static let mostRows = 1000
    /// Size up to which segments are joined.
    static let mostBytes = 64 << 20

    /// The segments after a commit, in order.
    ///
    /// A page is joined with the segments at the end that are not larger than what has been joined so far, as a binary
    /// counter carries: each row is copied about log2(1000) times in its life, and a follower that gets one event at a
    /// time does not leave one file for each.
    /// - Parameters:
    ///   - segments: the segments before
    ///   - losses: how many rows each segment loses, by its number
    ///   - rows: how many rows the page brings
    ///   - bytes: their size
    static func steps(_ segments: [Segment], losses: [Int: Int], rows: Int, bytes: Int) -> [Step] {
        var end = segments.count
        var sum = (rows: rows, bytes: bytes)
        while rows > 0, end > 0 {
            let left = segments[end - 1].rows - losses[end - 1, default: 0]
            let joined = (rows: sum.rows + left, bytes: sum.bytes + segments[end - 1].bytes)
            guard left <= sum.rows, joined.rows <= mostRows, joined.bytes <= mostBytes else { break }
            sum = joined
            end -= 1
        }
        var steps: [Step] = []
        for number in 0..<end {
            let lost = losses[number, default: 0]
            if lost == 0 { steps.append(.keep(number)) }
            if lost > 0, lost < segments[number].rows { steps.append(.write([number], withPage: false)) }
        }
        return rows > 0 ? steps + [.write(Array(end..<segments.count), withPage: true)] : steps
    }
}
