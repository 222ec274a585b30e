import Core
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import StrictJSON

/// Ends a connection that takes too long, or whose requests cannot be read, with an answer where one can be given; and
/// puts the headers that every answer carries on each, whoever made it.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ConnectionLimits
    private let metrics: Metrics
    /// Why nothing is taken from this connection at all.
    private let refusal: Problem?
    private var clock: ConnectionClock
    private weak var bytes: ConnectionBytes?
    private var context: ChannelHandlerContext?
    private var timer: (task: Scheduled<Void>, at: NIODeadline)?
    private var headBytes = 0
    /// What is said when the answers that are due have been given.
    private var lastWords: Problem?
    private var closesAfterAnswer = false
    private var isQuiescing = false
    /// Nothing is taken or given any more.
    private(set) var isClosing = false

    /// - Parameter refusal: for a connection that finds no room
    init(_ limits: ConnectionLimits, refusal: Problem?, metrics: Metrics) {
        self.limits = limits
        self.refusal = refusal
        self.metrics = metrics
        clock = ConnectionClock(limits, now: .now())
    }

    func attach(_ bytes: ConnectionBytes) { self.bytes = bytes }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { begin(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.task.cancel()
        (timer, self.context) = (nil, nil)
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        begin(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.task.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        if let refusal { end(with: refusal, context) } else { arm(context) }
    }

    // MARK: What comes

    func bytesCame(_ count: Int) {
        clock.bytes(count, now: .now())
        if clock.isInHead { headBytes += count }
        if let context { arm(context) }
    }

    func readEnded() {
        guard let context, clock.isInHead, headBytes > limits.headBytes, !isClosing else { return }
        sayLast(.headTooLarge, context)
    }

    func bytesAreWanted() {
        clock.body(isWanted: true, now: .now())
        if let context { arm(context) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing, lastWords == nil else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            clock.headEnded(now: .now())
            headBytes = 0
            if head.path?.utf8.count ?? 0 > limits.headBytes { return sayLast(.headTooLarge, context) }
            if head.headerFields[.connection]?.lowercased() == "close" { closesAfterAnswer = true }
        case .body: clock.body(isWanted: false, now: .now())
        case .end: clock.requestEnded(now: .now())
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow: sayLast(.headTooLarge, context)
        case is HTTPParserError where clock.isInBody:
            // Who reads the body must not take what came of it for the whole.
            context.fireErrorCaught(ConnectionEnded())
            sayLast(.unreadable, context)
        case is HTTPParserError, is HTTP1TypeConversionError: sayLast(.unreadable, context)
        default: context.fireErrorCaught(error)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        isQuiescing = true
        if clock.unanswered == 0, !isClosing { context.close(promise: nil) }
    }

    // MARK: What goes

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isClosing else {
            promise?.fail(ConnectionEnded())
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.kind == .informational:
            context.write(data, promise: promise)
        case .head(var head):
            clock.answerBegan(now: .now())
            // A body that nobody reads any more would be taken for the next request.
            if clock.isInBody && clock.unanswered == 1 || isQuiescing { closesAfterAnswer = true }
            if closesAfterAnswer { head.headerFields[.connection] = "close" }
            SecurityHeaders.add(to: &head.headerFields)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            arm(context)
        case .body:
            context.write(data, promise: promise)
            arm(context)
        case .end:
            clock.answerEnded(now: .now())
            writeEnd(data, context, promise)
        }
    }

    private func writeEnd(_ data: NIOAny, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        if clock.unanswered == 0, let lastWords {
            context.write(data, promise: promise)
            return end(with: lastWords, context)
        }
        guard clock.unanswered == 0, closesAfterAnswer || isQuiescing else {
            context.write(data, promise: promise)
            return arm(context)
        }
        context.write(data, promise: promise)
        close(context)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        // Whoever gives up the connection after its last words would tear them from the client's hands.
        if mode == .all, isClosing { return context.channel.closeFuture.cascade(to: promise) }
        if mode == .output, !isClosing {
            isClosing = true
            clock.closing(now: .now())
            arm(context)
        }
        context.close(mode: mode, promise: promise)
    }

    // MARK: The end

    /// Says why, after the answers that are due before it.
    private func sayLast(_ problem: Problem, _ context: ChannelHandlerContext) {
        guard !isClosing, lastWords == nil else { return }
        let isOfRequestUnderWay = clock.isInBody && clock.unanswered == 1
        guard clock.unanswered == 0 || isOfRequestUnderWay else {
            lastWords = problem
            return
        }
        end(with: problem, context)
    }

    /// Answers if nothing was answered yet, and lets the client notice before the connection goes.
    private func end(with problem: Problem, _ context: ChannelHandlerContext) {
        guard !isClosing else { return }
        guard !clock.answerHasBegun else { return context.close(promise: nil) }
        var head = HTTPResponse(status: .init(code: problem.status), headerFields: problem.headers)
        let body = ByteBuffer(bytes: problem.json.bytes())
        head.headerFields[.contentLength] = String(body.readableBytes)
        head.headerFields[.connection] = "close"
        SecurityHeaders.add(to: &head.headerFields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        close(context)
        // Whoever reads the body or works on the answer learns that nobody waits for it.
        context.fireErrorCaught(ConnectionEnded())
    }

    /// Closes our side when everything has gone, and the other soon after.
    private func close(_ context: ChannelHandlerContext) {
        isClosing = true
        clock.closing(now: .now())
        context.flush()
        context.close(mode: .output, promise: nil)
        context.read()
        arm(context)
    }

    // MARK: The clock

    private func arm(_ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        guard let next = clock.nextLook(hasBacklog: hasBacklog(context)) else { return }
        if let timer, timer.at <= next { return }
        timer?.task.cancel()
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: next) { [weak self] in
            self?.timer = nil
            if let self, let context = self.context { self.look(context) }
        }
        timer = (task, next)
    }

    private func hasBacklog(_ context: ChannelHandlerContext) -> Bool {
        bytes.map { $0.waiting(in: context.channel) > 0 } ?? false
    }

    private func look(_ context: ChannelHandlerContext) {
        if bytes?.hasMoved(in: context.channel) == true { clock.answerMoved(now: .now()) }
        guard let verdict = clock.verdict(hasBacklog: hasBacklog(context), now: .now()) else { return arm(context) }
        metrics.connectionEnded(verdict.rawValue)
        switch verdict {
        case .slowHead, .slowBody: end(with: .requestTimeout, context)
        case .slowAnswer: end(with: .answerTimeout, context)
        case .idle, .stalled, .lingering: context.close(promise: nil)
        }
    }
}

/// What the reader of a body is told when its connection was ended, and the writer of an answer.
struct ConnectionEnded: Error {}

extension Problem {
    static let requestTimeout = Problem(408, "request_timeout", "The request came too slowly.")
    static let answerTimeout = Problem(503, "too_slow", "This took too long and was stopped.", retryAfter: 5)
    static let headTooLarge = Problem(431, "head_too_large", "The head of the request is larger than what is taken.")
    static let unreadable = Problem(400, "bad_request", "This is not a request of HTTP/1.1.")
}
