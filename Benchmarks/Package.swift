// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that neither `make chat` nor `make test` builds what only measures.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "Paydesk", path: "..")],
    targets: [
        .executableTarget(
            name: "bench-entities", dependencies: [.product(name: "NLU", package: "Paydesk")]),
        .executableTarget(
            name: "bench-line", dependencies: [.product(name: "NLU", package: "Paydesk")]),
        .executableTarget(
            name: "bench-values", dependencies: [.product(name: "NLU", package: "Paydesk")]),
    ],
    swiftLanguageModes: [.v6]
)
