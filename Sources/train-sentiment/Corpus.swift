import Foundation
import Sentiment
import StrictJSON

/// A labelled text.
struct Example {
    let text: [UInt8]
    let label: Polarity
    /// The aspects that a person found in it, if anyone looked.
    let opinions: Set<Opinion>

    struct Opinion: Hashable {
        let aspect: Aspect
        let polarity: Polarity
    }
}

/// Labelled texts as JSON lines `{"text", "label"}`, gzipped or not; the label is -1, 0 or 1.
enum Corpus {
    /// Reads one file.
    /// - Throws: when it cannot be read, or a line of it is not what it should be
    static func read(_ file: URL) throws -> [Example] {
        let data = file.pathExtension == "gz" ? try gunzip(file) : try Data(contentsOf: file)
        return try data.split(separator: 0x0A).map { line in
            let root = try JSONDocument(Array(line), limits: .request).root
            guard let text = root["text"]?.stringBytes,
                let label = (root["label"] ?? root["polarity"]).flatMap(polarity)
            else { throw TrainingFailure("a line of \(file.lastPathComponent) has no text or no label") }
            return Example(text: text, label: label, opinions: opinions(root))
        }
    }

    private static func polarity(_ value: JSONValue) -> Polarity? {
        switch value.int {
        case -1: .negative
        case 0: .neutral
        case 1: .positive
        default: value.string.flatMap(Polarity.init)
        }
    }

    private static func opinions(_ root: JSONValue) -> Set<Example.Opinion> {
        let elements = root["aspects"].map { Array($0.elements) } ?? []
        return Set(
            elements.compactMap { element in
                guard let aspect = element["aspect"]?.string.flatMap(Aspect.init),
                    let polarity = element["polarity"].flatMap(polarity)
                else { return nil }
                return Example.Opinion(aspect: aspect, polarity: polarity)
            })
    }

    private static func gunzip(_ file: URL) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw TrainingFailure("gzip cannot read \(file.lastPathComponent)")
        }
        return data
    }
}

/// Why there is no model.
struct TrainingFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
