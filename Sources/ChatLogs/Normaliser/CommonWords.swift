/// Ordinary English words that people use as names in chats. Masking them would replace the word wherever it stands.
enum CommonWords {
    /// Whether the name, in any case, is an ordinary word or one of the normaliser's own marks.
    static func contains(_ name: [UInt8]) -> Bool {
        guard name.count <= 16 else { return false }
        return words.contains(name.map(\.lowercasedASCII))
    }

    private static let words: Set<[UInt8]> = Set(
        """
        you your yours user users anon anonymous human person someone somebody nobody player guest admin master \
        mistress owner stranger traveler traveller friend me myself self him her them they the and but not for char \
        character bot assistant system narrator model unused unknown none null test name default \
        will hope grace faith joy mark art rose may june april august summer autumn winter dawn eve bill jack rich \
        frank pat sue ray max drew chase hunter grant miles reed wade cliff glen heath forest brook river sky star \
        angel ivy iris lily violet daisy olive ginger pepper sandy misty stormy rusty buddy junior king queen prince \
        princess duke earl baron knight doctor nurse captain sir lord lady boy girl man woman kid baby dear honey love \
        dark light black white red blue green gray grey gold silver night day moon sun snow rain storm fire ice wolf \
        fox cat dog bear bird lucky chance destiny melody harmony crystal ruby jade amber pearl coral sage basil \
        old big new bad mad sad hot one two all any our his its who how why dad mom mum sis bro von van der los las \
        secret email phone discord_id redacted think thinking okay yes
        """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
}
