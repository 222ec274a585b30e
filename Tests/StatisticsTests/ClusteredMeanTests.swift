import Statistics
import Testing

@Suite struct ClusteredMeanTests {
    private let raters: [[Double]] = [[1, 2, 1], [5], [4, 4], [2, 3, 3, 2], [5, 4]]

    @Test("mean, error and interval agree with the matrices of Bell & McCaffrey and Imbens & Kolesár in numpy")
    func values() throws {
        let mean = try #require(ClusteredMean(raters))
        #expect(mean.mean == 3 && mean.raters == 5)
        #expect(isNear(mean.standardError, 0.6417043803688048, 1e-12))
        #expect(isNear(mean.degreesOfFreedom, 2.558201642340158, 1e-9))
        let interval = try #require(mean.interval())
        #expect(isNear(interval.low, 0.7430391732, 1e-8) && isNear(interval.high, 5.2569608268, 1e-8))
    }

    @Test("one rater who gave most of the ratings leaves little more than one degree of freedom")
    func regular() throws {
        let loads = [[5, 5, 4, 5, 3, 4, 2, 5, 4, 4, 5, 3], [1], [2], [4], [3, 3, 2, 1, 3]].map { $0.map(Double.init) }
        let mean = try #require(ClusteredMean(loads))
        #expect(isNear(mean.standardError, 0.7244628984482715, 1e-12))
        #expect(isNear(mean.degreesOfFreedom, 1.1913282530743372, 1e-9))
        let huge = try #require(ClusteredMean([Proportion(700_000_000, of: 1_000_000_000), Proportion(0, of: 1)]))
        #expect(huge.degreesOfFreedom == 1 && huge.standardError.isFinite)
    }

    @Test("with one rating per rater it is the usual standard error")
    func single() throws {
        let mean = try #require(ClusteredMean([[1], [2], [4], [5]]))
        #expect(isNear(mean.standardError, (10.0 / 3 / 4).squareRoot(), 1e-12))
        #expect(isNear(mean.degreesOfFreedom, 3, 1e-12))
    }

    @Test("a rater who repeats the same rating adds nothing to what is known")
    func repeated() throws {
        let once = try #require(ClusteredMean([[1], [2], [4], [5]]))
        let often = try #require(ClusteredMean([[1, 1, 1], [2, 2, 2], [4, 4, 4], [5, 5, 5]]))
        #expect(isNear(once.standardError, often.standardError, 1e-12) && once.mean == often.mean)
        #expect(isNear(often.degreesOfFreedom, 3, 1e-12))
    }

    @Test("shares per rater say the same as zeros and ones, within 0...1")
    func shares() throws {
        let loads = [Proportion(2, of: 3), Proportion(0, of: 1), Proportion(4, of: 4)]
        let mean = try #require(ClusteredMean(loads))
        let same = try #require(ClusteredMean([[1, 1, 0], [0], [1, 1, 1, 1]]))
        #expect(mean.mean == same.mean && isNear(mean.standardError, same.standardError, 1e-12))
        #expect(isNear(mean.degreesOfFreedom, 1.2932345758632757, 1e-9))
        #expect(isNear(same.degreesOfFreedom, mean.degreesOfFreedom, 1e-12))
        #expect(mean.interval()?.high == 1)
        #expect((same.interval()?.high ?? 0) > 1)
    }

    @Test("without ratings there is no mean, with one rater no interval")
    func nothing() throws {
        #expect(ClusteredMean([[Double]]()) == nil)
        #expect(ClusteredMean([[], []]) == nil)
        #expect(ClusteredMean([Proportion(0, of: 0)]) == nil)
        let alone = try #require(ClusteredMean([[2, 5, 5]]))
        #expect(alone.interval() == nil && alone.standardError == .infinity && alone.degreesOfFreedom == 0)
    }
}
