import StrictJSON

/// File names as labels: shown and stored, never opened.
public enum FileLabel {
    /// Most bytes of a label.
    public static let mostBytes = 255

    /// A name without control characters and marks that turn the direction of text, at most 255 bytes; nil when nothing
    /// is left.
    public static func text(_ name: some Sequence<UInt8>) -> String? {
        var label = String.UnicodeScalarView()
        var bytes = 0
        var marks = 0
        for scalar in String(decoding: Array(name.prefix(4 * mostBytes)), as: UTF8.self).unicodeScalars {
            guard scalar.value >= 0x20, scalar.value != 0x7F, !scalar.properties.isBidiControl else { continue }
            bytes += scalar.utf8.count
            marks = CombiningMarks.contains(scalar.value) ? marks + 1 : 0
            if bytes > mostBytes || marks > JSONLimits.request.combiningRun { break }
            label.append(scalar)
        }
        return label.isEmpty ? nil : String(label)
    }
}
