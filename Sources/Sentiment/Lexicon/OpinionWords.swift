extension Lexicon {
    /// Opinions in general, by strength. `_` joins a phrase; `~` adds the endings -s, -ed and -ing.
    static let opinionWords: [(Double, String)] = [
        (
            3,
            """
            amazing awesome brilliant excellent exceptional extraordinary fantastic flawless incredible magnificent \
            marvelous masterpiece mindblowing mind_blowing outstanding perfect perfection phenomenal stunning \
            sublime superb wonderful absolutely_love blows_me_away goat goated second_to_none top_notch world_class
            """
        ),
        (
            2.5,
            """
            amazed \
            adore~ beautiful beautifully best delight~ delightful fabulous gorgeous impressive love loved loves \
            loving lovely remarkable splendid terrific thrilled wow brilliantly excellently wonderfully love_it \
            loving_it in_love knocked_it_out nailed_it
            """
        ),
        (
            2,
            """
            favorites favourites \
            bless champion cutest dearest fabulously funniest gem happiest hero heartwarming hilariously jackpot \
            joyful legend legendary lovingly masterful merry miracle nicest overjoyed paradise peak perfectionist \
            priceless proudly rewarding sensational sexy spectacular superior sweetest thrilling triumph triumphant \
            uplifting victorious wonders yummy delicious admire~ amused amusing appreciate~ charming clever cute \
            ecstatic elegant enjoy~ enjoyable enthusiastic excited exciting fascinating favorite favourite fun funny \
            genius glad good great greatly gift grateful happy happier happily hilarious impressed impress impresses \
            joy pleased pleasing pleasure rocks solid spot_on sweet thankful treat win yay hooray huzzah woohoo \
            thumbs_up very_well pleasantly_surprised pleasant_surprise hell_yeah hell_yes blast dope lit stellar
            """
        ),
        (
            1.5,
            """
            shine shines shining excel \
            friendlier \
            amusement applause blessing bold bright celebration cheering clever_one compelling compliment~ courage \
            credit delighted_with desirable eager elated entertain~ fond graceful haha_yes hugs kind_words kindness \
            laughing likeable likable luck luckily lucky mature memorable merit motivated nicest_thing optimistic \
            perks pleasantly pretty_cool prize profound prosper~ rejoice relax relaxing relish respected reward~ \
            richer rooting_for savior smiling smiled soothing sparkling stronger_now stylish sympathetic talent \
            talented tender tidy trustworthy vibrant warmth welcomed wholesome wiser yes_finally finally_works \
            agreeable attractive better benefit~ blessed bravely calm celebrate~ cheerful comfortable comfy \
            confident cool convincing cozy encouraging entertaining fancy friendly generous gentle handy healthy \
            helpful honest hope~_it_stays improve improving insightful inspired inspiring interesting liked nice \
            nicely nicer neat neatly pleasant polished positive powerful praise~ promising proud recommend~ \
            refreshing relief relieved reliable reliably satisfied satisfying sharp sleek smooth smoothly stoked \
            strong stronger succeed~ success successful thank_you thank_god thanks touching useful valuable victory \
            warm welcome winner wins wise i_like i_really_like we_like i_do_like like_it like_this like_how \
            like_that_it much_better far_better works_well work_well worked_well does_well performs_well did_well \
            surprisingly_well pretty_well well_made smile~ laugh~ lol lmao haha hahaha rofl xd
            """
        ),
        (
            1,
            """
            accept accomplish~ accomplished achieve~ achievement adventure agree_with assure~ calmer \
            certainly_better confidence cooperative credible curious dedicated definitely_worth deserved devoted \
            earnest ease educated elegantly encourage~ eager_to excellence fairly_good feasible fitting fortunate \
            forward_to freedom fulfilling gain~ gratitude help~ helped honestly_good honor~ honored hopefully humble \
            improving_steadily innovative interested invaluable laid_back legit listened modest nah_its_good neatest \
            peace peaceful please_keep plenty polite praiseworthy precise precisely protect~ rational relevant \
            resolve_well respectful rewarded satisfies satisfy sincere skillful skilled sophisticated soft spirited \
            subtle suitable sure_thing sweetly thoughtful tasteful tidier true unique upbeat uplift valued \
            well_deserved well_paced well_suited winning wisely able accurate accurately acceptable advantage \
            adequate bonus brave capable care cares caring clean cleaner clear clearer clearly correct correctly \
            decent decently easier easy effective fair favor fixed_it flexible genuine genuinely_good intriguing \
            on_point passionate patient playful proper properly quickly ready respect~ right robust safe seamless \
            seamlessly secure serious_upgrade stable steady support~ trust~ upgrade up_to_par valid viable worth \
            worthwhile worthy working_fine works_fine works_great worked_great as_expected as_promised hope hopeful \
            looking_forward keep_going keep_up agree agreed definitely_an yes_please solid_work
            """
        ),
        (
            0.5,
            """
            workable \
            fine alright works worked cheers grin tolerable usable ok_for fairly_ok nvm_works
            """
        ),
        (
            0,
            """
            as_well feels_like looks_like sounds_like cant_tell i_hope hope_this_helps right_now right_click \
            good_morning good_night dont_know dont_care_much to_be_fair at_least just_right_click \
            for_better_or_worse care_about right_after right_before in_short best_of best_settings best_way \
            best_preset good_settings good_preset better_settings thanks_in_advance fair_enough not_yet easy_mode \
            hard_mode
            """
        ),
        (
            -0.5,
            """
            odd oddly strange unclear uncertain unsure random randomly hmm hm sadly_not questionable
            """
        ),
        (
            -1,
            """
            reluctant reluctance finicky temperamental fickle picky janky jank \
            afraid alarming alone anxious avoid~ awkwardness bitter blame~ blunt burden chaotic clash~ coward crude \
            cynical damage~ danger dangerous dead defeat~ delay~ desperate detached disconnected discourage~ \
            distract~ distracting disturb~ doubtful drag~ drain~ dropped_the_ball empty excuse excuses exhausted \
            exhausting expensive fear~ feeble fool guilty hesitant hollow hurting ignorant impatient impossible \
            incorrect inaccurate invalid jealous lazily lazy leak~ lonely lousy_attempt mad mindless misunderstand~ \
            misunderstood mock~ nervous obsolete offended pity poorly_made pretentious reject~ rejected resent~ \
            restrict~ restrictive rigid rude scare~ scared scary selfish severe shaky shocked skeptical sketchy sour \
            spoil~ spoiled stress stressed stressful strange_choice suspicious tense threat~ tragic unable \
            uncomfortable underdeveloped uneasy unfair unintelligible unwelcome unwilling victim violate~ warped \
            weakness whine~ wimpy wonky woe inconvenient inconvenience repetitively ruder cumbersome buggier \
            alas annoyance argue~ awkward awkwardly bother~ careless cheap cold complain~ complaint~ complicated \
            concern~ concerning cringe cringy cringey difficult dirty doubt~ error errors fake flawed flaw flaws \
            forced fuzzy hard harsh hassle hurt hurts insufficient issue issues jarring lack~ lacking lackluster \
            limited loss mediocre meh mess messy miss missed misses missing mistake mistakes nah needless negative \
            nope overrated poorly problem problems regret~ risky rough sad sadly shame sigh silly sloppy sorry \
            stubborn struggle~ too_bad too_few too_little too_often tired trouble troubles ugh unnatural unfortunate \
            unfortunately unhappy unnecessary unpleasant unreliable unrealistic unstable unwanted upset~ vague weak \
            weaker weird worry~ worried needs_work could_be_better not_great
            """
        ),
        (
            -1.5,
            """
            abandon~ abuse~ abusive agony ashamed asshole betray~ bs bullshit cheat~ cheated corrupt cruel cursed \
            damn_it damned deceive~ deceptive dislike_it disrespect disrespectful dishonest dread~ egregious enraged \
            evil fatal fiasco flop flopped fraud fucker furious goddamn grief hell_no heartbroken helpless hostile \
            humiliating hypocrite idiot idiotic idiots infuriating kill~ liar liars lied loser losers lying mad_at \
            miserable misery moron moronic offensive outrageous panic piss~ pissed pissing plague~ punish~ racist \
            repugnant revolting ripoff scam shameful shameless sickening sick_joke sin sorrow stfu suffer~ terrified \
            terrifying tortured torture tragedy traumatic troll~ ugliest unforgivable violent vomit~ vulgar weep~ \
            wreck~ wretched cant_stand hate_it screw_this screw_you angry annoy~ annoyed annoying bad badly bore~ \
            broke broken breaks breaking clumsy crap crappy decline~ defect defective degrade~ denied deny \
            depressing disagree~ disappoint~ disappointed disappointing dislike~ dreary embarrassing fail fails \
            failed failing failure failures faulty foolish frustrate~ frustrated frustrating frustration fucked \
            glitch glitches glitchy grim hopeless ignore~ ineffective inferior irritate~ irritating junk lame \
            letdown lose loses losing lost lousy mislead~ misleading nasty obnoxious pain pathetic pointless poor \
            regress~ ridiculous ruin~ shitty suck sucks sucked sucking tedious tiresome ugly unacceptable unplayable \
            useless waste wasted wasting worse worsen~ worsened wrong wrongly dont_like do_not_like doesnt_work \
            didnt_work dont_work does_not_work bug bugs buggy wtf damn_shame fed_up give_up sick_of tired_of \
            had_enough no_good crash~ facepalm cry~ yikes
            """
        ),
        (
            -2,
            """
            abysmal appalling awful awfully catastrophe disaster disgrace disgusting dreadful fucking_bad garbage \
            gross hate~ hated hates hating horrible horribly horrid horrendous insult~ insulting nightmare painful \
            painfully rage repulsive rubbish shit terrible terribly toxic trash unbearable unreadable vile worthless
            """
        ),
        (
            -2.5,
            """
            abomination atrocious despise~ detest~ dogshit dumpster_fire horseshit loathe~ utter_garbage worst \
            worst_ever pile_of_crap piece_of_shit total_failure complete_failure absolute_trash hot_garbage
            """
        ),
    ]
}
