extension Lexicon {
    /// What people say about chat models beside their aspects, by strength. Marks as in `opinionWords`.
    static let modelWords: [(Double, String)] = [
        (
            1.5,
            """
            consistently_good fluent well_rounded gotten_better could_be_worse hard_to_beat exceeded exceeds \
            responsive interactive aware catches_up didnt_expect_that_from
            """
        ),
        // Words of trade and of stories that would else be taken for opinions.
        (
            0,
            """
            sampling_settings bad_words bad_words_ids good_faith error_bars penalty loss_curve training_loss \
            eval_loss loss_function stop_token cold_start hard_coded hard_drive fast_api fast_tokenizer safe_tensors \
            random_seed dirty_talk sad_scene sad_story angry_character horror_story horror villain villains \
            evil_character dark_story dark_fantasy crying_scene short_story short_stories long_term lost_media \
            weird_west cold_war war_story fight fights fighting battle battles murder murders kill killed attack \
            attacks sword_fight monster monsters demon demons enemy enemies death
            """
        ),
        (-0.5, "keep keeps still_getting still_has still_have had_to have_to clunky every_single half_of"),
        (
            -1,
            """
            would_not_use wouldnt_use artifact artifacts cautious nerfed overfit overfitted overfitting reroll~ \
            still_there sycophantic too_fast too_generic too_eager too_horny unfunny butchered canned degenerate~ \
            unresponsive half_baked messed_up mess_up screwed_up screws_up shut_up incomprehensible
            """
        ),
    ]
}
