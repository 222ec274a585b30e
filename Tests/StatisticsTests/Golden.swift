import Statistics

/// The four parts of the logbook's experiment: raters with a negative opinion among all raters.
enum Golden {
    static let parts = [Proportion(9, of: 24), Proportion(6, of: 21), Proportion(14, of: 23), Proportion(8, of: 20)]
    static let part2 = parts[1]
    static let part3 = parts[2]
}

/// |value - expected| <= relative |expected|.
func isClose(_ value: Double, _ expected: Double, relative: Double = 1e-10) -> Bool {
    value == expected || abs(value - expected) <= relative * abs(expected)
}

/// |value - expected| <= tolerance.
func isNear(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-6) -> Bool {
    abs(value - expected) <= tolerance
}
