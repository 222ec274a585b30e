import Core

/// An experiment as it stands, with what takes all its parts to compute.
struct ExperimentView: Sendable {
    let record: ExperimentRecord
    let family: PartFamily
    /// Tells views apart: a later one has a higher number.
    var number = 0
    /// How long ago this was true, when the database is away; nil for what is true now.
    var age: Duration?

    var experiment: Experiment { record.experiment }
    var parts: [Part] { record.parts }

    /// What is read of an experiment, computed.
    init(_ record: ExperimentRecord, family: PartFamily? = nil, number: Int = 0) {
        self.record = record
        self.family = family ?? PartFamily(record.figures)
        self.number = number
    }

    /// One part; nil when it is not registered.
    func part(_ number: Int) -> Part? { record.part(number) }
}

extension ExperimentView {
    /// Every part with its summary.
    var summaries: [(part: Part, summary: PartSummary)] {
        parts.compactMap { part in PartSummary(part: part.number, in: family).map { (part, $0) } }
    }

    /// Whether answers about the figures of both are the same bytes.
    func hasFigures(of other: ExperimentView) -> Bool {
        let (one, two) = (family.known, other.family.known)
        return family.inputHash == other.family.inputHash && one.position == two.position && one.asOf == two.asOf
    }
}
