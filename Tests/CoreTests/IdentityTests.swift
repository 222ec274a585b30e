import Crypto
import Foundation
import Testing

@testable import Core

@Suite struct IdentityTests {
    private enum Thing {}

    @Test func `an id is a UUID of version 7 that ends in its bucket`() {
        for bucket in [UInt8.min, 1, 127, 128, .max] {
            let id = ID<Thing>(bucket: bucket, at: noon)
            #expect(id.bucket == Int16(bucket))
            #expect(id.uuid.uuid.15 == bucket)
            #expect(id.uuid.uuid.6 >> 4 == 7)
            #expect(id.uuid.uuid.8 >> 6 == 0b10)
            #expect(id.description.hasPrefix("0186a757-e200-7"), "milliseconds come first")
        }
    }

    @Test func `ids of later milliseconds are larger as text and as bytes`() {
        let ids = (0..<200).map {
            ID<Thing>(bucket: .random(in: 0...255), at: noon.addingTimeInterval(Double($0) / 1000))
        }
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
        #expect(Set(ids).count == ids.count)
        #expect(ID<Thing>(bucket: 0, at: .distantPast).description.hasPrefix("00000000-0000-7"))
    }

    @Test func `an id is read from its text in either case`() throws {
        let text = "018f3c1e-7b2a-7c4d-8e5f-0123456789ab"
        let id = try #require(ID<Thing>(text))
        #expect(id.description == text)
        #expect(ID<Thing>(text.uppercased()) == id)
        #expect(id.bucket == 0xAB)
        #expect(ID<Thing>(try #require(UUID(uuidString: text))) == id)
    }

    static let foreign = [
        "", "018f3c1e", "018f3c1e7b2a7c4d8e5f0123456789ab", "018f3c1e-7b2a-7c4d-8e5f-0123456789a",
        "018f3c1e-7b2a-7c4d-8e5f-0123456789abc", "018f3c1e-7b2a-7c4d-8e5f_0123456789ab",
        "{18f3c1e-7b2a-7c4d-8e5f-0123456789a}",
        "018f3c1e-7b2a-7c4d-8e5f-0123456789ag", "018f3c1e-7b2a-7c4d-8e5f-0123456789a\u{E9}",
        "0x8f3c1e-7b2a-7c4d-8e5f-0123456789ab",
        " 18f3c1e-7b2a-7c4d-8e5f-0123456789ab", "018f3c1e-7b2a-7c4d-8e5f-01234567-9ab",
        "01-f3c1e17b2a-7c4d-8e5f-0123456789ab",
    ]

    @Test(arguments: foreign) func `what is not a UUID's text is no id`(_ text: String) {
        #expect(ID<Thing>(text) == nil)
    }

    @Test func `a bucket is the low byte of SHA-256`() {
        #expect(Bucket.of("") == 85)
        #expect(Bucket.of("retry-1") == 248)
        #expect(Bucket.of("aria") == 117)
    }

    @Test func `hexadecimal text is lower case`() {
        #expect(Hex.encode([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(Hex.nibble(UInt8(ascii: "F")) == 15)
        #expect(Hex.nibble(UInt8(ascii: "g")) == nil)
    }

    /// The test vectors of RFC 4648 section 10.
    static let vectors = [
        ("", "", ""), ("f", "my", "Zg"), ("fo", "mzxq", "Zm8"), ("foo", "mzxw6", "Zm9v"), ("foob", "mzxw6yq", "Zm9vYg"),
        ("fooba", "mzxw6ytb", "Zm9vYmE"), ("foobar", "mzxw6ytboi", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors) func `base 32 and base 64 are those of RFC 4648`(
        _ text: String, _ in32: String, _ in64: String
    ) {
        #expect(BitGroups.base32.encode(text.utf8) == in32)
        #expect(BitGroups.base64URL.encode(text.utf8) == in64)
        #expect(BitGroups.base64URL.decode(in64) == Array(text.utf8))
    }

    @Test func `base 64 uses the alphabet of addresses, both ways`() {
        #expect(BitGroups.base64URL.encode([0xFB, 0xFF, 0xBF]) == "-_-_")
        #expect(BitGroups.base64URL.decode("-_-_") == [0xFB, 0xFF, 0xBF])
        for length in 0..<70 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ length) }
            #expect(BitGroups.base64URL.decode(BitGroups.base64URL.encode(bytes)) == bytes)
        }
    }

    @Test(arguments: ["A", "AAAAA", "AB", "Zg==", "Zm+v", "Zm/v", "Zm9 ", "Zm\u{E9}", "AAB"])
    func `base 64 has one text for each value`(_ text: String) {
        #expect(BitGroups.base64URL.decode(text) == nil)
    }

    private let key = SymmetricKey(data: Array(UInt8(0)..<32))
    private let keyHash = Array(SHA256.hash(data: Data("key|order-1".utf8)))
    private let id = "018f3c1e-7b2a-7c4d-8e5f-0123456789ab"

    @Test func `a receipt is a function of the id, the key and the server's key`() {
        let receipt = Receipt(id: id, keyHash: keyHash, serverKey: key)
        // Computed with Python's hmac and base64.
        #expect(receipt.code == "k7ob7uvjxakgutfshcwnkuqqn4mnrzpyiy3z7x5dzw4a3seej7ma")
        #expect(Hex.encode(receipt.hash) == "b8486bbbea3433eed62026adfb190fd2bb5b7c92449ac20de89f4e2021e26357")
        #expect(Receipt(code: receipt.code).hash == receipt.hash)
        #expect(Receipt(id: id, keyHash: keyHash, serverKey: key).code == receipt.code)
        let others = [
            Receipt(id: id, keyHash: keyHash, serverKey: SymmetricKey(data: Array(UInt8(1)..<33))),
            Receipt(id: id, keyHash: Array(keyHash.reversed()), serverKey: key),
            Receipt(id: String(id.reversed()), keyHash: keyHash, serverKey: key),
        ]
        #expect(Set(others.map(\.code) + [receipt.code]).count == 4)
    }

    @Test func `a rater's cookie names its rater`() throws {
        let cookie = RaterCookie.make(serverKey: key)
        let rater = try #require(RaterCookie.rater(in: cookie, serverKey: key))
        #expect(cookie.hasPrefix("\(rater)."))
        #expect(rater.hasPrefix("web-"))
        #expect(rater.utf8.count == 30)
        #expect(RaterCookie.make(serverKey: key) != cookie)
        // Signed with Python's hmac.
        let known = "web-abcdefghijklmnopqrstuvwxyz.2jvxtm3tsb63uoauj2sgu3jmt4"
        #expect(RaterCookie.rater(in: known, serverKey: key) == "web-abcdefghijklmnopqrstuvwxyz")
    }

    @Test func `a cookie that was changed, cut or signed elsewhere names nobody`() {
        let cookie = RaterCookie.make(serverKey: key)
        for index in cookie.indices {
            var changed = cookie
            changed.replaceSubrange(index...index, with: cookie[index] == "a" ? "b" : "a")
            #expect(RaterCookie.rater(in: changed, serverKey: key) == nil)
            #expect(RaterCookie.rater(in: String(cookie[..<index]), serverKey: key) == nil)
        }
        #expect(RaterCookie.rater(in: cookie + "a", serverKey: key) == nil)
        #expect(RaterCookie.rater(in: cookie, serverKey: SymmetricKey(data: Array(UInt8(1)..<33))) == nil)
        #expect(RaterCookie.rater(in: "", serverKey: key) == nil)
        #expect(RaterCookie.rater(in: ".", serverKey: key) == nil)
    }

    @Test func `a token is valid from its making until it expires or is revoked`() {
        var token = Token(id: UUID(), name: "job", scopes: [.curate], createdAt: noon, expiresAt: nil, revokedAt: nil)
        #expect(token.isValid(at: .distantFuture))
        token.expiresAt = noon
        #expect(token.isValid(at: noon.addingTimeInterval(-1)))
        #expect(!token.isValid(at: noon))
        token.expiresAt = .distantFuture
        token.revokedAt = noon
        #expect(!token.isValid(at: noon))
    }

    @Test func `a token's secret is random and kept as a hash`() {
        let secret = TokenSecret()
        #expect(secret.text.utf8.count == "chorus_".utf8.count + 52)
        #expect(TokenSecret().text != secret.text)
        #expect(TokenSecret(secret.text).hash == secret.hash)
        #expect(
            Hex.encode(TokenSecret("key|order-1").hash)
                == "8912e016caa403e94e8c1193b3cfcadce18fd9c0fc98fa430d0c14853a051c8e")
    }
}
