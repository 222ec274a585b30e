import Core
import Crypto
import ProcessorTime
import Testing

@Suite struct NetworkAddressTests {
    private let key = SymmetricKey(data: [UInt8](repeating: 3, count: 32))

    @Test(
        arguments: [
            ("192.0.2.7", [192, 0, 2, 7]), ("::ffff:192.0.2.7", [192, 0, 2, 7]), ("::FFFF:c000:207", [192, 0, 2, 7]),
            ("::1", [UInt8](repeating: 0, count: 15) + [1]),
            ("fe80::1%eth0", [0xFE, 0x80] + [UInt8](repeating: 0, count: 13) + [1]),
        ] as [(String, [UInt8])]) func `an address is read from its text`(text: String, bytes: [UInt8])
    {
        #expect(NetworkAddress(text)?.bytes == bytes)
    }

    @Test func `bytes are an address where there are 4 or 16 of them`() {
        #expect(NetworkAddress(bytes: [192, 0, 2, 7]) == NetworkAddress("192.0.2.7"))
        #expect(NetworkAddress(bytes: [UInt8](repeating: 0, count: 15) + [1]) == NetworkAddress("::1"))
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 192, 0, 2, 7]
        #expect(NetworkAddress(bytes: mapped)?.bytes == [192, 0, 2, 7])
        for count in [0, 3, 5, 15, 17] { #expect(NetworkAddress(bytes: [UInt8](repeating: 1, count: count)) == nil) }
    }

    @Test(arguments: [
        "", "unknown", "192.0.2", "192.0.2.256", "192.0.2.7 ", "192.0.2.7\u{0}", "1::2::3", "[::1]", "%eth0",
    ]) func `anything else is none`(text: String) { #expect(NetworkAddress(text) == nil) }

    @Test(arguments: [
        "127.0.0.1", "::1", "::", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
        "169.254.1.1", "224.0.0.1", "255.255.255.255", "fc00::1", "fdff::1", "fe80::1", "ff02::1", "::ffff:10.0.0.1",
    ]) func `an address of this machine or a private network says nothing`(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(!address.isPublic && RatingNetwork(of: address, experiment: "exp7", serverKey: key) == nil)
    }

    @Test func `neighbours have one mark, others another`() throws {
        func mark(_ text: String, _ experiment: String = "exp7", _ key: SymmetricKey? = nil) -> Int64? {
            RatingNetwork(of: NetworkAddress(text), experiment: experiment, serverKey: key ?? self.key)?.mark
        }
        #expect(mark("192.0.2.7") != nil && mark("192.0.2.7") == mark("192.0.2.250"))
        #expect(mark("192.0.2.7") == mark("::ffff:192.0.2.9"))
        #expect(mark("192.0.2.7") != mark("192.0.3.7"))
        #expect(mark("2001:db8:1:2::7") == mark("2001:db8:1:ffff::1") && mark("2001:db8:1::") != mark("2001:db8:2::"))
        #expect(mark("192.0.2.7") != mark("192.0.2.7", "exp8"), "two experiments cannot be compared")
        #expect(mark("192.0.2.7") != mark("192.0.2.7", "exp7", SymmetricKey(size: .bits256)))
        #expect(mark("nothing") == nil)
    }

    @Test func `a range holds what begins like it`() throws {
        let range = try #require(NetworkRange("172.16.0.0/12"))
        for (text, isIn) in [("172.31.9.9", true), ("172.32.0.0", false), ("172.15.255.255", false), ("::1", false)] {
            #expect(range.contains(try #require(NetworkAddress(text))) == isIn, "\(text)")
        }
        #expect(try #require(NetworkRange("0.0.0.0/0")).contains(try #require(NetworkAddress("9.9.9.9"))))
        #expect(try #require(NetworkRange("::1")).contains(try #require(NetworkAddress("::1"))))
        for text in ["", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.0/", "host"] {
            #expect(NetworkRange(text) == nil, "\(text)")
        }
    }
}

@Suite struct TrustedProxiesTests {
    private func client(_ proxies: String, _ peer: String?, _ forwarded: String...) throws -> String? {
        let trusted = try #require(TrustedProxies(proxies))
        return trusted.client(peer: peer.flatMap { NetworkAddress($0) }, forwarded: forwarded)
            .map { $0.bytes.map(String.init).joined(separator: ".") }
    }

    @Test func `without a trusted proxy nobody is believed`() throws {
        #expect(try client("", "192.0.2.1", "198.51.100.9") == "192.0.2.1")
        #expect(try client("10.0.0.0/8", "192.0.2.1", "198.51.100.9") == "192.0.2.1")
        #expect(try client("10.0.0.0/8", nil, "198.51.100.9") == nil)
        #expect(try client("10.0.0.0/8", "10.0.0.1") == "10.0.0.1")
    }

    @Test func `the right-most address that is no trusted proxy's counts`() throws {
        let proxies = "10.0.0.0/8, 192.0.2.8"
        #expect(try client(proxies, "10.0.0.1", "203.0.113.5") == "203.0.113.5")
        #expect(try client(proxies, "10.0.0.1", "127.0.0.1, 203.0.113.5") == "203.0.113.5", "made up by the client")
        #expect(try client(proxies, "10.0.0.1", "203.0.113.5,192.0.2.8 ,\t10.9.9.9") == "203.0.113.5")
        #expect(try client(proxies, "10.0.0.1", "203.0.113.5", "192.0.2.8") == "203.0.113.5", "in two headers")
        #expect(try client(proxies, "10.0.0.1", "10.0.0.2, 10.0.0.3") == "10.0.0.2")
        #expect(try client(proxies, "10.0.0.1", "203.0.113.5:4711") == "203.0.113.5")
        #expect(try client(proxies, "10.0.0.1", "[::ffff:203.0.113.5]:4711") == "203.0.113.5")
    }

    @Test func `what a proxy does not say is not known`() throws {
        for header in ["unknown", "", "203.0.113.5,", "_hidden, 10.0.0.2"] {
            #expect(try client("10.0.0.0/8", "10.0.0.1", header) == nil, "\(header)")
        }
    }

    @Test func `a list with something else in it is refused`() {
        #expect(TrustedProxies("10.0.0.0/8,nginx") == nil)
        #expect(TrustedProxies("10.0.0.0/64") == nil)
        #expect(TrustedProxies("") == TrustedProxies())
    }
}

@Suite struct CommentFingerprintTests {
    @Test func `a copied comment is known whatever its spaces, marks and capitals`() {
        let print = CommentFingerprint.of("The replies are far too short, sadly.")
        #expect(print != nil)
        #expect(CommentFingerprint.of("  the REPLIES are far – too short!! sadly 😀\n") == print)
        #expect(CommentFingerprint.of("The replies are far too long, sadly.") != print)
        let russian = CommentFingerprint.of("Длинные ответы лучше прежних")
        #expect(russian != nil && CommentFingerprint.of("ДЛИННЫЕ ОТВЕТЫ ЛУЧШЕ ПРЕЖНИХ") == russian)
    }

    @Test func `a short comment has none`() {
        #expect(CommentFingerprint.of("love it, love it, love") == nil)
        #expect(CommentFingerprint.of(String(repeating: "a", count: 19)) == nil)
        #expect(CommentFingerprint.of(String(repeating: "a", count: 20)) != nil)
        #expect(CommentFingerprint.of(String(repeating: "!?. ", count: 100)) == nil)
    }

    @Test func `runs of combining marks cost no more than other text`() {
        let marks = String(repeating: "\u{315}\u{300}", count: 5000)
        let time = processorTime { _ = CommentFingerprint.of("twenty letters and more" + marks) }
        #expect(time < .seconds(1), "not a measurement: a bound against minutes")
    }
}
