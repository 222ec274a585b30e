import StrictJSON
import Testing

@testable import ChatLogs

@Suite struct LogSourceTests {
    @Test func linesThatBeginAsNoJSONAreDroppedUnparsed() {
        let lines = ["{ \"a\": 1}", "{", "{a\":1}", "{{user}}: hi", "\t{}", "[1]", "{\r", "plain", "", "{\t\"b\":2}"]
        let source = LogSource(
            text: Array(lines.joined(separator: "\n").utf8), filename: nil, root: nil, firstRows: [])
        var read: [Int] = []
        let report = source.forEachRow { line, _ in
            read.append(line)
            return true
        }
        #expect(read == [1, 5, 6, 10])
        #expect(report.dropped == [2, 3, 4, 7, 8])
        #expect(report.refusal == nil)
    }
}
