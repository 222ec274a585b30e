import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers `Expect: 100-continue` (RFC 9110, 10.1.1), which curl sends with every larger upload: without it the client
/// waits a second before it sends anything.
///
/// The invitation waits until the request is let in. A body that is announced too large gets none; its refusal follows.
final class ContinueHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Tells the connection of a request that its body is wanted.
    struct Invite: Sendable {}

    private let mostBytes: Int
    private var waits = false

    init(mostBytes: Int) { self.mostBytes = mostBytes }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request): waits = isInvited(request)
        // It did not wait.
        case .body, .end: waits = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        waits = false
        context.write(data, promise: promise)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is Invite else { return context.triggerUserOutboundEvent(event, promise: promise) }
        if waits {
            waits = false
            context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
        }
        promise?.succeed(())
    }

    private func isInvited(_ request: HTTPRequest) -> Bool {
        guard request.headerFields[.expect]?.lowercased() == "100-continue" else { return false }
        let announced = request.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        return announced <= mostBytes
    }
}
