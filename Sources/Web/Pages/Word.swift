/// A value of a closed set whose words are in a template: `{{#is.mixed}}…{{/is.mixed}}`.
struct Word: Equatable {
    let `is`: [String: Bool]

    init(_ value: String) { self.is = [value: true] }

    init<Value: RawRepresentable>(_ value: Value) where Value.RawValue == String { self.init(value.rawValue) }
}
