extension Lexicon {
    /// How people talk of the length of replies.
    static let length: [(Meaning, String)] = [
        (
            .about(.length, -1.5, .short),
            """
            two_line_replies one_line_replies two_words_when gives_me_crumbs crumbs couple_of_words \
            more_than_50_tokens more_than_a_sentence more_than_one_sentence more_than_a_single more_than_one_line \
            more_than_two_sentences more_than_two_lines barely_a_sentence barely_a_paragraph terse_replies \
            telegram_style telegraphic short_term_responses \
            on_the_short_side tends_to_be_short tend_to_be_short \
            not_wordy not_very_wordy not_verbose_enough not_very_verbose not_talkative not_talkative_enough \
            often_concise very_concise overly_concise \
            couple_lines couple_of_lines few_lines three_lines four_lines \
            too_short too_brief overly_brief overly_short so_short so_brief way_short @short_@reply one_liner \
            one_liners one_word one_words single_word single_words one_sentence two_sentence two_sentences \
            #_sentence #_sentences few_sentences three_sentences one_phrase one_line single_line two_lines \
            single_sentence single_sentences single_syllable single_syllables one_syllable monosyllabic \
            monosyllables one_to_two_word two_words three_words #_words_max few_words ultra_short super_short curt \
            terse terseness brevity not_long_enough not_enough_text say_so_little says_so_little says_almost_nothing \
            barely_says_anything barely_talks barely_speaks barely_writes doesnt_say_much dont_say_much \
            does_not_say_much not_say_much doesnt_write_much not_very_talkative isnt_talkative low_effort_@reply \
            lazy_@reply shrink shrinks shrinking shrunk shrank @getting_shorter @getting_shorter_and_shorter \
            shorter_and_shorter grunt grunts small_answer small_answers small_replies small_sentence small_sentences \
            short_sentence short_sentences short_paragraphs half_a_sentence a_single_sentence lacks_length caveman \
            caveman_speak one_syllable_replies empty_@reply blank_@reply empty_messages zero_tokens dry_one_word \
            drops_in_length length_drops length_drops_off @reply_dwindle @reply_dwindled every_extra_sentence \
            extra_sentence_out more_out_of_it pulling_words two_liner two_liners telegram text_message \
            a_sentence_or_two sentence_or_two one_or_two_sentences a_few_words a_word_or_two a_couple_of_words \
            nods_and_smiles short_one short_ones lacking_in_length lack_of_length monosyllable minimalistic \
            bite_sized_@reply too_concise too_terse dry_replies dry_answers dry_responses dry_texter \
            minimal_responses minimal_replies bare_minimum answers_with_a_word stingy too_small too_little_text \
            laconic taciturn quiet_bot short_af short_asf like_a_text_message texting_someone like_texting \
            reply_with_ok replies_with_ok
            """
        ),
        (.about(.length, -1, .short), "short shorter shortness brief briefer briefly_answers smaller_replies"),
        (
            .about(.length, 1.3, .short),
            """
            keeps_its_answers_short keeps_answers_short keeps_replies_short keeps_its_replies_short \
            short_and_sweet short_punchy short_but_sweet punchy concise concisely succinct succinctly to_the_point \
            doesnt_drag compact not_long_winded nice_and_short shorter_is_better pleasantly_short snappy_@reply \
            bite_sized
            """
        ),
        (
            .about(.length, 1.2, .long),
            """
            finally_replies_longer longer_than_a_tweet length_is_right length_is_perfect length_is_just_right \
            adapts_its_length adapts_the_length matches_my_length matches_the_length \
            longer longer_@reply long_@reply lengthy_@reply lengthier bigger_@reply big_@reply nice_long good_length \
            nice_length decent_length great_length perfect_length right_length comfortable_length good_size \
            decent_size nice_size right_size good_sized decent_sized nicely_sized decently_sized well_sized \
            nicely_long decently_long plenty_long long_enough full_paragraph full_paragraphs multi_paragraph \
            multiple_paragraphs several_paragraphs whole_paragraphs entire_paragraphs more_text more_words \
            more_talkative talkative chatty writes_more write_more says_more say_more long_form longform \
            real_paragraphs proper_paragraphs proper_@reply full_scene full_scenes good_chunk nice_chunk bigger_msgs \
            three_or_four_paragraphs two_to_three_paragraphs three_to_four_paragraphs couple_of_paragraphs elaborate \
            elaborates elaborated in_depth_@reply thorough a_full_page meaty meatier fuller_@reply complete_and_long \
            proper_length lengthwise generous_@reply two_paragraphs three_paragraphs nice_chunky chunky hefty \
            substantial_@reply detailed_@reply full_length wrote_a_lot writes_a_lot write_a_lot long_and_detailed \
            long_and_descriptive
            """
        ),
        (.about(.length, 0.8, .long), "long lengthy"),
        (
            .about(.length, -1.5, .long),
            """
            a_novella novella writes_essays writing_essays write_essays writes_me_an_essay balloons \
            ballooning shut_up_after hear_itself_talk never_knows_when_to_stop \
            hits_the_token_limit keeps_generating_until generates_until so_wordy pages_and_pages \
            thousand_tokens thousand_words write_and_write writes_and_writes wont_stop_generating \
            keeps_writing_forever never_ends_its tl_dr_the \
            verbosely half_a_page \
            runaway_@reply whole_sheet sheet_of_text sheets_of_text pages_of_text lot_of_tokens lots_of_tokens \
            so_many_tokens too_many_tokens literally_never_stops wont_end overly_descriptive \
            huge_@reply literal_books whole_books writes_books superfluous superfluous_text unnecessarily_long \
            monologue monologues speak_too_much speaks_too_much talks_too_much talk_too_much says_too_much \
            writes_too_much write_too_much speech_every long_speeches writes_novel an_entire_novel ten_paragraphs \
            eight_paragraphs six_paragraphs seven_paragraphs stuffed_with long_and_boring tldr_every \
            will_not_stop_talking never_know_when_to_stop doesnt_know_how_to_stop know_when_to_stop_talking diarrhea \
            excessively_long giant_wall giant_walls huge_walls scroll scrolling walls too_long overly_long overlong \
            way_long so_long_winded long_winded longwinded too_much_text too_many_words too_many_paragraphs verbose \
            verbosity wordy wordiness overly_verbose too_verbose too_wordy too_talkative too_chatty ramble rambles \
            rambled rambling ramblings rambly ramblefest wall_of_text walls_of_text wall_of_words text_wall drone \
            drones drones_on droned droning yap yaps yapped yapping yapper blabber blabbers blabbering blather \
            blathers babble babbles babbling waffle waffles waffling prattle prattles never_shuts_up \
            never_shutting_up never_shut_up wont_shut_up doesnt_shut_up cant_shut_up not_shut_up will_not_shut_up \
            shuts_up_never does_not_shut_up wont_stop_talking doesnt_stop_talking never_stops_talking \
            not_stop_talking cant_stop_talking never_stops_writing wont_stop_writing goes_on_and_on go_on_and_on \
            going_on_and_on on_and_on keeps_going_and_going goes_on_forever go_on_forever goes_on_for_ages drags_on \
            drag_on dragging_on dragged_on drags never_ends never_ending endless endlessly doesnt_know_when_to_stop \
            not_know_when_to_stop writes_novels writes_a_novel write_a_novel a_whole_novel writes_an_essay an_essay \
            essays essay whole_essay bloat bloated padding padded padding_out filler_text long_for_no_reason \
            overexplain overexplains overexplaining over_explains longwindedness excessive_length wind_bag windbag \
            motormouth word_diarrhea verbal_diarrhea paragraphs_for_a_simple five_paragraphs_for tldr \
            overly_talkative
            """
        ),
        (.about(.length, -0.8, .long), "paragraph_after_paragraph tone_it_down"),
        (
            .about(.length, 0),
            """
            length lengths @reply_length @reply_lengths @reply_size length_of_@reply size_of_@reply length_wise \
            word_count wordcount verbosity_level amount_of_text
            """
        ),
    ]
}
