import ArgumentParser
import Hummingbird

@main struct Chorus: AsyncParsableCommand { func run() async throws { _ = Router() } }
