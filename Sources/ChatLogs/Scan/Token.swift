/// A token in the making.
struct Token {
    var hash = WordHash.seed
    var count = 0
    var start = 0
    var digits = 0
    var last: UInt32 = 0

    /// Takes in all that belongs to a word from `start`, which does; returns where it ends.
    @inline(__always)
    mutating func add(
        run text: UnsafeBufferPointer<UInt8>, from start: Int, ascii: UnsafeBufferPointer<UInt8>
    ) -> Int {
        if count == 0 { self.start = start }
        var index = start
        var hash = hash
        var folded: UInt8 = 0
        var digits = 0
        while index < text.count {
            let next = ascii[Int(text[index])]
            if next == 0 { break }
            folded = next
            hash = WordHash.adding(UInt32(folded), to: hash)
            digits &+= folded < 0x3A ? 1 : 0
            index &+= 1
        }
        self.hash = hash
        self.digits += digits
        count += index - start
        last = UInt32(folded)
        return index
    }

    @inline(__always)
    mutating func add(_ scalar: UInt32, at index: Int) {
        if count == 0 { start = index }
        hash = WordHash.adding(scalar, to: hash)
        count += 1
        last = scalar
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The scalar that starts at `index` of valid UTF-8, and its length in bytes.
    @inline(__always)
    func scalar(at index: Int) -> (value: UInt32, length: Int) {
        let lead = self[index]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + length <= count else { return (0xFFFD, count - index) }
        var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length { value = value << 6 | UInt32(self[index + offset] & 0x3F) }
        return (value, length)
    }
}
