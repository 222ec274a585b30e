import HTTPTypes

/// Kinds of work that do not take places from each other.
enum WorkClass: String, CaseIterable, Sendable {
    case upload
    case report
    case feed
    case signIn = "sign_in"
    case parse

    /// What a request costs, by its route; nil for what costs little.
    init?(_ method: HTTPRequest.Method, _ template: String) {
        switch (method == .head ? .get : method, template) {
        case (.post, "/v1/submissions"), (.post, "/v1/submissions/preview"), (.post, "/submit"): self = .upload
        case (.post, "/sign-in"): self = .signIn
        case (.get, "/v1/feed"): self = .feed
        case (.post, "/v1/policies/dry-run"), (.post, "/v1/mix"), (.post, "/policies"): self = .report
        case (.get, let page) where page == "/" || Self.reports.contains { page.utf8.starts(with: $0.utf8) }:
            self = .report
        default: return nil
        }
    }

    private static let reports = ["/v1/experiments/{experiment}/", "/experiments/{experiment}"]
}
