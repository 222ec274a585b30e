/// Where a JSON value that stands in other text ends.
enum JSONExtent {
    /// The object or array that begins at a place; nil when it does not end. Linear; what it holds is not checked.
    static func value(in text: [UInt8], from start: Int) -> ArraySlice<UInt8>? {
        var depth = 0
        var isString = false
        var index = start
        while index < text.count {
            switch text[index] {
            case 0x5C where isString: index += 1
            case 0x22: isString.toggle()
            case 0x7B where !isString, 0x5B where !isString: depth += 1
            case 0x7D where !isString, 0x5D where !isString:
                depth -= 1
                if depth <= 0 { return text[start...index] }
            default: break
            }
            index += 1
        }
        return nil
    }
}
