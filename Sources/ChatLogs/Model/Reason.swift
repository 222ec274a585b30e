/// Why a document or session was not simply accepted, for the submitter. Never quotes the log.
public struct Reason: Sendable, Equatable {
    /// The stable code.
    public var code: ReasonCode
    /// What was found.
    public var detail: String
    /// What the submitter can do about it.
    public var hint: String
    /// 1-based line where it was found, if there is one.
    public var line: Int?

    /// Creates a reason; the hint defaults to the code's own.
    public init(_ code: ReasonCode, _ detail: String, hint: String? = nil, line: Int? = nil) {
        self.code = code
        self.detail = detail
        self.hint = hint ?? code.hint
        self.line = line
    }
}

/// Stable reason codes, grouped by the stage that gives them.
public enum ReasonCode: String, Sendable, CaseIterable {
    // The gate: the whole document.
    case tooLarge = "too_large"
    case emptyFile = "empty_file"
    case undecodableText = "undecodable_text"
    case brokenJSON = "broken_json"
    case tooDeep = "too_deep"
    case duplicateKey = "duplicate_key"
    case keyTooLong = "key_too_long"
    case numberTooLong = "number_too_long"
    case combiningMarks = "combining_marks"
    case zipUnsafe = "zip_unsafe"
    case unrecognisedFormat = "unrecognised_format"
    case card = "not_a_chat.card"
    case definitions = "not_a_chat.definitions"
    case settings = "not_a_chat.settings"
    case groupDefinition = "not_a_chat.group_definition"
    case feedbackSidecar = "not_a_chat.feedback_sidecar"
    case storyOnly = "story_only"
    case headerOnly = "header_only"

    // Mapping: the submitter has to say more.
    case userSpeaker = "needs_mapping.user_speaker"
    case characterCard = "needs_mapping.character_card"
    case discordRoles = "needs_mapping.discord_roles"

    // One session.
    case noText = "no_text"
    case greetingOnly = "greeting_only"
    case noUserTurn = "no_user_turn"
    case noModelTurn = "no_model_turn"
    case tooFewTurns = "too_few_turns"
    case duplicateExact = "duplicate_exact"
    case supersededByLonger = "superseded_by_longer"

    // Quarantine.
    case controlTokens = "control_tokens"
    case secretFound = "secret_found"
    case thirdParty = "pii_third_party"
    case encodingSuspect = "encoding_suspect"
    case rolesSwapped = "roles_swapped_suspect"
    case nonEnglish = "non_english"
    case minorSafetyReview = "minor_safety_review"
    case modelAttributionMissing = "model_attribution_missing"

    // A maintainer decided.
    case heldByMaintainer = "held_by_maintainer"
    case refusedByMaintainer = "refused_by_maintainer"
}
