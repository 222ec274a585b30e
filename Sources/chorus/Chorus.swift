import ArgumentParser
import Core

/// The root command.
@main
struct Chorus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chorus",
        abstract: "A community's voice about a model in training, as data for its next part.",
        discussion: """
            Settings can be given as environment variables too: --data as CHORUS_DATA, and so on; see --help of a command.
            DATABASE_URL selects an outside PostgreSQL; without it a private one is kept in the data folder.
            """,
        version: Release.version,
        subcommands: [
            Serve.self, Doctor.self, Migrate.self, TokenCommand.self, Pull.self, Consumers.self, PolicyCommand.self,
            SnapshotCommand.self, CurateCommand.self, Import.self, Inspect.self,
            SentimentCommand.self, Report.self, Demo.self, Verify.self, Rescore.self, TranslationCommand.self,
            DatabaseCommand.self,
        ])
}
