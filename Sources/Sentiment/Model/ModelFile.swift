/// The trained model as one file: a mark, then numbers in little-endian order, each kind behind the other.
package enum ModelFile {
    /// Why a file is not a model.
    package struct Malformed: Error {}

    private static let mark: [UInt8] = Array("CHORUS sentiment 2\n".utf8)

    /// The bytes of a model.
    package static func encode(valences: ValenceTable, linear: LinearModel, calibration: Calibration) -> [UInt8] {
        var bytes = mark
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        func append(_ vector: SIMD16<Float>) { for index in vector.indices { append(vector[index].bitPattern) } }
        for number in [
            linear.step, linear.negative.bias, linear.positive.bias, linear.field.step, calibration.gate.words,
        ] { append(number.bitPattern) }
        append(linear.negative.weights)
        append(linear.positive.weights)
        for weights in [calibration.domain, calibration.general] {
            append(weights.negative)
            append(weights.positive)
        }
        append(calibration.gate.evidence)
        append(UInt32(valences.entries.count))
        for entry in valences.entries {
            append(entry.key)
            append(entry.valence)
        }
        bytes.append(contentsOf: linear.weights.map { UInt8(bitPattern: $0) })
        bytes.append(contentsOf: linear.field.weights.map { UInt8(bitPattern: $0) })
        return bytes
    }

    /// The parts of a model.
    /// - Throws: `Malformed` when the bytes are not all of a model, and nothing else
    package static func decode(
        _ bytes: [UInt8]
    ) throws(Malformed) -> (valences: ValenceTable, linear: LinearModel, calibration: Calibration) {
        var reader = Reader(bytes: bytes[...])
        guard reader.take(mark.count) == mark[...] else { throw Malformed() }
        let step = try reader.float()
        let biases = (negative: try reader.float(), positive: try reader.float())
        let fieldStep = try reader.float()
        let gateOfWords = try reader.float()
        let negative = LinearModel.Dense(bias: biases.negative, weights: try reader.vector())
        let positive = LinearModel.Dense(bias: biases.positive, weights: try reader.vector())
        let domain = Calibration.Weights(negative: try reader.vector(), positive: try reader.vector())
        let general = Calibration.Weights(negative: try reader.vector(), positive: try reader.vector())
        let gate = Calibration.Gate(evidence: try reader.vector(), words: gateOfWords)
        let count = Int(try reader.integer(UInt32.self))
        guard count <= reader.bytes.count / 9 else { throw Malformed() }
        var entries: [(key: UInt64, valence: Int8)] = []
        for _ in 0..<count { entries.append((try reader.integer(UInt64.self), try reader.integer(Int8.self))) }
        guard reader.bytes.count == 3 << Features.bits else { throw Malformed() }
        let weights = reader.bytes.map { Int8(bitPattern: $0) }
        return (
            ValenceTable(entries: entries),
            LinearModel(
                weights: Array(weights.prefix(2 << Features.bits)), step: step, negative: negative, positive: positive,
                field: FieldWords(weights: Array(weights.suffix(1 << Features.bits)), step: fieldStep)),
            Calibration(domain: domain, general: general, gate: gate)
        )
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
            guard bytes.count >= count else { return nil }
            defer { bytes = bytes.dropFirst(count) }
            return bytes.prefix(count)
        }

        mutating func integer<Value: FixedWidthInteger>(_: Value.Type) throws(Malformed) -> Value {
            guard let taken = take(Value.bitWidth / 8) else { throw Malformed() }
            var value: Value = 0
            for byte in taken.reversed() {
                value = Value.bitWidth > 8 ? value << 8 | Value(byte) : Value(truncatingIfNeeded: byte)
            }
            return value
        }

        mutating func float() throws(Malformed) -> Float {
            let value = Float(bitPattern: try integer(UInt32.self))
            guard value.isFinite else { throw Malformed() }
            return value
        }

        mutating func vector() throws(Malformed) -> SIMD16<Float> {
            var vector = SIMD16<Float>()
            for index in vector.indices { vector[index] = try float() }
            return vector
        }
    }
}
