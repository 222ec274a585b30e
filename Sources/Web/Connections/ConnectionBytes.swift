import NIOCore

/// Next to the socket: counts what comes and goes for a `ConnectionGuard`, and lets go what comes after the end.
final class ConnectionBytes: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let connection: ConnectionGuard
    /// Bytes handed to the channel so far.
    private var written = 0
    /// Bytes of those that have gone, at the last look.
    private var gone = 0

    init(_ connection: ConnectionGuard) { self.connection = connection }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !connection.isClosing else { return }
        connection.bytesCame(unwrapInboundIn(data).readableBytes)
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        connection.readEnded()
        // Nobody else asks for more now, and the end of the client's side is worth knowing.
        if connection.isClosing { context.read() }
    }

    func read(context: ChannelHandlerContext) {
        connection.bytesAreWanted()
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        written += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if connection.isClosing, case .inputClosed? = event as? ChannelEvent { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .output, waiting(in: context.channel) > 0 else {
            return context.close(mode: mode, promise: promise)
        }
        // A client that has closed its own side would lose what has not gone yet.
        let gone = context.eventLoop.makePromise(of: Void.self)
        gone.futureResult.assumeIsolated().whenComplete { _ in context.close(mode: mode, promise: promise) }
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: gone)
    }

    /// Bytes that wait for the client.
    func waiting(in channel: any Channel) -> Int {
        (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    /// Whether the client has taken any since this was last asked.
    func hasMoved(in channel: any Channel) -> Bool {
        let now = written - waiting(in: channel)
        defer { gone = now }
        return now > gone
    }
}
