extension Lexicon {
    /// What people say about chat models and their checkpoints, by strength. Marks as in `opinionWords`.
    static let modelWords: [(Double, String)] = [
        (
            2,
            """
            stays_in_character stay_in_character stayed_in_character best_so_far best_yet huge_improvement \
            huge_upgrade
            """
        ),
        (
            1.5,
            """
            big_improvement coherent coherently consistent consistently_good descriptive detailed eloquent \
            expressive fluent in_depth lifelike human_like humanlike remembers remembered remembering vivid vividly \
            well_rounded never_looped picks_up_on takes_initiative take_initiative took_initiative \
            takes_the_initiative drives_the_story moves_the_plot pushes_the_plot snappy snappier blazing \
            lightning_fast surprised_me sounds_like_herself sounds_like_himself sounds_like_themselves feels_alive \
            feels_like_a_person feels_like_a_human feels_human got_better gotten_better gets_better big_step step_up \
            a_step_up
            """
        ),
        (
            1,
            """
            cant_stop could_be_worse would_use_again hard_to_beat adheres attentive aware uncensored unfiltered \
            imaginative logical logically in_character interactive lively longer_replies longer_responses \
            longer_messages longer_answers long_replies long_responses obeys on_topic on_track proactive progress \
            responsive sticks_to follows follow_the_card follows_the_card follows_instructions follows_the_prompt \
            to_the_letter listens variety varied diverse plot_twist good_length nicely_sized well_balanced \
            keeps_track keeps_the_plot keeps_up knows_when understands understood gets_it catches_up didnt_expect \
            exceeded exceeds lots_of_detail goes_along plays_along fleshed_out
            """
        ),
        (
            0.5,
            """
            detail details emotion emotions emotional expressiveness humor humour personality_shines soul depth \
            longer nuance nuanced
            """
        ),
        (
            0,
            """
            acts_like_a_person few_shot zero_shot sampling_settings temperature rep_pen repetition_penalty bad_words \
            bad_words_ids top_p top_k good_faith error_bars penalty loss_curve training_loss eval_loss loss_function \
            stop_token cold_start hard_coded hard_drive fast_api fast_tokenizer safe_tensors random_seed dirty_talk \
            sad_scene sad_story angry_character horror_story villain dark_story crying_scene short_story long_term \
            lost_media weird_west cold_war
            """
        ),
        (
            -0.5,
            """
            short shorter keep keeps still_getting still_has still_have had_to have_to clunky wooden every_single \
            half_of
            """
        ),
        (
            -1,
            """
            not_a_fan not_a_big_fan goes_nowhere going_nowhere would_not_use wouldnt_use not_for_me all_the_time \
            artifact artifacts as_an_ai as_a_language_model babble~ cautious censor~ censored censorship constantly \
            copies_my copying_my derail~ derailed disclaimer~ dry echo~ echoing fidgeting filtered generic \
            going_back went_back gone_back goes_back_to rolled_back switched_back guardrails lag laggy loop loops \
            looping looped one_liner one_liners one_line one_word monotone moody_for_no nerfed never_happened ooc \
            out_of_memory out_of_place overfit overfitted oversensitive parrot~ parroting passive preachy prudish \
            purple_prose regen regens regenerate rerolls reroll~ robotic same_mannerism same_phrase same_phrases \
            same_thing same_words sanitized short_answers short_messages short_replies short_responses slow slower \
            sluggish stall~ still_there stilted stutter~ stuttering sycophantic tame template_like terse \
            texting_someone timeouts timeout times_out too_long too_short too_slow too_fast too_verbose too_formal \
            too_wordy too_generic too_eager too_horny too_nice too_polite too_safe two_sentences typos typo \
            unbalanced unfunny verbose waits_for_me word_for_word wordy wall_of_text walls_of_text overly
            """
        ),
        (
            -1.5,
            """
            bland breaks_character broke_character breaking_character butchered canned clueless contradict~ \
            contradictory contradicts_itself cut_off cuts_off cutting_off cutoff cut_short gets_cut degenerate~ \
            deleted downgrade downgraded dumber forgetful forgets_everything goes_off goes_off_the_rails \
            going_off_the_rails off_the_rails off_topic hallucinate~ hallucination hallucinations incoherent \
            incoherence inconsistent inconsistency illogical lecture~ lecturing lifeless lobotomized lose_the_plot \
            loses_the_plot lost_the_plot losing_the_plot loses_track lost_track moralize~ moralizing moralising \
            moralises nonsensical never_ends never_shuts_up never_shutting_up oom ooms out_of_character \
            over_and_over overfitting parrots_back preaching preaches puts_words ramble~ rambling rambles refusal \
            refusals refuse~ repeat repeats repeated repeating repetition repetitions repetitive repetitiveness \
            less_sense scold~ scolding soulless speaks_for_me speaks_for_my speak_for_me speak_for_my \
            speaking_for_me talks_for_me talk_for_me talking_for_me acts_for_me spams spamming step_back \
            step_backwards a_step_down stuck truncated truncate~ truncation unoriginal unresponsive uncreative \
            unnatural_sounding took_forever takes_forever takes_ages half_baked messed_up mess_up screwed_up \
            screws_up mixes_up mixed_up dumbed_down shut_up in_a_loop into_a_loop
            """
        ),
        (
            -2,
            """
            braindead gibberish no_sense makes_no_sense make_no_sense made_no_sense nonsense word_salad lobotomised \
            incomprehensible
            """
        ),
    ]
}
