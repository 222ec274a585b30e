import Foundation
import Mustache

/// The templates as files beside the program.
enum TemplateFolder {
    /// Reads and checks all of them: an unknown partial would silently render as nothing.
    static func library(_ translation: Translation? = nil) throws -> MustacheLibrary {
        MustacheContentTypes.register(PageText(), named: PageText.name)
        let texts = try texts()
        for template in PageTemplate.allCases where texts[template.rawValue] == nil {
            throw PageFault(template: template.rawValue, detail: "is not there")
        }
        var library = MustacheLibrary()
        for (name, english) in texts {
            let text = translation?.template(name, english) ?? english
            for partial in partials(in: text) where texts[partial] == nil {
                throw PageFault(template: name, detail: "names \(partial), which is not there")
            }
            do {
                // The library forgets the content type at each partial, so that every template has to say it.
                try library.register("{{% CONTENT_TYPE:\(PageText.name)}}" + text, named: name)
            } catch {
                throw PageFault(template: name, detail: "\(error)")
            }
        }
        return library
    }

    /// The text of each template by name, without the line break at its end.
    static func texts() throws -> [String: String] {
        guard let folder = Bundle.module.url(forResource: "Templates", withExtension: nil) else {
            throw PageFault(template: "Templates", detail: "the folder is not there")
        }
        var texts: [String: String] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "mustache" {
            let text = try String(contentsOf: file, encoding: .utf8)
            texts[file.deletingPathExtension().lastPathComponent] =
                text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
        return texts
    }

    /// Names after `{{>` and `{{<`.
    private static func partials(in text: String) -> [String] {
        text.matches(of: /\{\{[><]\s*([a-z_]+)\s*\}\}/).map { String($0.output.1) }
    }
}
