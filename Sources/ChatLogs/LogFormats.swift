extension LogFormat {
    /// Every format in the order in which it is tried. The order matters: several shapes contain others, and a
    /// Discord export would pass for an Agnai chat.
    public static let all: [LogFormat] = values + lines + texts

    /// Those that are one JSON value.
    private static let values: [LogFormat] = [
        .tavernHeaderOnly, .characterAIDefinitions, .characterAIDump, .characterAIOffline, .characterAITurns,
        .characterAIMessages, .risu,
        .cardV2, .cardV3, .cardV1, .oobabooga, .oobaboogaOld, .gradio,
        .koboldLite, .koboldUI2, .kobold, .discord, .janitor, .backyard, .ginger, .chatGPT,
        .agnai, .gamerator, .openAssistant, .openAIMessages, .shareGPT, .metharme, .pippa, .alpaca, .novelAI,
        .groupDefinition, .feedbackSidecar, .shareGPTScrape,
    ]

    /// Those that are rows of JSON, on lines of their own or otherwise.
    static let lines: [LogFormat] = [
        .tavernRoom, .chub, .tavernGroup, .tavern, .openAssistantLines, .openAIMessagesLines, .shareGPTLines,
        .metharmeLines, .pippaLines, .alpacaLines,
    ]

    /// Those that are text.
    private static let texts: [LogFormat] = [
        .html, .metharmeText, .discordText, .pygmalionPlain, .cardYAML, .risuText, .plainText,
    ]
}
