import Core
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
    /// What one connection may take.
    public var limits: ConnectionLimits

    /// An address.
    public init(host: String, port: Int, limits: ConnectionLimits = ConnectionLimits()) {
        self.host = host
        self.port = port
        self.limits = limits
    }
}

extension Service {
    /// The HTTP server as a service, with what runs beside it.
    /// - Parameter onReady: told the port once requests are taken
    public func server(
        _ listening: Listening, logger: Logger, onReady: @escaping @Sendable (Int) async -> Void
    ) -> some ServiceLifecycle.Service {
        let (ledger, proxies, metrics) = (connections, trustedProxies, metrics)
        let mostBytes = limits.uploadBytes + 1 << 20
        let router = Routes.router(self)
        return Application(
            responder: FrontDoor(router, metrics: metrics, pages: pages),
            server: HTTPServerBuilder { responder in
                GuardedChannel(
                    responder: responder, limits: listening.limits, ledger: ledger, proxies: proxies,
                    mostBytes: mostBytes, metrics: metrics)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(listening.host, port: listening.port), serverName: nil,
                // A connection that finds no place in this line is one for its client alone: it is never told anything.
                backlog: 1024,
                // Beyond those that are told that there is no room, others wait to be accepted.
                availableConnectionsDelegate: MaximumAvailableConnections(
                    listening.limits.connections + 64, logger: logger)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? listening.port) },
            logger: logger)
    }
}
