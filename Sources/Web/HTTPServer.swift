import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle

/// Where and how the server listens.
public struct Listening: Sendable {
    /// Address or name to bind.
    public var host: String
    /// Port; 0 lets the system choose.
    public var port: Int
    /// Most connections at once.
    public var connections = 512

    /// An address.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

extension Service {
    /// The HTTP server as a service, with what runs beside it.
    /// - Parameter onReady: told the port once requests are taken
    public func server(
        _ listening: Listening, logger: Logger, onReady: @escaping @Sendable (Int) async -> Void
    ) -> some ServiceLifecycle.Service {
        // The limits of reliability.md; what they leave open (body rate, write deadline) belongs to hardening.
        let mostBytes = limits.uploadBytes + 1 << 20
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ContinueHandler(mostBytes: mostBytes)], idleTimeout: .seconds(60),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 100))
        return Application(
            router: Routes.router(self), server: .http1(configuration: http),
            configuration: ApplicationConfiguration(
                address: .hostname(listening.host, port: listening.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(listening.connections, logger: logger)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? listening.port) },
            logger: logger)
    }
}
