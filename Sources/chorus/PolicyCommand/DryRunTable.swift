import StrictJSON

/// The answer of a dry run for a terminal.
struct DryRunTable {
    /// Lines, without a line end after the last.
    let text: String

    init(_ answer: JSONValue) {
        var blocks = [Self.head(answer), Self.filters(answer)]
        for (title, key, label) in [
            ("source", "by_source", "format"), ("front end", "by_front_end", "front_end"),
            ("median words", "by_length_band", "length_band"),
        ] { blocks.append(Self.groups(answer[key], title: title, label: label)) }
        blocks.append(Self.histogram(answer["histogram"]))
        blocks.append(Self.victims(answer["victims"]))
        if let difference = answer["difference"], !difference.isNull { blocks.append(Self.difference(difference)) }
        let errors = Self.elements(answer["errors"]).map {
            "! \($0["detail"]?.string ?? "") \($0["hint"]?.string ?? "")"
        }
        blocks.append(errors.joined(separator: "\n"))
        text = blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func elements(_ value: JSONValue?) -> [JSONValue] { value?.elements.map { $0 } ?? [] }

    private static func number(_ value: JSONValue?) -> Int { value?.int ?? 0 }

    private static func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "-" : "\((Double(part) * 1000 / Double(whole)).rounded() / 10) %"
    }

    private static func head(_ answer: JSONValue) -> String {
        ["episodes", "windows", "responses", "words"].map { unit in
            let (kept, seen) = (number(answer["kept"]?[unit]), number(answer["seen"]?[unit]))
            return "keeps \(kept) of \(seen) \(unit) (\(share(kept, of: seen)))"
        }.joined(separator: "\n")
    }

    private static func filters(_ answer: JSONValue) -> String {
        table(
            [["filter", "saw", "kept", "dropped", "episodes dropped"]]
                + elements(answer["by_filter"]).map { row in
                    [row["filter"]?.string ?? ""]
                        + ["seen", "kept", "dropped", "dropped_episodes"].map { "\(number(row[$0]))" }
                })
    }

    private static func groups(_ groups: JSONValue?, title: String, label: String) -> String {
        table(
            [[title, "responses", "kept", "share"]]
                + elements(groups).map { row in
                    let (seen, kept) = (number(row["seen"]?["responses"]), number(row["kept"]?["responses"]))
                    return [row[label]?.string ?? "", "\(seen)", "\(kept)", share(kept, of: seen)]
                })
    }

    private static func histogram(_ classes: JSONValue?) -> String {
        let rows = elements(classes).filter { number($0["before"]) > 0 }
        let most = rows.map { number($0["before"]) }.max() ?? 1
        return table(
            [["words", "before", "after", ""]]
                + rows.map { row in
                    let (before, after) = (number(row["before"]), number(row["after"]))
                    let range = row["to"]?.int.map { "\(number(row["from"]))-\($0 - 1)" } ?? "\(number(row["from"]))+"
                    let (long, short) = (before * 40 / most, after * 40 / most)
                    let bar = String(repeating: "█", count: short) + String(repeating: "░", count: long - short)
                    return [range, "\(before)", "\(after)", bar]
                })
    }

    private static func victims(_ victims: JSONValue?) -> String {
        table(
            elements(victims).map { row in
                [
                    "\(row["episode"]?.string ?? "")-\(number(row["window"]))", row["filter"]?.string ?? "",
                    row["reason"]?.string ?? "",
                ]
            }, isNumeric: false)
    }

    private static func difference(_ difference: JSONValue) -> String {
        let responses = difference["responses"]
        return """
            beside the other policy: \(number(responses?["both"])) responses in both, \
            \(number(responses?["gained"])) gained, \(number(responses?["lost"])) lost
            """
    }

    /// Columns as wide as they need; all but the first on the right, where they are numbers.
    private static func table(_ rows: [[String]], isNumeric: Bool = true) -> String {
        guard let first = rows.first else { return "" }
        let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                let isRight = isNumeric && (1...3).contains(column) && !cell.contains("█") && !cell.contains("░")
                line += (column == 0 ? "" : "  ") + (isRight ? padding + cell : cell + padding)
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
