/// Words in which digits stand for letters.
enum WordDisguise {
    /// The hash of the word with the usual digits read as the letters that they look like.
    static func hash(_ text: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> UInt64 {
        var hash = WordHash.seed
        for byte in text[range] {
            let letter: UInt8 =
                switch byte {
                case 0x30: 0x6F
                case 0x31: 0x69
                case 0x33: 0x65
                case 0x34: 0x61
                case 0x35: 0x73
                case 0x37: 0x74
                default: byte.lowercasedASCII
                }
            hash = WordHash.adding(UInt32(letter), to: hash)
        }
        return WordHash.mixed(hash)
    }
}
