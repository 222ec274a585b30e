import ArgumentParser
import Crypto
import Foundation

/// The key that receipts and rater cookies are derived from: 32 bytes in a file that only the owner may read.
///
/// It is kept outside the database on purpose: who reads a dump must not be able to make receipts. Servers that share a
/// database must share it.
enum ServerKey {
    /// Reads the key, or makes it at the first start.
    /// - Parameters:
    ///   - named: a file that must exist already (CHORUS_SERVER_KEY_FILE)
    ///   - folder: the data folder, where the key is made when none is named
    static func load(named: String?, in folder: String) throws -> SymmetricKey {
        let path = named ?? "\(folder)/server.key"
        if let data = FileManager.default.contents(atPath: path) {
            guard data.count == 32 else { throw ValidationError("\(path) is not a server key: it must have 32 bytes.") }
            return SymmetricKey(data: data)
        }
        guard named == nil else { throw ValidationError("The server key \(path) cannot be read.") }
        let key = SymmetricKey(size: .bits256)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let bytes = key.withUnsafeBytes { Data($0) }
        guard FileManager.default.createFile(atPath: path, contents: bytes, attributes: [.posixPermissions: 0o600])
        else { throw ValidationError("The server key \(path) cannot be written.") }
        return key
    }
}
