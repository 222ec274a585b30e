extension Lexicon {
    /// Sense, consistency, memory, made-up facts.
    static let coherence: [(Meaning, String)] = [
        (
            .about(.coherence, 1.4),
            """
            clear_headed keeps_its_head keeps_a_clear doesnt_lose_the_thread doesnt_get_lost never_gets_lost \
            doesnt_get_confused never_gets_confused never_confused_them never_confuses doesnt_confuse \
            without_confusing remembers_who remembers_where remembered_who remembered_where remembers_small \
            remembers_the_small tiny_details_from throwaway_detail small_detail_from small_details_from \
            details_from_earlier recall_is_great recall_is_good good_recall great_recall good_grasp grasp_of_time \
            grasps_the_situation grasped_the_situation grasps_nuance understands_sarcasm read_between_the_lines \
            tracks_inventory tracks_everything counts_correctly correctly_tracks correctly_remembers \
            correctly_remembered tracks_who knows_who_is_who knows_who_is knows_where_everyone sits_where \
            doesnt_mix_up_the no_mix_ups fewer_logical_mistakes fewer_logic_errors few_logic_errors less_mistakes \
            no_mistakes no_errors_so_far stays_lucid makes_total_sense everything_makes_sense held_together \
            solves_riddles solved_the_riddle solved_my_riddle sticks_to_the_facts stuck_to_the_facts lorebook_facts \
            coherent_even_at understood_the_relationship understands_relationships understands_the_situation \
            understands_everything gets_the_context picks_up_the_subtle \
            aware_of_who aware_of_what aware_of_where remains_aware stays_aware fewer_mistakes rarely_makes_mistakes \
            few_mistakes handles_long_context handles_long_contexts without_losing_detail without_losing_details \
            keeps_them_apart nearly_flawlessly \
            remembering_details remembers_details remembers_everything brings_up_things_from keeps_track_of \
            keeping_track_of kept_track_of good_at_tracking tracks_clothing without_mixing without_mixing_up \
            without_losing_track doesnt_mix_up never_mixes_up stays_on_point picked_up_on picks_up_subtext \
            gets_subtext understands_subtext reads_the_room gets_sarcasm got_my_sarcasm gets_jokes gets_the_joke \
            catches_every_detail pays_attention paying_attention attentive_to understands_the_context \
            understands_nuance understood_the understands_what understood_what keeps_the_plot_together \
            keeps_the_story_together internally_consistent spatial_awareness_is_good good_spatial_awareness \
            great_spatial_awareness excellent_memory memory_is_great memory_is_good memory_is_excellent \
            spacially_aware common_sense_reasoning respond_appropriately responds_appropriately \
            proper_conversation proper_conversations hold_a_conversation holds_a_conversation \
            reads_between_the_lines reading_between_the_lines \
            coherent coherently cohesive consistent consistently logical logically makes_sense make_sense made_sense \
            making_sense makes_more_sense make_more_sense makes_perfect_sense remember remembers remembered \
            remembering recalls recalled recall recalling keeps_track keep_track kept_track keeping_track \
            tracks_objects tracks_details tracks_positions tracks_the on_topic stays_on_track on_track \
            stays_on_topic good_memory great_memory better_memory long_memory picks_up_on picks_up_details \
            context_aware contextually_aware spatially_aware \
            attentive lucid keeps_the_plot keep_the_plot follows_the_plot follow_the_plot follows_the_story \
            follow_the_story follows_the_conversation follow_the_conversation keeps_up_with keeps_context \
            keep_context holds_context retains_context maintains_context keeps_it_together holds_together \
            hold_together stays_coherent stay_coherent stays_consistent smart smarter intelligent clever_bot \
            brighter sharper understands understand understood understands_context gets_what catches_details \
            references_earlier brings_up_earlier brought_up_something calls_back callbacks call_back_to \
            attention_to_detail characters_straight names_straight story_straight facts_straight keeps_straight \
            reasoning_improved sane sensible factual keeps_to_the_point to_the_point_and hardly_ever_wrong \
            scarcely_wrong sense_of_place memory_is_back remembers_things stuck_to_the_plan five_characters_straight \
            no_contradictions on_the_ball stays_focused keeps_focus focused follows_along keeps_the_thread \
            the_thread_of held_the_thread common_sense sharp_memory elephant_memory facts_right gets_facts \
            knows_the_lore
            """
        ),
        (
            .about(.coherence, -1.5),
            """
            not_as_bright not_too_bright not_very_bright not_the_brightest not_as_smart not_as_smart_as \
            isnt_as_smart isnt_very_smart not_too_smart not_so_smart less_smart doesnt_grasp \
            doesnt_seem_to_grasp doesnt_understand_who \
            didnt_understand_the fails_to_grasp fails_to_understand loosely_related \
            random_tokens random_token garbage_characters garbage_tokens token_soup letter_soup alphabet_soup \
            spits_out_garbage outputs_garbage nothing_but_garbage descends_into_madness descend_into_madness \
            devolves_into_nonsense devolves_into_gibberish turns_into_gibberish \
            turns_into_nonsense turns_to_mush turns_into_mush straight_story cant_keep_a_story cant_keep_track \
            cannot_keep_track cant_keep_up_with doesnt_keep_track lost_a_lot_of_brain lost_some_brain lost_some_iq \
            lost_iq_points room_temperature_iq brain_power broke_its_reasoning lost_its_intelligence \
            lost_intelligence made_it_dumber makes_it_dumber made_the_model_dumber cant_count cant_do_math \
            cant_solve cant_tell_left basic_logic simple_logic basic_tasks logical_errors logic_errors \
            logical_error logic_error logic_mistakes logical_mistakes silly_mistakes silly_mistake stupid_mistakes \
            gets_swapped gets_basic_things basic_things_wrong gets_everything_wrong wrong_about_everything \
            gets_it_wrong got_it_wrong gets_things_wrong got_things_wrong gets_details_wrong details_wrong \
            got_the_name_wrong forgot_where forgot_who_i forgot_her forgot_his without_ever_standing \
            sat_down_twice grew_a_third hold_a_thought hold_a_simple nothing_it_says confidently_wrong \
            out_of_left_field_replies weird_direction weird_directions strange_directions \
            hard_time_with_multiple doesnt_know_what_its \
            facts_wrong into_soup becomes_chaotic \
            invents_facts invented_facts inventing_facts invents_details invented_details invents_things \
            invented_things invents_stuff invents_people invents_events invented_events invents_memories \
            invented_memories invents_words invents_a_backstory invented_a_backstory invents_names invents_its_own \
            invented_its_own invented_my invents_conversations invents_things_that asks_the_same_question \
            asked_the_same_question asking_the_same_question changes_its_mind changed_its_mind straight_answer \
            not_what_happened does_not_add_up wrong_room wrong_place wrong_order in_the_wrong_order \
            names_are_swapped switched_genders \
            made_things_up makes_up_stuff mixed_up_the mixed_up_my mixes_them_up mixing_them_up confuses_me_with \
            confuses_my confuses_characters contradict~ contradicting_itself got_confused getting_confused \
            loses_track_of forgets_who forgot_who forgot_what forgets_where forgot_everything forgets_things \
            forgets_stuff short_term_memory_loss gets_the_gender misgender~ calls_me_by gets_names_wrong \
            two_left_hands through_walls sits_down_twice teleport~ out_of_nowhere_for_no_reason goes_off_the_rails \
            gibberish_after makes_zero_sense nothing_makes_sense no_sense_at_all \
            no_spatial_awareness lacks_spatial spatial_awareness_is_bad got_dumber gets_dumber getting_dumber \
            became_dumber took_off_her_coat_twice anatomically_impossible misread~ misinterpret~ \
            doesnt_understand_what didnt_understand_what has_no_clue has_no_idea hallucinate~ confabulate~ \
            takes_everything_literally \
            brain_damaged crumble~ collapses implodes falls_to_pieces little_to_do_with not_responding_to_what \
            not_respond_to_what gaslight~ loses_its_way goes_off_script acts_as_if_nothing forgets_that forgot_that \
            spout~ garbled garbled_mess meaningless random_@reply gibberish_@reply not_using_the_context \
            not_using_context not_using_the_chat not_use_the_context ignores_the_context ignores_the_chat \
            ignores_the_conversation not_related_to not_related talking_to_a_wall talking_to_a_brick_wall \
            remembers_nothing never_remembers doesnt_know_my doesnt_know_its_own doesnt_know_where doesnt_know_what \
            doesnt_follow_the_story doesnt_follow_the_conversation \
            retarded retard schizobabble incoherent incoherently incoherence incoherency inconsistent inconsistently \
            inconsistency inconsistencies hallucinate hallucinates hallucinated hallucinating hallucination \
            hallucinations makes_no_sense make_no_sense made_no_sense making_no_sense no_sense zero_sense less_sense \
            brain_rot brainrot astray go_astray goes_astray went_astray no_common_sense lacks_common_sense \
            loses_common_sense common_sense_gone still_in_the_cave thinks_were_still thinks_we_are_still \
            believes_its_still context_is_lost context_lost lost_the_context sense_of_time mixes_the_persons \
            confuses_who dont_know_who_is doesnt_know_who_is_speaking who_is_speaking who_is_who who_is_talking \
            wrong_person swaps_roles swaps_genders switches_genders changes_gender changed_gender changes_hair \
            changed_eye three_hands third_hand third_arm extra_limbs extra_arm six_fingers died_twice \
            came_back_from_the_dead dead_character back_to_life already_told_it told_it_twice told_her_twice \
            told_her_my_name forgets_my_name forgot_my_name asks_my_name_again asked_my_name introduces_itself_again \
            introduced_herself_again reset_the_scene jumps_around jumps_to_another physically_impossible \
            anatomically space_time impossible_positions fabricate fabricates fabricated fabricating fabrication \
            fabrications delusional delusions bonkers insane_ramblings glitches_out trips_over_itself doesnt_add_up \
            inconsistence unreliable_narrator doesnt_remember cant_remember mangles_facts rewrites_history retcon \
            retcons retconned nonsense nonsensical gibberish word_salad schizo schizos schizophrenic schizophrenia \
            schizoid schitzo off_the_rails lose_the_plot loses_the_plot lost_the_plot losing_the_plot lose_track \
            loses_track lost_track losing_track lose_context loses_context lost_context losing_context \
            loses_the_thread lost_the_thread lose_coherence loses_coherence loses_coherency contradict contradicts \
            contradicted contradicting contradictory contradiction contradictions contradicts_itself \
            contradict_itself forget forgets forgot forgetting forgotten forgetful forgetfulness forgets_everything \
            goldfish goldfish_memory amnesia amnesiac dementia alzheimers memory_of_a_goldfish bad_memory \
            short_memory poor_memory terrible_memory no_memory memory_loss memory_hole never_happened didnt_happen \
            did_not_happen makes_up make_up made_up making_up makes_stuff_up made_stuff_up make_stuff_up \
            making_stuff_up makes_things_up making_things_up makes_shit_up making_shit_up made_something_up \
            confuse confuses confused confusing confusion gets_confused mixes_up mix_up \
            mixed_up mixing_up mixes_names swaps_names names_get_swapped swapped_names off_topic off_track derail \
            derails derailed derailing goes_off_on_a_tangent tangent tangents tangential random_stuff random_things \
            random_bullshit random_crap random_shit random_nonsense random_sentences random_characters random_words \
            random_sentence randomly_starts out_of_nowhere out_of_place out_of_the_blue out_of_left_field illogical \
            non_sequitur non_sequiturs nonsequitur falls_apart fall_apart fell_apart falling_apart breaks_down \
            goes_crazy goes_insane went_insane went_crazy goes_haywire goes_schizo went_schizo loses_its_mind \
            lost_its_mind losing_its_mind unhinged dumb dumber dumbed_down braindead brain_dead brain_damage \
            braindamaged lobotomized lobotomised lobotomy stupid stupider dumbest clueless continuity_error \
            continuity_errors plot_hole plot_holes teleport teleports teleported teleporting wrong_name wrong_names \
            wrong_gender wrong_pronouns wrong_pronoun misgenders mixes_pronouns mix_pronouns confuses_pronouns \
            pronouns_wrong doesnt_exist does_not_exist dont_exist dreaming_up dreams_up dreamed_up no_continuity \
            doesnt_know_who does_not_know_who out_of_context no_idea_what_is_going what_was_going_on \
            what_it_is_talking_about talks_nonsense word_vomit fever_dream on_drugs on_crack on_acid drunk \
            having_a_stroke a_stroke wikipedia_facts_wrong wrong_facts factually_wrong something_wrong wrong_things \
            says_weird_stuff makes_little_sense little_sense loses_the_story loses_the_scene \
            cant_follow_the_conversation starts_talking_about changes_the_subject random_topics brings_up_stuff \
            bring_up_stuff brings_up_random bringing_up_random bring_up_random bring_up_things like_a_new_person \
            nothing_to_do_with unrelated irrelevant i_never_mentioned never_mentioned nobody_mentioned \
            i_never_said_i forgets_what forgets_the_scene_before
            """
        ),
        (
            .about(.coherence, 0),
            """
            smartness cleverness logic_comprehension emotional_intelligence \
            coherence coherency cohesion consistency memory memories logic continuity sanity reasoning intelligence \
            comprehension spatial_reasoning spatial_awareness spacial_awareness spatial_sense situational_awareness \
            context_awareness attention_span long_term_memory short_term_memory \
            world_info lorebook lore_book factuality accuracy
            """
        ),
    ]
}
