import Foundation
import Sentiment

/// `train-sentiment --data DIR [--without SOURCE]... [--comments DIR] [--out DIR]`: trains, prints how good the model is,
/// writes it and its card.
@main
struct TrainSentiment {
    static func main() {
        do {
            let options = try TrainingOptions(CommandLine.arguments.dropFirst())
            try Training(options).run()
        } catch {
            FileHandle.standardError.write(Data("train-sentiment: \(error)\n".utf8))
            exit(1)
        }
    }
}

/// What the command line says.
struct TrainingOptions {
    /// Folder of the published texts; see the model card for its files.
    var data: URL?
    /// Folder of our own comments.
    var comments = URL(fileURLWithPath: "Tests/SentimentTests/Fixtures")
    /// Where the model and its card go.
    var out = URL(fileURLWithPath: "Sources/Sentiment/Model")
    /// Sources that are left out.
    var without: Set<String> = []

    init(_ arguments: some Sequence<String>) throws {
        var rest = arguments.makeIterator()
        while let option = rest.next() {
            guard let value = rest.next() else { throw TrainingFailure("\(option) needs a value") }
            switch option {
            case "--data": data = URL(fileURLWithPath: value)
            case "--comments": comments = URL(fileURLWithPath: value)
            case "--out": out = URL(fileURLWithPath: value)
            case "--without": without.insert(value)
            default: throw TrainingFailure("there is no option \(option)")
            }
        }
        let names = TrainingSource.all.map(\.name) + [TrainingSource.valences]
        guard without.isSubset(of: names) else {
            throw TrainingFailure("--without takes one of: \(names.joined(separator: ", "))")
        }
    }
}
