extension Lexicon {
    /// Whether it does what the prompt says.
    static let instruction: [(Meaning, String)] = [
        (
            .about(.instruction, 1.5),
            """
            every_time_i_told adjusts_immediately adapts_to_instructions easy_to_control easy_to_direct \
            filled_in_the_status follows_the_template sticks_to_my_format valid_json_nearly valid_json_every \
            outputs_valid produces_valid valid_json tool_calls_work function_calls_work follows_everything \
            followed_everything followed_my followed_every handles_complex_instructions \
            handles_complex_prompts complicated_instructions_well understands_ooc listens_to_the_prompt \
            listens_to_ooc respects_my respects_the_author \
            reacts_well_to react_well_to \
            follow_the_task follows_the_task follow_tasks follows_tasks \
            does_what_i_ask does_what_you_ask does_what_you_tell easily_steered steers_well \
            you_can_steer steer_it_with responds_well_to listens_to_instructions listens_well respects_the \
            respected_the respected_my honors_the honours_the sticks_to_the_prompt sticks_to_the_format \
            sticks_to_the_rules sticks_to_instructions adhered adherence_is_great prompt_adherence_is \
            good_prompt_adherence great_prompt_adherence better_prompt_adherence \
            takes_direction_well understands_instructions \
            compliant good_adherence \
            follows_@instructions follow_@instructions followed_@instructions following_@instructions \
            follows_the_@instructions follow_the_@instructions followed_the_@instructions follows_my_@instructions \
            follow_my_@instructions followed_my_@instructions following_the_@instructions \
            sticks_to_the_@instructions stick_to_the_@instructions sticks_to_@instructions \
            stuck_to_the_@instructions respects_the_@instructions respects_my_@instructions \
            understands_@instructions understands_the_@instructions adheres_to adheres adhered_to adhere_to obey \
            obeys obeyed obeying obedient listens listens_to listen_to listened_to listening_to listen to_the_letter \
            does_what_i does_what_it_is_told does_what_its_told do_what_i did_what_i does_exactly_what \
            did_exactly_what what_i_asked_for what_i_ask as_instructed as_told as_asked steerable easy_to_steer \
            controllable easy_to_guide stuck_to_it sticks_to_it reads_the_an actually_reads_the does_as_told \
            does_as_i_say did_as_told did_as_i listens_to_me listens_when takes_hints takes_the_hint \
            understand_fast_what follows_directions follow_directions takes_direction responds_to_ooc few_shot_works \
            understands_what_i_want picked_up_the_format picked_up_the_pattern good_at_following produce_lists
            """
        ),
        (
            .about(.instruction, -1.4),
            """
            disregards_my disregards_the disregard_for_the disregards_instructions ignores_most ignores_all_of \
            ignored_half ignored_all could_not_care_less doesnt_care_what_the_prompt not_care_what \
            doesnt_care_about_my invalid_json broken_json produce_valid_json steering_it_is hard_to_control \
            difficult_to_steer hard_to_guide fights_me_on fights_the_prompt fights_the_system trouble_sticking \
            trouble_following unable_to_follow unable_to_write_in unable_to_stick cannot_follow \
            cant_follow_instructions cant_follow_a cant_follow_the cant_follow_simple doesnt_follow_orders \
            forgets_the_instructions forgets_about_the_instructions forgets_my_instructions forgets_the_prompt \
            forgets_the_format forgets_the_system doesnt_understand_ooc not_understand_ooc ignores_ooc \
            doesnt_like_instructions does_not_like_instructions even_though_i_told_it even_when_told \
            even_if_told_not whatever_i_put_in whatever_i_tell \
            poorly_following_@instructions poorly_follows in_one_ear to_no_avail \
            ignored_my ignoring_my ignores_the_prompt ignores_the_system_prompt ignores_everything_i \
            ignores_most_of doesnt_care_about_the_prompt doesnt_listen does_not_listen \
            disregarding might_as_well_not_exist might_as_well_be_empty told_it_# told_it_to_stop told_it_not_to \
            told_it_five told_it_ten told_it_three no_matter_what_i_tell no_matter_how_often_i_tell \
            keeps_slipping_into slips_into_first slips_into_second slips_back_into switches_to_first_person \
            switches_tense switches_pov changes_pov does_what_it_wants does_its_own_thing goes_its_own_way \
            impossible_to_steer cant_be_steered \
            disobedient tends_to_ignore \
            ignores_@instructions ignore_@instructions ignored_@instructions ignoring_@instructions \
            ignores_the_@instructions ignore_the_@instructions ignored_the_@instructions ignores_my_@instructions \
            ignore_my_@instructions ignored_my_@instructions ignoring_my_@instructions ignoring_the_@instructions \
            disregards_@instructions disregards_my_@instructions disregards_the_@instructions ignores_what_i \
            ignore_what_i ignored_what_i ignores_everything ignores_half ignores ignore ignored ignoring shrugs_off \
            doesnt_take_direction not_take_direction defies defy wont_do_what didnt_do_what doesnt_do_what \
            never_does_what no_matter_what_i_put no_matter_what_i_write i_ask_for_a i_asked_for_a rebel \
            opposite_of_my dont_obey_never goes_against_my against_my_instructions skips_half disobey disobeys \
            disobeyed doesnt_obey dont_obey wont_listen never_listens wont_follow refuses_to_follow \
            refused_to_follow refuses_to_stop refused_to_stop refuses_to_listen does_the_opposite did_the_opposite \
            exact_opposite opposite_of_what does_whatever_it_wants whatever_it_wants what_it_wants hard_to_steer \
            fights_me cant_control impossible_to_control not_what_i_asked didnt_ask_for did_not_ask_for \
            never_asked_for zero_shot_fails just_chats_back chats_back answers_the_question_with \
            received_a_love_confession are_ignored is_ignored gets_ignored do_nothing does_nothing
            """
        ),
        (
            .about(.instruction, -0.7),
            """
            i_clearly_said i_clearly_told i_clearly_wrote no_matter_how_many_times \
            told_it_to told_it_not asked_it_to asked_it_not told_it_in told_her_to told_him_to asked_for i_asked_for \
            when_all_i_asked i_specifically_asked i_specifically_told i_explicitly_told i_explicitly_asked \
            i_explicitly_said even_when_i_tell even_though_i_told even_if_i_tell
            """
        ),
        (
            .about(.instruction, 0),
            """
            complicated_instructions complicated_prompts additional_prompts out_of_character_remarks \
            out_of_character_notes ooc_remarks ooc_notes \
            complex_instruction complex_instructions complex_prompt complex_prompts \
            instruction instructions instruct instruction_following following_instructions few_shot fewshot \
            zero_shot zeroshot one_shot prompt_adherence authors_note author_note system_prompt system_prompts \
            prompt_following ooc_commands instruct_mode tasks steering
            """
        ),
    ]
}
