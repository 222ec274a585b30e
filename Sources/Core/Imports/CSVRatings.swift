import Foundation
import Sentiment
import StrictJSON

extension ImportSource {
    /// A table of anybody's making (RFC 4180, UTF-8), with a line of names first: `id`, `rater` and `occurred_at`, and at least
    /// one of `score`, `sentiment` and `comment`; `part` and `front_end` besides.
    static let csv = ImportSource(
        name: "csv", title: "A table, with a line of names first",
        pieces: { bytes, entries in
            let text = CSVText(bytes)
            let records = text.map(\.range)
            guard let head = records.first else { return [bytes] }
            let rows = Array(records.dropFirst())
            return stride(from: 0, to: rows.count, by: max(1, entries)).map { start in
                let last = rows[min(start + max(1, entries), rows.count) - 1]
                return Array(text.bytes[head] + text.bytes[rows[start].lowerBound..<last.upperBound])
            }
        }
    ) { bytes in
        var records = CSVText(bytes).makeIterator()
        let columns = try columns(of: records.next())
        var reading = ImportReading()
        while let record = records.next() {
            // An empty line, such as the last one.
            if record.fields == [""] { continue }
            switch row(record, columns) {
            case .success(let item): reading.append(item)
            case .failure(let skipped): reading.skips.append(skipped.skip)
            }
        }
        return reading
    }

    private static let required = ["id", "rater", "occurred_at"]
    private static let sayings = ["score", "sentiment", "comment"]
    private static let others = ["part", "front_end"]

    /// Places of the columns by name.
    private static func columns(of record: CSVText.Record?) throws -> [String: Int] {
        let names = record?.fields ?? []
        let known = required + sayings + others
        var columns: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            guard known.contains(name), columns.updateValue(index, forKey: name) == nil else {
                throw Problem.strangeExport("/0", "Columns are, each once: \(known.joined(separator: ", ")).")
            }
        }
        guard required.allSatisfy({ columns[$0] != nil }), sayings.contains(where: { columns[$0] != nil }) else {
            throw Problem.strangeExport(
                "/0",
                "The first line names the columns id, rater, occurred_at, and one of score, sentiment and comment.")
        }
        return columns
    }

    private static func row(
        _ record: CSVText.Record, _ columns: [String: Int]
    ) -> Result<ImportItem, ImportSkipped> {
        func text(_ name: String) -> String? {
            columns[name].flatMap { $0 < record.fields.count ? record.fields[$0] : nil }.flatMap {
                $0.isEmpty ? nil : $0
            }
        }
        func bad(_ detail: String) -> Result<ImportItem, ImportSkipped> {
            .failure(
                ImportSkipped(
                    skip: ImportSkip(externalID: text("id"), code: .badLine, line: record.line, detail: detail)))
        }
        guard !record.isBroken else { return bad("A quote does not end, or stands in the middle of a field.") }
        guard record.fields.count == columns.count else {
            return bad("It has \(record.fields.count) fields, and \(columns.count) columns are named.")
        }
        guard !record.fields.contains(where: { $0.utf8.contains(0) }) else {
            return bad("It holds a NUL character.")
        }
        guard let id = text("id"), id.utf8.count <= 200 else { return bad("`id` has 1 to 200 bytes.") }
        guard let rater = text("rater"), rater.utf8.count <= 120 else { return bad("`rater` has 1 to 120 bytes.") }
        guard let at = text("occurred_at").flatMap(RFC3339.parse) else {
            return bad("`occurred_at` is an RFC 3339 time, for example 2023-03-03T12:00:00Z.")
        }
        let (score, part) = (text("score").map { Int($0) }, text("part").map { Int($0) })
        guard score.map({ $0.map { 1...5 ~= $0 } ?? false }) ?? true else { return bad("`score` goes from 1 to 5.") }
        guard part.map({ $0.map { 1...1000 ~= $0 } ?? false }) ?? true else {
            return bad("`part` goes from 1 to 1000.")
        }
        let sentiment = text("sentiment").map { Polarity(rawValue: $0) }
        guard sentiment.map({ $0 != nil }) ?? true else {
            return bad("`sentiment` is negative, neutral or positive.")
        }
        let frontEnd = text("front_end")
        guard frontEnd?.utf8.count ?? 0 <= 60 else { return bad("`front_end` has at most 60 bytes.") }
        return .success(
            ImportItem(
                externalID: id, rater: "csv:\(rater)", occurredAt: at, comment: text("comment"),
                score: score.flatMap { $0 }, sentiment: sentiment.flatMap { $0 }, part: part.flatMap { $0 },
                frontEnd: frontEnd?.lowercased()))
    }
}

/// As an error, for `Result`.
private struct ImportSkipped: Error {
    let skip: ImportSkip
}
