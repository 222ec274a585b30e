import ChatLogs
import Core
import StrictJSON

/// One uploaded file as the service understood it.
struct DocumentPicture {
    let filename: String?
    let formatTitle: String?
    let status: Word
    let conversations: Int
    let isOneConversation: Bool
    let hasConversations: Bool
    let turns: Int
    let isOneTurn: Bool
    let reasons: [Message]
    let hasReasons: Bool
    let droppedLines: Int
    let isOneDroppedLine: Bool
    let hasDroppedLines: Bool
    let droppedLineNumbers: String
    let episodes: [EpisodePicture]
    let hasEpisodes: Bool
    let hasRefusedEpisodes: Bool
    let furtherEpisodes: Int
    let hasFurtherEpisodes: Bool
    let masked: [FindingLine]
    let remarks: [FindingLine]
    let tidied: [FindingLine]
    let hasMasked: Bool
    let hasRemarks: Bool
    let hasTidied: Bool
    /// The first conversations as chats; only of a preview.
    let dialogues: [DialoguePicture]
    let isPreview: Bool
    let hasOneDialogue: Bool

    /// Most conversations of one file that are listed, and most that are shown as chats.
    private static let (mostEpisodes, mostDialogues) = (20, 3)

    /// From a document of the API's answer.
    init(_ document: JSONValue) {
        let all = document["episodes"].elements
        filename = document["filename"]?.string
        let format = document["format"]?.string
        formatTitle = document["format_title"]?.string ?? LogFormat.all.first { $0.name == format }?.title ?? format
        status = Word(document["status"]?.string ?? "")
        conversations = all.count
        isOneConversation = all.count == 1
        hasConversations = !all.isEmpty
        turns = all.reduce(0) { $0 + ($1["turns"]?.int ?? 0) }
        isOneTurn = turns == 1
        // The only conversation of a file needs no list of its own.
        let own = Message.reasons(document["reasons"])
        reasons = own + (all.count == 1 ? Message.reasons(all[0]["reasons"]).filter { !own.contains($0) } : [])
        hasReasons = !reasons.isEmpty
        let dropped = document["dropped_lines"].elements.compactMap(\.int)
        droppedLines = dropped.count
        isOneDroppedLine = dropped.count == 1
        hasDroppedLines = !dropped.isEmpty
        droppedLineNumbers =
            dropped.prefix(20).map(String.init).joined(separator: ", ") + (dropped.count > 20 ? ", …" : "")
        // What was refused is listed first: it is what somebody can do something about.
        let pictures = all.enumerated().map { EpisodePicture($0.element, number: $0.offset + 1) }
        let ordered = pictures.filter(\.hasReasons) + pictures.filter { !$0.hasReasons }
        hasRefusedEpisodes = pictures.contains(where: \.hasReasons)
        hasEpisodes = pictures.count > 1
        episodes = Array(ordered.prefix(Self.mostEpisodes))
        furtherEpisodes = max(0, all.count - Self.mostEpisodes)
        hasFurtherEpisodes = furtherEpisodes > 0
        let findings = FindingLine.sums(of: all)
        masked = findings.filter { $0.kind == .redaction }
        remarks = findings.filter { $0.kind == .flag }
        tidied = findings.filter { $0.kind == .action }
        hasMasked = !masked.isEmpty
        hasRemarks = !remarks.isEmpty
        hasTidied = !tidied.isEmpty
        dialogues = all.prefix(Self.mostDialogues).enumerated().compactMap { index, episode in
            DialoguePicture(episode, number: index + 1)
        }
        isPreview = !dialogues.isEmpty
        hasOneDialogue = all.count == 1
    }
}

/// One conversation of a file.
struct EpisodePicture {
    let number: Int
    let turns: Int
    let isOneTurn: Bool
    let userTurns: Int
    let modelTurns: Int
    let status: Word
    let reasons: [Message]
    let hasReasons: Bool

    init(_ episode: JSONValue, number: Int) {
        self.number = number
        turns = episode["turns"]?.int ?? 0
        isOneTurn = turns == 1
        userTurns = episode["user_turns"]?.int ?? 0
        modelTurns = episode["model_turns"]?.int ?? 0
        status = Word(episode["status"]?.string ?? "")
        reasons = Message.reasons(episode["reasons"])
        hasReasons = !reasons.isEmpty
    }
}

/// What one rule did in a file, summed over its conversations.
struct FindingLine {
    let rule: Word
    let count: Int
    let isOne: Bool
    let kind: Rule.Kind

    static func sums(of episodes: [JSONValue]) -> [FindingLine] {
        var counts: [String: Int] = [:]
        for finding in episodes.flatMap({ $0["findings"].elements }) {
            if let rule = finding["rule"]?.string { counts[rule, default: 0] += finding["count"]?.int ?? 0 }
        }
        return Rule.allCases.compactMap { rule in
            counts[rule.rawValue].map { FindingLine(rule: Word(rule), count: $0, isOne: $0 == 1, kind: rule.kind) }
        }
    }
}

extension Message {
    /// Reasons of the API's answer; a stored reason of an episode is its code alone.
    static func reasons(_ list: JSONValue?) -> [Message] {
        list.elements.prefix(50).map { reason in
            let code = reason["code"]?.string ?? ""
            return Message(
                code: code, detail: reason["detail"]?.string ?? "",
                hint: reason["hint"]?.string ?? ReasonCode(rawValue: code)?.hint ?? "", line: reason["line"]?.int)
        }
    }
}
