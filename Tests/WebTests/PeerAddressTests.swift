import Core
import NIOCore
import Testing

@testable import Web

@Suite("The address of a socket") struct PeerAddressTests {
    @Test(
        "is what its text would be read as",
        arguments: ["192.0.2.7", "127.0.0.1", "2001:db8::7", "::1", "::ffff:192.0.2.7"])
    func same(text: String) throws {
        let socket = try SocketAddress(ipAddress: text, port: 4711)
        #expect(NetworkAddress(socket) == NetworkAddress(text))
        #expect(NetworkAddress(socket) != nil)
    }

    @Test("is not known where the socket is a file")
    func file() throws {
        #expect(NetworkAddress(try SocketAddress(unixDomainSocketPath: "/tmp/socket")) == nil)
    }
}
