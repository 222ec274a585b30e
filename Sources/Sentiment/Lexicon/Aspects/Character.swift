extension Lexicon {
    /// Whether the persona is kept, and who speaks for whom.
    static let character: [(Meaning, String)] = [
        (
            .about(.character, 1.5),
            """
            doesnt_act_for doesnt_act_for_you wont_act_for doesnt_write_for_user doesnt_control_my \
            doesnt_play_my_character plays_evil can_play_evil plays_villains plays_a_villain plays_the_villain \
            plays_nasty_characters react_believably reacts_believably real_emotions own_motivations \
            their_own_motivations own_personality own_personalities own_opinions own_opinion mind_of_their_own \
            mind_of_its_own mind_of_her_own will_of_their_own has_a_voice voice_of_their_own voice_of_its_own \
            voice_of_her_own feels_like_a_person feels_like_a_real_person talking_to_a_real sounds_like_a_person \
            nailed_the_accent nailed_the_voice embodying_the embodies_my understands_the_card \
            understood_the_card understands_the_character grasps_the_character grasped_the_character \
            got_the_character gets_my_character consistent_personality convincing_character \
            lively_characters characters_feel_real characters_feel_alive characters_come_alive \
            comes_through_strongly \
            believable_person believable_people believable_character believable_characters \
            some_backbone has_backbone has_a_backbone backbone own_way_of_talking different_way_of_talking \
            distinct_speech speech_patterns \
            kept_in_character faithful_to_the_card sticks_to_the_card sticks_to_character sticks_to_the_character \
            sticks_to_their_personality own_agenda own_agendas own_voice distinct_personalities unique_voice \
            unique_voices different_personalities feels_like_a_different_person felt_like_a_different_person \
            feel_like_different_people feels_like_real_people feel_like_real_people like_talking_to_a_real \
            like_real_people nails_the_character nailed_the_character nails_the_personality nailed_the_personality \
            nails_personalities captures_the_character captured_the_character captures_the_personality \
            gets_the_character gets_the_personality plays_villains_well lets_a_villain_be actual_villain \
            real_villain morally_grey morally_gray personality_shines personality_shines_through spot_on_personality \
            personality_is_spot_on doesnt_speak_for doesnt_talk_for never_speaks_for never_talks_for \
            doesnt_write_for_me doesnt_act_for_me lets_me_play_my \
            she_was_spot_on he_was_spot_on personality_spot_on in_character in_characters in_char stays_in_character \
            stay_in_character stayed_in_character staying_in_character keeps_in_character keeps_character \
            keep_character kept_character true_to_character true_to_the_character true_to_the_card \
            true_to_the_persona true_to_her true_to_his true_to_their stays_true stay_true stayed_true faithful \
            faithfully sounds_like_@self sound_like_@self sounded_like_@self feels_like_@self acts_like_@self \
            follows_the_@persona follow_the_@persona followed_the_@persona sticks_to_the_@persona \
            stick_to_the_@persona stuck_to_the_@persona sticks_to_@persona keeps_the_@persona keep_the_@persona \
            kept_the_@persona keeps_her_@persona keep_his_@persona keeps_his_@persona keeps_their_@persona \
            holds_the_@persona keeps_to_the_@persona respects_the_@persona respects_@persona captures_the_@persona \
            captured_the_@persona captures_the_voice nails_the_@persona nailed_the_@persona nails_the_voice \
            nails_the_accent nails_her nails_his attitude_again finally_has_his_voice finally_has_her_voice \
            distinct_voices distinct_voice voice_distinct recognisable recognizable nasty_streak obeys_the_@persona \
            obey_the_@persona stays_mean stays_rude stays_evil wouldnt_budge stays_shy stays_cold bicker \
            persona_intact sticks_to_her sticks_to_his sticks_to_its stays_himself stays_herself she_is_herself \
            so_her so_him is_her_again like_the_real_character embodies plays_the_role plays_the_part plays_her_role \
            plays_his_role plays_the_character plays_@persona_well understands_the_@persona gets_the_@persona \
            lore_accurate accurate_to_the_@persona canon_accurate feels_in_character @persona_shines @persona_shine \
            @persona_comes_through @persona_holds holds_up_@persona @persona_is_there believable_@persona \
            consistent_@persona exactly_like_the_card like_the_card_says waits_for_my_turn wait_for_my_turn \
            lets_me_act lets_me_speak lets_me_play lets_me_decide stayed_grumpy still_talks_like talks_exactly_like \
            speaks_exactly_like perfectly_in_character
            """
        ),
        (
            .about(.character, -1.5),
            """
            actions_for_my_character writes_actions_for writing_actions_for takes_control_of taking_control_of \
            took_over_my takes_over_user narrating_my_thoughts narrates_my_thoughts dictates_my \
            my_characters_thoughts my_characters_actions my_thoughts_for_me godmodes talks_as_me talking_as_me \
            speaking_as_me replies_as_me replying_as_me plays_as_me writing_as_me talks_as_user speaking_as_user \
            talking_as_user speaks_as_user speaks_as_the_user talks_as_the_user answering_itself \
            acts_like_an_assistant acts_like_a_chatbot customer_service_rep calling_itself_an_ai \
            calls_itself_an_ai says_it_is_an_ai drops_the_accent dropped_the_accent loses_the_accent \
            forgets_the_accent too_forgiving overly_polite overly_agreeable overly_friendly agrees_with_everything \
            agrees_with_me_on no_will_of_its no_will_of_her no_will_of_his no_will_of_their yes_man yes_men \
            pushover pushovers doormats never_disagrees falls_in_love_with_me fall_in_love_with_me \
            falls_in_love_right in_love_with_me_right apologises_for_everything apologizes_for_everything \
            fold_the_moment folds_the_moment became_a_marshmallow turned_into_a_saint turns_into_a_saint \
            becomes_a_saint every_character_is_nice exaggerates_one exaggerates_the one_trait \
            wrong_personality personality_is_off \
            same_polite_tone in_the_same_tone speak_the_same talk_the_same what_my_character_thinks \
            what_my_character_feels \
            from_my_point_of_view from_my_pov from_users_pov from_the_users_pov as_if_i_were_the she_is_a_program \
            it_is_a_program \
            all_the_same_@persona all_have_the_same_@persona every_@persona_is_the_same \
            every_@persona_has_the_same same_exact_personality cant_help_itself has_to_speak_for has_to_talk_for \
            interchangeable personality_is_gone personality_disappears personality_disappeared personality_fades \
            forgets_her_personality forgets_his_personality nothing_like_the_card nothing_like_her nothing_like_him \
            answers_for_me answers_for_the_wrong answers_as_the_wrong speaks_for_my talks_for_my acts_for_my \
            writes_for_my decided_for_me decide_what_i_do puts_words_in_my controls_my_character \
            controlling_my_character plays_my_character writes_my_lines writes_my_dialogue writes_my_actions \
            narrates_my_actions writes_as_me speaks_as_me acts_as_me impersonates_me impersonate~ godmod~ god_mods \
            same_personality sounds_the_same every_character_sounds like_a_therapist same_therapist \
            like_a_customer_service assistantisms flat_character flat_characters wooden_characters \
            forgets_the_card ignores_the_card ignores_the_personality ignores_her_personality \
            ignores_his_personality personality_drift personality_drifts loses_personality loses_her_personality \
            loses_his_personality lost_her_personality lost_his_personality falls_in_love_immediately \
            instantly_in_love overly_horny horny_for_no_reason jumps_into_bed zero_personality \
            lacks_personality ooc_all_the_time \
            @speak_for_other @speak_for_others @speak_as_other take_away_control takes_away_control \
            takes_control_away things_for_my_character things_for_your_character takes_over_the_user flanderizes \
            breaks_the_role \
            talking_to_itself talk_to_itself talked_to_itself out_of_the_role out_of_role out_of_its_role \
            breaks_role broke_role speech_quirks like_an_ai like_a_chatbot like_an_artificial_intelligence \
            replies_as_an_assistant acts_like_a_bot controls_characters \
            tries_to_be_nice always_nice everyone_is_so_nice out_of_character out_of_char ooc goes_ooc \
            breaks_character break_character broke_character breaking_character breaks_@persona broke_@persona \
            breaks_immersion breaks_the_fourth_wall character_break character_breaks drops_the_@persona \
            dropped_the_@persona dropping_the_@persona @speak_for_@me @speak_for_my_@persona @speak_for_the_@me \
            @speak_as_@me @speak_as_the_@me @speak_as_my_@persona @speak_instead_of_me @speak_in_place_of_me \
            in_place_of_me on_my_behalf on_behalf_of_the_user on_behalf_of_me @speak_my_lines @speak_my_part \
            @speak_my_actions @speak_my_dialogue @speak_my_turn @speak_my_character @speak_my_side \
            @speak_my_thoughts @speak_my_reply @speak_my_responses @speak_my_messages @speak_the_user_turn \
            @speak_the_users_@reply @speak_users_@reply @speak_the_users_actions @speak_the_users_lines \
            writes_me_doing my_lines_for_me my_actions_for_me narrated_my narrates_my narrating_my controls_my \
            control_my controlling_my controls_me takes_control_of_my takes_over_my taking_over_my hijacks_my \
            decides_for_me decide_for_me decides_what_i decides_what_my puts_words puts_words_in_my_mouth \
            put_words_in_my_mouth putting_words impersonate impersonates impersonated impersonating impersonation \
            godmod godmods godmodding godmoding god_modding plays_both_sides playing_both_sides \
            both_sides_of_the_conversation i_never_said plays_me ignores_@persona ignores_the_@persona \
            ignore_the_@persona ignored_the_@persona ignoring_the_@persona ignore_@persona ignores_my_@persona \
            ignores_her_@persona ignores_his_@persona disregards_the_@persona forgets_@persona forget_@persona \
            forgot_@persona forgetting_@persona forgets_the_@persona forget_the_@persona forgot_the_@persona \
            forgets_its_@persona forgets_her_@persona forgets_his_@persona forgets_who_@it forgot_who_@it \
            forget_who_@it forgets_who_she_is forgets_who_he_is forgets_who_it_is forgets_who_they_are \
            called_me_user calls_me_user impersonates_user personas_were_tighter lost_her_accent lost_his_accent \
            lost_the_accent lost_his_voice lost_her_voice shy_blushing_mess blushing_mess have_some_spine no_spine \
            spineless no_backbone simp simps acts_like_me thinks_its_me thinks_it_is_me believes_its_me \
            swaps_roles_with_me answers_its_own_questions replies_to_itself answers_itself talks_to_itself \
            plays_my_role plays_my_part steals_my_turn takes_my_turn takes_my_turns hijacks everyone_is_nice \
            too_polite sounds_like_an_assistant same_voice one_voice every_character_is every_char_is \
            always_ends_up_the_same therapist butler intern hr_rep generic_persona flanderized ooc_moments \
            writes_actions_for_my @speak_actions_for_@me @speak_actions_for_my_character does_actions_for_me \
            loses_@persona loses_the_@persona lose_the_@persona loses_its_@persona lost_its_@persona losing_@persona \
            loses_her_@persona loses_his_@persona generic_assistant like_an_assistant helpful_assistant \
            assistant_mode assistant_voice assistant_like assistanty polite_intern customer_service customer_support \
            receptionist therapist_speak its_a_language_model an_ai_language_model it_is_a_language_model \
            it_is_an_ai that_it_is_an_ai its_an_ai its_just_an_ai says_its_an_ai like_chatgpt sounds_like_chatgpt \
            chatgpt_like gpt_like no_@persona lack_of_@persona lacks_@persona lacking_@persona \
            zero_@persona less_@persona wrong_@persona bland_@persona all_act_the_same act_the_same acts_the_same \
            everyone_sounds_the_same all_sound_the_same all_characters_sound characters_sound_the_same \
            sound_the_same sounding_the_same same_person mood_swing mood_swings bipolar too_nice too_friendly \
            too_submissive too_agreeable too_soft too_sweet too_shy turns_into_a turned_into_a turn_into_a \
            turns_everyone_into becomes_a_completely acts_like_a_different different_@persona different_person \
            someone_else_entirely unlike_@persona nothing_like_@persona nothing_like_the_@persona not_like_@persona \
            doesnt_sound_like doesnt_act_like doesnt_feel_like_her doesnt_feel_like_him personality_of_a \
            personality_transplant personality_change stop_writing_my stop_speaking_for stop_talking_for doormat \
            wont_shut_up_mute my_mute
            """
        ),
        (
            .about(.character, 0),
            """
            personality personalities persona personas characterization characterisation characterizations \
            character_card character_cards char_card character_accuracy character_consistency role_playing_ability \
            voices accent accents voice roleplay_ability @persona_adherence
            """
        ),
    ]
}
