import StrictJSON

/// Finds the format of a decoded text.
enum Detection {
    /// What came of it.
    enum Outcome {
        case recognised(LogFormat, LogSource)
        case refused(Reason)
    }

    /// Tries one JSON value, then rows of JSON on lines or otherwise, then text.
    static func detect(_ text: [UInt8], filename: String?) -> Outcome {
        var fault: JSONFault?
        let start = WhiteSpace.trimmedRange(of: text).lowerBound
        let mayBeJSON = text[start] == 0x7B || text[start] == 0x5B
        if mayBeJSON {
            do throws(JSONFault) {
                let root = try JSONDocument(text, limits: .log).root
                let rows = root.isObject && root.count <= LogSource.maximumMembers ? [root] : []
                return match(LogSource(text: text, filename: filename, root: root, firstRows: rows))
                    ?? LogSource.elements(of: root, in: text, filename: filename).flatMap(matchRows)
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
        return detectRows(text, filename: filename, fault: fault, start: start)
    }

    /// Tries rows of JSON, then text, where the whole is not one JSON value.
    private static func detectRows(_ text: [UInt8], filename: String?, fault: JSONFault?, start: Int) -> Outcome {
        let (rows, leavesOut, refusal) = probe(text)
        if let refusal { return .refused(refusal) }
        let isArray = text[start] == 0x5B && looksLikeJSON(text, from: start) && rows.first?.isArray != true
        let outcome = recognise(rows, leavesOut: leavesOut, of: text, filename: filename, isJSON: fault != nil)
        if case .recognised(let format, var source)? = outcome {
            source.damage = isArray ? fault : nil
            return .recognised(format, source)
        }
        if let fault, isArray || rows.isEmpty && text[start] == 0x7B { return .refused(Reason(fault)) }
        return .refused(Reason(.unrecognisedFormat, "no chat format we know begins like this"))
    }

    /// Looks at the lines that are rows, and at the objects of a text whose rows are on no lines of their own.
    private static func recognise(
        _ rows: [JSONValue], leavesOut: Bool, of text: [UInt8], filename: String?, isJSON: Bool
    ) -> Outcome? {
        // Lines that are arrays are one conversation each.
        if isJSON, leavesOut, !rows.contains(where: \.isArray) {
            let objects = LogSource.objects(in: text, filename: filename)
            if objects.firstRows.count > rows.count, let outcome = matchRows(objects) { return outcome }
        }
        let lines = LogSource(text: text, filename: filename, root: nil, firstRows: rows)
        if let outcome = match(lines) { return outcome }
        return isJSON ? matchRows(.objects(in: text, filename: filename)) : nil
    }

    private static func match(_ source: LogSource) -> Outcome? {
        LogFormat.all.first { $0.recognises(source) }.map { .recognised($0, source) }
    }

    private static func matchRows(_ source: LogSource) -> Outcome? {
        LogFormat.lines.first { $0.recognises(source) }.map { .recognised($0, source) }
    }

    /// The first lines that are JSON objects or arrays, and whether others were passed over. A text with a few such
    /// lines in it, as documents about chat logs have, has none.
    private static func probe(_ text: [UInt8]) -> (rows: [JSONValue], leavesOut: Bool, refusal: Reason?) {
        var rows: [JSONValue] = []
        let report = LogSource(text: text, filename: nil, root: nil, firstRows: []).forEachRow { _, row in
            rows.append(row)
            return rows.count < LogSource.probeRows
        }
        let isProse = report.dropped.count > 2 * rows.count + 2
        return (isProse ? [] : rows, !report.dropped.isEmpty, report.refusal)
    }

    /// Whether a text that begins with `[` goes on as JSON does; `[10:02] Sam: hi` does not.
    private static func looksLikeJSON(_ text: [UInt8], from start: Int) -> Bool {
        let next = text[(start + 1)...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return next == 0x7B || next == 0x5B || next == 0x22
    }
}
