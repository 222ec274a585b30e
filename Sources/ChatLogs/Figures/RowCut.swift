/// How dialogues are cut for rows: which turns are left in, and how much fits into a window.
public struct RowCut: Sendable, Equatable {
    /// Most tokens in a window, and how they are counted.
    public var window: RowOptions.Window
    /// Whether turns out of character and empty ones are left in.
    public var keepsEveryTurn: Bool

    /// A cut; the defaults are those of `RowOptions`.
    public init(window: RowOptions.Window = RowOptions.Window(), keepsEveryTurn: Bool = false) {
        self.window = window
        self.keepsEveryTurn = keepsEveryTurn
    }

    /// That of the toolbox of March 2023.
    public static let pygmalion2023 = RowCut(keepsEveryTurn: true)

    /// The same in the options of a row format.
    var options: RowOptions {
        var options = RowOptions()
        options.window = window
        options.keepsEveryTurn = keepsEveryTurn
        return options
    }
}
