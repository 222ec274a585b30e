public import Foundation
public import StrictJSON

/// What `manifest.json` of a dump says.
public struct DumpManifest: Sendable, Equatable {
    /// Version of this form.
    public static let format = "chorus-dump/1"

    /// When it was dumped.
    public var madeAt: Date
    /// Release of Chorus that dumped it.
    public var release: String
    /// What the database held.
    public var figures: DumpFigures
    /// Size of the file, bytes.
    public var bytes: Int
    /// SHA-256 of the file, hexadecimal.
    public var sha256: String

    /// All members.
    public init(madeAt: Date, release: String, figures: DumpFigures, bytes: Int, sha256: String) {
        self.madeAt = madeAt
        self.release = release
        self.figures = figures
        self.bytes = bytes
        self.sha256 = sha256
    }

    /// Reads what `json` writes; nil for anything else.
    public init?(_ json: JSONValue) {
        guard json["format"]?.string == Self.format, let figures = DumpFigures(json),
            let madeAt = json["made_at"]?.string.flatMap(RFC3339.parse), let release = json["chorus"]?.string,
            let bytes = json["bytes"]?.int, let sha256 = json["sha256"]?.string
        else { return nil }
        self.init(madeAt: madeAt, release: release, figures: figures, bytes: bytes, sha256: sha256)
    }

    /// The manifest as it is written.
    public var json: JSON {
        .object(
            [
                ("format", .string(Self.format)), ("made_at", .string(RFC3339.text(madeAt))),
                ("chorus", .string(release)), ("bytes", .int(bytes)), ("sha256", .string(sha256)),
            ] + figures.members)
    }
}
