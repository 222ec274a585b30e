import Testing

@testable import ChatLogs

@Suite struct TimestampTests {
    @Test(arguments: [
        ("2025-09-26T07:04:12.006Z", "2025-09-26T07:04:12.006Z", true),
        ("2019-01-04T17:52:39.7621234+02:00", "2019-01-04T15:52:39.762Z", true),
        ("2019-01-04 17:52", "2019-01-04T17:52:00.000Z", false),
        ("2023-5-14 @17h 20m 14s 123ms", "2023-05-14T17:20:14.123Z", false),
        ("2024-07-12@01h31m37s", "2024-07-12T01:31:37.000Z", false),
        ("2025-09-26@15h04m33s123ms", "2025-09-26T15:04:33.123Z", false),
        ("September 20, 2024 3:34pm", "2024-09-20T15:34:00.000Z", false),
        ("May 14, 2023 12:05am", "2023-05-14T00:05:00.000Z", false),
        ("May 20, 2025 14:02", "2025-05-20T14:02:00.000Z", false),
        ("1674407315376", "2023-01-22T17:08:35.376Z", true), ("1674407315", "2023-01-22T17:08:35.000Z", true),
    ])
    func everyDialectIsRead(_ text: String, _ expected: String, _ isZoneKnown: Bool) {
        let stamp = Timestamp(text: Array(text.utf8))
        #expect(stamp?.iso8601 == expected)
        #expect(stamp?.isZoneKnown == isZoneKnown)
        #expect(stamp?.raw == text)
    }

    @Test(arguments: ["yesterday", "2023-13-40", "Sept", "10:02", "99999999999999999999"])
    func unknownTextIsKeptWithoutAMoment(_ text: String) {
        #expect(Timestamp(text: Array(text.utf8))?.milliseconds == nil)
    }

    @Test func aMomentBefore1970IsWrittenCorrectly() {
        #expect(Timestamp(milliseconds: -1, raw: "", isZoneKnown: true).iso8601 == "1969-12-31T23:59:59.999Z")
    }

    @Test func datesAndDaysAreInverse() {
        for day in stride(from: Int64(-200_000), through: 200_000, by: 37) {
            let date = CivilDate.date(daysSince1970: day)
            #expect(CivilDate.days(year: date.year, month: date.month, day: date.day) == day)
        }
    }
}
