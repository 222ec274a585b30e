import Core
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A connection of HTTP/1.1 within its limits.
///
/// Hummingbird's own channel has no deadlines for bodies and answers, closes under a long answer when the server stops,
/// and answers what it cannot read without our headers; its loop over requests is what is used of it.
struct GuardedChannel: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let responder: Responder
    let limits: ConnectionLimits
    let ledger: ConnectionLedger
    let proxies: TrustedProxies
    /// Largest body that is invited.
    let mostBytes: Int
    let metrics: Metrics

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let client = channel.remoteAddress.flatMap { NetworkAddress($0) }.flatMap(share)
        let decision = ledger.enter(client, limits: limits)
        switch decision {
        case .welcome: channel.closeFuture.whenComplete { _ in ledger.leave(client) }
        case .full: metrics.shed("connections")
        case .fullForClient: metrics.shed("connections_of_client")
        }
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let connection = ConnectionGuard(limits, refusal: decision.refusal, metrics: metrics)
            let bytes = ConnectionBytes(connection)
            connection.attach(bytes)
            try pipeline.addHandler(bytes)
            var decoding = NIOHTTPDecoderLimitConfiguration()
            decoding.maxHeaderFieldSize = limits.headBytes
            decoding.maxHeaderListSize = limits.headBytes
            decoding.maxHeaderFieldCount = limits.headFields
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoding)
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(connection)
            try pipeline.addHandler(ContinueHandler(mostBytes: mostBytes))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel,
                configuration: .init(
                    // Pieces of a body that nobody has taken yet, of up to 64 KiB: ten of them for each upload would
                    // take more memory than what is made of the bodies.
                    backPressureStrategy: .init(lowWatermark: 1, highWatermark: 3), isOutboundHalfClosureEnabled: true))
        }
    }

    /// Whose share of connections is used: a proxy speaks for many, and whoever is on this machine has shorter ways to
    /// harm it.
    private func share(of client: NetworkAddress) -> [UInt8]? {
        let isFree = proxies.contains(client) || (client.isThisMachine && !limits.countsThisMachine)
        return isFree ? nil : client.network
    }

    /// Serves requests until the connection ends, and then lets go what is still done for it.
    func handle(value: Value, logger: Logger) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await handleHTTP(asyncChannel: value, logger: logger) }
            group.addTask {
                await withTaskCancellationHandler {
                    try? await value.channel.closeFuture.get()
                } onCancel: {
                    value.channel.close(promise: nil)
                }
            }
            await group.next()
            group.cancelAll()
        }
    }
}

extension ConnectionLedger.Decision {
    /// What a connection is told that finds no room.
    fileprivate var refusal: Problem? {
        switch self {
        case .welcome: nil
        case .full: .overloaded()
        case .fullForClient:
            Problem(
                429, "too_many_connections", "There are too many connections from this address.",
                retryAfter: Int.random(in: 1...5))
        }
    }
}
