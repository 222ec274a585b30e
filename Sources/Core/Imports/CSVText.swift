/// Comma-separated values (RFC 4180): fields in double quotes may hold commas, line ends and doubled quotes.
struct CSVText: Sequence {
    /// A line and where it begins, from 1.
    struct Record {
        var line: Int
        /// Its bytes, line end included.
        var range: Range<Int>
        var fields: [String]
        /// A quote that does not end, or stands in the middle of a field.
        var isBroken = false
    }

    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        // A byte order mark, which spreadsheets write.
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    func makeIterator() -> Iterator { Iterator(bytes: bytes) }

    struct Iterator: IteratorProtocol {
        let bytes: [UInt8]
        private var at = 0
        private var line = 1

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func next() -> Record? {
            guard at < bytes.count else { return nil }
            var record = Record(line: line, range: at..<at, fields: [])
            var isOver = false
            while !isOver {
                record.fields.append(field(&record.isBroken))
                isOver = !skipComma()
            }
            record.range = record.range.lowerBound..<at
            return record
        }

        /// Goes past what ends a field.
        /// - Returns: whether there is another field in the record
        private mutating func skipComma() -> Bool {
            guard at < bytes.count else { return false }
            let end = bytes[at]
            at += 1
            if end == UInt8(ascii: ",") { return true }
            if end == UInt8(ascii: "\r"), at < bytes.count, bytes[at] == UInt8(ascii: "\n") { at += 1 }
            line += 1
            return false
        }

        /// Reads up to the comma or line end after it.
        private mutating func field(_ isBroken: inout Bool) -> String {
            var text: [UInt8] = []
            let isQuoted = at < bytes.count && bytes[at] == UInt8(ascii: "\"")
            if isQuoted {
                at += 1
                isBroken = !quoted(&text) || isBroken
            }
            while at < bytes.count, !isEnd(bytes[at]) {
                // Nothing stands behind a quoted field, and no quote in a plain one.
                if isQuoted || bytes[at] == UInt8(ascii: "\"") { isBroken = true }
                text.append(bytes[at])
                at += 1
            }
            return String(decoding: text, as: UTF8.self)
        }

        /// - Returns: whether the closing quote is there
        private mutating func quoted(_ text: inout [UInt8]) -> Bool {
            while at < bytes.count {
                let byte = bytes[at]
                at += 1
                if byte == UInt8(ascii: "\n") { line += 1 }
                guard byte == UInt8(ascii: "\"") else {
                    text.append(byte)
                    continue
                }
                guard at < bytes.count, bytes[at] == byte else { return true }
                text.append(byte)
                at += 1
            }
            return false
        }

        private func isEnd(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }
    }
}
