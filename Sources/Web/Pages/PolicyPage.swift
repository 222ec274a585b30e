import ChatLogs
import Core
import Hummingbird
import StrictJSON

/// What a policy says, in plain words.
struct PolicyPage: PageModel {
    static let template = PageTemplate.policy
    static let place = Place.policies

    let name: String
    let version: Int
    let isBuiltIn: Bool
    let at: Moment?
    let hash: String
    let isStored: Bool
    let isSame: Bool
    let isOld: Bool
    let description: [NoteBlock]
    let base: String?
    let tokens: String
    let tokensPerWord: String
    let eachResponse: Bool
    let keepsOutOfCharacter: Bool
    let filters: [FilterParagraph]
    let hasFilters: Bool
    let perSubmitter: String?
    let perCharacter: String?
    let sample: String?
    let seed: String
    let versions: [PolicyVersionLine]
    let form: PolicyFormCard

    /// - Parameters:
    ///   - shown: the version that is looked at
    ///   - stored: what came of storing it just now: `new` or `same`
    init(_ shown: PolicyVersion, among all: [PolicyVersion], _ form: PolicyFormCard, stored: String? = nil) {
        let policy = shown.policy
        name = policy.name
        version = shown.number
        isBuiltIn = shown.number == 0
        at = shown.createdAt.map { Moment($0) }
        hash = policy.version
        isStored = stored == "new"
        isSame = stored == "same"
        isOld = shown.number != all.first?.number
        description = NoteBlock.blocks(of: policy.description)
        base = policy.base
        tokens = Figures.count(policy.cut.window.targetTokens)
        tokensPerWord = "\(policy.cut.window.tokensPerWord)"
        eachResponse = policy.eachResponse
        keepsOutOfCharacter = policy.cut.keepsEveryTurn
        filters = policy.filters.map(FilterParagraph.init)
        hasFilters = !policy.filters.isEmpty
        perSubmitter = policy.caps.perSubmitter.map(Figures.count)
        perCharacter = policy.caps.perCharacter.map(Figures.count)
        sample = policy.sample < 1 ? "\((policy.sample * 1000).rounded() / 10)" : nil
        seed = policy.seed
        versions = all.map { PolicyVersionLine($0, shown: shown.number) }
        self.form = form
    }
}

/// A filter of a policy, explained.
struct FilterParagraph {
    let filter: String
    let parameters: [FilterParameter]
    let judges: Word
    let runs: [NoteRun]

    init(_ filter: Filter) {
        let kind = Filter.Kind.named(filter.name)
        self.filter = filter.name
        parameters = FilterParameter.all(of: filter)
        judges = Word(kind.map { "\($0.judges)" } ?? "")
        runs = NoteRun.runs(of: kind?.about ?? "")
    }
}

/// A parameter of a filter with its value.
struct FilterParameter {
    let key: String
    let value: String

    static func all(of filter: Filter) -> [FilterParameter] {
        let document = try? JSONDocument(JSON.object(filter.parameters).bytes(), limits: .own)
        return document.map { all(in: $0.root) } ?? []
    }

    /// From an object of them.
    static func all(in object: JSONValue) -> [FilterParameter] {
        object.members.compactMap { key, value in
            value.isNull ? nil : FilterParameter(key: key, value: text(of: value))
        }
    }

    private static func text(of value: JSONValue) -> String {
        switch value.kind {
        case .string: value.string ?? ""
        case .array: value.elements.map(text).joined(separator: ", ")
        default: String(decoding: value.source, as: UTF8.self)
        }
    }
}

/// A version in the list of a policy's.
struct PolicyVersionLine {
    let number: Int
    let address: String
    let created: Moment?
    let shortHash: String
    let isShown: Bool

    init(_ version: PolicyVersion, shown: Int) {
        number = version.number
        address = "/policies/\(version.policy.name)?version=\(version.number)"
        created = version.createdAt.map { Moment($0) }
        shortHash = String(version.policy.version.prefix(12))
        isShown = version.number == shown
    }
}

extension Service {
    func policyPage(_ request: Request, _ context: CuratePageContext) async throws -> Response {
        let name = try context.parameters.require("name")
        let query = try QueryReader(request, known: ["version", "stored"])
        let shown = try await policy(name, version: query.text("version"))
        let all = try await versions(ofPolicy: name)
        var form = PolicyForm(chosen: shown.address, text: PolicyText.indented(shown.policy))
        form.against = shown.address
        let card = PolicyFormCard(
            form, try await latestPolicies(), formToken: context.session.formToken(serverKey: serverKey))
        return try pages.response(PolicyPage(shown, among: all, card, stored: query.text("stored")))
    }
}
