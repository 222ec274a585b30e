import ChatLogs
import Foundation

extension Fixture {
    /// A chat of given turns, `user` and `assistant`, read as a file of messages.
    static func chat(_ turns: [(String, String)]) -> SessionReading {
        let messages = turns.map { ["role": $0.0, "content": $0.1] }
        let data = (try? JSONSerialization.data(withJSONObject: ["messages": messages])) ?? Data()
        return LogReader.read(Array(data)).sessions.first ?? SessionReading(index: 0)
    }

    /// A chat in which the model says these things, each after a word of the user.
    static func replies(_ texts: [String]) -> SessionReading {
        chat(texts.enumerated().flatMap { [("user", "Go on, part \($0.offset)."), ("assistant", $0.element)] })
    }
}
