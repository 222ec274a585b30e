extension Lexicon {
    /// How much a booster adds to, or takes from, the strength of an opinion next to it (Hutto & Gilbert 2014).
    static let boost: Float = 0.293

    /// Words that change the opinions around them. Apostrophes are not written: "don't" is `dont`.
    static let modifiers: [(Meaning, String)] = [
        (
            Meaning(role: .negator),
            """
            lost_the_ability_to loses_the_ability_to lost_its_ability_to lacks_the_ability_to lost_the_ability_for \
            has_difficulty have_difficulty has_difficulties have_difficulties difficulty_in difficulty_with \
            no_trace_of no_sign_of not_a_trace_of struggle_with struggled_with struggling_with struggle_at struggling_to \
            yet_to \
            not no never none nobody nothing neither nor without cannot cant couldnt wouldnt shouldnt wont dont \
            doesnt didnt isnt arent wasnt werent hasnt havent hadnt aint hardly barely scarcely zero few no_more \
            no_longer not_any lack_of lacks lacking_in free_of avoid avoids avoided rid_of fails_to fail_to \
            failed_to failing_to struggle_to struggles_to unable_to cease ceased ceases far_from anything_but \
            neither_of noone no_one dosent dosnt doesn_t don_t can_t isn_t less_prone worse_at bad_at terrible_at \
            awful_at horrible_at poor_at sucks_at struggles_with struggles_at struggled_to hard_to difficult_to \
            impossible_to barely_ever hard_time trouble_with trouble_staying refuses_to_stay doesnt_even
            """
        ),
        (Meaning(role: .halt, strength: -1), "stops stopped stopping quits"), (Meaning(role: .halt), "stop quit"),
        (
            Meaning(role: .lessening),
            "lessen~ decrease~ reduce~ less fewer lower_chance fewer_of less_of rarely seldom seldomly hardly_ever almost_never more_rarely"
        ),
        (
            Meaning(role: .booster, strength: boost),
            """
            absolutely amazingly completely considerably crazy deeply definitely easily enormously especially \
            exceptionally extremely fucking freaking fkn genuinely highly hugely immensely incredibly insanely \
            intensely literally majorly massively more most much noticeably particularly perfectly pretty quite \
            really rly remarkably seriously significantly so soo strongly super surprisingly thoroughly total \
            totally tremendous truly unbelievably utterly very way a_lot lots_of far even huge big damn hella \
            ridiculously vastly wildly always constantly every_time all_the_time extra heavily badly_needed tons_of
            """
        ),
        (
            Meaning(role: .booster, strength: -boost),
            """
            a_bit a_little almost fairly kinda kind_of_a mildly marginally moderately occasional occasionally partly \
            slight slightly somewhat sometimes sorta relatively once_in_a_while now_and_then might maybe perhaps \
            possibly i_guess bit mostly at_times from_time_to_time every_now_and_then
            """
        ),
        (Meaning(role: .excess), "too too_much too_many way_too excessively overly excessive"),
        (
            Meaning(role: .fading),
            """
            cut_down been_cut_down was_cut_down has_been_cut_down so_far_nothing but_so_far_nothing \
            and_it_never_did it_never_did it_never_happened never_came_back has_gone_down have_gone_down \
            took_a_hit take_a_hit takes_a_hit taken_a_hit taken_a_significant_hit took_a_significant_hit is_reduced are_reduced \
            was_reduced greatly_reduced drastically_reduced significantly_reduced heavily_reduced much_reduced halved \
            is_halved absent weeded_out is_history are_history more_relaxed than_this than_this_one than_the_new_one \
            than_the_new_version than_the_new_@part than_the_current_one \
            gone rarer vanish~ disappear~ went_away goes_away dropped \
            nowhere_near_as_bad not_nearly_as_bad less_common less_frequent less_frequently less_often less_than \
            less_noticeable less_severe less_pronounced not_as_bad not_as_common not_as_frequent rare \
            thing_of_the_past no_more_of died_down toned_down calmed_down under_control cut_down_on minimal \
            non_existent nonexistent not_an_issue_anymore has_stopped have_stopped not_as_much is_over are_over \
            less_of_issue less_of_problem hasnt_shown_up hasnt_come_back hasnt_happened havent_happened scarce \
            in_the_past eliminated removed diminished
            """
        ),
        (
            Meaning(role: .repair),
            """
            fixed fixes fix_it solved solves resolved resolves addressed patched sorted_out cured improved improves \
            better_now ironed_out no_longer_an_issue no_longer_a_problem not_an_issue not_a_problem isnt_an_issue \
            isnt_a_problem never_an_issue no_longer_there no_longer_happens doesnt_happen_anymore isnt_there_anymore \
            never_happens never_happened_to_me havent_had_that squashed
            """
        ),
        (
            Meaning(role: .contrast),
            """
            though the_downside_is on_the_other_hand shame_about_the shame_about the_catch_is one_caveat \
            only_caveat my_only_gripe only_gripe my_only_complaint my_only_issue my_only_problem just_dont_expect \
            but however except_that only_problem only_issue only_complaint only_downside only_thing though_it \
            though_the though_i tho_it except downside the_con cons that_said \
            yet_the yet_it yet_its yet_they and_yet
            """
        ),
        (
            Meaning(role: .concession),
            """
            although even_if even_though despite in_spite_of apart_from aside_from albeit other_than besides_the if
            """
        ),
        (
            Meaning(role: .beginning),
            """
            at_first initially in_the_beginning at_the_beginning at_the_start starts_out started_out starts_off \
            started_off early_on to_begin_with
            """
        ),
        (
            Meaning(role: .wish),
            """
            wish wished wishing could_be could_use could_do_with should_be should_have would_be_nice would_be_great \
            would_be_better would_like would_love id_like id_love need_more needs_more needs_to need_to_be \
            needs_some want_more wanted_more want_it_to want_them_to hope_for hoping_for please_add please_make \
            please_give can_we_get can_you_make could_you_make if_only would_prefer id_prefer give_us more_please \
            please_teach please_train please_fix suppose_to supposed_to lets_hope would_have_liked expected_it_to \
            try_to_make focus_on make_it_more should_work_on work_on_the
            """
        ),
        (
            Meaning(role: .standard),
            """
            most_models most_merges most_finetunes most_tunes other_tunes where_other_models where_others \
            most_8b_tunes most_others most_other_models many_models all_other_models \
            other_model other_models many_other_models other_finetunes other_finetune other_merges other_bots \
            any_other_model \
            than unlike compared_to compared_with in_comparison_to vs versus as_opposed_to instead_of rather_than \
            relative_to used_to opposed_to
            """
        ),
        (
            Meaning(role: .rival),
            """
            the_old_one old_one the_older_one older_one the_previous_one previous_one the_old_version old_version \
            the_older_version older_version older_versions old_versions the_previous_version previous_version \
            the_last_version last_version the_previous_part previous_part the_last_part last_part the_first_version \
            first_version the_original the_original_model original_model the_base_model base_model the_base \
            the_stock_model stock_instruct vanilla_instruct the_instruct the_untuned the_last_one \
            even_the_old even_the_base the_parent_model
            """
        ),
        (Meaning(role: .origin), "went_from gone_from goes_from go_from switched_from from_being"),
        (Meaning(role: .target), "to"),
        (
            Meaning(role: .subject, strength: 1),
            "model models part# part_# v# checkpoint checkpoints exp# #_b #b pyg pygmalion this_model the_model"
        ),
        (
            Meaning(role: .subject),
            "part version release update build this_one quality experience result results performance"
        ),
        (Meaning(role: .pronoun, strength: 1), "it its this thing bot this_thing"),
        (Meaning(role: .pronoun), "that he she hes shes"),
        (
            Meaning(role: .field),
            """
            reply replies response responses answer answers message messages msg msgs output outputs generation \
            generations bots chatbot card cards npc npcs rp rps rping roleplay roleplays roleplaying swipe swipes \
            swiping swiped regen regens regenerate reroll rerolls prompt prompts token tokens context llm ai chats \
            paragraph paragraphs my_character my_characters char chars goblin tsundere waifu greeting group_chat \
            output_quality dialog_quality eos stop_strings
            """
        ),
        (
            Meaning(role: .elsewhere),
            """
            film films movie movies cinema filmmaker filmmakers filmmaking director directors directed actor actors \
            actress actresses cast screenplay screenwriter documentary documentaries thriller thrillers comedy \
            comedies drama dramas sequel sequels remake franchise audience audiences viewer viewers theater theatre \
            theaters hollywood oscar oscars soundtrack camera romantic_comedy special_effects feature_film tv \
            television episode episodes season netflix cinematography actioner performances ensemble president \
            election elections vote voted votes voters democrats republicans congress senate senator government \
            politics political politicians police terrorist terrorists muslims christians israel iran syria trump \
            obama hillary clinton brexit football soccer basketball baseball cricket nba nfl league playoffs coach \
            stadium championship fans concert album albums song songs band tour tickets singer festival tonight \
            tomorrow weekend birthday church school java javascript compiler compile exception stacktrace servlet \
            sql jquery regex mom dad girlfriend boyfriend husband wife dating marriage divorce subreddit subreddits sub \
            upvote upvotes upvoted downvote downvotes downvoted karma reddit redditor redditors team teams player \
            players gym diet doctor doctors hospital medication drugs alcohol weed drunk_driving car cars boss job \
            jobs coworkers college students teacher teachers pizza restaurant racism racists women men
            """
        ),
        (
            Meaning(role: .practical),
            """
            thanks_for_explaining thanks_ill_try thank_you_ill_try ill_have_to_compare have_to_compare \
            looking_forward_to_trying looking_forward_to_testing anyone_got_a \
            got_a_good_system interesting_to_know opened_an_issue opened_a_ticket offload \
            layers_on_the_gpu seems_to_be_set_to okay_got_it ok_got_it will_check_it_out gonna_check downloading_it \
            recommended_sampler which_sampler what_sampler sampler_order depends_on_the_card depends_on_your \
            depends_on_what as_expected_from \
            ill_wait_for i_will_wait_for thank_you_for_the_information i_will_try_that ill_try_that will_try_that \
            wrong_template wrong_prompt_format wrong_preset what_others_use what_others_are_using no_way_to_compare \
            cant_say_anything_about i_mostly_do i_only_use dont_use_it_for let_you_know need_to_update \
            recommended_settings recommended_preset recommended_presets recommended_system_prompt other_template \
            same_card same_cards same_seed same_preset same_samplers \
            same_test same_characters with_the_same_card with_the_same_character \
            with_the_same_characters with_the_same_prompt with_the_same_settings with_the_same_seed noted_thanks \
            ok_thanks okay_thanks alright_thanks thanks_anyway got_it_thanks i_see_thanks thanks_for_your_help \
            i_cant_say_yet cant_say_yet cant_judge_yet too_early_to_tell too_early_to_say need_more_time_with \
            more_testing just_kidding \
            thanks_for_the_reply thanks_for_the_answer thanks_for_the_info thanks_for_the_information \
            thanks_for_the_tip thanks_for_the_tips thanks_for_the_help thanks_for_the_link thanks_for_the_settings \
            thanks_for_the_explanation thanks_for_sharing thanks_for_replying thanks_for_answering \
            thanks_for_your_reply thanks_for_your_answer thanks_for_letting thanks_for_the_clarification \
            thank_you_for_the_reply thank_you_for_the_info thank_you_for_the_help thank_you_for_sharing \
            thank_you_for_your_reply thanks_ill thanks_i_will thank_you_i_will thank_you_ill thanks_will ill_test \
            ill_try ill_check ill_have_a_look i_will_have_a_look have_a_look ill_look_into will_look_into \
            feature_request would_be_great_to_see would_be_nice_to_see would_be_cool_to_see would_love_to_see \
            would_love_to_know would_like_to_know id_love_to_see id_like_to_know could_you_share \
            can_you_share can_you_post could_you_post can_you_upload could_you_upload please_share mind_sharing \
            care_to_share which_quant which_quants which_version which_settings what_quant what_context what_backend \
            what_frontend what_version what_do_you_mean what_did_you did_anyone has_anyone have_anyone anybody_else \
            is_anyone same_question same_issue_as try_lowering try_raising try_increasing try_disabling try_with \
            try_setting set_your turn_on turn_off you_need_to you_have_to you_should you_might_want grain_of_salt \
            for_reference for_context just_uploaded will_upload will_post chat_template rope_scaling flash_attention \
            kv_cache \
            settings setting preset presets temp temperature top_p top_k top_a typical_p tfs rep_pen \
            repetition_penalty sampler samplers sampling min_p mirostat seed context_size max_tokens max_new_tokens \
            max_length min_length ooba oobabooga kobold koboldai koboldcpp kobold_ai kobold_lite tavern tavernai \
            sillytavern silly_tavern agnai agnaistic horde colab kaggle runpod hub huggingface hf gguf ggml gptq \
            exl# awq q# quant quants quantized #_bit fp# bf# rtx gpu cpu rtx_# card_is discord_server github repo \
            readme notebook how_do how_do_i how_to how_can how_can_i how_much how_many how_long where_can where_do \
            where_is where_are anyone_know anyone_else anyone_got anybody_know does_anyone does_anybody can_anyone \
            can_someone could_someone someone_explain what_settings what_preset what_is what_are whats_the which_one \
            which_front_end is_there is_there_a are_there when_is whens when_will any_plans any_chance any_eta eta \
            is_this is_it is_that can_i can_you will_there do_i do_you do_we should_i are_you are_we am_i \
            downloading testing tested download installing install merged uploaded uploading i_use im_using using \
            will_report report_back trying_it going_to_try gonna_try will_try will_test havent_tried not_tried_yet \
            reposting posting_screenshots for_those_asking fyi ping_me link links version_# prompt_format tokenizer \
            advisable try_using you_can_try you_could_try you_should_try have_you_tried did_you_try make_sure checksum lora \
            finetune fine_tune fine_tuned trained_on dataset licence license
            """
        ),
        (
            Meaning(role: .sarcasm),
            """
            /s yeah_right thanks_for_nothing oh_great oh_good oh_wonderful oh_joy oh_nice ah_yes just_what_i_needed \
            just_what_i_wanted exactly_what_i_wanted exactly_what_i_wrote what_could_go_wrong big_surprise \
            what_a_surprise surprise_surprise shocker how_original groundbreaking truly_a nothing_says love_it_when \
            i_love_when love_how_it love_that_my congrats_on_somehow great_another good_to_know so_much_for \
            slow_clap wow_thanks guess_what guess_whos real_talent what_a_cliffhanger 🙄 🤡
            """
        ),
        (
            Meaning(role: .even),
            """
            from_the_fifties from_the_sixties from_the_seventies from_the_eighties from_the_nineties \
            nothing_that_stands nothing_stands okay_i_guess works_okay it_is_okay not_great_but_not \
            not_amazing_but_not not_more_and_not_less no_more_no_less not_worse_not_better about_as_well \
            about_the_same_as plain_style rather_plain as_well_as_the_base sometimes_amazing depends_on_the_day \
            \
            matter_of_taste plus_and_a_minus plus_and_minus a_coin_toss coin_toss good_and_bad_sides good_and_bad \
            feelings_are_mixed has_its_moments neither_long_nor_short not_bad_and_not_special about_as_smart \
            no_more_and_no_less not_more_than_usual varies_a_lot vary_a_lot about_the_same_quality same_quality_as \
            nothing_stands_out nothing_that_stands_out pretty_ok pretty_okay good_on_some \
            bad_on_others some_good_and_some_bad \
            cant_decide_if cant_decide_whether some_days_its on_the_level_of on_a_level_with \
            its_fine it_is_fine its_alright it_is_alright its_decent decent_for_its decent_enough decent_i_guess \
            alright_i_guess nothing_more_nothing_less no_better_no_worse \
            no_better_or_worse neither_better_nor_worse about_as_good about_as_bad \
            mixed_bag_so mixed_experience mixed_feelings_so \
            okay ok okayish so_so hit_or_miss hit_and_miss more_or_less about_the_same the_same_as \
            pretty_much_the_same neither_better average passable unchanged hasnt_changed has_not_changed \
            havent_changed hasnt_moved not_changed didnt_change doesnt_change same_as_ever the_usual as_usual \
            depends depending same_length same_speed longer_or_shorter better_or_worse comparable similar identical \
            middling mid aight meh_ok fine_i_guess not_bad_not_great not_great_not_terrible not_good_not_bad \
            neither_here_nor_there mixed_success mixed_results serviceable same_pace same_as_part same_as_the same_as_yesterdays same_as_always \
            no_opinion not_much_changed normal
            """
        ),
        (
            Meaning(role: .filler),
            """
            a an the my your his her their our these those all now still just actually often also already again rn \
            ever any some own such quite_a whole bit_of kind_of sort_of like_a lot like of_the not_only no_wonder \
            no_doubt not_sure why_not as_far_as no_question not_to_mention no_matter no_idea how always_been finally \
            mostly_just a_few at_all me_the
            """
        ),
    ]
}
