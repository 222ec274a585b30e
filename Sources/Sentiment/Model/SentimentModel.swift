import Foundation

/// Reads the sentiment of a comment about a model in training, in English, and what it says about each aspect.
///
/// Deterministic, without state, in linear time and bounded memory whatever the bytes are. Comments in other languages
/// are neutral with low confidence and say so.
public final class SentimentModel: Sendable {
    /// Bytes of a comment that are read; an opinion that comes later is not one a rater waits for.
    public static let longestComment = 32 * 1024

    /// The trained model of this build. Without its file, which no installation lacks, it reads by the lexicon alone and
    /// has another version.
    public static let shared: SentimentModel = {
        let file = Bundle.module.url(forResource: "sentiment", withExtension: "model")
        guard let file, let data = try? Data(contentsOf: file), let model = try? SentimentModel(file: Array(data))
        else {
            return SentimentModel()
        }
        return model
    }()

    /// Version of the trained model, see `SentimentModel.version`.
    public static var version: String { shared.version }

    /// Stored with every reading; any change of the words, the rules or the weights changes it.
    public let version: String
    package let phrases: PhraseTable
    package let linear: LinearModel
    package let calibration: Calibration
    private let spare = SpareMemory()

    /// A model that was not trained or not to the end: the lexicon alone, unless there is more.
    package init(
        phrases: PhraseTable = ValenceTable(entries: []).joinedToLexicon(), linear: LinearModel = .empty,
        calibration: Calibration = Calibration(domain: .plain, general: .plain, gate: .init())
    ) {
        version = "words-\(Lexicon.version)"
        self.phrases = phrases
        self.linear = linear
        self.calibration = calibration
    }

    /// A model from the bytes of its file.
    /// - Throws: when they are not a model
    package init(file: [UInt8]) throws(ModelFile.Malformed) {
        let (valences, linear, calibration) = try ModelFile.decode(file)
        version = "\(Lexicon.version)-\(Lexicon.short(ByteHash.of(file)))"
        phrases = valences.joinedToLexicon()
        self.linear = linear
        self.calibration = calibration
    }

    /// The sentiment of a comment.
    public static func read(_ comment: String) -> SentimentReading {
        shared.read(comment.utf8)
    }

    /// The sentiment of a comment given as UTF-8; malformed bytes do no harm.
    public static func read(_ comment: some Collection<UInt8>) -> SentimentReading {
        shared.read(comment)
    }

    /// The sentiment of a comment given as UTF-8, by this model.
    public func read(_ comment: some Collection<UInt8>) -> SentimentReading {
        comment.withContiguousStorageIfAvailable { read($0) } ?? Array(comment).withUnsafeBufferPointer { read($0) }
    }

    private func read(_ comment: UnsafeBufferPointer<UInt8>) -> SentimentReading {
        let bytes = UnsafeBufferPointer(rebasing: comment.prefix(Self.longestComment))
        let analysis = Analysis(bytes, phrases: phrases, memory: spare.take(for: bytes.count))
        let reading = reading(of: analysis, bytes)
        spare.put(analysis.takeMemory())
        return reading
    }

    private func reading(
        of analysis: borrowing Analysis, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> SentimentReading {
        guard !analysis.isForeign else { return .foreign }
        guard analysis.tokens.contains(where: { $0.isWord || $0.kind == .score }) else {
            return SentimentReading(certain: .neutral)
        }
        let sums = aspects(of: analysis)
        let logits = linear.logits(analysis.tokens, slots: analysis.memory.slots, summary: analysis.summary)
        let probabilities = calibration.probabilities(
            Self.inputs(analysis, sums, logits: (logits.negative, logits.positive)),
            share: calibration.gate.share(analysis.evidence, words: logits.field))
        let label = probabilities.mostProbable
        return SentimentReading(
            label: label, probabilities: probabilities, valence: probabilities.positive - probabilities.negative,
            aspects: AspectReading.readings(of: sums, analysis, bytes: bytes, label: label))
    }

    /// What the comment says about each aspect.
    package func aspects(of analysis: borrowing Analysis) -> AspectSums {
        AspectSums(analysis, model: self)
    }

    /// What the calibration looks at.
    package func inputs(_ analysis: borrowing Analysis, _ aspects: AspectSums) -> SIMD16<Float> {
        let logits = linear.logits(analysis.tokens, slots: analysis.memory.slots, summary: analysis.summary)
        return Self.inputs(analysis, aspects, logits: (logits.negative, logits.positive))
    }

    private static func inputs(
        _ analysis: borrowing Analysis, _ aspects: AspectSums, logits: (negative: Float, positive: Float)
    ) -> SIMD16<Float> {
        Calibration.inputs(
            logits: logits, summary: analysis.summary, praised: aspects.weight(of: .positive),
            blamed: aspects.weight(of: .negative))
    }

    /// What the words of one clause feel without the lexicon's opinions: a mild yes or no, or 0.
    func opinion(of clause: Clause, in analysis: borrowing Analysis) -> Float {
        let tokens = UnsafeBufferPointer(rebasing: analysis.tokens[clause.range])
        let logits = linear.logits(tokens, slots: analysis.memory.slots, summary: nil)
        if logits.negative > max(0.3, logits.positive) { return -0.7 }
        return logits.positive > max(0.3, logits.negative) ? 0.7 : 0
    }
}
