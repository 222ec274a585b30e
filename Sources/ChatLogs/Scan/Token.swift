/// A token in the making.
struct Token {
    var hash = WordHash.seed
    var count = 0
    var start = 0
    var digits = 0
    var last: UInt32 = 0

    /// Takes in all that belongs to a word from `start` on, where the first byte does; returns where that ends.
    @inline(__always)
    mutating func add(run text: UnsafeBufferPointer<UInt8>, from start: Int, tables: ScanTables) -> Int {
        if count == 0 { self.start = start }
        var index = start
        // A text may be nothing but words of one letter: they are told before anything is done eight times.
        let isSingle = index &+ 1 < text.count && tables.ascii[Int(text[index &+ 1])] == 0
        while !isSingle, index &+ 8 <= text.count {
            let word = WordBytes(UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self))
            hash = word.hash(after: hash, tables)
            last = UInt32(word.folded & 0xFF)
            digits &+= word.digits
            count &+= word.count
            index &+= word.count
            if word.count < 8 { return index }
        }
        while index < text.count {
            let folded = tables.ascii[Int(text[index])]
            if folded == 0 { break }
            add(UInt32(folded), at: index)
            if folded < 0x3A { digits &+= 1 }
            index &+= 1
        }
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

/// Eight bytes of a text, of which the first ones belong to a word. All are looked at together: a branch at each byte is
/// guessed wrong where the word ends.
private struct WordBytes {
    /// How many belong to the word.
    let count: Int
    /// Those in lower case, the first one in the lowest bits, and zeros after them.
    let folded: UInt64
    /// The top bit of each of them that is a digit.
    private let digitBits: UInt64

    @inline(__always)
    init(_ loaded: UInt64) {
        let bytes = UInt64(littleEndian: loaded)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops = ones &* 0x80
        // Of bytes of ASCII the top bit says whether the lower seven are at least so large; nothing carries over.
        let low = bytes & ~tops
        func areAtLeast(_ byte: UInt64, _ bytes: UInt64) -> UInt64 { bytes &+ ones &* (0x80 &- byte) }
        let small = low | ones &* 0x20
        let letters = areAtLeast(0x61, small) & ~areAtLeast(0x7B, small)
        let numbers = areAtLeast(0x30, low) & ~areAtLeast(0x3A, low)
        let others = areAtLeast(1, low ^ ones &* 0x5F)
        let members = (letters | numbers | ~others) & ~bytes & tops
        let end = (members ^ tops).trailingZeroBitCount & 0x78
        // All ones below the end; a shift by 64 is none.
        let inside = end == 64 ? UInt64.max : (1 &<< UInt64(end)) &- 1
        count = end >> 3
        folded = (bytes | (letters & tops) >> 2) & inside
        digitBits = numbers & inside & tops
    }

    /// How many of them are digits; most words have none.
    @inline(__always)
    var digits: Int { digitBits == 0 ? 0 : digitBits.nonzeroBitCount }

    /// The hash of what came before and the bytes of the word. Zeros only multiply, and that can be undone.
    @inline(__always)
    func hash(after before: UInt64, _ tables: ScanTables) -> UInt64 {
        var hash = before
        for place in 0..<8 { hash = WordHash.adding(UInt32(folded >> UInt64(place * 8) & 0xFF), to: hash) }
        return hash &* tables.unpadding[count]
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
