import ArgumentParser
import Web

/// Prints what a translator of the pages fills in.
struct TranslationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translation", abstract: "Print every sentence of the pages, to be translated.",
        discussion: """
            Without a file: the catalogue, with nothing filled in. With one: the same with what the file says already, so \
            that it can take its place after an update; what is missing, no longer on any page, or would break one is \
            told on standard error. `chorus serve --translation FILE` serves it.

            Exit code 0: every sentence is translated, or no file was named; 1: some are not; 2: the file is no catalogue.
            """)

    @Argument(help: "A catalogue that is filled in, in part or as a whole.")
    var file: String?

    func run() throws {
        let catalogue = try Catalogue()
        guard let file else { return print(catalogue.text(), terminator: "") }
        let translation: Translation
        do {
            translation = try Translation(file: file)
        } catch {
            StandardError.write(Array("\(file) \(error).\n".utf8))
            throw ExitCode(2)
        }
        print(catalogue.text(translation), terminator: "")
        let gaps = catalogue.gaps(in: translation)
        for (kind, sentences) in [("missing", gaps.missing), ("stale", gaps.stale), ("faulty", gaps.faulty)] {
            for sentence in sentences { StandardError.write(Array("\(kind): \(sentence)\n".utf8)) }
        }
        if !gaps.isEmpty { throw ExitCode(1) }
    }
}
