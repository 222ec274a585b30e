import Core
import StrictJSON

/// The gate of form fields: only what may be compared, trimmed and searched as a String becomes one.
enum FormText {
    /// The text of a field.
    /// - Throws: `Problem` 422 for bytes that are not UTF-8 and for more than 30 combining marks in a row
    static func string(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw refusal("not_utf8", "A field of the form is not UTF-8.")
        }
        var marks = 0
        for scalar in text.unicodeScalars {
            marks = CombiningMarks.contains(scalar.value) ? marks + 1 : 0
            guard marks <= JSONLimits.request.combiningRun else {
                throw refusal("combining_marks", "A field of the form has too many combining marks in a row.")
            }
        }
        return text
    }

    /// For a query: every byte but plain letters and digits as `%XX`.
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            plain.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~/".utf8)

    private static func refusal(_ code: String, _ detail: String) -> Problem {
        .invalid([Fault(pointer: "", code: code, detail: detail, hint: "Type the text instead of pasting it.")])
    }
}
