// swift-tools-version: 6.2

import PackageDescription

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let serviceLifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "scrutinyd",
    products: [
        .library(name: "Deadlines", targets: ["Deadlines"]),
        .library(name: "Statecharts", targets: ["Statecharts"]),
        .library(name: "Varlink", targets: ["Varlink"]),
        .library(name: "Systemd", targets: ["Systemd"]),
        .executable(name: "scrutinyd", targets: ["scrutinyd"]),
        .executable(name: "scrutinyctl", targets: ["scrutinyctl"]),
        // For tests only: a clock and a disk that they turn, in front of a real daemon's.
        .library(name: "FaultRig", type: .dynamic, targets: ["FaultRig"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // System headers.
        .systemLibrary(
            name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CLinux"),

        // Generic libraries that know nothing of scrutinies.
        .target(name: "Deadlines"),
        .target(name: "Statecharts"),
        .target(name: "Varlink", dependencies: ["CLinux"]),
        .target(name: "Systemd", dependencies: ["CSystemd", logging]),

        // Files.
        .target(name: "Documents", dependencies: [yams]),
        .target(name: "Workflows", dependencies: ["Deadlines", "Statecharts"]),
        .target(
            name: "WorkflowFiles",
            dependencies: ["Workflows", "Documents", "Deadlines", "Statecharts"]),
        .target(name: "Configuration", dependencies: ["Documents"]),

        // The engine and its adapters.
        .target(
            name: "Engine",
            dependencies: ["Workflows", "Deadlines", "Statecharts", logging, crypto]),
        .target(
            name: "SQLiteStore",
            dependencies: ["Engine", "Deadlines", "Statecharts", "Workflows", grdb]),
        .target(name: "NotifierKit"),
        .target(
            name: "Notifications",
            dependencies: [
                "Engine", "NotifierKit", "Deadlines", "Workflows", "CLinux", logging, mustache,
            ]),

        // Control.
        .target(
            name: "ControlProtocol", dependencies: ["Varlink"], path: "Sources/Control",
            resources: [.embedInCode("Interfaces")]),
        .target(
            name: "ControlServer",
            dependencies: [
                "ControlProtocol", "Varlink", "Engine", "Deadlines", "Workflows", logging,
            ]),
        .target(name: "Reports", dependencies: ["ControlProtocol"]),
        .target(
            name: "Simulation",
            dependencies: [
                "Engine", "WorkflowFiles", "Workflows", "Documents", "Deadlines", "Statecharts",
            ]),

        // Composition.
        .target(
            name: "Daemon",
            dependencies: [
                "CLinux", "Configuration", "ControlProtocol", "ControlServer", "Deadlines",
                "Documents", "Engine", "Notifications", "NotifierKit", "SQLiteStore", "Statecharts",
                "Systemd",
                "Varlink", "WorkflowFiles", "Workflows", logging, serviceLifecycle, unixSignals,
            ]),
        .executableTarget(
            name: "scrutinyd",
            dependencies: ["Daemon", "Configuration", "Deadlines", argumentParser]),
        .executableTarget(
            name: "scrutinyctl",
            dependencies: [
                "ControlProtocol", "Configuration", "Deadlines", "Documents", "Engine", "Reports",
                "Simulation", "Varlink", "WorkflowFiles", "Workflows", argumentParser,
            ]),

        // Tests.
        .target(name: "FaultRig", path: "Tests/FaultRig"),
        .target(
            name: "TestSupport", dependencies: ["Engine", "Workflows", "Deadlines", "Statecharts"],
            path: "Tests/TestSupport"),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Configuration", "ControlProtocol", "Deadlines", "Documents", "NotifierKit",
                "Varlink", "WorkflowFiles", "Workflows",
            ], path: "Tests/FuzzTargets"),
        .executableTarget(name: "SocketAttack", path: "Tests/SocketAttack"),
        .target(
            name: "Histories",
            dependencies: [
                "Deadlines", "Documents", "Engine", "Notifications", "SQLiteStore", "Simulation",
                "Statecharts", "WorkflowFiles", "Workflows", grdb, logging,
            ], path: "Tests/Histories"),
        .executableTarget(
            name: "soak", dependencies: ["Histories", argumentParser], path: "Tests/Soak"),
        .testTarget(name: "ConfigurationTests", dependencies: ["Configuration", "Documents"]),
        .testTarget(name: "ControlProtocolTests", dependencies: ["ControlProtocol", "Varlink"]),
        .testTarget(
            name: "ControlServerTests",
            dependencies: [
                "ControlProtocol", "ControlServer", "Deadlines", "Engine", "Simulation",
                "Statecharts", "Varlink", "WorkflowFiles", "Workflows", logging,
            ]),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Configuration", "Engine", "Deadlines",
            ]),
        .testTarget(name: "DeadlinesTests", dependencies: ["Deadlines"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "ControlProtocol", "Deadlines", "Engine", "NotifierKit", "SQLiteStore",
                "SocketAttack", "TestSupport", "Varlink", grdb,
            ]),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Deadlines", "Documents", "Engine", "Simulation", "Statecharts",
                "WorkflowFiles", "Workflows", logging,
            ]),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"]),
        .testTarget(
            name: "HistoriesTests", dependencies: ["Deadlines", "Engine", "Histories"]),
        .testTarget(
            name: "NotificationsTests",
            dependencies: [
                "CLinux", "Deadlines", "Engine", "Notifications", "NotifierKit", "Simulation",
                "WorkflowFiles", "Workflows", logging,
            ]),
        .testTarget(name: "NotifierKitTests", dependencies: ["NotifierKit"]),
        .testTarget(
            name: "ReportsTests", dependencies: ["ControlProtocol", "Reports"],
            exclude: ["Snapshots"]),
        .testTarget(
            name: "SQLiteStoreTests",
            dependencies: [
                "Deadlines", "Engine", "SQLiteStore", "Statecharts", "TestSupport", grdb,
            ]),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Deadlines", "Engine", "Simulation", "TestSupport", "WorkflowFiles",
                "Workflows",
            ]),
        .testTarget(name: "StatechartsTests", dependencies: ["Statecharts"]),
        .testTarget(name: "SystemdTests", dependencies: ["Systemd", logging]),
        .testTarget(name: "TidyTests"),
        .testTarget(name: "VarlinkTests", dependencies: ["CLinux", "Varlink"]),
        .testTarget(
            name: "WorkflowFilesTests",
            dependencies: [
                "Deadlines", "Documents", "WorkflowFiles", "Workflows",
            ]),
        .testTarget(name: "WorkflowsTests", dependencies: ["Deadlines", "Workflows"]),
        .testTarget(
            name: "scrutinyctlTests",
            dependencies: [
                "scrutinyctl", "ControlProtocol", "Reports", "WorkflowFiles", argumentParser,
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// One setting for all of our own code: warnings are errors, imports are explicit.
for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .treatAllWarnings(as: .error),
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]
}

// With this in the environment, as `make fuzz` has it: the fuzzer, and all of our own Swift code
// instrumented for it. libFuzzer brings the program's main().
if Context.environment["SCRUTINYD_FUZZING"] != nil {
    package.targets += [
        .target(name: "FuzzEntry", dependencies: ["FuzzTargets"], path: "Fuzzing/Entry"),
        .executableTarget(
            name: "fuzzer", dependencies: ["FuzzEntry"], path: "Fuzzing/Program",
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
    ]
    for target in package.targets where target.type == .regular {
        target.swiftSettings =
            (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer,address"])]
    }
}
