import Foundation

/// One line on stderr that is written over, when stderr is a terminal.
struct StatusLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// Shows where the work is.
    func show(_ line: String) {
        if isTerminal { write("\r\u{1B}[K\(line)") }
    }

    /// Leaves a line that stays, terminal or not.
    func note(_ line: String) { write((isTerminal ? "\r\u{1B}[K" : "") + "chorus: \(line)\n") }

    /// Clears the line.
    func end() {
        if isTerminal { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { StandardError.write(Array(text.utf8)) }
}
