/// How rows are rendered. The defaults are those of the row formats; what a policy decides comes in here.
public struct RowOptions: Sendable, Equatable {
    /// How much of a dialogue one row may hold.
    public struct Window: Sendable, Equatable {
        /// Most tokens.
        public var targetTokens = 2048
        /// Tokens that a word is taken for.
        public var tokensPerWord = 1.7

        /// The window of the first toolbox: 2048 tokens at 1.7 a word.
        public init(targetTokens: Int = 2048, tokensPerWord: Double = 1.7) {
            self.targetTokens = targetTokens
            self.tokensPerWord = tokensPerWord
        }
    }

    /// What stands for people in texts.
    public enum Naming: Sendable, Equatable {
        /// `{{user}}` and `{{char}}`, as episodes have them.
        case macros
        /// `<USER>` and `<BOT>` in turns; the character's name in its persona and in the scenario.
        case tokens
        /// Characters' names, and this for the user.
        case names(user: String)
    }

    /// What becomes of model turns before the first user turn of a row.
    public enum Opening: Sendable, Equatable {
        /// They stay; rows may begin with the model.
        case keep
        /// They are left out.
        case drop
        /// They become the end of the system text.
        case foldIntoSystem
        /// A user turn with this text goes before them.
        case syntheticUser(String)
    }

    /// The window.
    public var window = Window()
    /// A row for every response, where the format has one response a row; otherwise for the last one of each window.
    public var eachResponse = true
    /// Numbers of the windows that filters kept (`RowWindow.number`); nil for all.
    public var windows: Set<Int>?
    /// What stands for people; nil for what the format is known with.
    public var naming: Naming?
    /// Keeps turns out of character and empty ones, as the first toolbox did.
    public var keepsEveryTurn = false
    /// What becomes of greetings in formats of messages.
    public var opening = Opening.keep
    /// Merges turns of one side that follow each other also where the format does not need it.
    public var merges = false
    /// Puts example dialogues before the dialogue in `supervised` and `text`.
    public var includesExamples = false
    /// What the system text begins with where the episode has no system prompt; may be empty.
    public var systemTemplate = "Write the next reply of {{char}} in this conversation with {{user}}."
    /// The episode's reward, 0 to 1; 1 where nobody rated it.
    public var reward = 1.0
    /// Whether raters liked the episode; nil where nobody rated it.
    public var label: Bool?
    /// Takes a preference only from turns after which the user went on.
    public var needsContinuation = true
    /// When the submission came in, milliseconds since 1970; 0 where that is not told.
    public var submittedAt = 0

    /// The defaults.
    public init() {}

    /// As the toolbox of March 2023 rendered Character.AI's dumps: nothing that was said is left out.
    public static let pygmalion2023: RowOptions = {
        var options = RowOptions()
        options.naming = .tokens
        options.keepsEveryTurn = true
        return options
    }()
}
