import Core

extension Problems {
    /// What a broken rule of the database means to a client: every named constraint that a request can break is here,
    /// so that nothing is checked first and inserted later.
    static let constraints: [String: Problem] = [
        "experiment_slug_form": unprocessable("experiment", "bad_slug", Slug.rule, "For example: exp7."),
        "experiment_parts_planned_range": unprocessable(
            "parts_planned", "out_of_range", "`parts_planned` goes from 1 to 1000.", "Plan fewer parts."),
        "part_of_known_experiment": .unknownExperiment,
        "part_number_range": unprocessable("part", "out_of_range", "Parts go from 1 to 1000.", "Send another number."),
        "part_changed_known": unprocessable(
            "changed", "unknown_value", "`changed` is not known.", "One of: nothing, data, hyperparameters, both."),
        "submission_of_known_experiment": .unknownExperiment,
        "submission_of_known_part": .unknownPart,
        "submission_part_needs_experiment": unprocessable(
            "experiment", "required", "`part` without `experiment`.", "Name the experiment too."),
        "submission_training_consent": unprocessable(
            "consent_training", "consent_missing", "Without consent to training nothing is stored.",
            "Send consent_training=true."),
        "rating_of_known_part": .unknownPart,
        "rating_score_range": unprocessable("score", "out_of_range", "A score goes from 1 to 5.", "Send 1 to 5."),
        "rating_once_per_rater_and_part": Problem(
            409, "rated_just_now", "The same rater rated this part at the same moment.", retryAfter: 1),
        "lead_of_known_part": Problem.unknownPart,
        "lead_closed_by_known_part": Problem.unknownPart,
        "lead_closed_by_later_part": unprocessable(
            "closed_by_part", "out_of_range", "Only a part after the one in which it was seen can close a lead.",
            "Name the part in which it is gone."),
        "rating_says_something": unprocessable(
            "", "empty_rating", "A rating needs a score, a sentiment or a comment.", "Add one of them."),
    ]

    private static func unprocessable(_ pointer: String, _ code: String, _ detail: String, _ hint: String) -> Problem {
        .invalid([Fault(pointer: pointer, code: code, detail: detail, hint: hint)])
    }
}
