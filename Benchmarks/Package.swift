// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nothing of it is built or fetched with scrutinyd: it sees the
// public products alone.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "scrutinyd", path: "..")],
    targets: [
        .executableTarget(
            name: "WorkingDays",
            dependencies: [.product(name: "Deadlines", package: "scrutinyd")])
    ],
    swiftLanguageModes: [.v6]
)
