/// The words of the safety rule, and nothing else of it. A clinical list, kept in one place so that it can be read,
/// extended and argued about. Words are single tokens in lower case; see `MinorSafety` for what they do.
enum SafetyWords {
    /// Words by what they mean.
    static let lists: [(words: String, classes: WordClasses)] = [
        (explicit, .explicit), (suggestive, .suggestive), (profane, .suggestive), (minor, .minor), (child, .child),
        (children, .children), (youngsters, .youngster),
    ]

    /// Numbers from one to seventeen, in order.
    static let numbers = """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        """

    /// Words that make a girl or boy a child when they stand before it.
    static let diminutives = Set(
        "little young small tiny underage teenage teen preteen school".split(separator: " ").map(WordHash.of))

    /// What is known about a word of the lists; for words put together by the scan.
    static func entry(_ hash: UInt64) -> Lexicon.Entry { ScanTables.read { $0.entry(hash) } }

    /// Sexual beyond doubt: one is enough.
    private static let explicit = """
        penis penises vagina vaginas vaginal clitoris clit labia testicles scrotum cock pussy pussies boobs \
        tits titties cum cums cumming cummed semen orgasm orgasms orgasmed orgasming orgasmic ejaculate ejaculates \
        ejaculated ejaculating ejaculation masturbate masturbates masturbated masturbating masturbation blowjob \
        blowjobs handjob handjobs footjob boobjob titjob fellatio cunnilingus rimjob deepthroat deepthroats \
        deepthroating creampie creampies gangbang gangbangs threesome dildo dildos vibrator buttplug intercourse \
        sodomy sodomize anal porn porno pornography pornographic hentai rape raped rapes raping rapist molest \
        molests molested molesting molester molestation horny bdsm fetish kinky erotic erotica incest nsfw smut \
        cameltoe foreplay doggystyle futanari futa nympho slut sluts slutty orgy orgies striptease lapdance \
        genitals genital genitalia lovemaking
        """

    /// Sexual in company: two different ones are needed.
    static let suggestive = """
        sex sexual sexually sexy naked nude nudes nudity breasts breast nipple nipples moan moans moaned moaning \
        thrusting panties undress undresses undressed undressing aroused arousing arousal lewd lust lustful \
        lustfully seduce seduces seduced seductive seductively erection throbbing wetness crotch thighs lingerie \
        virgin virginity fondle fondles fondled fondling grope gropes groped groping straddle straddles straddling \
        grinding humping suck sucking licking topless bottomless stripping intimately penetrated penetrates \
        penetrating penetration fingering
        """

    /// Oaths that may be meant: all of them together are one suggestive word.
    static let profane = "fuck fucks fucked fucking ass butt butts buttocks dick dicks cunt cunts whore whores"

    /// Says by itself that somebody is a minor.
    private static let minor = """
        underage underaged loli lolis lolita lolicon shota shotas shotacon shotacons preteen preteens preteenager \
        prepubescent jailbait pedo pedos pedophile pedophiles pedophilia paedophile paedophiles paedophilia cunny
        """

    /// Names a child or teenager.
    private static let child = """
        child kid kiddo toddler infant teen teenager teenage teenaged tween schoolgirl schoolboy schoolkid \
        schoolchild kindergartner kindergartener preschooler schooler highschooler middleschooler adolescent \
        juvenile grader
        """

    /// Names children in general; too common in the lives of adults to say who takes part.
    private static let children = """
        children kids toddlers infants teens teenagers tweens schoolgirls schoolboys schoolkids schoolchildren \
        minors kindergarten preschool adolescents juveniles daycare childlike
        """

    private static let youngsters =
        "girl boy girls boys brother sister brothers sisters son daughter daughters sons lady"
}
