import HTTPTypes

/// Headers that every answer carries, errors too.
enum SecurityHeaders {
    static func add(to fields: inout HTTPFields) {
        for (name, value) in all { fields[name] = value }
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
    }

    private static let all: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
                + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        ),
        (.xContentTypeOptions, "nosniff"),
        (HTTPField.Name("Referrer-Policy") ?? .server, "same-origin"),
        (HTTPField.Name("Cross-Origin-Opener-Policy") ?? .server, "same-origin"),
    ]
}
