/// The flags that an episode or its turns may carry, for those who filter on them: a misspelt one never applies.
public enum EpisodeFlags {
    /// Every name, turns' flags first.
    public static let names: [String] =
        Rule.allCases.filter { $0.kind == .flag }.map(\.rawValue) + [
            "ends_with_user", "consecutive_same_speaker", "roles_swapped_suspect", "greeting_missing",
            "may_start_midway", "multi_character", "timestamps_identical", "non_english", "minor_safety_review",
        ]
}
