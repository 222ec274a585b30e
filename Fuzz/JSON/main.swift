import FuzzDriver
import Glibc
import StrictJSON

// What is read and written reads as the same value, and is written the same again.
let code = chorus_fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let root = try? JSONDocument(bytes, limits: .log).root else { return 0 }
    let written = root.json().bytes()
    // With the limits for what we write: a name is as long as it is written, and `\b` is written as `\u0008`.
    guard let again = try? JSONDocument(written, limits: .own).root else { fatalError("what is written is refused") }
    precondition(again.kind == root.kind && again.count == root.count)
    precondition(again.json().bytes() == written)
    return 0
}
exit(code)
