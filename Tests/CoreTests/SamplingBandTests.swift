import Core
import Testing

@Suite struct SamplingBandTests {
    /// What a figure counts in a band is what a search within its bounds finds.
    @Test(arguments: [0, 0.3, 0.5, 0.500001, 0.7, 0.9, 0.95, 0.999, 1, 1.1, 1.15, 1.2, 1.5, 4, 40, 41, 100, 101])
    func theBoundsOfABandHoldWhatLiesInIt(value: Double) {
        let settings = SamplingSettings(
            temperature: value, topP: value, topK: Int(value), repetitionPenalty: value, contrastive: value > 1)
        for band in SamplingBand.of(settings) {
            let told: Double =
                switch band.setting {
                case .topK: Double(Int(value))
                case .contrastive: value > 1 ? 1 : 0
                default: value
                }
            let holding = SamplingBand.all(of: band.setting).filter { one in
                one.bounds.over.map { told > $0 } ?? true && one.bounds.to.map { told <= $0 } ?? true
            }
            #expect(holding == [band], "\(band.text)")
        }
    }

    @Test func aBandIsReadFromItsText() {
        for band in SamplingBand.Setting.allCases.flatMap(SamplingBand.all) { #expect(SamplingBand(band.text) == band) }
        for text in ["", ":", "temperature", "temperature:", "temperature:0.5", "warmth:on"] {
            #expect(SamplingBand(text) == nil)
        }
    }
}
