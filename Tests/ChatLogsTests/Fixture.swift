import ChatLogs
import Foundation

/// Files in the shapes of real programs with words of our own, one folder per format.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    /// All files, as paths below the folder.
    static let all: [String] = {
        let formats = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return formats.sorted().flatMap { format in
            let files =
                (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: format).path)) ?? []
            return files.sorted().map { "\(format)/\($0)" }
        }
    }()

    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: path))) }

    static func read(_ path: String, options: ReadingOptions = ReadingOptions()) throws -> DocumentReading {
        LogReader.read(try bytes(path), filename: (path as NSString).lastPathComponent, options: options)
    }

    /// Reads text as if it were a file.
    static func read(text: String, options: ReadingOptions = ReadingOptions()) -> DocumentReading {
        LogReader.read(Array(text.utf8), filename: nil, options: options)
    }
}

extension SessionReading {
    /// The turns as letters: U user, M model, S system, T tool, N narrator, H hidden, ? unknown.
    var sequence: String {
        String(
            turns.map { turn -> Character in
                switch turn.role {
                case .system: "S"
                case .tool: "T"
                case .narrator: "N"
                case .unknown: "?"
                case .user: turn.isHidden ? "H" : "U"
                case .model: turn.isHidden ? "H" : "M"
                }
            })
    }

    var texts: [String] { turns.map(\.text) }

    /// How often a rule applied in the whole session.
    func count(_ rule: Rule) -> Int { findings.first { $0.rule == rule.rawValue }?.count ?? 0 }
}
