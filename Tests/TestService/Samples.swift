public import StrictJSON

/// Small inputs that are all right.
public enum Samples {
    /// Body of `PUT /v1/experiments/exp7`.
    public static let experiment: JSON = [
        "title": "Experiment 7: longer responses", "model": "v8", "parts_planned": 10,
        "hyperparameters": ["learning_rate": 9.8e-06, "warmup_steps": 24],
        "description": "Starts over with a *new* version of the data.", "previous": "exp6",
    ]

    /// Body of `PUT /v1/experiments/exp7/parts/{n}`.
    public static let part: JSON = [
        "checkpoint": [
            "repo": "open-roleplay/v8-6b", "revision": "part-01-of-10", "url": "https://models.example.org/v8",
        ],
        "released_at": "2023-02-17T18:30:00Z", "changed": "both", "training_notes": "The loss curves look healthy.",
        "testing_notes": "Temperature 0.5 to 0.7.",
    ]

    /// Body of `POST /v1/ratings`; further members replace or join these.
    public static func rating(part: Int = 1, _ members: JSON.Member...) -> JSON {
        var all: [JSON.Member] = [("experiment", "exp7"), ("part", .int(part))]
        all += members
        return .object(all)
    }

    /// A chat of TavernAI: a header, the character's greeting and some exchanges, in which `word` is said once.
    public static func tavern(word: String = "lantern", exchanges: Int = 2) -> [UInt8] {
        var lines: [JSON] = [["user_name": "Sam", "character_name": "Aria", "create_date": 1_675_919_377_126]]
        lines.append(message("Aria", isUser: false, "You are the new deckhand, then. Mind the \(word)."))
        for number in 1...exchanges {
            lines.append(message("Sam", isUser: true, "Aye. What is task \(number) of today?"))
            lines.append(message("Aria", isUser: false, "*She points.* Number \(number): coil the rope over there."))
        }
        return Array(lines.map { $0.bytes() }.joined(separator: [UInt8(ascii: "\n")]))
    }

    /// A chat of TavernAI whose file does not say which speaker is the user.
    public static let unmapped = Array(
        """
        {"name":"Bruno","mes":"Two spoons?"}
        {"name":"Ilse","mes":"Three."}
        {"name":"Bruno","mes":"Brave."}
        {"name":"Ilse","mes":"Always."}

        """.utf8)

    private static func message(_ name: String, isUser: Bool, _ text: String) -> JSON {
        ["name": .string(name), "is_user": .bool(isUser), "send_date": 1_675_919_377_126, "mes": .string(text)]
    }
}

/// A body of `multipart/form-data`.
public struct Form: Sendable {
    /// Its content type, boundary included.
    public static let type = "multipart/form-data; boundary=----edge"
    /// The body.
    public private(set) var bytes: [UInt8] = []

    /// Fields, then files as `log`.
    public init(_ fields: [(String, String)], files: [(name: String, bytes: [UInt8])]) {
        for (name, value) in fields { append("name=\"\(name)\"", Array(value.utf8)) }
        for file in files { append("name=\"log\"; filename=\"\(file.name)\"", file.bytes) }
        bytes += Array("------edge--\r\n".utf8)
    }

    private mutating func append(_ names: String, _ content: [UInt8]) {
        bytes += Array("------edge\r\nContent-Disposition: form-data; \(names)\r\n\r\n".utf8) + content + [0x0D, 0x0A]
    }
}
