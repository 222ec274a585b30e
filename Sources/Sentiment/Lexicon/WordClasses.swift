extension Lexicon {
    /// Words that stand for each other in phrases, by the name that follows `@` in the tables.
    static let classes: [Substring: [Substring]] = [
        "reply": words(
            """
            reply replies response responses answer answers message messages msg msgs output outputs post posts \
            generation generations text texts
            """),
        "short": words("short brief tiny terse curt shorter briefer"),
        "getting": words("getting gets get got become becomes becoming became"),
        "phrase": words(
            """
            phrase phrases word words sentence sentences line lines thing things mannerism mannerisms expression \
            expressions gesture gestures reply replies response responses message messages answer answers opening \
            openings structure structures pattern patterns idea ideas paragraph paragraphs action actions \
            description descriptions adjective adjectives joke jokes greeting
            """),
        "mark": words(
            """
            asterisk asterisks italics quote quotes quotation_mark quotation_marks quotation quotations bracket \
            brackets backtick backticks asterix * asteriks
            """),
        "time": words("second seconds sec secs s minute minutes min mins hour hours"),
        "count": words("one two three four five six seven eight nine ten twenty thirty forty fifty sixty several"),
        "generate": words("generate respond reply answer load write finish"),
        "self": words("herself himself itself themselves themself her him"),
        "it": words("it she he they"),
        "me": words("me user users"),
        "persona": words(
            """
            persona personas character characters char personality personalities card cards role character_card \
            description backstory
            """),
        "speak": words(
            """
            speak speaks speaking spoke talk talks talking talked act acts acting acted write writes writing wrote \
            reply replies replying respond responds responding answer answers answering play plays playing narrate \
            narrates narrating speek generate generates roleplay roleplays roleplaying rp rps
            """),
        "instructions": words(
            """
            instruction instructions prompt prompts command commands scenario scenarios authors_note author_note \
            rules rule request requests system_prompt directions direction order orders lorebook note notes \
            guidelines format
            """),
        "part": words(
            """
            part part# part_# v# version version_# checkpoint release update build model exp# #b one part_one \
            part_two part_three last previous old older the_last the_previous the_old the_original original last_one \
            last_part last_version previous_one previous_part previous_version previous_checkpoint old_one \
            old_version older_one the_other # first_part pyg pygmalion cai
            """),
    ]

    /// Words that put one thing before another.
    static let comparatives = Set(
        words(
            """
            better worse smarter dumber more less faster slower livelier richer drier longer shorter superior inferior \
            sharper brighter nicer cleaner stronger weaker funnier
            """))

    private static func words(_ text: String) -> [Substring] {
        text.split(separator: " ")
    }
}
