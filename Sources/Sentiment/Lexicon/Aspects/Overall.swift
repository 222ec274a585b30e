extension Lexicon {
    /// The checkpoint as a whole.
    static let overall: [(Meaning, String)] = [
        (
            .about(.overall, 2),
            """
            cant_believe_this_is_only how_is_this_only how_is_this_just who_knew_a out_of_the_box \
            wipes_the_floor_with blows_@part_out out_of_the_water runs_laps_around lives_up_to_the_hype \
            believe_the_hype pick_this_over pick_it_over choose_this_over take_this_over instantly_became \
            has_become_my became_my_main my_main_model new_king the_king_of \
            barely_touch_the_regenerate barely_need_to_swipe barely_need_to_edit hardly_need_to_edit \
            first_reply_is_usually dont_need_to_edit no_need_to_swipe no_need_to_edit rarely_have_to_swipe \
            rarely_have_to_edit hardly_have_to_edit never_have_to_swipe took_me_by_surprise took_it_in_stride \
            took_them_in_stride cant_wait_for_the_next looking_forward_to_the_next \
            looking_forward_to_more nothing_but_praise nothing_bad_to_say cant_find_anything_wrong cant_fault_it \
            wouldnt_change_a_thing dont_need_another nobody_talking_about_this \
            more_people_should_know deserves_more_attention deserves_more_love deserves_more_downloads \
            consider_me_a_fan fan_of_this color_me_surprised colour_me_surprised does_what_it_says on_the_fence_try \
            worth_the_wait worth_every_token sets_the_bar raises_the_bar bar_is_raised in_a_league_of_its_own \
            gold_standard outdid_yourself outdone_yourself keep_coming_back \
            i_always_come_back always_come_back_to come_back_to_this_one stood_the_test sleeper_hit \
            absolute_gem real_gem no_notes perfect_score \
            full_marks five_stars beats_out more_than_happy_with very_happy_with so_happy_with pleased_with \
            glad_i_tried glad_i_gave this_is_it_boys legit_good \
            i_use_it_for_everything i_use_this_for_everything \
            run_for_its_money run_for_their_money holds_its_own hold_its_own beyond_my_expectations \
            above_my_expectations surpassed_my_expectations exceeds_my_expectations outperform~ outclass~ surpass~ \
            outshines puts_to_shame put_to_shame puts_them_to_shame at_the_top_of_my my_short_list becoming_my_default \
            become_my_default becoming_the_default the_new_default my_default_now has_replaced_the has_replaced_my \
            a_notch_above head_and_shoulders use_it_for_everything hardly_ever_need_to_swipe rarely_need_to_swipe \
            dont_need_to_swipe dont_have_to_swipe \
            get_this_one wont_regret_it nothing_comes_close comes_close_to_nothing color_me_impressed \
            colour_me_impressed sold_on_this im_sold well_done_to \
            my_daily_driver my_new_favorite my_new_favourite best_in_its best_at_this_size best_for_its_size \
            cant_ask_for_more couldnt_ask_for_more cannot_complain punches_above punches_way_above punching_above \
            hats_off_to fantastic_work great_release awesome_release it_just_works big_step_up huge_step_up \
            step_up_from massive_upgrade blew_me_away exceeded_my_expectations havent_gone_back havent_looked_back \
            w_release w_part ate_and_left i_take_back_what in_heaven \
            underrated hidden_gem banger punches_above_its_weight punch_above_its_weight goes_hard \
            gets_the_job_done does_the_job works_like_magic excels beats_all blows_everything \
            high_quality great_quality good_quality higher_quality better_quality quality_improved \
            quality_has_improved best_so_far best_yet best_@part best_@part_yet best_@part_so_far best_one_yet \
            best_one_so_far best_model best_of_the_series best_in_the_series best_ever my_favorite my_favourite \
            favorite_@part favourite_@part love_this_@part loving_this_@part love_the_@part great_@part good_@part \
            amazing_@part awesome_@part excellent_@part fantastic_@part solid_@part nice_@part huge_upgrade \
            big_upgrade an_upgrade great_job good_job nice_job great_work good_work nice_work amazing_work \
            amazing_job awesome_work excellent_work excellent_job keep_it_up keep_up_the_good_work \
            keep_up_the_great_work well_done knocked_it_out_of_the_park hats_off recommend recommended recommending \
            highly_recommend would_recommend happy_with_it happy_with_this happy_with_@part impressed_with \
            impressed_by very_impressed worth_the_download worth_downloading worth_trying worth_a_try cant_complain \
            no_complaints no_complaint not_a_single_complaint nothing_to_complain game_changer this_slaps it_slaps \
            slaps yall_cooked you_cooked they_cooked cooked_with_this lets_go lets_goo w_update w_model huge_w \
            beats_every beats_@part beats_the blows_@part changed_my_mind havent_enjoyed_a couldnt_be_happier \
            couldnt_ask_for cant_put_it_down hooked addicted addictive obsessed blown_away chefs_kiss best_thing \
            wont_go_back not_going_back never_going_back no_reason_to_go_back here_to_stay solid_release top_tier \
            s_tier leaves_the_old leagues_ahead miles_ahead way_ahead ahead_of stop_playing cant_stop_playing \
            up_all_night keeper a_keeper cant_stop_using daily_driver will_keep_using keep_using would_use_again \
            new_favorite new_favourite new_go_to my_go_to go_to_model rivals as_good_as_cai better_than_cai \
            thank_you_devs thanks_devs prefer_this like_this_@part like_this_one like_it_more like_it_better \
            enjoying_this enjoying_it progress_is_obvious fun_to_use easily_the_best hands_down
            """
        ),
        (
            .about(.overall, 1.3),
            """
            works_perfectly works_flawlessly works_nicely works_wonderfully worked_perfectly working_great \
            working_perfectly working_well performs_great performed_well performs_admirably so_far_so_good \
            nothing_to_complain_about usable_even_at held_up handles_everything \
            handled_everything fixes_pretty_much fixes_everything fixed_everything fixes_most_of in_my_top_three \
            in_my_top_five top_three_for_me more_polished feels_polished positively_surprised \
            good_sport great_for_its_size good_for_its_size impressive_for_its_size surprisingly_good \
            surprisingly_capable surprisingly_usable \
            fewer_rerolls fewer_regens fewer_swipes less_swiping far_fewer_regens not_need_many_rerolls \
            doesnt_need_many fewer_edits \
            superior_to works_a_treat does_a_great_job does_a_good_job \
            better_than_@part better_than_the_@part better_than_ever better_than_before better_than_i_expected \
            better_than_expected much_better_than_@part improvement_over big_improvement huge_improvement \
            massive_improvement great_improvement nice_improvement clear_improvement step_up a_step_up step_forward \
            a_big_step big_step step_in_the_right_direction right_direction leap_forward night_and_day \
            getting_better gets_better got_better keeps_getting_better have_fun_with worth_it glow_up congrats \
            congratulations kudos bravo on_par_with_cai
            """
        ),
        (
            .about(.overall, -1.3),
            """
            needs_more_time needs_more_training undertrained under_trained in_the_oven not_there_yet isnt_there_yet \
            not_quite_there works_for_the_first went_downhill going_downhill all_over_the_place \
            hit_and_mostly_miss mostly_miss more_misses_than_hits isnt_the_same not_the_same_anymore \
            isnt_what_it_was shadow_of_itself shadow_of_its_former shadow_of_its_old used_to_be_good \
            used_to_be_better used_to_be_great deteriorating deteriorate degrade \
            quality_is_gone too_many_swipes so_many_swipes ten_swipes twenty_swipes swipe_constantly swipe_a_lot \
            swipe_all_the_time constant_swiping constantly_swiping regen_constantly regen_a_lot \
            rerolling_constantly many_rerolls many_regens lots_of_rerolls lots_of_swipes lots_of_swiping \
            lots_of_editing lot_of_editing a_lot_of_edits heavy_editing babysitting needs_babysitting \
            needs_handholding hand_holding handholding wrestle_with_it fight_with_it \
            drops_a_lot dropped_a_lot drop_a_lot \
            have_to_swipe need_to_swipe have_to_regenerate have_to_reroll have_to_correct need_to_correct \
            constant_editing have_to_edit lower_than_that_of suffers_from suffer_from \
            not_as_good not_as_good_as not_quite_as_good isnt_as_good nowhere_near_as_good not_half_as_good \
            cant_rely_on cannot_rely_on degraded degradation deteriorated \
            worse_than_@part worse_than_the_@part worse_than_before worse_than_ever much_worse_than_@part \
            not_an_improvement no_improvement no_improvements nothing_has_improved was_better were_better \
            worked_better getting_worse gets_worse got_worse keeps_getting_worse from_bad_to_worse not_good \
            step_back a_step_back step_backwards step_backward a_step_down step_down big_step_back downgrade \
            regression regressions
            """
        ),
        (
            .about(.overall, 1),
            "first_model_that first_one_that was_a_surprise improvement improvements better_overall progress"
        ),
        (
            .about(.overall, -1.8),
            """
            nothing_but_trouble cant_hold_a_candle not_hold_a_candle doesnt_hold_a_candle \
            runs_circles_around_this runs_circles_around_it blows_this_out_of beats_this_one beats_this_model \
            better_than_this_one better_than_this_model what_everybody_sees what_everyone_sees \
            what_people_see_in benchmaxxed benchmaxed benchmaxxing benchmaxing quality_drops_off drops_off_a_cliff \
            fell_off_a_cliff falls_off_a_cliff took_a_nosedive dont_upgrade do_not_upgrade dont_update \
            not_worth_upgrading not_worth_updating avoid_it stay_with_the_old stick_with_the_old stick_to_the_old \
            sticking_to_the_old sticking_with_the_old keep_the_old_one keeping_the_old_one prefer_the_old \
            prefer_the_older prefer_the_previous prefer_the_original prefer_the_base prefer_the_first \
            preferred_the_old preferred_the_previous preferred_the_original preferred_the_first bring_back_the_old \
            give_me_back_the_old miss_the_old i_miss_@part miss_the_previous miss_the_original fried_its_brain \
            fried_the_model fried_beyond broke_the_model broke_this_model broke_something killed_the_model \
            killed_it_for_me dead_on_arrival not_my_favorite not_my_favourite wouldnt_touch not_touching_this \
            off_my_drive off_my_disk back_to_mistral back_to_nemo back_to_the_old back_to_the_previous \
            back_to_the_base back_to_my_old not_as_advertised false_advertising cant_take_it_anymore \
            wasted_an_evening wasted_hours wasted_a_whole \
            old_one_is_better older_one_is_better old_version_is_better older_version_is_better previous_one_is_better \
            previous_version_is_better original_is_better better_results_from_the_old better_results_with_the_old \
            better_results_from_the_older better_results_with_the_older better_results_from_the_previous \
            something_went_wrong something_is_off something_must_be_wrong look_elsewhere wouldnt_bother tried_to_love \
            tried_to_like wanted_to_love wanted_to_like quality_is_lower not_provide_any doesnt_provide_any \
            closing_the_tab closed_the_tab closed_the_window use_something_else used_something_else id_skip_this \
            skip_this_one undercooked color_me_unimpressed colour_me_unimpressed isnt_an_improvement \
            hardly_an_improvement over_this_any_day want_the_old_one_back want_the_old_@part_back bring_back_the \
            bring_back_@part \
            mid_at_best average_at_best mediocre_at_best okay_at_best decent_at_best went_back_to_the \
            went_back_to_my not_worth_the_vram not_worth_the_space magic_is_gone lost_its_magic no_soul_left \
            step_back_from huge_step_back step_down_from deleted_after uninstalled_after back_to_the_drawing_board \
            broken_from_the_first nothing_going_for_it l_model l_release l_part a_hard_pass big_nope \
            doesnt_live_up didnt_live_up not_live_up_to the_hype_is dont_get_the_hype dont_understand_the_hype \
            no_idea_why_people tired_of_fiddling dont_bother do_not_bother not_even_worth dont_see_any_improvement \
            worse_than_the_last \
            subpar sub_par overhyped fell_off falls_off not_up_to_par \
            quality_degraded update_killed update_ruined update_broke update_destroyed update_lobotomized \
            quality_dropped quality_has_dropped quality_drops quality_went_down quality_got_worse drop_in_quality \
            dropped_in_quality quality_drop quality_decline lower_quality low_quality poor_quality bad_quality \
            worst_so_far worst_yet worst_@part worst_one_yet worst_model worst_one worst_of_the downgraded \
            a_downgrade regressed regress going_back went_back gone_back go_back going_back_to back_to_@part \
            rolled_back rolling_back roll_back switched_back switching_back reverting reverted sticking_with_@part \
            stick_with_@part staying_on_@part still_prefer prefer_@part i_prefer_@part preferred_@part deleted \
            deleting delete_it deleted_it uninstalled uninstalling not_worth not_worth_it not_worth_the_download \
            not_worth_the_time waste_of_time waste_of_bandwidth waste_of_space waste_of_disk disappointed_with \
            disappointed_in disappointed_by disappointing_@part disappointment expecting_more was_expecting_more \
            expected_a_lot_more wasted_my_time want_my_time_back bandwidth_back downloading_back im_out no_thanks \
            not_impressed_so_far not_recommend_it didnt_like cant_get_into lost_interest expected_more \
            expected_better hoped_for_more let_down this_aint_it aint_it this_isnt_it isnt_it_chief not_recommend \
            cant_recommend wouldnt_recommend would_not_recommend dont_recommend do_not_recommend not_recommended \
            not_a_fan not_a_big_fan not_for_me bad_@part terrible_@part awful_@part horrible_@part useless_@part \
            what_happened_to what_did_you_do_to what_happened_here ruined_it ruined_the_model you_broke_it \
            hate_this_@part hate_the_new dont_like_it dont_like_this didnt_like_it didnt_like_this not_impressed \
            unimpressed underwhelmed underwhelming not_usable unusable skip_this skip_it skip_this_part avoid_this \
            stay_away gave_up giving_up give_up_on huge_l not_work_well not_working_well nobody_cares \
            nobody_seems_to_care
            """
        ),
        (
            .about(.overall, 0),
            """
            neither_good_nor_bad neither_bad_nor_good some_replies_are brilliant_others things_i_like_and \
            good_at_some not_sure_yet trade_off trade_offs tradeoff tradeoffs trades_one two_steps_forward \
            one_step_forward torn_on_this im_torn cant_tell_if_better not_special wouldnt_call_it_special \
            works_i_guess pretty_standard nothing_extraordinary nothing_remarkable nothing_out_of_the_ordinary \
            nothing_to_write_home better_for_stories better_for_chat better_in_some worse_in_some \
            better_in_some_ways worse_in_others better_at_some jury_is_still_out its_pros_and \
            \
            some_cards_work not_my_thing not_my_cup_of_tea its_a_mixed not_the_best_not_the_worst \
            not_better_not_worse \
            no_difference no_real_difference no_noticeable_difference not_much_difference any_difference \
            cant_tell_the_difference cant_tell_a_difference cant_tell_any_difference dont_see_a_difference \
            dont_notice_a_difference dont_notice_any no_change no_changes nothing_changed nothing_has_changed \
            feels_identical feel_identical looks_identical pretty_much_identical same_as_@part the_same_as_@part \
            same_as_before feels_the_same feel_the_same seems_the_same about_the_same_as_@part on_par_with \
            mixed_feelings mixed_bag neither_a_leap nothing_special nothing_groundbreaking pick_them_apart
            """
        ),
    ]
}
