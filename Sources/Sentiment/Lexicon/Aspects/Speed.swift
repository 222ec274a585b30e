extension Lexicon {
    /// How fast it is and what it needs.
    static let speed: [(Meaning, String)] = [
        (
            .about(.speed, 1.4),
            """
            zooming zoomin runs_great_on runs_fine_on runs_well_on runs_perfectly_on half_as_long \
            takes_half_as_long double_the_speed light_on_vram fits_in_# fits_on_my fits_into_my fits_entirely \
            instant_replies \
            loads_in_ten hums_along hums_along_at \
            speed_doubled doubled_compared doubled_the_tokens twice_as_many_tokens faster_than_i_can_read runs_at_# \
            runs_like_a_dream runs_on_my_phone runs_on_a_potato cant_believe_it_runs fits_in_#gb fits_into_# \
            fits_on_a_single loads_fast loads_quickly loads_in_seconds no_oom plenty_fast fast_enough quick_enough \
            responds_instantly responds_quickly generates_quickly generates_fast \
            in_half_the_time half_the_time twice_as_fast twice_the_speed doubled_the_speed low_memory_footprint \
            small_footprint low_footprint memory_footprint rapid rapidly swift swiftly no_waiting no_wait in_seconds \
            in_two_seconds in_a_second in_three_seconds smooth_on_my fast faster fastest quick quicker quickest \
            speedy speedier snappy snappier blazing blazingly lightning_fast blazing_fast flies zippy zooms fits_in \
            fit_in fits_on fit_on fits_into fits_easily runs_well runs_great runs_fine runs_good runs_smooth \
            runs_smoothly runs_perfectly runs_fast runs_nicely runs_easily run_well run_fine run_smoothly \
            lightweight light_on resource_friendly efficient instant instantly near_instant instantaneous no_lag \
            low_vram low_latency work_fast works_fast sped_up speeds_up speed_up quick_responses quick_replies \
            fast_responses fast_replies less_vram less_ram less_memory
            """
        ),
        (.about(.speed, 0.6), "runs_on runs_locally run_on_my run_it_on"),
        (
            .about(.speed, -1.4),
            """
            eats_#_gb eats_all_my eats_my_vram spills_over wont_fit cant_fit too_big_for_my too_large_for_my \
            full_minute minute_before_the first_token_shows gpu_is_crying gpu_is_dying my_gpu_hates oom_on oom_with \
            goes_oom keeps_crashing_with thinking_takes thinks_for_minutes thinks_too_long wait_two_minutes \
            makes_me_wait me_wait_two heavy_on_vram \
            needs_more_memory need_more_memory more_memory_than a_word_a_second third_of_the_speed \
            quarter_of_the_speed \
            twice_as_long_to_load takes_twice_as_long twice_as_slow half_the_speed halved_the_speed speed_halved \
            at_a_snails stutters_while_generating stutters_while long_to_load forever_to_load ages_to_load \
            takes_forever_to waiting_for_ages waiting_forever unbearably_long too_slow_to_use too_slow_for \
            too_slow_to_be eats_all_of_my eats_my_ram eats_so_much_vram eats_more_memory \
            needs_too_much_vram heavier_than ooms_at ooms_on oom_at prompt_processing_takes processing_takes_forever \
            minutes_per_token seconds_per_token #_@time_per_token only_#_tokens times_slower \
            molasses slow_as_molasses toaster_is_faster grab_a_coffee make_a_coffee coffee_between tea_between \
            go_out_for_coffee half_a_minute minute_and_a_half per_turn_on_colab run_out_of_patience \
            ran_out_of_patience seconds_a_pop minutes_a_pop seconds_each minutes_each t_s_on_a \
            tokens_per_second_on_a eternity heavy_on_memory gpu_melting fans_screaming maxes_out choke chokes \
            choking stutters_on_my wont_run doesnt_run not_run bottleneck slow slower slowest slowly slowness slowed \
            slows slow_af slow_as painfully_slow unbearably_slow so_slow too_slow sluggish lag lags laggy lagging \
            crawl crawls crawling snail snails snails_pace glacial takes_forever take_forever took_forever \
            taking_forever takes_ages take_ages took_ages takes_an_eternity takes_#_@time take_#_@time took_#_@time \
            taking_#_@time takes_#s takes_@count_@time took_@count_@time takes_over_@count_@time takes_over_#_@time \
            need_#_@time needs_#_@time wait_#_@time waiting_#_@time waited_#_@time #_@time_per_@reply \
            #_@time_for_a_@reply #_@time_for_one_@reply #_@time_a_@reply @count_@time_per_@reply \
            @count_@time_for_a_@reply takes_a_minute takes_minutes take_minutes minutes_per takes_so_long \
            takes_too_long take_too_long takes_long take_long took_too_long took_so_long long_time_to_@generate \
            takes_a_long_time take_a_long_time long_load long_loading too_long_to_@generate long_wait long_waits \
            wait_so_long waiting_for_@reply forever_to_@generate ages_to_@generate out_of_memory oom ooms oomed \
            oom_error cuda_error cuda_out_of_memory cuda_oom runs_out_of_memory run_out_of_memory ran_out_of_memory \
            runs_out_of_vram ran_out_of_vram out_of_vram not_enough_vram not_enough_memory memory_leak \
            memory_usage_climbs too_heavy too_big_for doesnt_fit does_not_fit not_fit cant_run cannot_run cant_load \
            wont_load unable_to_load unable_to_run timeout timeouts times_out timed_out timing_out freeze freezes \
            freezing freezes_up hangs hanging crash crashes crashed crashing eats_vram eats_ram vram_hungry \
            memory_hungry vram_hog memory_hog resource_hog hog hogs too_much_vram too_much_ram too_much_memory \
            more_vram_than needs_more_vram melts_my melting_my sec_per_@reply seconds_per_@reply minutes_per_@reply \
            secs_per unusable_speed slideshow
            """
        ),
        (
            .about(.speed, 0),
            """
            tps token_speed tokens_sec_speed \
            speed speeds generation_time generation_times generation_speed inference inference_speed inference_time \
            tokens_per_second tokens_a_second tokens_per_sec tokens_sec token_per_second tokens_second t_s tok_s \
            tks_s it_s its_s vram memory_usage ram_usage vram_usage gpu_memory loading_time load_time loading_times \
            latency throughput response_time wait_time waiting_time
            """
        ),
    ]
}
