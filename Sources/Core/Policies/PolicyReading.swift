import ChatLogs
public import StrictJSON

extension Policy {
    /// Decodes the body of `PUT /v1/policies/{name}`. What it does not say is the base's, each member as a whole.
    /// - Parameters:
    ///   - name: the name of the address; nil to take the body's
    ///   - bases: finds the policy of a name, for `base`
    /// - Throws: every fault with its place
    public init(
        name: String? = nil, body: JSONValue, bases: (String) -> Policy? = { Policy.presets[$0] }
    ) throws(Problem) {
        var fields = FieldReader(body)
        let said = fields.string("name", maximum: 63, required: name == nil)
        let name = name ?? said ?? ""
        if !Slug.isValid(name) { fields.fault("name", "bad_slug", Slug.rule, "For example: v8-part-2.") }
        if let said, said != name {
            fields.fault("name", "name_differs", "The address has another name.", "Leave it out, or say the same.")
        }
        let base = fields.string("base", maximum: 63)
        self = base.flatMap(bases) ?? Policy(name: name)
        if let base, bases(base) == nil {
            fields.fault("base", "unknown_value", "There is no policy of this name.", "Built in: pygmalion-2023-03.")
        }
        self.name = name
        self.base = base
        description = fields.string("description", maximum: 10_000) ?? ""
        fields.readCut(&self)
        if let filters = fields.filters() { self.filters = filters }
        fields.readCaps(&self)
        fields.readSample(&self)
        seed = fields.string("seed") ?? (base == nil ? name : seed)
        try fields.finish()
    }

    /// Decodes a policy of a file.
    public init(text: [UInt8], bases: (String) -> Policy? = { Policy.presets[$0] }) throws(Problem) {
        let document: JSONDocument
        do throws(JSONFault) {
            document = try JSONDocument(text, limits: .request)
        } catch {
            throw Problem(400, error.code.rawValue, "Line \(error.line), column \(error.column): \(error.detail)")
        }
        try self.init(body: document.root, bases: bases)
    }
}

extension Policy {
    /// Reads what `json` wrote, in which everything is said: the base is not looked at.
    public init(canonical: [UInt8]) throws(Problem) {
        try self.init(text: canonical, bases: { Policy(name: $0) })
    }
}

extension FieldReader {
    /// Most filters of a policy: the verdict on a window is a byte.
    private static let mostFilters = 50

    fileprivate mutating func readCut(_ policy: inout Policy) {
        if let object = object("window") {
            var nested = FieldReader(object, path: "/window")
            let tokens = nested.int("target_tokens", in: 16...1_000_000) ?? 2048
            let factor = nested.double("tokens_per_word", in: 0.1...20) ?? 1.7
            policy.cut.window = RowOptions.Window(targetTokens: tokens, tokensPerWord: factor)
            policy.eachResponse = nested.bool("each_response") ?? true
            merge(nested)
        }
        if let word = word("out_of_character", OutOfCharacterTurns.self) { policy.cut.keepsEveryTurn = word == .keep }
    }

    /// The filters; nil when they are not said.
    fileprivate mutating func filters() -> [Filter]? {
        guard has("filters") else {
            _ = array("filters", maximum: Self.mostFilters)
            return nil
        }
        return array("filters", maximum: Self.mostFilters).enumerated().compactMap { index, value in
            var nested = FieldReader(value, path: "/filters/\(index)")
            defer { merge(nested) }
            guard let name = nested.string("filter", required: true) else { return nil }
            guard let kind = Filter.Kind.named(name) else {
                let known = Filter.Kind.all.map(\.name).joined(separator: ", ")
                nested.fault("filter", "unknown_value", "There is no filter of this name.", "One of: \(known).")
                nested.acceptAll()
                return nil
            }
            return kind.read(&nested)
        }
    }

    fileprivate mutating func readCaps(_ policy: inout Policy) {
        guard let object = object("caps") else { return }
        var nested = FieldReader(object, path: "/caps")
        policy.caps.perSubmitter = nested.int("per_submitter", in: 1...1_000_000_000)
        policy.caps.perCharacter = nested.int("per_character", in: 1...1_000_000_000)
        merge(nested)
    }

    fileprivate mutating func readSample(_ policy: inout Policy) {
        guard let object = object("sample") else { return }
        var nested = FieldReader(object, path: "/sample")
        policy.sample = nested.double("fraction", in: 0...1, required: true) ?? 1
        merge(nested)
    }
}

/// What becomes of turns that are spoken out of character.
private enum OutOfCharacterTurns: String, CaseIterable { case keep, remove }
