import Foundation
import Testing

@testable import chorus

/// A feed in memory: what a mirror must hold can be read off it. It has the service's rule that content is looked up when
/// the line is written, so that an old event brings the episode of now, or nothing.
struct PretendFeed {
    private(set) var events: [(kind: String, episode: Int)] = []
    /// Whether an episode is a row; otherwise it has none to three.
    private let holdsEpisodes: Bool

    init(holdsEpisodes: Bool = true) { self.holdsEpisodes = holdsEpisodes }

    init(events count: Int, random: inout Seeded, holdsEpisodes: Bool = true) {
        self.holdsEpisodes = holdsEpisodes
        for _ in 0..<count {
            let kinds = ["accepted", "accepted", "accepted", "revised", "withdrawn", "rejected"]
            let kind = kinds.randomElement(using: &random) ?? "accepted"
            add(kind, Int.random(in: 1...120, using: &random))
        }
    }

    mutating func add(_ kind: String, _ episode: Int) { events.append((kind, episode)) }

    /// Lines of some events, as handed out when `head` events have happened.
    func lines(_ range: Range<Int>, head: Int) -> String {
        range.map { index in
            let (kind, episode) = events[index]
            let id = Self.id(episode)
            let content = Self.brings(kind) ? self.content(of: episode, head: head) : nil
            let rows = content?.joined(separator: ",")
            let tail = rows.map { holdsEpisodes ? ",\"episode\":\($0)" : ",\"rows\":[\($0)]" } ?? ""
            return #"{"position":\#(index + 1),"kind":"episode.\#(kind)","id":"\#(id)","revision":1\#(tail)}"# + "\n"
        }.joined()
    }

    /// The rows that are live after `head` events, in the order of the events that brought them.
    func rows(upTo head: Int) -> [String] {
        (0..<head).flatMap { index in
            let (kind, episode) = events[index]
            let isLast = !events[index + 1..<head].contains { $0.episode == episode }
            return isLast && Self.brings(kind) ? content(of: episode, head: head) ?? [] : []
        }
    }

    private func content(of episode: Int, head: Int) -> [String]? {
        guard let last = events[..<head].lastIndex(where: { $0.episode == episode }), Self.brings(events[last].kind)
        else {
            return nil
        }
        let text = "text of \(episode) at \(last)"
        guard !holdsEpisodes else { return [#"{"id":"\#(Self.id(episode))","text":"\#(text)"}"#] }
        return (0..<(episode + last) % 4).map {
            #"{"text":"\#(text)","identifier":"\#(Self.id(episode))-\#($0 * 7)"}"#
        }
    }

    private static func brings(_ kind: String) -> Bool { kind == "accepted" || kind == "revised" }

    private static func id(_ episode: Int) -> String {
        let digits = String(episode, radix: 16)
        return "00000000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}

/// The same numbers on every run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A mirror in a folder that goes away with it.
final class TemporaryMirror {
    let path = NSTemporaryDirectory() + "chorus-mirror-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open(_ selection: MirrorSelection = MirrorSelection()) throws -> Mirror {
        try Mirror(at: path, server: "http://a", selection: selection, consumer: nil)
    }

    /// Opens the folder as if the program that held it had died: its lock goes with it.
    func reopen(_ mirror: Mirror) throws -> Mirror {
        try FileManager.default.removeItem(atPath: path + "/.lock")
        return try open(mirror.state.selection)
    }

    func apply(
        _ feed: PretendFeed, _ range: Range<Int>, to mirror: Mirror, isLast: Bool, isFollowing: Bool = false
    ) throws {
        let file = mirror.folder.incoming + "/page"
        try Data(feed.lines(range, head: range.upperBound).utf8).write(to: URL(fileURLWithPath: file))
        var page = FeedPage(after: mirror.state.position, isWhole: true)
        var reader = try LineReader(file)
        while let line = try reader.next() {
            try page.append(try FeedLine(line, holdsEpisodes: mirror.folder.holdsEpisodes), at: reader.offset)
        }
        try mirror.apply(page, file: file, cursor: "\(range.upperBound)", isLast: isLast, isFollowing: isFollowing)
    }

    func copy(_ name: String = "episodes.jsonl") throws -> [String] { try lines(path + "/" + name) }

    /// The rows of the segments that `state.json` names.
    func segments() throws -> [String] {
        let folder = MirrorFolder(path: path)
        let state = try #require(try folder.load(folder.state))
        return try state.segments.flatMap { segment in
            let rows = try lines(folder.file(of: segment))
            #expect(rows.count == segment.rows)
            return rows
        }
    }

    func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: path + "/segments"))
    }

    /// All text under the folder.
    func everything() throws -> String {
        let files = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return files.compactMap { FileManager.default.contents(atPath: path + "/" + $0) }
            .map { String(decoding: $0, as: UTF8.self) }.joined()
    }

    func become(_ other: TemporaryMirror) throws {
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: other.path, toPath: path)
    }

    func takeEverythingButTheState(of other: TemporaryMirror) throws {
        let manager = FileManager.default
        try manager.removeItem(atPath: path + "/episodes.jsonl")
        try manager.moveItem(atPath: other.path + "/episodes.jsonl", toPath: path + "/episodes.jsonl")
        for name in try other.names() where !(try names()).contains(name) {
            try manager.moveItem(atPath: other.path + "/segments/" + name, toPath: path + "/segments/" + name)
        }
    }

    private func lines(_ file: String) throws -> [String] {
        let data = try Data(contentsOf: URL(fileURLWithPath: file))
        return data.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
}
