/// What a comment feels about one aspect, and the clause that says so most clearly.
public struct AspectReading: Sendable, Hashable {
    /// Which aspect.
    public let aspect: Aspect
    /// Complaint, neutral mention or praise.
    public let polarity: Polarity
    /// Of an opinion about length: which end of the scale.
    public let direction: Direction?
    /// Of an opinion about formatting: what kind.
    public let kind: FormattingKind?
    /// The clause in characters of the comment, counted in Unicode scalars as PostgreSQL, Python and JSON readers count.
    public let characters: Range<Int>
    /// The clause in bytes of the comment's UTF-8.
    public let bytes: Range<Int>

    /// The readings of a comment, in the order of the aspects. Where it names none, its sentiment is about the whole.
    static func readings(
        of sums: AspectSums, _ analysis: borrowing Analysis, bytes: UnsafeBufferPointer<UInt8>, label: Polarity
    ) -> [AspectReading] {
        guard sums.count > 0 else {
            guard label != .neutral || analysis.summary.isEven, !analysis.tokens.isEmpty else { return [] }
            let span = analysis.span(of: analysis.tokens.indices)
            let characters = Self.characters(of: span, analysis, bytes: bytes)
            return [
                AspectReading(
                    aspect: .overall, polarity: label, direction: nil, kind: nil, characters: characters, bytes: span)
            ]
        }
        sums.sort()
        var readings: [AspectReading] = []
        readings.reserveCapacity(sums.count)
        for index in 0..<sums.count { readings.append(AspectReading(sums[index], analysis, bytes: bytes)) }
        return readings
    }

    private init(
        aspect: Aspect, polarity: Polarity, direction: Direction?, kind: FormattingKind?, characters: Range<Int>,
        bytes: Range<Int>
    ) {
        self.aspect = aspect
        self.polarity = polarity
        self.direction = direction
        self.kind = kind
        self.characters = characters
        self.bytes = bytes
    }

    private init(_ sum: AspectSums.Sum, _ analysis: borrowing Analysis, bytes: UnsafeBufferPointer<UInt8>) {
        let hit = analysis.hits[sum.clearest]
        let span = analysis.span(of: analysis.clause(of: hit).range)
        aspect = sum.aspect
        polarity = sum.polarity
        direction = hit.direction
        kind = hit.meaning.kind
        characters = Self.characters(of: span, analysis, bytes: bytes)
        self.bytes = span
    }

    private static func characters(
        of span: Range<Int>, _ analysis: borrowing Analysis, bytes: UnsafeBufferPointer<UInt8>
    ) -> Range<Int> {
        if analysis.isASCII { return span }
        let start = span.lowerBound - continuations(bytes, 0..<span.lowerBound)
        return start..<(start + span.count - continuations(bytes, span))
    }

    /// Bytes that continue a scalar, which are those that are not counted; eight at once are passed over where all are
    /// ASCII.
    private static func continuations(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var count = 0
        var index = range.lowerBound
        while index < range.upperBound {
            if index + 8 <= range.upperBound,
                raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index += 8
            } else {
                count += bytes[index] & 0xC0 == 0x80 ? 1 : 0
                index += 1
            }
        }
        return count
    }
}

extension Hit {
    /// "Not long enough", "too short" and "I wish they were longer" are all about replies that are short.
    var direction: Direction? {
        guard let stated = meaning.direction, meaning.strength > 0, strength < 0, !isExcess else {
            return meaning.direction
        }
        return stated == .long ? .short : .long
    }
}
