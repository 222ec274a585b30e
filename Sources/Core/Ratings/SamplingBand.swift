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
            settings.temperature.map { band(.temperature, $0) }, settings.topP.map { band(.topP, $0) },
            settings.topK.map { band(.topK, Double($0)) },
            settings.repetitionPenalty.map { band(.repetitionPenalty, $0) },
            settings.contrastive.map { SamplingBand(setting: .contrastive, name: $0 ? "on" : "off") },
        ].compactMap(\.self)
    }

    /// As `temperature:0.5-0.7`.
    public var text: String { "\(setting.rawValue):\(name)" }

    /// From its text; nil when there is no such band.
    public init?(_ text: String) {
        let halves = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard halves.count == 2 else { return nil }
        self.init(setting: halves[0], name: halves[1])
    }

    /// Values above `over` and up to `to` lie in it; nil is no limit. Of contrastive search 1 is on and 0 is off.
    public var bounds: (over: Double?, to: Double?) {
        let names = Self.names(of: setting)
        let edges = Self.edges(of: setting)
        guard let index = names.firstIndex(of: name) else { return (nil, nil) }
        return (index > 0 ? edges[index - 1] : nil, index < edges.count ? edges[index] : nil)
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

    private static func band(_ setting: Setting, _ value: Double) -> SamplingBand {
        SamplingBand(setting: setting, name: names(of: setting)[edges(of: setting).count { value > $0 }])
    }

    /// The upper ends of all bands but the last.
    private static func edges(of setting: Setting) -> [Double] {
        switch setting {
        case .temperature: [0.5, 0.7, 1]
        case .topP: [0.5, 0.9, 0.999]
        case .topK: [0, 40, 100]
        case .repetitionPenalty: [1, 1.1, 1.2]
        case .contrastive: [0]
        }
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
