/// The language of a session: of the model's text as a whole, and of the turns that are long enough to tell.
struct SessionLanguage {
    private var model = LanguageSigns()
    private var telling = 0
    private var foreign = 0

    /// Takes a visible turn's signs into account.
    mutating func add(_ signs: LanguageSigns, isModel: Bool) {
        if isModel { model.add(signs) }
        guard let language = signs.language else { return }
        telling += 1
        if language != .english { foreign += 1 }
    }

    /// Language of the model's text; nil when undecided.
    var language: Language? { model.language }

    /// Share of turns in another language than English among those whose language can be told; nil without any.
    var foreignRatio: Double? { telling == 0 ? nil : Double(foreign) / Double(telling) }
}
