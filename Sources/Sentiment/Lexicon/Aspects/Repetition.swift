extension Lexicon {
    /// Loops, echoes, the same words again.
    static let repetition: [(Meaning, String)] = [
        (
            .about(.repetition, -1.5),
            """
            copies_of_earlier copies_earlier latches_on_to fond_of_the_phrase too_fond_of fixates_on \
            same_shape same_reply~ same_on_every_swipe every_swipe_the_same identical_replies same_opening \
            starts_every_reply starts_every_message starts_each_reply starts_each_message ends_every_message \
            ends_each_message echoes_my echoes_back echoes_what echoing_my echoes_the_user repeats_what_i \
            repeats_what_you rehash~ rehashes_what regurgitate~ recycling_its recycling_the in_different_words \
            in_five_ways same_thing_in keeps_using_the_same uses_the_same keeps_writing_the_same won_t_let_go \
            wont_let_go_of falls_into_loops goes_in_circles going_in_circles go_in_circles runs_in_circles \
            sticks_to_structures same_message_structure gets_stuck_on stuck_on_the_same stuck_on_one \
            fall_into_patterns fall_into_a_pattern fall_into_loops \
            identical_to_the_one_before identical_to_the_last identical_to_the_previous same_thing_three_times \
            copying_whole copies_whole copied_whole copies_sentences copying_sentences copies_paragraphs \
            copying_paragraphs copies_itself_over in_rotation same_five_metaphors same_metaphors same_adjectives \
            same_gestures same_reactions same_scene_again same_text_each same_text_every nearly_the_same_text \
            almost_the_same_text nearly_identical nearly_the_same_reply almost_the_same_reply each_swipe_is_the_same \
            same_regardless word_loop_of settles_on_one settles_into_a_pattern falls_into_a_pattern \
            falls_into_patterns falls_into_a_loop \
            sameish same_ish copy_pasted_from copies_the \
            repeat repeats repeated repeating repeatedly repetition repetitions repetitive repetitiveness \
            repetitious repetion repeatative repetative reptition repeats_itself repeating_itself repeat_itself loop \
            loops looped looping loopy in_a_loop into_a_loop into_loops in_loops stuck_in_a_loop stuck_repeating \
            gets_stuck get_stuck got_stuck stuck_on stuck parrot parrots parroted parroting parrots_back parrots_my \
            echo echoes echoed echoing echos echo_chamber copies_my copy_my copying_my copied_my copies_me \
            copying_me copies_what copies_itself copying_itself copy_paste copy_pastes copypaste copy_pasted \
            copy_pasting over_and_over over_and_over_again again_and_again word_for_word verbatim recur recurs \
            recurring circular circles_back same_same_same carbon_copy photocopy photocopies clone_of_the_last \
            copies_of_the_last infinite_loop infinite word_loop word_loops verbal_tic tic tics crutch_phrase \
            crutch_phrases pet_phrase pet_phrases stock_phrase stock_phrases refrain refrains nothing_new \
            say_something_new something_new_for hahahaha lalala repeat_the_same repeats_the_same repeated_the_same \
            says_the_same say_the_same telling_me_the_same same_way_every same_every_time same_pretty_words reuses \
            reuse reused reusing rinse_and_repeat on_repeat on_loop spits_the_same broken_tape hamster_wheel \
            treadmill carousel merry_go_round ditto cut_and_paste ctrl_c recycle recycles recycled recycling \
            regurgitate regurgitates regurgitating mimics_my mirrors_my rehash rehashes rehashing rehashed stutter \
            stutters stuttering broken_record deja_vu same_@phrase same_exact_@phrase exact_same_@phrase \
            same_three_@phrase same_few_@phrase same_two_@phrase same_five_@phrase same_old_@phrase \
            identical_@phrase exact_same_thing same_thing_every shivers_down shiver_down shivers sends_shivers \
            down_my_spine down_your_spine down_her_spine catchphrase catchphrases monotonous monotony samey \
            groundhog_day spams spamming spam_the keeps_saying keep_saying kept_saying keeps_using \
            keeps_going_back_to in_every_@reply in_every_single_@reply every_single_@reply every_other_@reply \
            every_@reply_starts every_@reply_begins every_@reply_ends starts_every begins_every ends_every \
            begins_each starts_each in_circles circle_around circles_around circling_around going_around_in_circles \
            one_more_time swipes_are_the_same swipes_are_identical swipes_all_look same_swipe same_swipes \
            every_swipe_is identical_swipes regens_are_the_same regens_give_the_same no_variation_between fixates \
            fixated latches_onto latch_onto latches_on hyperfixates obsessed_with nth_time hundredth_time \
            millionth_time third_time_in
            """
        ),
        (.about(.repetition, 0), "repetition_problem mannerism mannerisms repetition_issue repetitions_issue"),
        (
            .about(.repetition, 1.2),
            """
            swipes_are_varied different_swipes doesnt_fall_into doesnt_fall_into_patterns doesnt_get_stuck \
            never_gets_stuck looping_is_gone repetition_problem_is_gone waiting_for_it_to_loop \
            worried_about_looping worried_about_repetition \
            each_swipe_is_different every_swipe_is_different each_swipe_goes_in different_each_time no_phrase_occurs \
            no_looping no_loops_at no_repetition_at zero_repetition zero_loops no_repeats zero_repeats no_repeated \
            never_repeats never_repeated never_looped never_loops non_repetitive nonrepetitive non_repeating \
            swipes_are_different different_every_time varied_swipes swipes_vary
            """
        ),
    ]
}
