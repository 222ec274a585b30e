/// Everything that reports about an experiment are made from, read at one moment.
public struct ExperimentRecord: Sendable {
    /// The experiment.
    public var experiment: Experiment
    /// Its registered parts, in the order of their numbers.
    public var parts: [Part]
    /// What raters say, and what donated logs hold.
    public var figures: ExperimentFigures
    /// How gates stand, by the number of their part; parts without gates are absent.
    public var gates: [Int: GateReport]
    /// Rare reports that are followed, open ones first.
    public var leads: [Lead]
    /// Whether the experiment that it follows is registered here.
    public var isPreviousRegistered = false

    /// All of it; parts are put into the order of their numbers.
    public init(
        _ experiment: Experiment, parts: [Part], figures: ExperimentFigures, gates: [Int: GateReport] = [:],
        leads: [Lead] = []
    ) {
        self.experiment = experiment
        self.parts = parts.sorted { $0.number < $1.number }
        self.figures = figures
        self.gates = gates
        self.leads = leads
    }

    /// One part; nil when it is not registered.
    public func part(_ number: Int) -> Part? { parts.first { $0.number == number } }
}
