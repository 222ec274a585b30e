import Statistics
import Testing

@Suite struct StudentTTests {
    @Test(
        "Student's t agrees with scipy",  // scipy.stats.t.cdf(t, df)
        arguments: [
            (-3.2, 4, 0.016450405300469487), (0.3, 1, 0.5927735790777423), (2.1, 17.5, 0.9747437857495729),
            (-40, 3, 1.7190340394579253e-05), (1e-9, 5, 0.5000000003796067), (1.7, 1e6, 0.9554343817548255),
            (-1e5, 2, 4.999999999250001e-11), (-6, 300, 2.838219546179577e-09),
        ])
    func values(t: Double, degrees: Double, expected: Double) {
        #expect(isClose(studentCDF(t, degreesOfFreedom: degrees), expected, relative: 1e-10))
        #expect(isNear(studentCDF(-t, degreesOfFreedom: degrees), 1 - expected, 1e-14))
    }

    @Test(
        "its quantile agrees with scipy",  // scipy.stats.t.ppf(p, df)
        arguments: [
            (0.975, 21, 2.0796138447276795), (0.025, 2.5, -3.5746548420036834), (0.9, 1, 3.0776835371752544),
            (1e-9, 6, -56.80143064036322), (0.6, 1e4, 0.253353843445727), (0.995, 40, 2.7044592674331622),
        ])
    func quantiles(p: Double, degrees: Double, expected: Double) {
        #expect(isClose(studentQuantile(p, degreesOfFreedom: degrees), expected, relative: 1e-10))
    }

    @Test("the distribution function undoes its inverse", arguments: [0.7, 1, 3, 22, 500])
    func roundTrip(degrees: Double) {
        for p in [1e-6, 0.01, 0.2, 0.4999, 0.5, 0.77, 0.999] {
            let t = studentQuantile(p, degreesOfFreedom: degrees)
            #expect(isNear(studentCDF(t, degreesOfFreedom: degrees), p, 1e-11))
        }
    }

    @Test("many degrees of freedom give the normal distribution")
    func normalLimit() {
        for z in [-3.0, -0.5, 0, 1.96] {
            #expect(isNear(studentCDF(z, degreesOfFreedom: 1e8), normalCDF(z), 1e-8))
            #expect(studentCDF(z, degreesOfFreedom: .infinity) == normalCDF(z))
        }
    }

    @Test("the ends are certain and the outside is undefined")
    func edges() {
        #expect(studentCDF(.infinity, degreesOfFreedom: 3) == 1)
        #expect(studentCDF(-.infinity, degreesOfFreedom: 3) == 0)
        #expect(studentCDF(1, degreesOfFreedom: 0).isNaN)
        #expect(studentCDF(.nan, degreesOfFreedom: 3).isNaN)
        #expect(studentQuantile(0, degreesOfFreedom: 3) == -.infinity)
        #expect(studentQuantile(1, degreesOfFreedom: 3) == .infinity)
        #expect(studentQuantile(2, degreesOfFreedom: 3).isNaN)
    }

    @Test(
        "the tail of chi-square agrees with scipy",  // scipy.stats.chi2.sf(x, df)
        arguments: [
            (3.841458820694124, 1, 0.05), (5.147099, 3, 0.16133733046329504), (30, 9, 0.00043872177097947936),
            (0, 4, 1), (200, 1, 2.0884875837625688e-45), (1200, 1000, 1.2255942330622893e-05), (7, 0, 1), (-1, 2, 1),
        ])
    func chiSquare(x: Double, degrees: Int, expected: Double) {
        #expect(isClose(chiSquareTail(x, degreesOfFreedom: degrees), expected, relative: 1e-10))
    }
}
