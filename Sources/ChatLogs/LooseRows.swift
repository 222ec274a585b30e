import StrictJSON

/// Rows that are not on lines of their own: people save JSON Lines as an array or prettily, glue exports together,
/// and stop copying in the middle.
extension LogSource {
    /// Where the rows of a text are.
    enum Rows: Sendable {
        /// One on each line.
        case lines
        /// The elements of an array.
        case elements(JSONValue)
        /// Objects one after the other, whatever brackets, commas and line ends stand between them.
        case objects
    }

    /// The elements of an array as rows: of the root, or of the member that holds the messages.
    static func elements(of root: JSONValue, in text: [UInt8], filename: String?) -> LogSource? {
        let array = root.isArray ? root : root["messages"] ?? root["chat"]
        guard let array, array[0]?.isObject ?? false else { return nil }
        let rows = Array(array.elements.prefix(probeRows))
        return LogSource(text: text, filename: filename, root: nil, firstRows: rows, rows: .elements(array))
    }

    /// The objects of a text as rows.
    static func objects(in text: [UInt8], filename: String?) -> LogSource {
        var rows: [JSONValue] = []
        _ = LogSource(text: text, filename: filename, root: nil, firstRows: []).forEachObject { _, row in
            rows.append(row)
            return rows.count < probeRows
        }
        return LogSource(text: text, filename: filename, root: nil, firstRows: rows, rows: .objects)
    }

    /// Calls `body` for every element that is no bomb.
    func forEachElement(of array: JSONValue, _ body: (_ line: Int, _ row: JSONValue) -> Bool) -> RowReport {
        var report = RowReport()
        var place = (offset: 0, line: 1)
        for row in array.elements {
            place.line += text[place.offset..<max(place.offset, row.offset)].count { $0 == 0x0A }
            place.offset = max(place.offset, row.offset)
            if row.count > Self.maximumMembers {
                report.drop(place.line)
            } else if !body(place.line, row) {
                break
            }
        }
        return report
    }

    /// Calls `body` for every object at the top or in arrays at the top. Lines with anything else between objects, as
    /// arrays in arrays are, are dropped, and what follows an object that does not end. Linear: no byte is looked at twice, nor parsed twice.
    func forEachObject(_ body: (_ line: Int, _ row: JSONValue) -> Bool) -> RowReport {
        var report = RowReport()
        var index = 0
        var line = 1
        var objects = 0
        var depth = 0
        while index < text.count {
            switch text[index] {
            case 0x0A:
                line += 1
                index += 1
            case 0x09, 0x0D, 0x1E, 0x20, 0x2C: index += 1
            case 0x5D:
                depth = 0
                index += 1
            case 0x5B where depth == 0:
                depth = 1
                index += 1
            case 0x7B:
                objects += 1
                guard objects <= Self.maximumLines, let object = JSONExtent.value(in: text, from: index) else {
                    report.drop(line)
                    return report
                }
                guard take(object, line: line, &report, body) else { return report }
                line += object.count { $0 == 0x0A }
                index = object.endIndex
            default:
                report.drop(line)
                while index < text.count, text[index] != 0x0A { index += 1 }
            }
        }
        return report
    }

    /// Parses one object; whether to go on.
    private func take(
        _ object: ArraySlice<UInt8>, line: Int, _ report: inout RowReport,
        _ body: (_ line: Int, _ row: JSONValue) -> Bool
    ) -> Bool {
        do throws(JSONFault) {
            let document = try JSONDocument(Array(object), limits: .log, firstLine: line)
            if document.root.count <= Self.maximumMembers { return body(line, document.root) }
            report.drop(line)
        } catch {
            report.drop(error.line)
            guard error.code == .brokenJSON else {
                report.refusal = Reason(error, line: line)
                return false
            }
        }
        return true
    }
}
