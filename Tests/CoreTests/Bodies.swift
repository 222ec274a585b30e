import Core
import Foundation
import StrictJSON

/// The value of a JSON text.
func body(_ text: String) throws -> JSONValue { try JSONDocument(Array(text.utf8), limits: .request).root }

/// 2023-03-03T12:00:00Z.
let noon = Date(timeIntervalSince1970: 1_677_844_800)

/// What a reading of fields refused: pointer and code of each fault, in order.
func faults(_ read: () throws -> Void) -> [String] {
    do {
        try read()
        return []
    } catch let problem as Problem {
        return problem.errors.map { "\($0.pointer) \($0.code)" }
    } catch {
        return ["\(error)"]
    }
}
