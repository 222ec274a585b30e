import ChatLogs
import StrictJSON
import Testing

@Suite struct MinHashTests {
    static func fingerprints(_ words: some Sequence<Int>) -> Fingerprints {
        Fixture.chat([
            ("user", "hello"), ("assistant", words.map { "word\($0)" }.joined(separator: " ")),
        ]).fingerprints
    }

    @Test func equalDialoguesAreOneAndStrangersNearlyNothing() {
        let one = Self.fingerprints(0..<400)
        #expect(one.minHash.count == 128)
        #expect(one.jaccard(with: Self.fingerprints(0..<400)) == 1)
        #expect(one.jaccard(with: Self.fingerprints(1000..<1400)) < 0.05)
    }

    @Test(arguments: [(300, 0.6), (350, 0.777), (380, 0.905), (200, 0.333)])
    func theEstimateIsNearTheTrueSimilarity(_ shared: Int, _ truth: Double) {
        // 400 words each, `shared` of them at the beginning of both.
        let one = Self.fingerprints(0..<400)
        let other = Self.fingerprints(Array(0..<shared) + Array(5000..<5000 + 400 - shared))
        #expect(abs(one.jaccard(with: other) - truth) < 0.14)
    }

    @Test func thinDialoguesAreComparedAsWell() {
        let short = Self.fingerprints([1])
        #expect(short.minHash.count == 128)
        #expect(short.jaccard(with: Self.fingerprints([1])) == 1)
        #expect(short.jaccard(with: Self.fingerprints([2])) < 0.1)
        let none = Fixture.chat([("user", "!"), ("assistant", "?")]).fingerprints
        #expect(none.minHash.isEmpty)
        #expect(none.jaccard(with: none) == 0)
        #expect(none.bandKeys.isEmpty)
    }

    @Test func quotesCaseAndFormatDoNotMatter() {
        let one = Fixture.chat([
            ("user", "Tell me a long story now"), ("assistant", "\u{201C}Once\u{201D} upon a TIME it was"),
        ])
        let two = Fixture.read(text: "You: Tell me  a long story now\nBruno: \"once\" upon a time it was").sessions[0]
        #expect(one.fingerprints.jaccard(with: two.fingerprints) == 1)
    }

    @Test func nearDuplicatesShareAKeyAndStrangersDoNot() {
        let one = Self.fingerprints(0..<400)
        let near = Self.fingerprints(Array(0..<390) + Array(9000..<9010))
        #expect(one.bandKeys.count == 16)
        #expect(!Set(one.bandKeys).isDisjoint(with: near.bandKeys))
        #expect(Set(one.bandKeys).isDisjoint(with: Self.fingerprints(2000..<2400).bandKeys))
    }

    @Test func theSketchIsTheSameOnEveryMachine() throws {
        let session = Fixture.chat([("user", "one two three four five six"), ("assistant", "seven eight nine ten")])
        #expect(session.fingerprints.minHash.prefix(3) == [915_292_685, 472_479_534, 2_691_790_331])
        let text = try EpisodeTests.render(session).root["fingerprints"]?["minhash"]?.string
        #expect(text?.count == 684)
    }

    @Test func aBackupIsFoundAsPrefixInAnotherFormat() {
        let long = Fixture.read(text: "You: \"one\" more\nBruno: Two.\nYou: three\nBruno: Four.").sessions[0]
            .fingerprints
        let backups = [
            Fixture.chat([("system", "Play."), ("user", "“One”  more"), ("assistant", "Two."), ("user", "three")]),
            Fixture.chat([("user", "\"one\" more"), ("assistant", "Two.")]),
        ]
        for backup in backups.map(\.fingerprints) {
            #expect(long.dialoguePrefixes.contains(Array(backup.dialogueSHA256.prefix(16))))
        }
        // The hash over exact turns sees only the second of them.
        #expect(!long.prefixSHA256.contains(backups[0].fingerprints.prefixSHA256.last ?? []))
        #expect(long.prefixSHA256.contains(backups[1].fingerprints.prefixSHA256.last ?? []))
        let other = Fixture.chat([("user", "\"one\" more"), ("assistant", "Three.")]).fingerprints
        #expect(!long.dialoguePrefixes.contains(Array(other.dialogueSHA256.prefix(16))))
        #expect(long.dialoguePrefixes.last == Array(long.dialogueSHA256.prefix(16)))
    }
}
