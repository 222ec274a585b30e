import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// The templates and assets of the web pages, read once.
public struct Pages: Sendable {
    /// What visitors fetch under `/assets/`.
    let assets: [String: Asset]
    /// Whether cookies carry `Secure`: when visitors come by https.
    let secureCookies: Bool
    /// Whether there is a page for those who work on the pages.
    let isDevelopment: Bool
    /// What the pages are written in; nil is English.
    private let translation: Translation?
    private let library: MustacheLibrary

    /// Reads every template and asset.
    /// - Parameters:
    ///   - secureCookies: whether visitors come by https, so that cookies may be bound to it
    ///   - isDevelopment: whether `/styleguide` is served
    ///   - translation: the pages' words; English without one
    /// - Throws: `PageFault` when a template is missing, broken or names one that is not there
    public init(secureCookies: Bool = false, isDevelopment: Bool = false, translation: Translation? = nil) throws {
        let files = try Self.files.get()
        library = try translation.map { try TemplateFolder.library($0) } ?? files.library
        self.translation = translation
        self.assets = files.assets
        self.secureCookies = secureCookies
        self.isDevelopment = isDevelopment
    }

    /// As in `<html lang>`.
    var language: String { translation?.language ?? "en" }

    /// A page as an answer.
    func response<Model: PageModel>(
        _ model: Model, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        let root = PageRoot(site: Site(place: Model.place, assets: assets, language: language), page: model)
        let text = Translation.$current.withValue(translation) {
            library.render(root, withTemplate: Model.template.rawValue)
        }
        guard let text else {
            throw PageFault(template: Model.template.rawValue, detail: "is not there")
        }
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private typealias Files = (library: MustacheLibrary, assets: [String: Asset])
    private static let files = Result<Files, any Error> { (try TemplateFolder.library(), try Asset.all()) }
}

/// The templates that are pages; others are parts of them.
enum PageTemplate: String, CaseIterable, Sendable {
    case home, submit, submitted, receipts, receipt, withdrawn, rate, rated, experiment, part, error
    case privacy, moderation, tokens, audit
    case compare, policies, policy, snapshots, snapshot
    case service, styleguide, docs
    case docsOperation = "docs_operation"
    case docsSchema = "docs_schema"
    case policyRun = "policy_run"
    case signIn = "sign_in"
}

/// What a page shows. Its stored properties are what its template names.
protocol PageModel {
    static var template: PageTemplate { get }
    static var place: Place { get }
}

/// Where a page belongs in the navigation: a link there takes a line of the layout and a case here.
enum Place: String, CaseIterable, Sendable {
    case experiments, submit, receipts, moderation, tokens, audit, policies, snapshots, privacy, elsewhere
}

/// What every template can name.
struct PageRoot<Model> {
    let site: Site
    let page: Model
}

/// What the frame around every page needs.
struct Site {
    let language: String
    /// Whether it is written from right to left.
    let isRightToLeft: Bool
    let stylesheet: String
    let icon: String
    /// Every page works without them.
    let scripts: Scripts
    let at: Word
    /// Who is signed in, if somebody is.
    let viewer: Viewer?

    init(place: Place, assets: [String: Asset], language: String = "en", viewer: Viewer? = Viewer.current) {
        self.language = language
        isRightToLeft = Locale.Language(identifier: language).characterDirection == .rightToLeft
        stylesheet = assets["chorus.css"]?.address ?? ""
        icon = assets["chorus.svg"]?.address ?? ""
        scripts = Scripts(assets)
        at = Word(place)
        self.viewer = viewer
    }
}

/// Addresses of the scripts.
struct Scripts {
    let every: String
    let submit: String
    let rate: String
    let moderation: String

    init(_ assets: [String: Asset]) {
        every = assets["chorus.js"]?.address ?? ""
        submit = assets["submit.js"]?.address ?? ""
        rate = assets["rate.js"]?.address ?? ""
        moderation = assets["moderation.js"]?.address ?? ""
    }
}

/// A template or asset that cannot be used.
struct PageFault: Error, CustomStringConvertible {
    let template: String
    let detail: String

    var description: String { "page template \(template): \(detail)" }
}
