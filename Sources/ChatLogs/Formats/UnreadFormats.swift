import StrictJSON

/// Formats that are known and not readable yet. Each is recognised, so that it is never mistaken for another.
extension LogFormat {
    static let html = LogFormat(
        refused: "html", title: "a web page",
        Reason(
            .unrecognisedFormat, "the file is a web page",
            hint: "Export the chat as JSON or text; a saved page cannot be read yet."),
        recognises: { source in
            let head = Array(source.text.prefix(2000)).map(\.lowercasedASCII)
            return source.root == nil
                && ["<html", "<!doctype html", "<body", "<head>"].contains {
                    head.firstIndex(of: Array($0.utf8)) != nil
                }
        })
}
