import Statistics
import Testing

@Suite struct NormalTests {
    @Test(
        "the normal quantile agrees with scipy",
        arguments: [
            (1e-300, -37.0470962993612), (1e-10, -6.361340902404056), (0.001, -3.090232306167813),
            (0.025, -1.9599639845400545), (0.3, -0.5244005127080409), (0.5, 0), (0.8, 0.8416212335729143),
            (0.975, 1.959963984540054), (0.999999, 4.753424308817087),
        ])
    func values(p: Double, expected: Double) {
        #expect(isClose(normalQuantile(p), expected, relative: 1e-12))
    }

    @Test("the quantile undoes the distribution function")
    func roundTrip() {
        for z in stride(from: -8.0, through: 5.0, by: 0.25) {
            #expect(isNear(normalQuantile(normalCDF(z)), z, 1e-9))
        }
    }

    @Test("the ends are infinite and the outside is undefined")
    func edges() {
        #expect(normalQuantile(0) == -.infinity)
        #expect(normalQuantile(1) == .infinity)
        #expect(normalQuantile(-0.1).isNaN)
        #expect(normalQuantile(1.1).isNaN)
        #expect(normalQuantile(.nan).isNaN)
    }
}
