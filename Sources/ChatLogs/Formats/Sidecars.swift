import StrictJSON

/// Files that lie next to chats and are none.
extension LogFormat {
    /// The members of a SillyTavern group; the chat itself is another file.
    static let groupDefinition = LogFormat(
        refused: "st_group_definition", title: "SillyTavern group definition",
        Reason(.groupDefinition, "the file lists a group's members and has no messages"),
        recognises: { source in
            guard let object = source.object, object.hasArray("members") else { return false }
            return object.has("chat_id") || object.has("chats") || object.has("activation_strategy")
        })

    /// Feedback about a chat, kept beside it.
    static let feedbackSidecar = LogFormat(
        refused: "feedback_sidecar", title: "feedback on a chat",
        Reason(.feedbackSidecar, "the file has feedback on a chat and no messages"),
        recognises: { source in
            guard let object = source.object, object.count > 0 else { return false }
            return ["rating", "feedback", "ratings", "thumbs", "score"].contains { object.has($0) }
                && !object.has("mes") && !object.has("text")
        })
}
