import ChatLogs
import Core
import Foundation
import StrictJSON

/// Character.AI dumps as a policy sees them: episodes by name, with their texts.
struct Dumps {
    /// The sessions that were accepted, in order, as file and number.
    private(set) var names: [(file: String, session: Int)] = []
    private(set) var dialogues: [Dialogue] = []
    private(set) var figures: [EpisodeFigures] = []
    /// How many sessions were not.
    private(set) var refused = 0

    mutating func add(_ bytes: [UInt8], name: String, cut: RowCut = .pygmalion2023) throws {
        for session in LogReader.read(bytes, filename: name).sessions {
            guard session.status == .accepted else {
                refused += 1
                continue
            }
            let id = "\(name)/\(session.index)"
            let episode = session.episode(
                id: id,
                source: EpisodeSource(
                    submissionID: "s", documentIndex: 0, format: "cai_dump", variant: nil, sha256: ""),
                consent: EpisodeConsent(training: true, publicRelease: true, humanReview: true, termsVersion: "1"),
                experiment: nil
            ).bytes()
            names.append((name, session.index))
            dialogues.append(try Dialogue(canonical: episode))
            figures.append(EpisodeFigures(id: id, dialogue: try DialogueFigures(canonical: episode, cut: cut)))
        }
    }

    /// The rows that a policy makes of all of them, as a snapshot has them: identifier, input, output.
    func rows(_ policy: Policy) async throws -> [[String]] {
        let run = await PolicyRun.run(policy, on: figures)
        let format = RowFormat.all[1]
        return dialogues.enumerated().flatMap { index, dialogue in
            format.rows(of: dialogue, policy.rowOptions(windows: run.windows(ofEpisodeAt: index))).compactMap { row in
                guard let value = try? body(String(decoding: row.bytes(), as: UTF8.self)) else { return nil }
                return ["identifier", "input", "output"].map { value[$0]?.string ?? "" }
            }
        }
    }
}
