import Testing

@testable import Sentiment

@Suite struct ModelFileTests {
    private static let small: [UInt8] = {
        var weights = [Int8](repeating: 0, count: 2 << Features.bits)
        weights[5] = -127
        weights[6] = 127
        let dense = LinearModel.Dense(bias: 0.5, weights: SIMD16(repeating: -2))
        return ModelFile.encode(
            valences: ValenceTable(entries: [(7, -8), (9, 96)]),
            linear: LinearModel(
                weights: weights, step: 0.25, negative: dense, positive: dense,
                field: FieldWords(weights: [Int8](repeating: 0, count: (1 << Features.bits) - 1) + [-5], step: 0.5)),
            calibration: Calibration(
                domain: .plain, general: .plain, gate: .init(evidence: SIMD16(repeating: 3), words: 1.5)))
    }()

    @Test func whatIsWrittenIsReadBack() throws {
        let (valences, linear, calibration) = try ModelFile.decode(Self.small)
        #expect(valences.entries.map(\.key) == [7, 9])
        #expect(valences.entries.map(\.valence) == [-8, 96])
        #expect(linear.step == 0.25 && linear.weights[5] == -127 && linear.weights[6] == 127)
        #expect(linear.positive.bias == 0.5 && linear.negative.weights[15] == -2)
        #expect(calibration.general.positive[2] == 1 && calibration.gate.evidence[7] == 3)
        #expect(linear.field.weights.last == -5 && linear.field.step == 0.5 && calibration.gate.words == 1.5)
    }

    @Test(arguments: [0, 1, 18, 19, 20, 300, 343, 400, 100_000]) func aFileThatEndsTooEarlyIsRefused(length: Int) {
        #expect(throws: ModelFile.Malformed.self) { try ModelFile.decode(Array(Self.small.prefix(length))) }
    }

    @Test func whatIsNotAModelIsRefused() {
        #expect(throws: ModelFile.Malformed.self) { try ModelFile.decode(Self.small + [0]) }
        #expect(throws: ModelFile.Malformed.self) { try ModelFile.decode([UInt8](repeating: 0xFF, count: 600_000)) }
        var endless = Self.small
        endless.replaceSubrange(19..<23, with: [0, 0, 0x80, 0x7F])  // a step that is infinite
        #expect(throws: ModelFile.Malformed.self) { try ModelFile.decode(endless) }
    }

    @Test func theVersionDependsOnTheFileAndTheWords() throws {
        let model = try SentimentModel(file: Self.small)
        #expect(model.version.hasPrefix(Lexicon.version + "-"))
        #expect(model.version != SentimentModel.version)
        #expect(SentimentModel().version == "words-" + Lexicon.version)
    }

    @Test func theModelOfThisBuildIsTheTrainedOne() {
        #expect(SentimentModel.version.hasPrefix(Lexicon.version + "-"))
        #expect(!SentimentModel.shared.linear.weights.isEmpty)
    }
}
