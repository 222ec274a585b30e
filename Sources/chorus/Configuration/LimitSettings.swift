import Foundation
import Web

/// Every limit of the service.
struct Limits {
    var requests = RequestLimits()
    var connections = ConnectionLimits()
    var admission = AdmissionLimits()
    /// Longest run of a statement in the database.
    var statement: Duration = .seconds(10)
}

/// A limit that can be set: `--limit head-bytes=8192`, or CHORUS_LIMIT_HEAD_BYTES.
struct LimitSetting: Sendable {
    /// As on the command line.
    let name: String
    let range: ClosedRange<Int>
    let get: @Sendable (Limits) -> Int
    let set: @Sendable (inout Limits, Int) -> Void

    /// As `Settings` has it.
    var setting: String { "chorus.limit." + name.replacing("-", with: ".") }

    private init(
        _ name: String, _ range: ClosedRange<Int>, _ get: @escaping @Sendable (Limits) -> Int,
        _ set: @escaping @Sendable (inout Limits, Int) -> Void
    ) { (self.name, self.range, self.get, self.set) = (name, range, get, set) }

    /// All of them, as they are shown.
    static let all: [LimitSetting] = [
        LimitSetting("json-bytes", 1024...(64 << 20), { $0.requests.jsonBytes }, { $0.requests.jsonBytes = $1 }),
        LimitSetting("upload-bytes", 1024...(64 << 20), { $0.requests.uploadBytes }, { $0.requests.uploadBytes = $1 }),
        LimitSetting("upload-files", 1...64, { $0.requests.uploadFiles }, { $0.requests.uploadFiles = $1 }),
        LimitSetting("connections", 1...65_536, { $0.connections.connections }, { $0.connections.connections = $1 }),
        LimitSetting(
            "connections-per-client", 1...65_536, { $0.connections.connectionsPerClient },
            { $0.connections.connectionsPerClient = $1 }),
        LimitSetting("head-bytes", 1024...(1 << 20), { $0.connections.headBytes }, { $0.connections.headBytes = $1 }),
        LimitSetting("head-fields", 10...10_000, { $0.connections.headFields }, { $0.connections.headFields = $1 }),
        LimitSetting("head-seconds", 1...3600, { $0.connections.head.whole }, { $0.connections.head = .seconds($1) }),
        LimitSetting(
            "request-seconds", 1...3600, { $0.connections.request.whole }, { $0.connections.request = .seconds($1) }),
        LimitSetting("body-rate", 0...(1 << 30), { $0.connections.bodyRate }, { $0.connections.bodyRate = $1 }),
        LimitSetting(
            "body-seconds", 1...3600, { $0.connections.bodyWindow.whole }, { $0.connections.bodyWindow = .seconds($1) }),
        LimitSetting(
            "write-seconds", 1...3600, { $0.connections.writeStall.whole },
            { $0.connections.writeStall = .seconds($1) }),
        LimitSetting("idle-seconds", 1...3600, { $0.connections.idle.whole }, { $0.connections.idle = .seconds($1) }),
        LimitSetting("uploads", 1...10_000, { $0.admission.uploads }, { $0.admission.uploads = $1 }),
        LimitSetting("reports", 1...10_000, { $0.admission.reports }, { $0.admission.reports = $1 }),
        LimitSetting("feeds", 1...10_000, { $0.admission.feeds }, { $0.admission.feeds = $1 }),
        LimitSetting("sign-ins", 1...1000, { $0.admission.signIns }, { $0.admission.signIns = $1 }),
        LimitSetting("parses", 1...256, { $0.admission.parses }, { $0.admission.parses = $1 }),
        LimitSetting(
            "wait-milliseconds", 0...60_000, { Int($0.admission.wait / .milliseconds(1)) },
            { $0.admission.wait = .milliseconds($1) }),
        LimitSetting(
            "parse-wait-seconds", 1...3600, { $0.admission.parseWait.whole }, { $0.admission.parseWait = .seconds($1) }),
        LimitSetting(
            "body-memory-bytes", (1 << 20)...(1 << 40), { $0.admission.bodyBytes }, { $0.admission.bodyBytes = $1 }),
        LimitSetting("spool-bytes", 0...(1 << 30), { $0.admission.spoolBytes }, { $0.admission.spoolBytes = $1 }),
        LimitSetting(
            "disk-reserve-bytes", 0...(1 << 50), { $0.admission.diskReserve }, { $0.admission.diskReserve = $1 }),
        LimitSetting("statement-seconds", 1...600, { $0.statement.whole }, { $0.statement = .seconds($1) }),
        LimitSetting("reads-per-second", 0...100_000, { $0.admission.readRate }, { $0.admission.readRate = $1 }),
        LimitSetting("writes-per-second", 0...100_000, { $0.admission.writeRate }, { $0.admission.writeRate = $1 }),
        LimitSetting("sign-ins-per-minute", 0...100_000, { $0.admission.signInRate }, { $0.admission.signInRate = $1 }),
    ]
}

extension SettingsReader {
    /// Every limit, as it is set.
    mutating func limits() -> Limits {
        var limits = Limits()
        for limit in LimitSetting.all {
            limit.set(&limits, number(limit.setting, in: limit.range, default: limit.get(limits)))
        }
        return limits
    }

    /// Names of limits that are not any: a typing error would leave the default in effect.
    mutating func refuseUnknownLimits(_ options: [String], environment: [String: String]) {
        let names = Set(LimitSetting.all.map(\.name))
        for option in options where !names.contains(option) {
            fault("--limit \(option): there is no such limit. Known are: \(names.sorted().joined(separator: ", ")).")
        }
        let variables = Set(LimitSetting.all.map { Settings.variable($0.setting) })
        for variable in environment.keys.sorted() where variable.hasPrefix("CHORUS_LIMIT_") {
            if !variables.contains(variable) { fault("\(variable): there is no such limit.") }
        }
    }
}

extension Duration {
    fileprivate var whole: Int { Int(components.seconds) }
}
