import ChatLogs
import Core
import Foundation
import Postgres

/// The figures of one episode as the columns of their row.
struct FigureRow: Sendable {
    let episode: UUID
    let everyTurn: Data
    let spoken: Data?
    let sketch: Data

    /// Measures an episode before it is written.
    /// - Parameter format: of its document
    init(_ episode: Episode, format: String) {
        self.init(episode: episode.id.uuid, pair: try? FigurePair(episode.session, format: format))
    }

    /// Measures a canonical episode. What cannot be read is measured as nothing, so that it is not tried again for ever;
    /// no policy sees it.
    init(episode: UUID, content: JSONText) {
        self.init(episode: episode, pair: try? FigurePair(canonical: content.bytes))
    }

    private init(episode: UUID, pair: FigurePair?) {
        self.episode = episode
        everyTurn = Data(pair?.everyTurn.bytes ?? [DialogueFigures.version])
        spoken = (pair?.spoken?.bytes).map { Data($0) }
        sketch = Data(pair?.sketchBytes ?? [])
    }
}

/// Figures of one column as they come, read where the server's answer lies: as `Data` they would be copied first.
struct StoredFigures: SQLValue {
    /// nil where they are of another version.
    let dialogue: DialogueFigures?

    static var type: SQLType { .bytea }

    func encode(into bytes: inout [UInt8]) { bytes += dialogue?.bytes ?? [] }

    init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        guard oid == SQLType.bytea.oid else { throw .decoding("figures are bytea") }
        dialogue = bytes.withUnsafeBytes { DialogueFigures(bytes: $0) }
    }
}
