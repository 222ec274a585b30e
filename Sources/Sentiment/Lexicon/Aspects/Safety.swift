extension Lexicon {
    /// Refusals, sermons, filters.
    static let safety: [(Meaning, String)] = [
        (
            .about(.safety, -1.5),
            """
            positive_bias shies_away shying_away turns_down_the turned_down_the turned_down_a sanitises sanitizing \
            watered_down_nsfw steers_away_from steering_away_from steer_away_from avoids_conflict avoids_violence \
            avoids_anything_dark wholesome_turn talk_about_our_feelings triggers_a_warning trigger_warnings \
            sorry_i_cant_help i_cant_help_with i_cannot_help cannot_assist cant_assist self_censor self_censors \
            goes_vague euphemisms_for ethics_lecture hidden_alignment still_aligned still_censored heavily_censored \
            heavily_filtered \
            steering_every_scene steers_every_scene everything_wholesome something_wholesome human_resources \
            hr_manager like_an_hr lecture_about lectures_about lectures_me gets_preachy gets_moral way_too_nice \
            soft_refusal soft_refusals \
            sanctimonious soapboxing condescending lectured_me \
            professional_help seek_help help_hotline crisis_hotline refuses_to_answer refused_to_answer \
            refuses_to_talk wont_talk_about wont_discuss more_restricted too_restricted so_restricted restrictions \
            refuse refuses refused refusing refusal refusals refuses_to_play refused_to_play refuses_to_write \
            lecture lectures lectured lecturing moralize moralizes moralized moralizing moralise moralises \
            moralising moralizer moral_lecture moral_lectures moral_lesson moral_police morality_police preach \
            preaches preached preaching preachy preachiness everything_is_scary scared_of_everything \
            scared_of_conflict says_no it_say_no afraid_of_conflict conflict_averse conflict_dissolves forgiving_and \
            talk_things_through pulls_its_punches pulls_punches wont_let_me cant_be_evil wont_be_evil \
            refuses_to_be_evil finger_wagging wags_its_finger babysit babysits babysitter baby_proof childproof \
            pg_rated pg_# family_friendly disney disneyfied gatekeeps chastise chastises chastised sermon sermons \
            sermonizing censor censors censored censoring censorship filtered filters_everything filter_bubble \
            sanitized sanitised sanitizes nanny nannying nanny_bot prude prudes prudish puritan puritanical \
            pearl_clutching woke disclaimer disclaimers content_warning content_warnings trigger_warning warning \
            warnings canned_apology canned_apologies canned_refusal apologizes_for apologizing apologising \
            apologizes apologises apology guardrail guardrails safety_rails safety_filter safety_bs as_an_ai \
            as_a_language_model as_an_ai_language_model as_an_ai_model i_cannot_assist cant_assist_with \
            not_something_i_can cannot_help_with i_cannot_fulfill i_cant_do_that i_cannot_continue \
            not_comfortable_with keep_things_respectful respect_boundaries boundaries positivity_bias \
            toxic_positivity overly_positive too_positive too_safe too_tame too_cautious too_wholesome \
            overly_cautious over_cautious overly_safe overly_sensitive oversensitive turned_down turns_down \
            shuts_down_anything scold scolds scolded scolding goody_two_shoes sfw_only wont_do_nsfw no_nsfw \
            cant_do_nsfw avoids_nsfw steers_away dodges fade_to_black fades_to_black ethics ethical_concerns \
            conflict_resolution hr_department hr_training consent_form won_t_engage wont_engage wont_fight wont_kill \
            wont_play_a_villain tames neutered castrated alignment_tax holier_than_thou judgy judgmental \
            self_righteous virtue_signaling hand_wringing soapbox
            """
        ),
        (
            .about(.safety, 1.4),
            """
            without_refusals without_refusing refuses_nothing rolls_with_it \
            goes_along_with_everything no_positivity_bias no_positive_bias without_positivity \
            little_positivity_bias didnt_lecture doesnt_lecture didnt_moralize no_lectures no_lecturing \
            less_censored no_censorship zero_censorship dark_themes_well handles_dark handles_violence \
            zero_refusals_so never_refused never_refuses didnt_refuse doesnt_refuse hasnt_refused \
            havent_had_a_refusal not_a_single_refusal no_refusal no_lecture no_moralizing no_moralising \
            no_disclaimers no_disclaimer stopped_refusing stopped_lecturing stopped_moralizing \
            stopped_adding_disclaimers fully_uncensored completely_uncensored truly_uncensored goes_dark \
            no_holds_barred \
            censorship_free abliterated_properly no_refusals zero_refusals \
            uncensored unfiltered unrestricted no_filter no_filters no_restrictions without_restrictions goes_along \
            plays_along play_along anything_goes does_nsfw nsfw_works good_nsfw great_nsfw good_for_nsfw \
            lets_me_be_evil will_do_anything never_says_no no_limits no_taboo not_afraid_to doesnt_shy_away \
            not_shy_away unaligned
            """
        ),
        (.about(.safety, 0), "nsfw safety filter filters alignment erp lewd"),
    ]
}
