import Foundation
import Testing

@testable import chorus

@Suite struct MirrorTests {
    /// Random feeds, cut into random pages, pulled by a mirror that is closed and opened again and again.
    @Test(arguments: 1...12) func aMirrorHoldsWhatTheFeedSaysWhereverItsPagesAreCut(seed: Int) throws {
        var random = Seeded(seed)
        let feed = PretendFeed(events: 400, random: &random)
        let folder = try TemporaryMirror()
        var mirror = try folder.open()
        var position = 0
        while position < feed.events.count {
            let next = min(feed.events.count, position + Int.random(in: 1...60, using: &random))
            try folder.apply(feed, position..<next, to: mirror, isLast: next == feed.events.count)
            #expect(try folder.segments() == feed.rows(upTo: next))
            #expect(mirror.state.position == next)
            position = next
            if Bool.random(using: &random) { mirror = try folder.reopen(mirror) }
        }
        #expect(try folder.copy() == feed.rows(upTo: feed.events.count))
        #expect(try folder.names() == Set(mirror.state.segments.map(\.file)))
    }

    /// The same with rows, of which an episode has none to three, all of them in one place.
    @Test(arguments: 1...12) func aMirrorOfRowsHoldsAllRowsOfAnEpisodeOrNone(seed: Int) throws {
        var random = Seeded(seed)
        let feed = PretendFeed(events: 400, random: &random, holdsEpisodes: false)
        let folder = try TemporaryMirror()
        var mirror = try folder.open(MirrorSelection(format: "supervised"))
        var position = 0
        while position < feed.events.count {
            let next = min(feed.events.count, position + Int.random(in: 1...60, using: &random))
            try folder.apply(feed, position..<next, to: mirror, isLast: next == feed.events.count)
            let rows = feed.rows(upTo: next)
            #expect(try folder.segments() == rows)
            #expect(mirror.state.rows == rows.count)
            #expect(mirror.state.episodes == Set(rows.compactMap { FeedLine.key(ofRow: Array($0.utf8)) }).count)
            position = next
            if Bool.random(using: &random) { mirror = try folder.reopen(mirror) }
        }
        #expect(try folder.copy("rows.jsonl") == feed.rows(upTo: feed.events.count))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/episodes.jsonl"))
    }

    /// A kill before the rename of the state leaves new segments and a new reading copy beside the old state.
    @Test(arguments: 1...8) func aPullThatDiesBeforeTheCommitIsRepeatedWithoutATrace(seed: Int) throws {
        var random = Seeded(seed)
        let feed = PretendFeed(events: 300, random: &random)
        let folder = try TemporaryMirror()
        let other = try TemporaryMirror()
        try folder.apply(feed, 0..<200, to: try folder.open(), isLast: true)
        try other.become(folder)
        try other.apply(feed, 200..<300, to: try other.open(), isLast: true)
        try folder.takeEverythingButTheState(of: other)
        let mirror = try folder.open()
        #expect(mirror.state.position == 200)
        #expect(try folder.names() == Set(mirror.state.segments.map(\.file)))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/episodes.jsonl"))
        try folder.apply(feed, 200..<300, to: mirror, isLast: true)
        #expect(try folder.copy() == feed.rows(upTo: 300))
    }

    @Test func aTombstoneEmptiesTheReadingCopyNoLaterThanTheCursorMoves() throws {
        let folder = try TemporaryMirror()
        let mirror = try folder.open()
        var feed = PretendFeed()
        feed.add("accepted", 1)
        feed.add("accepted", 2)
        feed.add("withdrawn", 1)
        feed.add("accepted", 3)
        try folder.apply(feed, 0..<2, to: mirror, isLast: true)
        try folder.apply(feed, 2..<3, to: mirror, isLast: false)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/episodes.jsonl"))
        #expect(try folder.everything().contains("text of 1 ") == false)
        try folder.apply(feed, 3..<4, to: mirror, isLast: true)
        #expect(try folder.copy().count == 2)
    }

    @Test func aFollowerMakesTheReadingCopyAtOnceWhenSomethingHasToLeaveIt() throws {
        let folder = try TemporaryMirror()
        let mirror = try folder.open()
        var feed = PretendFeed()
        feed.add("accepted", 1)
        feed.add("accepted", 2)
        feed.add("withdrawn", 1)
        try folder.apply(feed, 0..<1, to: mirror, isLast: true, isFollowing: true)
        mirror.nextCopy = .now + .seconds(3600)
        try folder.apply(feed, 1..<2, to: mirror, isLast: true, isFollowing: true)
        #expect(try folder.copy().count == 1)
        try folder.apply(feed, 2..<3, to: mirror, isLast: true, isFollowing: true)
        #expect(try folder.copy() == feed.rows(upTo: 3))
    }

    @Test func startingOverLeavesTheOldMirrorUntilTheNewOneIsComplete() throws {
        var random = Seeded(5)
        let old = PretendFeed(events: 100, random: &random)
        let new = PretendFeed(events: 90, random: &random)
        let folder = try TemporaryMirror()
        var mirror = try folder.open()
        try folder.apply(old, 0..<100, to: mirror, isLast: true)
        try mirror.startOver(at: "resume")
        try folder.apply(new, 0..<50, to: mirror, isLast: false)
        #expect(try folder.copy() == old.rows(upTo: 100))
        mirror = try folder.reopen(mirror)
        #expect(mirror.isStartingOver)
        #expect(mirror.state.position == 50)
        try folder.apply(new, 50..<90, to: mirror, isLast: true)
        #expect(try folder.copy() == new.rows(upTo: 90))
        #expect(try folder.segments() == new.rows(upTo: 90))
        mirror = try folder.reopen(mirror)
        #expect(!mirror.isStartingOver)
        #expect(try folder.names() == Set(mirror.state.segments.map(\.file)))
    }

    @Test func onlyOnePullWorksInAFolder() throws {
        let folder = try TemporaryMirror()
        var mirror: Mirror? = try folder.open()
        #expect(throws: PullFailure.busy(folder.path)) { _ = try folder.open() }
        #expect(mirror?.state.commit == 0)
        mirror = nil
        _ = try folder.open()
    }

    @Test func foldersOfSomethingElseAreLeftAlone() throws {
        let folder = try TemporaryMirror()
        try Data("mine\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/episodes.jsonl"))
        #expect(throws: PullFailure.self) { _ = try folder.open() }
        #expect(try folder.everything() == "mine\n")
        let other = try TemporaryMirror()
        _ = try other.open()
        for selection in [
            MirrorSelection(experiment: "exp7"), MirrorSelection(policy: "v8@1"), MirrorSelection(format: "kto"),
            MirrorSelection(consent: "public"),
        ] {
            #expect(throws: PullFailure.self) { try other.open(selection) }
        }
    }

    @Test func aSegmentThatWasTamperedWithIsNoticed() throws {
        let folder = try TemporaryMirror()
        var feed = PretendFeed()
        for number in 1...5 { feed.add("accepted", number) }
        let mirror = try folder.open()
        try folder.apply(feed, 0..<5, to: mirror, isLast: true)
        let file = folder.path + "/segments/" + (mirror.state.segments.first?.file ?? "")
        try Data("{}\n".utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: PullFailure.self) { _ = try folder.reopen(mirror) }
    }

    @Test func aReadingCopyThatWasRemovedComesBackWithoutNews() throws {
        let folder = try TemporaryMirror()
        var feed = PretendFeed()
        feed.add("accepted", 1)
        var mirror = try folder.open()
        try folder.apply(feed, 0..<1, to: mirror, isLast: true)
        try FileManager.default.removeItem(atPath: folder.path + "/episodes.jsonl")
        mirror = try folder.reopen(mirror)
        try folder.apply(feed, 1..<1, to: mirror, isLast: true)
        #expect(try folder.copy() == feed.rows(upTo: 1))
    }

    @Test func linesOfAnyLengthAreReadAndATornOneIsNoticed() throws {
        let folder = try TemporaryMirror()
        let file = folder.path + "/lines"
        let lengths = [0, 1, 262_143, 262_144, 262_145, 3_000_000, 5]
        let text = lengths.map { String(repeating: "x", count: $0) + "\n" }.joined()
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        var reader = try LineReader(file)
        var offset = 0
        for length in lengths {
            #expect(try reader.next()?.count == length)
            #expect(reader.offset == offset)
            offset += length + 1
        }
        #expect(try reader.next() == nil)
        try Data((text + "torn").utf8).write(to: URL(fileURLWithPath: file))
        var torn = try LineReader(file)
        for _ in lengths { _ = try torn.next() }
        #expect(throws: PullFailure.self) { _ = try torn.next() }
    }
}
