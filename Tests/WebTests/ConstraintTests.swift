import Core
import Postgres
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Rules of the database", .migrated) struct ConstraintTests {
    /// What a request cannot break, because the service itself makes the value.
    private let ours: Set<String> = [
        "submission_bucket_range", "document_bucket_range", "episode_bucket_range", "episode_original_bucket_range",
        "rating_bucket_range", "rating_aspect_bucket_range", "part_delta_bucket_range",
        "outbox_bucket_range", "withdrawal_bucket_range", "idempotency_bucket_range",
        "submission_status_known", "episode_status_known", "rating_status_known", "rating_sentiment_known",
        "rating_sentiment_source_known", "rating_aspect_polarity_known", "rating_aspect_source_known",
        "rating_aspect_detail_known", "rating_withdrawn_leaves_no_trace", "rescored_bucket_range", "rescored_rating",
        "gate_look_bucket_range", "gate_look_of_known_part", "gate_look_outcome_known", "gate_look_cause_known",
        "lead_bucket_range",
        "lead_confirmation_bucket_range", "lead_confirmation_of_lead", "part_delta_count_for_each_counter",
        "outbox_kind_known", "withdrawal_subject_known", "token_scopes_known", "token_hash_once",
        "episode_content_while_held", "episode_superseded_is_rejected", "feed_head_is_one", "feed_change_once",
        "policy_name_form", "policy_version_positive", "episode_figures_bucket_range", "figures_of_episode",
        "snapshot_name_form", "snapshot_status_known", "snapshot_ready_with_manifest", "snapshot_file_path_once",
        "snapshot_episode_bucket_range",
        "rating_origin_bucket_range", "rating_origin_of_rating", "rating_origin_once",
        "consumer_name_form", "consumer_position_range",
        "submission_decision_known", "submission_decision_has_moment", "submission_withdrawn_says_nothing",
        "rating_cluster_bucket_range", "rating_cluster_of_known_part", "rating_cluster_sign_known",
        "document_of_submission", "episode_of_document", "original_of_episode", "rating_aspect_of_rating",
    ]

    @Test("are each told to the client that breaks them, or are out of its reach")
    func everyRuleIsKnown() async throws {
        let named: [String] = try await Database.pool.query(
            """
            select conname::text from pg_constraint
            where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'u')
            union
            select i.relname::text from pg_index join pg_class as i on i.oid = indexrelid
            where indisunique and not indisprimary and i.relnamespace = 'public'::regnamespace
            """)
        let told = Set(Problems.constraints.keys)
        #expect(
            Set(named).subtracting(told).subtracting(ours).sorted() == [], "say in Constraints.swift what they mean")
        #expect(told.subtracting(named).sorted() == [], "these are told and do not exist")
        #expect(ours.subtracting(named).sorted() == [], "these are listed here and do not exist")
        #expect(told.intersection(ours).isEmpty)
    }

    @Test("are told as 4xx with a code")
    func problems() {
        for (name, problem) in Problems.constraints {
            #expect(400..<500 ~= problem.status && !problem.code.isEmpty && !problem.detail.isEmpty, "\(name)")
        }
    }
}
