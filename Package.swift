// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6 language mode and the upcoming features that make imports and existentials explicit.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Byte loops are 20-50 times slower without the optimiser; these leaf modules keep it in debug builds too,
/// so that tests and a developer's server answer in the time that users see.
let hot: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "chorus",
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Leaves: pure, usable alone.
        .target(name: "StrictJSON", swiftSettings: hot),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "ChatLogs", dependencies: ["StrictJSON", "CZlib", crypto], swiftSettings: hot),
        .target(
            name: "Sentiment", exclude: ["Model/MODEL_CARD.md"], resources: [.copy("Model/sentiment.model")],
            swiftSettings: hot),
        .target(name: "Statistics", swiftSettings: hot),
        .target(name: "Locks", swiftSettings: strict),

        // PostgreSQL: libpq for Swift, and a private server.
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Postgres", dependencies: ["CPostgres", "Locks"], swiftSettings: strict),
        .target(name: "CProcess", cSettings: [.define("_GNU_SOURCE")]),
        .target(name: "EmbeddedPostgres", dependencies: ["Postgres", "CProcess", "Locks"], swiftSettings: strict),

        // The product: nouns and decisions, SQL, HTTP, command line.
        .target(
            name: "Core", dependencies: ["ChatLogs", "Sentiment", "Statistics", "StrictJSON", "CZlib", crypto],
            swiftSettings: strict),
        .target(
            name: "Storage", dependencies: ["Core", "Postgres", "StrictJSON", "CProcess", crypto],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Storage", "Core", "ChatLogs", "Sentiment", "Statistics", "StrictJSON", "Postgres", "CProcess", "Locks",
                crypto,
                logging, lifecycle,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [.copy("Templates"), .copy("Assets"), .copy("OpenAPI")], swiftSettings: strict),
        .executableTarget(
            name: "chorus",
            dependencies: [
                "Web", "Storage", "Core", "ChatLogs", "Sentiment", "Postgres", "EmbeddedPostgres", "StrictJSON",
                "CProcess", logging,
                lifecycle,
                crypto,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [.copy("Demo")], swiftSettings: strict),

        // Figures: how fast, against what.
        .executableTarget(
            name: "chorus-bench",
            dependencies: [
                "ChatLogs", "Sentiment", "StrictJSON", "Core", "Storage", "Web", "Postgres", "EmbeddedPostgres", crypto,
                logging, lifecycle,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ], path: "Benchmarks", exclude: ["RESULTS.md"], swiftSettings: strict),

        // Makes the model file of Sentiment; needs the labelled texts, which are not part of the repository.
        .executableTarget(
            name: "train-sentiment", dependencies: ["Sentiment", "StrictJSON"], swiftSettings: hot),

        // Tests: every one against a real PostgreSQL where one is needed.
        .target(
            name: "TestDatabase", dependencies: ["Postgres", "EmbeddedPostgres", "Locks"], path: "Tests/TestDatabase",
            swiftSettings: strict),
        .target(name: "TestProgram", path: "Tests/TestProgram", swiftSettings: strict),
        .target(name: "ProcessorTime", path: "Tests/ProcessorTime", swiftSettings: strict),
        .target(
            name: "TestService",
            dependencies: [
                "Web", "Storage", "Core", "Postgres", "StrictJSON", "Locks", "TestDatabase", crypto, logging, lifecycle,
            ],
            path: "Tests/TestService", swiftSettings: strict),
        .executableTarget(
            name: "embedded-postgres-probe", dependencies: ["EmbeddedPostgres"], path: "Tests/EmbeddedPostgresProbe",
            swiftSettings: strict),
        .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON", "ProcessorTime"], swiftSettings: strict),
        .testTarget(
            name: "ChatLogsTests", dependencies: ["ChatLogs", "StrictJSON", "CZlib", "ProcessorTime"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict),
        .testTarget(
            name: "SentimentTests", dependencies: ["Sentiment", "StrictJSON", "ProcessorTime"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "ProcessorTime"], swiftSettings: strict),
        .testTarget(
            name: "PostgresTests", dependencies: ["Postgres", "CPostgres", "Locks", "TestDatabase"],
            swiftSettings: strict),
        .testTarget(
            name: "EmbeddedPostgresTests",
            dependencies: ["EmbeddedPostgres", "Postgres", "CPostgres", "embedded-postgres-probe"],
            swiftSettings: strict),
        .testTarget(
            name: "CoreTests",
            dependencies: [
                "Core", "ChatLogs", "Sentiment", "Statistics", "StrictJSON", "TestProgram", "ProcessorTime", crypto,
            ],
            exclude: ["Imports/Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage", "Core", "Sentiment", "Postgres", "EmbeddedPostgres", "StrictJSON", "Locks", "TestDatabase",
                "TestService", crypto,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Storage", "Core", "ChatLogs", "Sentiment", "Postgres", "StrictJSON", "Locks", "TestDatabase",
                "TestProgram", "TestService",
                crypto, logging, lifecycle,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.copy("Exchanges")], swiftSettings: strict),
        .testTarget(
            name: "ChorusTests",
            dependencies: [
                "chorus", "ChatLogs", "StrictJSON", "Postgres", "EmbeddedPostgres", "TestDatabase", "TestProgram",
                "TestService",
            ],
            swiftSettings: strict),
    ]
)

// Fuzz targets are built only when asked for (`make fuzz`): their code, and all that it calls, is instrumented.
if Context.environment["CHORUS_FUZZ"] != nil {
    let fuzzer: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address"])]
    package.targets += [
        .target(name: "FuzzDriver", path: "Fuzz/Driver"),
        .executableTarget(
            name: "fuzz-logs", dependencies: ["ChatLogs", "FuzzDriver"], path: "Fuzz/Logs", swiftSettings: strict,
            linkerSettings: fuzzer),
        .executableTarget(
            name: "fuzz-json", dependencies: ["StrictJSON", "FuzzDriver"], path: "Fuzz/JSON", swiftSettings: strict,
            linkerSettings: fuzzer),
        .executableTarget(
            name: "fuzz-sentiment", dependencies: ["Sentiment", "FuzzDriver"], path: "Fuzz/Sentiment",
            swiftSettings: strict, linkerSettings: fuzzer),
    ]
}
