extension Lexicon {
    /// Messages that end in the middle, marks without a partner, markup.
    static let formatting: [(Meaning, String)] = [
        (
            .about(.formatting, -1.5, kind: .cutOff),
            """
            missing_its_end sentence_is_missing ends_in_mid gets_cut_short unfinished_replies incomplete_replies \
            it_just_sto \
            stops_dead stops_dead_in in_the_middle_of_words in_the_middle_of_a_word gives_up_after_one gives_up_mid \
            stops_after stop_after just_stops simply_stops stops_early half_the_@reply half_of_the_@reply_is_missing \
            cut_off cuts_off cutting_off cut_offs cutoff cutoffs cut_itself_off cuts_itself_off gets_cut get_cut \
            got_cut getting_cut being_cut cut_short cuts_short cuts_out cut_out_mid cut_the_message cut_@reply \
            @reply_cut chopped chopped_off chops_off truncate truncates truncated truncating truncation truncations \
            severed severed_sentences lopped final_word_dropped last_word_dropped drops_the_last_word \
            ends_in_a_comma ends_with_a_comma ends_on_and doesnt_complete not_complete_the never_completes \
            missing_the_end missing_endings without_an_ending without_finishing before_finishing half_sentence \
            half_sentences guillotined axed_mid amputated clipped cliffhanger_mid stops_short ends_too_early \
            ended_prematurely mid_sentence midsentence mid_sentences mid_word midword mid_thought mid_paragraph \
            mid_message middle_of_sentence middle_of_a_sentence middle_of_the_sentence middle_of_a_word \
            middle_of_sentences middle_of_word middle_of_a_message middle_of_the_message middle_of_a_phrase \
            middle_of_the_phrase middle_of_a_line stop_in_middle stops_in_middle stop_in_the_middle \
            stops_in_the_middle ends_in_the_middle end_in_the_middle ends_halfway stops_halfway \
            halfway_through_a_sentence ends_abruptly end_abruptly ended_abruptly stops_abruptly stop_abruptly \
            abrupt_ending abrupt_endings abrupt_end abruptly prematurely premature premature_end unfinished_@reply \
            unfinished_sentence unfinished_sentences unfinished incomplete incomplete_@reply incomplete_sentence \
            incomplete_sentences doesnt_finish never_finishes not_finish doesnt_finish_its didnt_finish \
            half_finished half_a_word hit_continue press_continue click_continue pressing_continue hitting_continue \
            use_continue continue_button stops_generating stop_generating stops_mid stop_mid ends_mid cuts_mid \
            trails_off trailing_off last_sentence_missing last_word_missing dies_mid
            """
        ),
        (
            .about(.formatting, 1.4, kind: .cutOff),
            """
            complete_sentences complete_@reply finishes_its_sentences finishes_sentences finish_its_sentences \
            finishes_every_sentence finishes_what full_sentences finishes_its_thoughts finishes_the_sentence
            """
        ),
        (
            .about(.formatting, -1.3, kind: .marks),
            """
            missing_asterisk missing_asterisks missing_quotes \
            missing_quote extra_asterisks asterisks_everywhere mixes_up_actions_and mixing_actions_and_speech \
            star_symbol_missing star_missing missing_star missing_stars opens_a_star stars_missing opens_quotes_and \
            opening_quotes_and never_bothers_to_close one_sided_quotes half_a_quote quotes_inside \
            bleed_into_each_other borked garbled_asterisks odd_asterisk asterisk_soup asterisk_salad marks_missing \
            wrong_side unbalanced unmatched unclosed unpaired dangling stray_@mark stray lone_@mark orphan_@mark \
            orphaned missing_@mark missing_closing missing_the_closing forgets_@mark forget_@mark \
            forgets_the_closing forget_the_closing forgets_closing forgets_to_close forget_to_close never_closes \
            never_closed doesnt_close not_close_@mark is_never_closed not_closed isnt_closed broken_@mark \
            breaks_the_italics breaks_italics messes_up_@mark messed_up_@mark mess_up_@mark messes_up_the_@mark \
            misplaced_@mark wrong_@mark @mark_wrong @mark_everywhere @mark_in_the_wrong random_@mark odd_number_of \
            uneven_@mark extra_@mark doubled_@mark double_asterisks asterisk_hell asterisk_spam @mark_spam add_@mark \
            adding_@mark adding_missing_@mark fixing_@mark fix_@mark @mark_missing @mark_are_missing drops_@mark \
            skips_@mark no_@mark confuses_@mark italic_text_wrong
            """
        ),
        (
            .about(.formatting, 1.2, kind: .marks),
            "stars_match stars_paired quotes_paired paired @mark_match_up closes_its closes_their no_dangling balanced properly_closed closes_every closes_all well_balanced closed_properly correct_@mark proper_@mark"
        ),
        (
            .about(.formatting, 0, kind: .marks),
            """
            * @mark italic italics_half actions_in_italics quote_marks speech_marks asterisked
            """
        ),
        (
            .about(.formatting, 1.2, kind: .other),
            "well_formatted properly_formatted clean_formatting formats_correctly formatted_correctly clean_format neatly_formatted"
        ),
        (
            .about(.formatting, -1.3, kind: .other),
            """
            leaks_the_chat leaks_the_system leaks_system leaking_the_template leaking_template template_leaks \
            prints_the_users_name prints_im_end prints_the_end prints_special eos_in_the end_token_is \
            giant_block block_of_text without_paragraphs stops_using_paragraphs russian_words \
            emojis_in random_emoji spams_emojis spams_emoji adds_note at_the_end_of_each_reply markdown_everywhere \
            headers_in headings_in random_brackets assistant_tokens writes_assistant types_assistant \
            puts_everything_into \
            uses_lists use_lists using_lists bullet_points weird_syntax strange_syntax odd_syntax random_tags \
            im_end im_start end_of_text endoftext eos_token_in leaks_the_template leaks_template leaking_tokens \
            special_tokens_in template_tokens in_bold_for_no bold_for_no_reason in_bold_for_no_reason \
            everything_in_bold everything_in_italics puts_everything_in random_symbols \
            chinese_characters chinese_letters chinese_symbols russian_letters cyrillic_letters random_chinese \
            random_letters list_of_options numbered_options bullet_list bullet_lists stray_tags stray_tokens \
            broken_markdown markdown_is_broken messes_up_the_formatting messes_up_formatting wrong_formatting \
            formatting_is_off formatting_is_a_mess \
            excessive_exclamation exclamation_marks_everywhere too_many_exclamation missing_punctuation \
            lack_of_punctuation no_punctuation random_emojis too_many_emojis emoji_spam words_run_together \
            words_glued_together \
            badly_formatted poorly_formatted broken_format broken_formatting formatting_breaks breaks_formatting \
            breaks_the_format breaks_format formatting_is_broken messed_up_formatting messes_up_the_format \
            html_entities html_tags stray_markdown raw_markdown stray_html raw_html weird_symbols strange_symbols \
            weird_characters strange_characters weird_tokens special_tokens stop_tokens_leak eos_token leaks_tokens \
            leak_tokens outputs_raw output_raw raw_tokens start_token typo typos misspelling misspellings misspelled \
            spelling_errors spelling_mistakes grammar_mistakes grammar_errors grammatical_errors no_line_breaks \
            no_paragraphs one_big_block one_giant_block too_many_newlines extra_newlines blank_lines empty_lines \
            double_spaces trailing_spaces prints_the_prompt leaks_the_prompt leaked_prompt hashtags code_blocks \
            all_caps
            """
        ),
        (
            .about(.formatting, 0, kind: .other),
            """
            markdowns emojis \
            formatting format markdown newline newlines line_breaks linebreaks punctuation layout html markup \
            grammar spelling capitalization paragraph_breaks paragraph_spacing
            """
        ),
    ]
}
