import StrictJSON

/// Finds the format of a decoded text.
enum Detection {
    /// What came of it.
    enum Outcome {
        case recognised(LogFormat, LogSource)
        case refused(Reason)
    }

    /// Tries one JSON value, then lines of JSON, then text.
    static func detect(_ text: [UInt8], filename: String?) -> Outcome {
        var fault: JSONFault?
        let start = WhiteSpace.trimmedRange(of: text).lowerBound
        let mayBeJSON = text[start] == 0x7B || text[start] == 0x5B
        if mayBeJSON {
            do throws(JSONFault) {
                let root = try JSONDocument(text, limits: .log).root
                let rows = root.isObject && root.count <= LogSource.maximumMembers ? [root] : []
                return match(LogSource(text: text, filename: filename, root: root, firstRows: rows))
                    ?? .refused(Reason(.unrecognisedFormat, "the JSON is valid, but is no chat format we know"))
            } catch {
                if error.code != .brokenJSON { return .refused(Reason(error)) }
                fault = error
            }
        }
        if let start = MarkRuns.firstRun(in: text, longerThan: MarkRuns.longestRun) {
            let line = text[..<start].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
            return .refused(Reason(.combiningMarks, "more than 30 combining marks in a row", line: line))
        }
        let rows: [JSONValue]
        switch probe(text) {
        case .success(let found): rows = found
        case .failure(let refusal): return .refused(refusal.reason)
        }
        if let outcome = match(LogSource(text: text, filename: filename, root: nil, firstRows: rows)) { return outcome }
        if let fault, rows.isEmpty, text[start] == 0x7B || looksLikeJSON(text, from: start) {
            return .refused(Reason(fault))
        }
        return .refused(Reason(.unrecognisedFormat, "no chat format we know begins like this"))
    }

    private static func match(_ source: LogSource) -> Outcome? {
        LogFormat.all.first { $0.recognises(source) }.map { .recognised($0, source) }
    }

    private struct Refusal: Error {
        var reason: Reason
    }

    /// The first lines that are JSON objects or arrays.
    private static func probe(_ text: [UInt8]) -> Result<[JSONValue], Refusal> {
        var rows: [JSONValue] = []
        var seen = 0
        let report = LogSource(text: text, filename: nil, root: nil, firstRows: []).forEachRow { _, row in
            rows.append(row)
            seen += 1
            return seen < LogSource.probeRows
        }
        return report.refusal.map { .failure(Refusal(reason: $0)) } ?? .success(rows)
    }

    /// Whether a text that begins with `[` goes on as JSON does; `[10:02] Sam: hi` does not.
    private static func looksLikeJSON(_ text: [UInt8], from start: Int) -> Bool {
        let next = text[(start + 1)...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return next == 0x7B || next == 0x5B || next == 0x22
    }
}
