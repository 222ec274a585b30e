import ChatLogs
import Foundation

/// The figures of one episode as the columns of their row.
struct FigureRow {
    let episode: UUID
    let everyTurn: Data
    let spoken: Data?
    let sketch: Data

    /// Measures a canonical episode. What cannot be read is measured as nothing, so that it is not tried again for ever;
    /// no policy sees it.
    init(episode: UUID, content: String) {
        self.episode = episode
        let pair = try? FigurePair(canonical: Array(content.utf8))
        everyTurn = Data(pair?.everyTurn.bytes ?? [DialogueFigures.version])
        spoken = (pair?.spoken?.bytes).map { Data($0) }
        sketch = Data(pair?.sketchBytes ?? [])
    }
}
