import Statistics
import Testing

@Suite struct ClusteredMeanTests {
    private let raters: [[Double]] = [[1, 2, 1], [5], [4, 4], [2, 3, 3, 2], [5, 4]]

    @Test("mean, error and interval agree with the sandwich formula in numpy")
    func values() throws {
        let mean = try #require(ClusteredMean(raters))
        #expect(mean.mean == 3 && mean.raters == 5)
        #expect(isNear(mean.standardError, 0.6319062870042959, 1e-12))
        let interval = try #require(mean.interval())
        #expect(isNear(interval.low, 1.24554688) && isNear(interval.high, 4.75445312))
    }

    @Test("with one rating per rater it is the usual standard error")
    func single() throws {
        let mean = try #require(ClusteredMean([[1], [2], [4], [5]]))
        #expect(isNear(mean.standardError, (10.0 / 3 / 4).squareRoot(), 1e-12))
    }

    @Test("a rater who repeats the same rating adds nothing to what is known")
    func repeated() throws {
        let once = try #require(ClusteredMean([[1], [2], [4], [5]]))
        let often = try #require(ClusteredMean([[1, 1, 1], [2, 2, 2], [4, 4, 4], [5, 5, 5]]))
        #expect(isNear(once.standardError, often.standardError, 1e-12) && once.mean == often.mean)
    }

    @Test("shares per rater say the same as zeros and ones, within 0...1")
    func shares() throws {
        let loads = [Proportion(2, of: 3), Proportion(0, of: 1), Proportion(4, of: 4)]
        let mean = try #require(ClusteredMean(loads))
        let same = try #require(ClusteredMean([[1, 1, 0], [0], [1, 1, 1, 1]]))
        #expect(mean.mean == same.mean && isNear(mean.standardError, same.standardError, 1e-12))
        #expect(mean.interval()?.high == 1)
        #expect((same.interval()?.high ?? 0) > 1)
    }

    @Test("without ratings there is no mean, with one rater no interval")
    func nothing() throws {
        #expect(ClusteredMean([[Double]]()) == nil)
        #expect(ClusteredMean([[], []]) == nil)
        #expect(ClusteredMean([Proportion(0, of: 0)]) == nil)
        let alone = try #require(ClusteredMean([[2, 5, 5]]))
        #expect(alone.interval() == nil && alone.standardError == .infinity)
    }
}
