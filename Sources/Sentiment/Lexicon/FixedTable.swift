/// Values that never change, read without a check of the number: numbers come from the tables themselves, never from a
/// comment.
///
/// Unchecked, because memory that nothing writes after the initialiser may be read by anybody.
struct FixedTable<Value: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    let count: Int
    private let values: UnsafeMutablePointer<Value>

    init(_ values: [Value]) {
        count = values.count
        self.values = .allocate(capacity: max(1, values.count))
        self.values.initialize(from: values, count: values.count)
    }

    deinit { values.deallocate() }

    @inline(__always) subscript(index: Int) -> Value { values[index] }
}
