import Core

/// One part as a line of a table.
struct PartLine {
    let number: Int
    let address: String
    let rateAddress: String
    let changed: Word
    let released: Moment?
    let isReleased: Bool
    let picture: PartPicture
    let notes: [NoteBlock]
    let hasNotes: Bool

    init(_ part: Part, _ summary: PartSummary) {
        number = part.number
        address = "/experiments/\(part.experiment)/parts/\(part.number)"
        rateAddress = "/rate/\(part.experiment)/\(part.number)"
        changed = Word(part.changed)
        released = part.releasedAt.map { Moment($0) }
        isReleased = part.releasedAt != nil
        picture = PartPicture(summary)
        notes = NoteBlock.blocks(of: part.trainingNotes)
        hasNotes = !notes.isEmpty
    }
}
