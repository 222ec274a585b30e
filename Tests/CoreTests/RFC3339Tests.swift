import Core
import Foundation
import Testing

@Suite struct RFC3339Tests {
    static let moments: [(String, Double)] = [
        ("1970-01-01T00:00:00Z", 0), ("2023-03-03T12:00:00Z", 1_677_844_800), ("2023-03-03t12:00:00z", 1_677_844_800),
        ("2023-03-03 12:00:00Z", 1_677_844_800), ("2023-03-03T12:00:00.5Z", 1_677_844_800.5),
        ("2023-03-03T12:00:00.125000000Z", 1_677_844_800.125), ("2023-03-03T14:00:00+02:00", 1_677_844_800),
        ("2023-03-03T06:30:00-05:30", 1_677_844_800), ("2023-03-04T02:00:00+14:00", 1_677_844_800),
        ("2023-03-03T12:00:00-00:00", 1_677_844_800), ("2024-02-29T23:59:59Z", 1_709_251_199),
        ("2000-02-29T00:00:00Z", 951_782_400), ("2016-12-31T23:59:60Z", 1_483_228_800), ("1969-12-31T23:59:59Z", -1),
        ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ]

    @Test(arguments: moments) func `moments are read`(_ text: String, _ seconds: Double) {
        #expect(RFC3339.parse(text) == Date(timeIntervalSince1970: seconds))
    }

    static let refused = [
        "", "2023", "2023-03-03", "2023-03-03T12:00:00", "2023-03-03T12:00Z", "2023-03-03T12:00:00 Z",
        "2023-03-03_12:00:00Z", "2023/03/03T12:00:00Z", "2023-3-3T12:00:00Z", "2023-00-03T12:00:00Z",
        "2023-13-03T12:00:00Z",
        "2023-03-00T12:00:00Z", "2023-03-32T12:00:00Z", "2023-04-31T12:00:00Z", "2023-02-29T12:00:00Z",
        "1900-02-29T12:00:00Z", "2023-03-03T24:00:00Z", "2023-03-03T12:60:00Z", "2023-03-03T12:00:61Z",
        "2023-03-03T12:00:00.Z", "2023-03-03T12:00:00,5Z", "2023-03-03T12:00:00.5", "2023-03-03T12:00:00+2",
        "2023-03-03T12:00:00+0200", "2023-03-03T12:00:00+24:00", "2023-03-03T12:00:00+02:60",
        "2023-03-03T12:00:00*02:00",
        "2023-03-03T12:00:00ZZ", " 2023-03-03T12:00:00Z", "+023-03-03T12:00:00Z", "-023-03-03T12:00:00Z",
        "2023-03-03T1\u{662}:00:00Z", "2023-03-03T12:00:00.\(String(repeating: "1", count: 40))Z",
        "0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    ]

    @Test(arguments: refused) func `what is not a moment is refused`(_ text: String) {
        #expect(RFC3339.parse(text) == nil)
    }

    @Test func `moments are written in UTC with milliseconds`() {
        #expect(RFC3339.text(noon) == "2023-03-03T12:00:00.000Z")
        #expect(RFC3339.text(noon.addingTimeInterval(0.0004)) == "2023-03-03T12:00:00.000Z")
        #expect(RFC3339.text(noon.addingTimeInterval(0.0006)) == "2023-03-03T12:00:00.001Z")
        #expect(RFC3339.text(noon.addingTimeInterval(-0.001)) == "2023-03-03T11:59:59.999Z")
        #expect(RFC3339.text(Date(timeIntervalSince1970: -1.5)) == "1969-12-31T23:59:58.500Z")
    }

    @Test func `what is written is read back`() {
        for step in stride(from: -62_135_596_800.0, through: 253_402_300_799, by: 86_400 * 1234.567) {
            let date = Date(timeIntervalSince1970: (step * 1000).rounded() / 1000)
            let again = RFC3339.parse(RFC3339.text(date))
            #expect(abs((again ?? .distantPast).timeIntervalSince(date)) < 0.001)
        }
    }
}
