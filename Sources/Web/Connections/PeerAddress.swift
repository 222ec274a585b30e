import Core
import NIOCore

extension NetworkAddress {
    /// Of a peer's socket; nil for one that is a file.
    init?(_ socket: SocketAddress) {
        // Behind family and port, and with version 6 the flow: the same in every system that has sockets.
        let place: Range<Int>
        switch socket {
        case .v4: place = 4..<8
        case .v6: place = 8..<24
        case .unixDomainSocket: return nil
        }
        self.init(
            bytes: socket.withSockAddr { address, size in
                Array(UnsafeRawBufferPointer(start: address, count: size)[place])
            })
    }
}
