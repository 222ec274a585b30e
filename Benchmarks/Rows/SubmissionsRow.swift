import Foundation
import Logging
import Storage
import Web

extension Row {
    /// `POST /v1/submissions` of short chats, answered after the commit, beside the same chats only understood.
    static let submissions = Row(
        name: "submissions", title: "durable submissions of short chats, each answered after its commit",
        run: { options in
            try await BenchService.with(migrations: BenchService.migrations) { service in
                let logger = Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() })
                // As in service: what is stored is handed on to the feed.
                let sequencer = Sequencer(pool: service.pool, signal: service.feedSignal, logger: logger)
                let sequencing = Task { try await sequencer.run() }
                defer { sequencing.cancel() }
                return try await BlockingWork.run { try SubmissionComparison(service, options).lines() }
            }
        })
}

/// Storing and only understanding take turns.
private struct SubmissionComparison {
    let service: BenchService
    let options: BenchOptions

    init(_ service: BenchService, _ options: BenchOptions) throws {
        (self.service, self.options) = (service, options)
    }

    func lines() throws -> [Line] {
        try [64, 1].map { clients in
            let requests = options.isSmoke ? 64 : clients == 1 ? 300 : 2000
            let works = ["/v1/submissions", "/v1/submissions/preview"].map { path in
                let load = PostLoad(
                    port: service.port, path: path + "?consent_training=true", connections: clients, .chats)
                return Contender(path) { try load.run(requests).seconds }
            }
            let alternation = try Alternation(works, seconds: options.seconds)
            return Line(
                work: "POST /v1/submissions, \(clients == 1 ? "one client" : "\(clients) clients")", unit: "chats/s",
                ours: Double(requests) / alternation.median(0), reference: "the same chats previewed, nothing stored",
                peer: Double(requests) / alternation.median(1), ratio: alternation.ratio(to: 1), target: nil)
        }
    }
}

extension PostLoad.Content {
    /// Chats of some 8 KiB, as people export them.
    fileprivate static var chats: Self {
        let logs = (0..<16).map { TavernLog.bytes(.english, size: 6000 + $0 * 300) }
        return Self(mediaType: "application/octet-stream") { logs[$0 % logs.count] }
    }
}
