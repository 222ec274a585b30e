import Core
import Foundation
import Hummingbird
import NIOCore
import Postgres
import Sentiment

extension Service {
    /// The figures of this server, for Prometheus. Never waits for the database: what it says is looked up beside.
    func metricsPage(_ request: Request, _ context: AppContext) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: metricsText())))
    }

    func metricsText() -> String {
        let figures = metrics.now
        var text = MetricsText()
        text.family("chorus_build_info", .gauge, "Which program this is.")
        text.sample("chorus_build_info", [("version", Release.version)], 1)
        text.family("chorus_sentiment_model_info", .gauge, "Which model reads comments.")
        text.sample("chorus_sentiment_model_info", [("version", SentimentModel.version)], 1)
        addRequests(figures, to: &text)
        addAdmission(figures, to: &text)
        addDatabase(figures, to: &text)
        ProcessFigures(startedAt: metrics.startedAt).add(to: &text)
        return text.text
    }

    private func addRequests(_ figures: Metrics.Figures, to text: inout MetricsText) {
        text.single(
            "chorus_requests_in_flight", .gauge, "Requests that are being answered.", Double(figures.inFlight))
        text.family("chorus_requests_total", .counter, "Requests that were answered, by route and status.")
        let requests = figures.requests.sorted { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }
        for (key, count) in requests {
            text.sample(
                "chorus_requests_total",
                [("method", key.method), ("route", key.route), ("status", String(key.status))], Double(count))
        }
        text.family("chorus_request_duration_seconds", .histogram, "Time until an answer began.")
        for (key, durations) in figures.durations.sorted(by: { $0.key.route < $1.key.route }) {
            text.histogram(
                "chorus_request_duration_seconds", [("method", key.method), ("route", key.route)], durations)
        }
        text.single("chorus_connections", .gauge, "Connections of clients.", Double(connections.total))
        text.family("chorus_connections_ended_total", .counter, "Connections that took too long, by what they did.")
        for (reason, count) in figures.connectionsEnded.sorted(by: { $0.key < $1.key }) {
            text.sample("chorus_connections_ended_total", [("reason", reason)], Double(count))
        }
    }

    private func addAdmission(_ figures: Metrics.Figures, to text: inout MetricsText) {
        let use = admission.use
        text.family("chorus_work_busy", .gauge, "Places that are taken, by class of work.")
        for (work, busy, _) in use { text.sample("chorus_work_busy", [("class", work.rawValue)], Double(busy)) }
        text.family("chorus_work_waiting", .gauge, "Requests in line for a place, by class of work.")
        for (work, _, waiting) in use {
            text.sample("chorus_work_waiting", [("class", work.rawValue)], Double(waiting))
        }
        text.family("chorus_shed_total", .counter, "Requests that were sent away, by what was missing.")
        for (reason, count) in figures.shed.sorted(by: { $0.key < $1.key }) {
            text.sample("chorus_shed_total", [("reason", reason)], Double(count))
        }
        text.single(
            "chorus_body_memory_bytes", .gauge, "Bytes of bodies in memory.", Double(admission.bodies.held))
        text.family("chorus_lane_waiting", .gauge, "Things that wait to be committed, by writer lane.")
        for (lane, count) in figures.lines.sorted(by: { $0.key < $1.key }) {
            text.sample("chorus_lane_waiting", [("lane", lane)], Double(count))
        }
        text.family("chorus_batch_size", .histogram, "Things that were committed together, by writer lane.")
        for (lane, sizes) in figures.batches.sorted(by: { $0.key < $1.key }) {
            text.histogram("chorus_batch_size", [("lane", lane)], sizes)
        }
    }

    private func addDatabase(_ figures: Metrics.Figures, to text: inout MetricsText) {
        let (pool, database) = (pool.use, figures.database)
        text.family("chorus_pool_connections", .gauge, "Connections to the database.")
        text.sample("chorus_pool_connections", [("state", "idle")], Double(pool.idle))
        text.sample("chorus_pool_connections", [("state", "in_use")], Double(pool.leased))
        text.single("chorus_pool_waiting", .gauge, "Tasks in line for a connection.", Double(pool.waiting))
        text.single("chorus_database_up", .gauge, "Whether the database answered last time.", database.isUp ? 1 : 0)
        text.single("chorus_feed_position", .counter, "Where the feed ends.", Double(database.feedPosition))
        text.single(
            "chorus_feed_backlog", .gauge, "Changes that have no place in the feed yet.", Double(database.feedBacklog))
        text.single("chorus_feed_lag_seconds", .gauge, "Age of the oldest of those.", database.feedLag)
        text.single(
            "chorus_fold_backlog", .gauge, "Changes of figures that are not folded yet, at most 100000.",
            Double(database.foldBacklog))
        text.single(
            "chorus_stale_answers_total", .counter, "Answers that were remembered while the database was away.",
            Double(figures.staleAnswers))
    }
}
