/// A range of one sampling setting within which ratings are compared.
public struct SamplingBand: Sendable, Hashable {
    /// What is set.
    public enum Setting: String, Sendable, Hashable, CaseIterable {
        case temperature
        case topP = "top_p"
        case topK = "top_k"
        case repetitionPenalty = "repetition_penalty"
        case contrastive
    }

    /// What is set.
    public let setting: Setting
    /// The range, for example `0.5-0.7`; its lower end is outside, its upper end within.
    public let name: String

    /// Every band of a setting, from low to high.
    public static func all(of setting: Setting) -> [SamplingBand] {
        names(of: setting).map { SamplingBand(setting: setting, name: $0) }
    }

    /// The bands that settings lie in; what was not told is in none.
    public static func of(_ settings: SamplingSettings) -> [SamplingBand] {
        [
            settings.temperature.map { band(.temperature, $0, edges: [0.5, 0.7, 1]) },
            settings.topP.map { band(.topP, $0, edges: [0.5, 0.9, 0.999]) },
            settings.topK.map { band(.topK, Double($0), edges: [0, 40, 100]) },
            settings.repetitionPenalty.map { band(.repetitionPenalty, $0, edges: [1, 1.1, 1.2]) },
            settings.contrastive.map { SamplingBand(setting: .contrastive, name: $0 ? "on" : "off") },
        ].compactMap(\.self)
    }

    /// - Returns: nil when there is no such band
    init?(setting: String, name: String) {
        guard let setting = Setting(rawValue: setting), Self.names(of: setting).contains(name) else { return nil }
        self.init(setting: setting, name: name)
    }

    private init(setting: Setting, name: String) {
        self.setting = setting
        self.name = name
    }

    /// - Parameter edges: the upper ends of all bands but the last
    private static func band(_ setting: Setting, _ value: Double, edges: [Double]) -> SamplingBand {
        SamplingBand(setting: setting, name: names(of: setting)[edges.count { value > $0 }])
    }

    /// Where people of the field set them: disabled top-k is 0, disabled top-p and repetition penalty are 1.
    private static func names(of setting: Setting) -> [String] {
        switch setting {
        case .temperature: ["to 0.5", "0.5-0.7", "0.7-1", "over 1"]
        case .topP: ["to 0.5", "0.5-0.9", "0.9-1", "disabled"]
        case .topK: ["disabled", "1-40", "41-100", "over 100"]
        case .repetitionPenalty: ["disabled", "1-1.1", "1.1-1.2", "over 1.2"]
        case .contrastive: ["off", "on"]
        }
    }
}
