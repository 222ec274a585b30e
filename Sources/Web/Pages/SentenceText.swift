public import Core
public import Mustache

/// A sentence of a report on a page: in the language of the page, or in English.
extension Sentence: MustacheParent {
    /// `text`, and whether it `isUntranslated`: English on a page that is not.
    public func child(named name: String) -> Any? {
        let translation = Translation.current
        let other = translation?.text(of: self)
        return switch name {
        case "text": other ?? description
        case "isUntranslated": translation != nil && other == nil
        default: nil
        }
    }
}
