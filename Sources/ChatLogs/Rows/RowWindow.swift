/// A response and as much of the dialogue before it as one row may hold. Filters judge windows.
public struct RowWindow: Sendable, Equatable {
    /// Position among the dialogue's windows, from 0; the same for every row format.
    public var number: Int
    /// Indices into the linearised turns; the last one is the response.
    public var turns: Range<Int>
}

extension Dialogue {
    /// The windows of the dialogue, one for each response that may be trained.
    ///
    /// The rule of the toolbox of March 2023: turns gather, after every turn of the model with at least one before it
    /// there is a window of what has gathered; the turn that does not fit begins anew. Tokens are words times 1.7, a
    /// turn's with its speaker, halves rounded to even; what stands before the dialogue counts in every window.
    public func windows(_ options: RowOptions = RowOptions()) -> [RowWindow] {
        RowRendering(self, options, naming: .tokens).windows
    }
}

/// Cuts turns into windows.
struct WindowCutter {
    /// What something adds to a window.
    struct Size {
        var words: Int
        var bytes: Int

        init(words: Int, bytes: Int) {
            self.words = words
            self.bytes = bytes
        }

        init(_ text: [UInt8]) {
            words = WhiteSpace.words(in: text)
            bytes = text.count
        }
    }

    /// No English text has words of this many bytes for each token; one word of a megabyte must not be in every row.
    private static let bytesPerToken = 32.0

    private let window: RowOptions.Window
    private let base: Double
    private let baseBytes: Int

    /// - Parameter head: what stands before every window
    init(_ window: RowOptions.Window, head: Size) {
        self.window = window
        base = Self.tokens(head.words, window)
        baseBytes = head.bytes
    }

    /// Not an integer, so that no factor can overflow it.
    private static func tokens(_ words: Int, _ window: RowOptions.Window) -> Double {
        (Double(words) * window.tokensPerWord).rounded(.toNearestOrEven)
    }

    private func isTooLong(_ tokens: Double, _ bytes: Int) -> Bool {
        let target = Double(window.targetTokens)
        return tokens > target || Double(bytes) > target * Self.bytesPerToken
    }

    /// The windows of turns of these sizes.
    func windows(of turns: [RowTurn], sizes: [Size]) -> [RowWindow] {
        var windows: [RowWindow] = []
        for (index, start) in starts(of: sizes).enumerated() where index > start && turns[index].isTarget {
            windows.append(RowWindow(number: windows.count, turns: start..<index + 1))
        }
        return windows
    }

    /// Where the window of each turn begins; empty when what stands before it leaves no room.
    func starts(of sizes: some Collection<Size>) -> [Int] {
        guard !isTooLong(base, baseBytes) else { return [] }
        var starts: [Int] = []
        starts.reserveCapacity(sizes.count)
        var start = 0
        var (length, bytes) = (base, baseBytes)
        for size in sizes {
            let new = Self.tokens(size.words, window)
            if isTooLong(length + new, bytes + size.bytes) {
                start = starts.count
                (length, bytes) = (base, baseBytes)
            }
            length += new
            bytes += size.bytes
            starts.append(start)
        }
        return starts
    }
}
