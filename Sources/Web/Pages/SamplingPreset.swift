/// Sampling settings as a front end ships them, under the name that people know them by.
struct SamplingPreset {
    let name: String
    let title: String
    /// By field of the form; what a preset does not set is absent.
    let values: [String: String]

    init(_ name: String, _ title: String, _ values: [String: String]) {
        self.name = name
        self.title = title
        self.values = values
    }

    /// Those that people of the time chatted with.
    static let all = [
        SamplingPreset(
            "koboldai", "KoboldAI, as it comes",
            ["temperature": "0.5", "top_p": "0.9", "top_k": "0", "repetition_penalty": "1.1"]),
        SamplingPreset(
            "ooba-default", "oobabooga: Default",
            ["temperature": "0.7", "top_p": "0.5", "top_k": "40", "repetition_penalty": "1.2"]),
        SamplingPreset(
            "ooba-pygmalion", "oobabooga: Pygmalion",
            ["temperature": "0.5", "top_p": "0.9", "top_k": "0", "repetition_penalty": "1.05"]),
        SamplingPreset(
            "ooba-storywriter", "oobabooga: NovelAI-Storywriter",
            ["temperature": "0.72", "top_p": "0.73", "top_k": "0", "repetition_penalty": "1.1"]),
        SamplingPreset("ooba-contrastive", "oobabooga: Contrastive Search", ["top_k": "4", "contrastive": "yes"]),
    ]
}

/// A preset in the choice of them. Its values are there for the script that fills the fields.
struct SamplingPresetOption {
    let name: String
    let title: String
    let value: [String: String]

    init(_ preset: SamplingPreset) {
        name = preset.name
        title = preset.title
        value = preset.values
    }
}
