/// Where the windows of the profile `pygmalion-2023-03` begin: 2048 tokens at 1.7 a word; the turn that does not fit
/// begins the next window.
struct ReferenceWindow {
    private static let tokens = 2048.0
    private static let tokensPerWord = 1.7
    private var words = 0
    private var isStart = true

    /// Takes the next visible turn into account.
    mutating func add(words new: Int) {
        words += new
        guard Double(words) * Self.tokensPerWord > Self.tokens, words > new else { return }
        words = new
        isStart = true
    }

    /// Whether no model turn of the window has been taken yet; it has been after this.
    mutating func takeStart() -> Bool {
        defer { isStart = false }
        return isStart
    }
}
