import Core
public import Hummingbird
import HTTPTypes
import Logging
import NIOCore

/// What travels with each request: the token that it showed, and where it came from.
public struct AppContext: RequestContext {
    /// Hummingbird's own part.
    public var coreContext: CoreRequestContextStorage
    /// The token that the request showed, valid now; nil for a visitor.
    var token: Token?
    /// Who is signed in; nil for a visitor, and at every address of the API, which takes tokens only.
    var session: Session?
    /// Path and query of a page, to come back to after signing in.
    var address = "/"
    private let channel: any Channel

    /// Made by the server for each request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// What its connection is read and written on.
    var eventLoop: any EventLoop { channel.eventLoop }

    /// The same, with the request's name in its lines of the log. For the front door: nothing else is kept.
    func named(_ id: RequestID) -> AppContext {
        var logger = logger
        logger[metadataKey: "hb.request.id"] = nil
        logger[metadataKey: "id"] = "\(id)"
        return AppContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
    }

    /// Where a request came from; nil when that is not known.
    func client(of request: Request, trusting proxies: TrustedProxies) -> NetworkAddress? {
        proxies.client(
            peer: channel.remoteAddress.flatMap { NetworkAddress($0) },
            forwarded: request.headers[values: .xForwardedFor])
    }

    /// Tells a client that waits with its body that it is wanted.
    func invite() { channel.triggerUserOutboundEvent(ContinueHandler.Invite(), promise: nil) }
}

extension HTTPField.Name {
    /// Whom proxies say they speak for.
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .eTag
}

/// A request that may do what `Role` allows: a handler that takes one cannot be reached without the scope.
struct ScopedContext<Role: ScopedRole>: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    /// The token that opened the door.
    let token: Token

    init(context: AppContext) throws {
        guard let token = context.token else {
            throw Problem(401, "token_missing", "This needs a token with the scope `\(Role.scope.rawValue)`.")
        }
        guard token.scopes.contains(Role.scope) else {
            throw Problem(403, "scope_missing", "This token has not got the scope `\(Role.scope.rawValue)`.")
        }
        // Copied, not made from the source: path parameters would be lost.
        coreContext = context.coreContext
        self.token = token
    }
}

/// Names a scope in a type.
protocol ScopedRole { static var scope: Token.Scope { get } }

/// Registers experiments and parts.
enum MaintainRole: ScopedRole { static let scope = Token.Scope.maintain }

/// Pulls the feed.
enum CurateRole: ScopedRole { static let scope = Token.Scope.curate }

/// Brings in what was said elsewhere.
enum ImportRole: ScopedRole { static let scope = Token.Scope.import }

typealias MaintainContext = ScopedContext<MaintainRole>
typealias CurateContext = ScopedContext<CurateRole>
typealias ImportContext = ScopedContext<ImportRole>
