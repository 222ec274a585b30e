import ChatLogs
import Crypto
import Foundation

extension Row {
    /// Reading of logs by one thread: decode, parse, normalise, metrics and fingerprints.
    static let normalise = Row(
        name: "normalise", title: "chat logs read, normalised, measured and fingerprinted by one thread",
        run: { options in
            let size = options.isSmoke ? 200_000 : 4_000_000
            let corpora = [
                Corpus(title: "Character.AI dump", bytes: CharacterAIDump.bytes(.english, size: size)),
                Corpus(title: "SillyTavern chat", bytes: TavernLog.bytes(.english, size: size)),
                Corpus(title: "SillyTavern chat, Russian", bytes: TavernLog.bytes(.russian, size: size)),
                Corpus(title: "SillyTavern chat, Chinese", bytes: TavernLog.bytes(.chinese, size: size)),
            ]
            let toolbox = try ToolboxPeer(options, dump: corpora[0].bytes)
            defer { toolbox?.removeFiles() }
            return try corpora.enumerated().flatMap { index, corpus in
                try corpus.lines(options, toolbox: index == 0 ? toolbox : nil) + corpus.stages(options)
            }
        })
}

/// A file of made-up chats.
private struct Corpus {
    let title: String
    let bytes: [UInt8]

    private var megabytes: Double { Double(bytes.count) / 1e6 }

    /// Reading against what the machine and others do with the same bytes.
    func lines(_ options: BenchOptions, toolbox: ToolboxPeer?) throws -> [Line] {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        defer { copy.deallocate() }
        var contenders = [
            Contender("read") { try read() },
            Contender("memcpy") { bytes.withUnsafeBytes { copy.copyMemory(from: $0) } },
            Contender("SHA-256") { _ = SHA256.hash(data: bytes) },
            Contender("JSONSerialization, parse only") { try parseWithFoundation() },
        ]
        var targets: [Line.Target?] = [nil, .figure(60), nil, nil]
        if let toolbox {
            for work in ToolboxPeer.Work.allCases {
                contenders.append(Contender(work.title, seconds: { try toolbox.run(work) }))
                targets.append(.ratio(work.target))
            }
        }
        let alternation = try Alternation(contenders, seconds: options.seconds)
        return contenders.indices.dropFirst().map { index in
            Line(
                work: title, unit: "MB/s", ours: megabytes / alternation.median(0), reference: contenders[index].name,
                peer: megabytes / alternation.median(index), ratio: alternation.ratio(to: index),
                target: targets[index])
        }
    }

    /// The steps of a reading, each against the whole: the inverse of the ratio is its share.
    func stages(_ options: BenchOptions) throws -> [Line] {
        var stages = ReadingStages(bytes)
        let steps: [(name: String, run: (inout ReadingStages) -> Void)] = [
            ("decode", { $0.decode() }), ("detect", { $0.detect() }), ("draft", { $0.draft() }),
            ("assemble", { $0.assemble() }), ("assemble, of which metrics and fingerprints", { $0.measure() }),
        ]
        let contenders =
            [Contender("read") { try read() }] + steps.map { step in Contender(step.name) { step.run(&stages) } }
        let alternation = try Alternation(contenders, seconds: options.seconds)
        return contenders.indices.dropFirst().map { index in
            Line(
                work: "\(title): \(contenders[index].name)", unit: "MB/s",
                ours: megabytes / alternation.median(index), reference: "the whole reading",
                peer: megabytes / alternation.median(0), ratio: alternation.ratio(of: index, to: 0))
        }
    }

    private func read() throws {
        let reading = LogReader.read(bytes)
        guard reading.status == .accepted else { throw Unread(reasons: reading.reasons.map(\.detail)) }
    }

    /// The made-up chats must be good ones: refusals are fast.
    private struct Unread: Error {
        var reasons: [String]
    }

    /// Foundation takes one value, so lines are given to it one by one.
    private func parseWithFoundation() throws {
        let isOneValue = bytes.prefix(8).elementsEqual("{\"info\":".utf8)
        for text in isOneValue ? [bytes[...]] : bytes.split(separator: 0x0A) {
            _ = try JSONSerialization.jsonObject(with: Data(text))
        }
    }
}
