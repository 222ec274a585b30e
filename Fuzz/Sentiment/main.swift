import FuzzDriver
import Glibc
import Sentiment

// A comment: probabilities are probabilities, whatever the text.
let code = chorus_fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let reading = SentimentModel.read(text)
    let sum = reading.probabilities.negative + reading.probabilities.neutral + reading.probabilities.positive
    precondition(abs(sum - 1) < 1e-6)
    return 0
}
exit(code)
