/// The program that a rater chatted in, as far as figures tell them apart.
///
/// Raters write what they like; a figure for each spelling would let anybody make as many figures as they want.
public struct FrontEnd: Sendable, Hashable {
    /// One of `known`, `other`, or nothing where the rater did not say.
    public let name: String

    /// The front ends that figures tell apart.
    public static let known = [
        "agnai", "api", "backyard", "character.ai", "chub", "discord", "faraday", "gradio", "janitorai", "koboldai",
        "kobold lite", "koboldcpp", "llama.cpp", "lm studio", "ollama", "oobabooga", "risuai", "sillytavern",
        "tavernai",
        "text-generation-webui",
    ]

    /// - Parameter told: what the rater wrote
    public init(_ told: String?) {
        let told = told ?? ""
        name = told.isEmpty || Self.known.contains(told) ? told : "other"
    }
}
