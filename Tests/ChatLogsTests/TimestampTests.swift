import ChatLogs
import Testing

@Suite struct TimestampTests {
    @Test func aMomentIsWrittenAsISO8601InUTC() {
        let moment = Timestamp(milliseconds: 1_758_870_252_006, raw: "", isZoneKnown: true)
        #expect(moment.iso8601 == "2025-09-26T07:04:12.006Z")
    }

    @Test func aMomentBefore1970IsWrittenCorrectly() {
        let moment = Timestamp(milliseconds: -1, raw: "", isZoneKnown: true)
        #expect(moment.iso8601 == "1969-12-31T23:59:59.999Z")
    }
}
