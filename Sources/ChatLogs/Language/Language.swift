/// A language that the detector can tell, by its BCP 47 code.
enum Language: String, CaseIterable, Sendable {
    // Latin script: told by function words and letters.
    case english = "en"
    case german = "de"
    case french = "fr"
    case spanish = "es"
    case portuguese = "pt"
    case italian = "it"
    case dutch = "nl"
    case polish = "pl"
    case turkish = "tr"
    case swedish = "sv"
    case czech = "cs"
    case indonesian = "id"
    case vietnamese = "vi"
    case romanian = "ro"
    case hungarian = "hu"
    case finnish = "fi"
    case danish = "da"
    case norwegian = "no"

    // Told by their script, or by letters that neighbours do not have.
    case russian = "ru"
    case ukrainian = "uk"
    case bulgarian = "bg"
    case chinese = "zh"
    case japanese = "ja"
    case korean = "ko"
    case arabic = "ar"
    case persian = "fa"
    case hebrew = "he"
    case greek = "el"
    case thai = "th"
    case hindi = "hi"
    case bengali = "bn"
    case tamil = "ta"
    case georgian = "ka"
    case armenian = "hy"

    /// The languages of the Latin script, in the order of their bits and points.
    static let latin = Array(allCases.prefix(18))

    /// Points for a letter that few languages have, by code point; a function word of one language has 60.
    static func points(of letter: UInt32) -> [(language: Int, points: Int)] { letters[letter] ?? [] }

    private static let letters: [UInt32: [(language: Int, points: Int)]] = {
        var letters: [UInt32: [(language: Int, points: Int)]] = [:]
        for (characters, languages) in marks {
            let points = 60 / languages.count
            let all = (characters + characters.uppercased()).unicodeScalars
            for scalar in Set(all) where scalar.value >= 0x80 {
                letters[scalar.value] = languages.compactMap { language in
                    latin.firstIndex(of: language).map { ($0, points) }
                }
            }
        }
        return letters
    }()

    private static let marks: [(String, [Language])] = [
        ("ß", [.german]), ("ñ", [.spanish]), ("ãõ", [.portuguese]), ("őű", [.hungarian]), ("řěů", [.czech]),
        ("łąęśźżń", [.polish]), ("ğış", [.turkish]), ("ășțţ", [.romanian]),
        ("đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", [.vietnamese]), ("å", [.swedish, .danish, .norwegian]),
        ("øæ", [.danish, .norwegian]), ("äö", [.german, .swedish, .finnish]), ("ü", [.german, .turkish]),
        ("ç", [.french, .portuguese, .turkish]), ("œ", [.french]), ("ìò", [.italian]), ("ùû", [.french]),
        ("êâ", [.french, .portuguese, .vietnamese]), ("šž", [.czech]),
    ]
}

/// Signs of a text's language: counts that add up over turns.
struct LanguageSigns: Sendable {
    /// Characters of tokens without digits.
    var letters = 0
    /// Tokens without digits.
    var words = 0
    /// Tokens that are function words of some language.
    private(set) var functionWords = 0
    private var foreignLetters = 0
    /// Points of each language; those of the last words have not been added yet.
    private var points = SIMD32<UInt32>()
    private var lastPoints = SIMD32<UInt16>()
    private var lastWords = 0
    private var scripts = InlineArray<16, Int>(repeating: 0)

    /// Fewest letters of an alphabet that a guess needs; a sign of Han, kana or Hangul counts as three.
    static let fewestLetters = 80

    /// Forgets everything.
    mutating func clear() {
        (letters, words, functionWords) = (0, 0, 0)
        points = SIMD32()
        guard foreignLetters > 0 else { return }
        foreignLetters = 0
        scripts = InlineArray(repeating: 0)
    }

    /// Adds those of another text.
    mutating func add(_ other: LanguageSigns) {
        letters += other.letters
        words += other.words
        functionWords += other.functionWords
        points &+= other.points
        guard other.foreignLetters > 0 else { return }
        foreignLetters += other.foreignLetters
        for index in scripts.indices { scripts[index] += other.scripts[index] }
    }

    /// Takes a word into account that may be a function word.
    @inline(__always)
    mutating func add(_ entry: Lexicon.Entry, _ tables: ScanTables) {
        functionWords &+= entry.languages == 0 ? 0 : 1
        lastPoints &+= tables.points[Int(entry.languages)]
        lastWords &+= 1
        // Sixteen bits hold a thousand times the sixty points of a word.
        if lastWords == 1000 { settle() }
    }

    /// Adds up the points: to be called before they are read.
    mutating func settle() {
        points &+= SIMD32<UInt32>(truncatingIfNeeded: lastPoints)
        lastPoints = SIMD32()
        lastWords = 0
    }

    /// Takes letters into account that were told apart before.
    mutating func add(_ letters: (cyrillic: Int, russian: Int, han: Int)) {
        scripts[Script.cyrillic.rawValue] += letters.cyrillic
        scripts[Script.russian.rawValue] += letters.russian
        scripts[Script.han.rawValue] += letters.han
        foreignLetters += letters.cyrillic + letters.russian + letters.han
    }

    /// Takes a letter outside ASCII into account.
    mutating func add(_ scalar: UInt32) {
        if let script = Script(scalar) {
            scripts[script.rawValue] += 1
            foreignLetters += 1
        }
        guard scalar < 0x250 || 0x1EA0...0x1EF9 ~= scalar else { return }
        for (language, value) in Language.points(of: scalar) { points[language] &+= UInt32(value) }
    }

    /// Whether there is text enough for a guess.
    var isLongEnough: Bool { weighted >= Self.fewestLetters }

    /// The language; nil when the text is short or nothing stands out.
    var language: Language? {
        guard isLongEnough else { return nil }
        guard foreignLetters > 0 else { return latin }
        var families = [Int](repeating: 0, count: Script.allCases.count)
        for script in Script.allCases { families[script.family.rawValue] += weight(of: script) }
        for script in Script.allCases where families[script.rawValue] * 2 > weighted { return language(of: script) }
        return families.reduce(0, +) * 2 < weighted ? latin : nil
    }

    /// The language with most points, if its function words are one word in twelve and the second is clearly behind.
    private var latin: Language? {
        var top = 0
        var (most, second) = (points[0], UInt32(0))
        for index in 1..<Language.latin.count {
            if points[index] > most {
                (top, most, second) = (index, points[index], most)
            } else {
                second = max(second, points[index])
            }
        }
        guard Int(most) >= words * 5, Int(most) * 4 >= Int(second) * 5 else { return nil }
        return Language.latin[top]
    }

    private func weight(of script: Script) -> Int { scripts[script.rawValue] * script.weight }

    private var weighted: Int {
        guard foreignLetters > 0 else { return letters }
        return Script.allCases.reduce(letters) { $0 + scripts[$1.rawValue] * ($1.weight - 1) }
    }

    private func count(_ script: Script) -> Int { scripts[script.rawValue] }

    private func language(of script: Script) -> Language? {
        switch script {
        case .cyrillic, .ukrainian, .russian:
            if count(.ukrainian) * 50 > count(.cyrillic) { return .ukrainian }
            return count(.russian) * 200 > count(.cyrillic) ? .russian : .bulgarian
        case .han, .kana: return count(.kana) * 10 > count(.han) ? .japanese : .chinese
        case .arabic, .persian: return count(.persian) * 100 > count(.arabic) ? .persian : .arabic
        case .hangul: return .korean
        case .hebrew: return .hebrew
        case .greek: return .greek
        case .thai: return .thai
        case .devanagari: return .hindi
        case .bengali: return .bengali
        case .tamil: return .tamil
        case .georgian: return .georgian
        case .armenian: return .armenian
        }
    }
}
