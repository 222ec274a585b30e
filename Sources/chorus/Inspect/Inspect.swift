import ArgumentParser
import ChatLogs
import Core
import Foundation
import StrictJSON

/// Reads chat logs as the service would, and says what it understood.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what would be understood of chat logs, without a server.",
        discussion: """
            Every file goes the way of an upload: format, conversations, what would be masked, what would be refused and \
            why. Nothing is sent or stored. Folders are searched for files; - reads standard input.

            Exit code 0: each file holds at least one conversation that would be taken; 1: some file does not; 2: some \
            file could not be opened.
            """)

    @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "file"))
    var paths: [String] = []

    @Option(help: "Your name in the logs, which would be masked.")
    var userName: String?

    @Option(help: "Which speaker is the user, where a log does not say.")
    var speakerUser: String?

    @Flag(help: "One JSON object a file, as of POST /v1/submissions/preview, on a line of its own.")
    var json = false

    @Flag(help: "Print what can be read, in Markdown, and nothing else.")
    var formats = false

    func validate() throws {
        if paths.isEmpty, !formats { throw ValidationError("Name a file or a folder; - is standard input.") }
    }

    func run() throws {
        if formats { return print(FormatCatalogue.markdown, terminator: "") }
        try inspect()
    }

    private func inspect() throws {
        var names = [("user_name", userName), ("speaker_user", speakerUser)].compactMap { name, value in
            value.map { (name: name, value: $0) }
        }
        names.append((name: "consent_training", value: "true"))
        let fields = try fields(names)
        let files = paths.flatMap(InspectedFile.all)
        let progress = StatusLine()
        var table = InspectTable()
        var code: Int32 = 0
        for (index, file) in files.enumerated() {
            if files.count > 1 { progress.show("\(index + 1) of \(files.count)  \(file.label)") }
            guard let bytes = file.bytes() else {
                progress.note("\(file.label) cannot be read")
                code = 2
                continue
            }
            let submission = Submission(
                id: ID(bucket: 0, at: Date()), fields: fields,
                uploads: [Upload(filename: file.label, bytes: bytes)], receivedAt: Date())
            if submission.status == .rejected, code == 0 { code = 1 }
            if json {
                progress.end()
                print(String(decoding: submission.preview.bytes(), as: UTF8.self))
            } else {
                submission.documents.forEach { table.add($0.reading) }
            }
        }
        progress.end()
        if !json { print(table.text) }
        if code != 0 { throw ExitCode(code) }
    }

    private func fields(_ names: [(name: String, value: String)]) throws -> SubmissionFields {
        do {
            return try SubmissionFields(names)
        } catch {
            throw ValidationError(error.errors.first?.detail ?? error.detail)
        }
    }
}

/// A file to look at.
struct InspectedFile {
    /// Its path as it was given, or below the folder that was given.
    let label: String

    /// The files behind a path: itself, or everything in the folder, hidden files left out, in order of their names.
    static func all(at path: String) -> [InspectedFile] {
        var isFolder: ObjCBool = false
        guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
        else {
            return [InspectedFile(label: path)]
        }
        let root = URL(filePath: path, directoryHint: .isDirectory)
        let found = FileManager.default.enumerator(
            at: root, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        var labels: [String] = []
        while let url = found?.nextObject() as? URL {
            if (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true { labels.append(url.path) }
        }
        return labels.sorted().map(InspectedFile.init)
    }

    /// What is in it; nil when it cannot be read.
    func bytes() -> [UInt8]? {
        if label == "-" { return (try? FileHandle.standardInput.readToEnd() ?? Data()).map { Array($0) } }
        return FileManager.default.contents(atPath: label).map { Array($0) }
    }
}
