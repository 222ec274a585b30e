extension Lexicon {
    /// Prose, imagination, initiative, liveliness.
    static let creativity: [(Meaning, String)] = [
        (
            .about(.creativity, 1.5),
            """
            side_character_by_itself introduced_a_side introduced_a_new introduces_a_new introduces_new_characters \
            introduced_characters plot_took_off throws_curveballs throws_a_wrench throw_a_wrench \
            comes_up_with_its_own comes_up_with_things surprised_me_with keeps_me_guessing plot_twist_coming \
            twist_coming good_pacing great_pacing pacing_is_great pacing_is_good slow_burn slowburn \
            doesnt_rush never_rushed not_rushed doesnt_rush_things takes_its_time easy_to_follow dynamic_scenes \
            with_taste tastefully made_me_tear_up tear_up teared_up gave_me_chills feels_more_alive \
            feel_more_alive feels_livelier more_lively reads_like_an_actual \
            like_an_actual_novel writes_like_an_actual rich_vocabulary richer_vocabulary vocabulary_is_richer \
            wide_vocabulary large_vocabulary varied_vocabulary fresh_wording many_ideas full_of_ideas \
            people_actually_talk natural_dialogue natural_dialog dialogue_feels_natural dialog_feels_natural \
            talks_like_a_human sounds_human writes_like_a_human has_charm charm_to charming_way \
            without_being_purple without_purple not_flowery less_flowery less_purple doesnt_use_purple \
            hardly_any_slop barely_any_slop almost_no_slop very_little_slop low_on_slop no_gptisms fewer_gptisms \
            less_gptisms no_gpt_isms little_gpt_ism few_gpt_isms drives_the_story_on takes_charge \
            took_the_initiative more_proactive \
            leaves_room_for leave_room_for builds_tension built_tension \
            advance_plot advances_plot advance_the_story drove_the_story pushing_things_forward introduces_characters \
            introducing_a_character their_own_goals going_wild \
            moves_things_forward pushes_things_forward keeps_surprising_me twists_i thinks_of_things \
            no_slop slop_free zero_slop less_slop minimal_slop little_slop low_slop without_slop without_the_slop \
            without_the_usual_slop none_of_the_usual_cliches beautiful_writing vivid_descriptions so_vivid \
            human_like_prose reads_like_a_real \
            enjoying_the_stories enjoyed_the_stories good_stories great_stories better_stories best_stories \
            felt_alive felt_human felt_real lost_in_the_story \
            novel_like novelistic like_reading_a_book creative creatively imaginative inventive vivid vividly \
            descriptive descriptively detailed eloquent eloquently poetic expressive expressively immersive \
            well_written beautifully_written wonderfully_written nicely_written writes_well write_well \
            writes_beautifully writes_great writes_better writes_like_a plot_twist plot_twists surprised_me \
            surprises_me surprise_me keeps_surprising pleasantly_unpredictable takes_initiative take_initiative \
            took_initiative taking_initiative takes_the_initiative takes_the_lead take_the_lead proactive \
            proactively drives_the_story drives_the_plot drive_the_story drive_the_plot drives_the_scene \
            moves_the_plot moves_the_story move_the_plot move_the_story moves_the_scene pushes_the_plot \
            pushes_the_story advances_the_plot advances_the_story advance_the_plot progresses_the_story \
            progress_the_story keeps_the_story_moving introduces_new comes_up_with full_of_colour full_of_color \
            full_of_life haunting leaned_in leans_in unprompted_twist didnt_foresee_it did_not_see_coming \
            didnt_see_coming never_saw_it_coming clever_twist paints_a_picture paints_the_scene picture_the_scene \
            see_the_whole_place smell_the made_me_laugh laughed_out_loud made_me_cry got_chills goosebumps wordsmith \
            turn_of_phrase turns_of_phrase subtext original_ideas own_ideas sparkles sings well_crafted lively \
            lifelike life_like human_like humanlike like_a_human like_a_real_person feels_human feels_alive \
            feels_real feel_alive feel_real more_human more_alive natural naturally natural_sounding realistic \
            believable engaging varied diverse nuanced fleshed_out flesh_out rich evocative colorful colourful \
            atmospheric cinematic page_turner good_writer great_writer like_a_book like_a_novel reads_like_a_novel \
            reads_like_a_book new_ideas good_ideas fresh_ideas fresh original witty banter goals_of_their_own \
            opened_up vocabulary_opened flowing flows flows_well flow_well shows_emotion human_feeling juicy \
            never_would_have_thought_of gorgeous_prose beautiful_prose great_prose good_prose
            """
        ),
        (
            .about(.creativity, 0.6),
            """
            detail details emotion emotions emotional emotionally expressiveness humor humour wit soul depth nuance \
            variety initiative immersion liveliness flair charm imagination creativity originality spontaneity \
            eloquence poetry sensory smells atmosphere world_building worldbuilding surprises twists
            """
        ),
        (
            .about(.creativity, -1.4),
            """
            summarizes_what summarises_what mirrors_what_i mirrors_what just_mirrors never_adds_anything \
            adds_nothing_new adds_nothing rushes_through rushes_the rushes_everything \
            rushed_through rushing_through rushes_to_the too_fast_paced skips_ahead skips_over time_skips timeskips \
            jump_into_bed no_buildup no_build_up no_foreplay too_forward turns_everything_sexual turns_sexual \
            everything_sexual too_horny_for lacks_spark any_kind_of_spark miss_the_spark \
            personality_go jokes_dont_land tries_to_be_funny called_elara named_elara elara \
            lily_every seraphina_every padding_an_essay high_schooler school_essay bonds_and whispers_and \
            em_dash em_dashes emdash emdashes makes_me_gag wrap_up_scenes wraps_up_scenes wraps_everything_up \
            moral_of_the happy_endings wholesome_ending ends_every_reply_with \
            ends_each_reply_with end_each_reply_with end_every_reply_with ends_with_a_question \
            obsessed_with_eyes words_that_say same_tone tone_is_always no_tension never_any_tension \
            no_conflict no_stakes no_drama avoids_drama no_flavor no_flavour lacks_flavor lacks_flavour no_depth \
            lacks_emotion lacks_emotions no_emotions without_emotion without_any_emotion lacks_imagination \
            no_imagination lacks_creativity lack_of_creativity gets_drier drier the_drier as_toast \
            surface_level no_soul sanitised_prose over_the_top_prose edgelord \
            tryhard never_initiates doesnt_initiate lacks_initiative reactive_only push_every_single \
            push_everything \
            frills embellishment embellishments overloaded florid ornate summarises_the_scene summarizes_the_scene \
            slop_fest full_of_slop sloppy_writing claudeisms a_mix_of_fear eyes_glinting \
            glint_in_his_eye glint_in_her_eye reads_like_a_summary like_a_summary like_a_history_textbook \
            like_a_corporate corporate_speak corporate_email sounds_like_a_brochure all_tell_and_no_show \
            tells_instead_of_shows doesnt_move_the_plot doesnt_move_the_story never_advances never_moves_the_plot \
            never_moves_the_story doesnt_progress_the waits_for_me_to passive_writing passive_bot just_reacts \
            purple_prose_everywhere metaphor_soup \
            talking_to_a_manual talking_to_a_machine talking_to_a_robot openai_isms openai_ism isms lost_its_soul \
            lost_its_charm lost_its_warmth choppy list_and_describe \
            bland blandness dry dryness boring bored bores boredom dull dullness generic flat flatness stale cliche \
            cliches cliched purple purple_prose purple_ish slop sloppa slopfest sloppy_prose gptism gptisms gpt_isms \
            gpt_ism gptslop gpt_slop ai_slop claudeism robotic robot_like like_a_robot stiff stiffer stilted wooden \
            lifeless soulless unoriginal uncreative uninspired unimaginative uninteresting passive passively \
            too_passive waits_for_me wait_for_me waits_for_the_user waiting_for_me_to_do monotone predictable \
            formulaic template_like templated flowery overwrought overwritten melodramatic melodrama corny trite \
            cheesy sterile emotionless no_emotion unemotional cookie_cutter vanilla wikipedia_article \
            like_a_wikipedia like_an_encyclopedia like_a_textbook like_a_manual like_a_wiki reads_like_a_wiki \
            barely_above_a_whisper voice_barely_above a_mix_of mix_of_fear ministrations tapestry husky_voice \
            breath_hitched knuckles_white maybe_just_maybe eyes_sparkling a_glint_in hues_of hopeful_ending \
            hopeful_sentence happy_endings_every tell_dont_show told_not_shown nothing_is_shown shallow \
            two_dimensional one_dimensional lacks_depth only_ever_reacts only_reacts never_starts_anything \
            carrying_the_rp carrying_this_rp carry_the_rp carrying_the_story on_my_back no_subtext adjectives \
            too_many_adjectives stuffed_with_adjectives overuses_adjectives velvet shimmering predict_each \
            could_predict lost_its_spark no_spark lost_the_spark no_personality_in_the_prose textbook \
            telling_not_showing snooze snoozefest yawn zzz zzzz put_me_to_sleep puts_me_to_sleep fell_asleep \
            paint_drying weak_writing reads_like_a_report reads_like_a_manual reads_like_a_brochure fan_fiction \
            fanfic fanfiction dull_as ditchwater oatmeal cardboard white_bread beige unsalted goes_nowhere \
            going_nowhere nothing_ever_happens nothing_happens never_takes_initiative no_initiative doesnt_progress \
            never_progresses doesnt_move_the not_move_the doesnt_advance not_advance story_stalls stalls stall \
            i_have_to_drive have_to_carry have_to_push i_have_to_do_everything do_everything_myself carry_the_whole \
            pulling_teeth forgettable unengaging samey_prose overly_poetic overly_dramatic overly_flowery \
            too_flowery too_poetic too_dramatic too_formal shakespearean thesaurus overdescribes over_describes \
            over_descriptive amateurish childish juvenile mechanical clinical by_the_numbers paint_by_numbers \
            any_room_in
            """
        ),
        (
            .about(.creativity, 0),
            """
            invent invents invented inventing \
            describes way_it_describes way_it_writes way_she_talks prose writing writing_style writing_quality style \
            description descriptions dialogue dialogues dialog dialogs narration narrative narratives vocabulary \
            vocab storytelling story_telling metaphors metaphor similes pacing wording phrasing plot_development \
            descriptiveness prose_quality writer tone
            """
        ),
    ]
}
