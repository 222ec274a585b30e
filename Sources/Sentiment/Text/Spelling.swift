/// The hashes of a word as it is being read: with its long runs of one letter cut to two and to one.
///
/// "greaaat" is "greaat" and "great": the lexicon decides which of the two is a word.
struct Spelling {
    private(set) var long = ByteHash()
    /// Reckoned from the first stretch on; until then it would be the long one.
    private(set) var short = ByteHash()
    private(set) var isStretched = false
    private var last: UInt8 = 0
    private var run = 0
    /// The short spelling before the second letter of the run.
    private var single = ByteHash()

    /// Adds an ASCII letter in lower case, or `#` for a digit: numbers in a word are as good as one digit.
    @inline(__always) mutating func add(letter: UInt8) {
        guard letter == last else {
            last = letter
            run = 1
            add(letter)
            return
        }
        guard letter != 0x23 else { return }
        run += 1
        if run == 2 {
            single = isStretched ? short : long
            add(letter)
        } else if run == 3 {
            short = single
            isStretched = true
        }
    }

    /// Adds a byte of a letter outside ASCII.
    mutating func add(byte: UInt8) {
        last = 0
        add(byte)
    }

    @inline(__always) private mutating func add(_ byte: UInt8) {
        long.add(byte)
        if isStretched { short.add(byte) }
    }
}
