import Testing

@testable import Sentiment

/// Readings take their memory from each other; nothing of one may be seen in the next.
@Suite struct ReadingMemoryTests {
    @Test func aReadingIsTheSameWhateverWasReadBefore() {
        let texts =
            Comments.all.map { Array($0.0.utf8) } + HostileText.allCases.map { Array($0.bytes.prefix(3000)) } + [[]]
        let readings = texts.map { SentimentModel.read($0) }
        #expect(texts.reversed().map { SentimentModel.read($0) } == readings.reversed())
        for (text, reading) in zip(texts, readings) {
            _ = SentimentModel.read(HostileText.everyByte.bytes.prefix(500))
            #expect(SentimentModel.read(text) == reading)
        }
    }

    @Test func manyReadersAtOnceDoNotDisturbEachOther() async {
        let alone = Comments.all.map { SentimentModel.read($0.0) }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<200).allSatisfy { _ in Comments.all.map { SentimentModel.read($0.0) } == alone } }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    @Test(arguments: [0, 1, 7, 8, 511, 512, 513, 5000]) func aTextOfAnySizeFits(size: Int) {
        let marks = [UInt8](repeating: 0x21, count: size)
        #expect(Analysis.of(marks, phrases: SentimentModel.shared.phrases).tokens.count == size)
        #expect(SentimentModel.read(marks).label == .neutral)
    }
}
