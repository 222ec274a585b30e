extension Lexicon {
    /// What people say about chat models beside their aspects, by strength. Marks as in `opinionWords`.
    static let modelWords: [(Double, String)] = [
        (
            1.5,
            """
            works_like_a_charm like_a_charm went_up goes_up going_up based kino sovl soulful sota mogs bussin \
            consistently_good fluent well_rounded gotten_better could_be_worse hard_to_beat exceeded exceeds \
            responsive interactive aware catches_up didnt_expect_that_from
            """
        ),
        // Words of trade and of stories that would else be taken for opinions.
        (
            0,
            """
            long_form_conversation long_form_conversations long_form_chats long_form_rp without_doubt \
            without_a_doubt \
            longer_chat longer_chats longer_conversation longer_conversations longer_session longer_sessions \
            longer_rp longer_roleplay longer_roleplays long_prompt long_prompts longer_prompt longer_prompts \
            short_time short_while short_chat short_chats short_conversation short_conversations to_the_point_where \
            to_the_point_that to_the_point_of only_few first_few few_messages few_turns few_times few_days \
            few_minutes few_hours few_chats few_rounds few_interactions few_exchanges stuck_with \
            context_gets_long context_gets_longer long_context longer_context chat_gets_long chat_gets_longer \
            chats_get_long conversation_gets_long long_chat long_chats long_conversation long_conversations \
            long_session long_sessions long_rp long_roleplay as_long_as so_long_as long_time a_long_way \
            no_longer_than long_ago long_story based_on based_off charm_person sampling_settings bad_words \
            bad_words_ids good_faith error_bars penalty loss_curve training_loss eval_loss loss_function stop_token \
            cold_start hard_coded hard_drive fast_api fast_tokenizer safe_tensors random_seed dirty_talk sad_scene \
            sad_story angry_character horror_story horror villain villains evil_character dark_story dark_fantasy \
            crying_scene short_story short_stories long_term lost_media weird_west cold_war war_story fight fights \
            fighting battle battles murder murders kill killed attack attacks sword_fight monster monsters demon \
            demons enemy enemies death
            """
        ),
        (-0.5, "keep keeps still_getting still_has still_have had_to have_to clunky every_single half_of"),
        (
            -1,
            """
            annoying_fast annoying_quickly old_fast gets_old old_quickly downhill went_down goes_down going_down \
            falls_short fall_short fell_short dogwater pozzed cucked gimped shit_tier garbage_tier falls_flat \
            fell_flat would_not_use wouldnt_use artifact artifacts cautious nerfed overfit overfitted overfitting \
            reroll~ still_there sycophantic too_fast too_generic too_eager too_horny unfunny butchered canned \
            degenerate~ unresponsive half_baked messed_up mess_up screwed_up screws_up shut_up incomprehensible
            """
        ),
    ]
}
