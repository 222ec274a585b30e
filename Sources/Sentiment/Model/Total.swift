extension SIMD16<Float> {
    /// The sum of all values, added in pairs: one after the other each would wait for the one before it.
    @inline(__always) package var total: Float {
        let eight = lowHalf + highHalf
        let four = eight.lowHalf + eight.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }
}
