// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "scrutinyd",
    products: [
        .library(name: "Deadlines", targets: ["Deadlines"]),
        .library(name: "Statecharts", targets: ["Statecharts"]),
    ],
    dependencies: [],
    targets: [
        // System headers.
        .systemLibrary(
            name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CLinux"),

        // Generic libraries that know nothing of scrutinies.
        .target(name: "Deadlines"),
        .target(name: "Statecharts"),

        // Files.

        // The engine and its adapters.

        // Control.

        // Composition.

        // Tests.
        .testTarget(name: "DeadlinesTests", dependencies: ["Deadlines"]),
        .testTarget(name: "StatechartsTests", dependencies: ["Statecharts"]),
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
