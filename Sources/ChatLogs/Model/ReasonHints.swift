extension ReasonCode {
    /// What the submitter can do about it, in one sentence.
    public var hint: String {
        switch self {
        case .tooLarge: "Split the file, or send only the chat and not the backup folder around it."
        case .emptyFile: "Export the chat again; this file has no content."
        case .undecodableText: "Send the file as the program wrote it; this is not text in a known encoding."
        case .brokenJSON: "Export the chat again; if you edited it by hand, check the line named here."
        case .tooDeep, .duplicateKey, .keyTooLong, .numberTooLong, .combiningMarks:
            "No chat program writes this; send the file as it was exported."
        case .zipUnsafe: "Unpack the archive and send the chat files in it."
        case .unrecognisedFormat: "Send the export of your chat program, or a text with lines like “Name: text”."
        case .card: "This is a character; send a chat along with it."
        case .definitions: "These are a character's definitions; send the chat file that was saved next to them."
        case .settings: "These are settings; save the story or chat itself and send that."
        case .groupDefinition: "This only lists a group's members; send the file from the folder “group chats”."
        case .feedbackSidecar: "This is feedback about a chat; send the chat itself."
        case .storyOnly: "Stories without speakers cannot be used; send a chat."
        case .headerOnly: "The chat has no messages yet."
        case .userSpeaker: "Tell us which of the speakers is you."
        case .characterCard: "Send the character's card along with the chat."
        case .discordRoles: "Tell us which of the authors is you; bots are then the model."
        case .noText: "The conversation has no text."
        case .greetingOnly: "Only the character's greeting is there; send a chat in which you answered."
        case .noUserTurn: "Nothing in it was written by the user."
        case .noModelTurn: "Nothing in it was written by the model."
        case .tooFewTurns: "Send a longer conversation."
        case .duplicateExact: "Nothing to do: we have this conversation already."
        case .supersededByLonger: "Nothing to do: we have a longer version of this conversation."
        case .controlTokens: "Remove training markup such as <|user|> from the text, or wait for a moderator."
        case .secretFound: "We removed something that looks like a key; revoke it where it was issued."
        case .thirdParty: "Remove what identifies other people."
        case .encodingSuspect: "Check the accents and quotes in the preview; save the file as UTF-8 if they are wrong."
        case .rolesSwapped: "Check in the preview who says what."
        case .nonEnglish: "This experiment takes English conversations only."
        case .minorSafetyReview: "A safety check has to pass first."
        case .modelAttributionMissing: "Tell us which part of the model you talked to."
        case .heldByMaintainer: "Nothing to do: a maintainer looks at it again."
        case .refusedByMaintainer: "A maintainer refused it; its text is deleted thirty days after that."
        }
    }
}
