import Foundation
import StrictJSON

extension Metrics {
    /// The metrics in canonical form.
    var json: JSON {
        func bits(_ values: [Bool]) -> JSON { .string(String(values.map { $0 ? "1" : "0" })) }
        return .object([
            ("turns", .int(turns)),
            ("user_turns", .int(userTurns)),
            ("model_turns", .int(modelTurns)),
            ("model_words_median", .double(modelWordsMedian)),
            ("model_words_mean", .double(modelWordsMean)),
            ("words_total", .int(wordsTotal)),
            ("alternates", .int(alternates)),
            ("lang_non_en_ratio", nonEnglishRatio.map { .double($0) } ?? .null),
            ("first_turn_similarity", .double(firstTurnSimilarity)),
            ("stutter_ratio", .double(stutterRatio)),
            ("embarrassed_ratio", .double(embarrassedRatio)),
            ("refusal_hits", .int(refusalHits)),
            ("slop_hits", .int(slopHits)),
            ("slop_per_1000_words", .double(slopPerThousandWords)),
            ("combining_marks_run", .int(longestMarkRun)),
            ("turn_roles", .string(turnRoles)),
            ("turn_words", .elements(turnWords.count) { [turnWords] in .int(turnWords[$0]) }),
            ("stutters", bits(stutters)),
            ("embarrassments", bits(embarrassments)),
            ("similarities", .elements(similarities.count) { [similarities] in .double(similarities[$0]) }),
            (
                "window_similarities",
                .elements(windowSimilarities.count) { [windowSimilarities] in .double(windowSimilarities[$0]) }
            ),
        ])
    }
}

extension Fingerprints {
    /// The fingerprints in canonical form, hashes in hexadecimal; the sketch is base64 of 128 32-bit numbers, high
    /// byte first.
    var json: JSON {
        .object([
            ("turns_sha256", .string(Self.hexadecimal(turnsSHA256))),
            ("dialogue_sha256", .string(Self.hexadecimal(dialogueSHA256))),
            (
                "prefix_sha256",
                .elements(prefixSHA256.count) { [prefixSHA256] in .string(Self.hexadecimal(prefixSHA256[$0])) }
            ),
            (
                "dialogue_prefixes",
                .elements(dialoguePrefixes.count) { [dialoguePrefixes] in
                    .string(Self.hexadecimal(dialoguePrefixes[$0]))
                }
            ),
            ("minhash", minHash.isEmpty ? .null : .string(sketch)),
            ("simhash", .null),
        ])
    }

    private var sketch: String {
        Data(minHash.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } })
            .base64EncodedString()
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text.text
    }
}
