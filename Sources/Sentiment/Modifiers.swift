extension Lexicon {
    /// How much a booster adds to, or takes from, the strength of an opinion next to it (Hutto & Gilbert 2014).
    static let boost = 0.293

    /// Words that change the opinions around them. Apostrophes are not written: "don't" is `dont`.
    static let modifiers: [(Role, String)] = [
        (
            .negator,
            """
            not no never none nobody nothing neither nor without cannot cant couldnt wouldnt shouldnt wont dont \
            doesnt didnt isnt arent wasnt werent hasnt havent hadnt aint hardly barely rarely seldom scarcely \
            less fewer no_more no_longer not_any not_a lack_of free_of instead_of stop stops stopped stopping
            """
        ),
        (
            .booster(boost),
            """
            absolutely amazingly completely considerably consistently crazy deeply definitely easily enormously \
            especially exceptionally extremely fucking freaking genuinely highly hugely immensely incredibly \
            insanely intensely literally majorly massively more most much noticeably particularly perfectly \
            pretty quite really remarkably seriously significantly so soo strongly super surprisingly thoroughly \
            too total totally tremendous truly unbelievably utterly very way a_lot far even huge big damn hella \
            ridiculously vastly
            """
        ),
        (
            .booster(-boost),
            """
            a_bit a_little almost fairly kinda kind_of_a mildly marginally moderately occasional occasionally \
            partly slight slightly somewhat sometimes sorta relatively once_in_a_while now_and_then might maybe \
            perhaps possibly i_guess one
            """
        ),
        (
            .fading,
            """
            gone rarer vanish~ disappear~ went_away lessen~ decrease~ reduce~ dropped less_common less_frequent \
            less_frequently less_often thing_of_the_past no_more_of died_down toned_down under_control
            """
        ),
        (
            .repair,
            """
            fixed fixes fix_it solved solves resolved resolves addressed patched sorted_out cured improved \
            better_now ironed_out no_longer_an_issue no_longer_a_problem not_an_issue not_a_problem \
            no_longer_there no_longer_happens doesnt_happen_anymore isnt_there_anymore never_happens
            """
        ),
        (.contrast, "but however except_that only_problem only_issue only_complaint"),
        (.concession, "although even_if even_though despite in_spite_of apart_from aside_from albeit"),
    ]
}
