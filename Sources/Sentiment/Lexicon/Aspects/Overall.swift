extension Lexicon {
    /// The checkpoint as a whole.
    static let overall: [(Meaning, String)] = [
        (
            .about(.overall, 2),
            """
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
            not_as_good not_as_good_as not_quite_as_good isnt_as_good nowhere_near_as_good not_half_as_good \
            cant_rely_on cannot_rely_on degraded degradation deteriorated \
            worse_than_@part worse_than_the_@part worse_than_before worse_than_ever much_worse_than_@part \
            not_an_improvement no_improvement no_improvements nothing_has_improved was_better were_better \
            worked_better getting_worse gets_worse got_worse keeps_getting_worse from_bad_to_worse not_good \
            step_back a_step_back step_backwards step_backward a_step_down step_down big_step_back downgrade \
            regression regressions
            """
        ),
        (.about(.overall, 1), "improvement improvements better_overall progress"),
        (
            .about(.overall, -1.8),
            """
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
