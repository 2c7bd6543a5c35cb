// swift-tools-version: 6.1
import Glibc
import PackageDescription

// Relocations in a hundredth of the room: a start reads two megabytes less. Programs with them run on
// a C library of 2.36 or later, so that an older one is given none.
var libc = [CChar](repeating: 0, count: 32)
confstr(Int32(_CS_GNU_LIBC_VERSION), &libc, libc.count)
let version = String(decoding: libc.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    .split { !$0.isNumber }.compactMap { Int($0) }
let shortRelocations =
    version.lexicographicallyPrecedes([2, 36])
    ? [] : ["-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"]

// What a start runs lies side by side, as Packaging/order has seen it.
let startOrder = [
    "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/Main/start.order",
    "-Xlinker", "--no-warn-symbol-ordering",
]

// The C++ library of Swift's runtime becomes a part of the program too, where its archive is.
var archives = glob_t()
let linkedIn =
    glob("/usr/lib/gcc/*/*/libstdc++.a", 0, nil, &archives) != 0
    ? []
    : [
        "-L\(Context.packageDirectory)/Packaging/linking", "-Xclang-linker", "-static-libgcc",
        "-Xlinker", "--as-needed",
    ]

let package = Package(
    name: "Paydesk",
    products: [
        .executable(name: "paydesk", targets: ["Main"]),
        // For `Benchmarks/`, which measures the modules in process.
        .library(name: "NLU", targets: ["Entities", "NLU", "Quantities"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The core: pure, without Foundation, clock or files.
        .target(name: "Quantities"),
        .target(name: "Lending", dependencies: ["Quantities"]),
        .target(
            name: "Conversation",
            dependencies: ["Entities", "Lending", "NLU", "Quantities", "Text"]),

        // Understanding, the book, and the conversation on paper.
        .target(name: "Text"),
        .target(name: "Entities", dependencies: ["Quantities", "Text"]),
        .target(
            name: "NLU",
            dependencies: ["CVector", "Entities", "Quantities", "Text"]),
        .target(name: "CVector"),
        .target(
            name: "Training",
            dependencies: ["CVector", "NLU", "Text", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "Ledger",
            dependencies: [
                "CPostgres", "CSodium", "Lending", "Quantities",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        // PostgreSQL's client library, which is loaded when a book needs it and never linked.
        .target(name: "CPostgres"),
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(
            name: "Transcripts",
            dependencies: [
                "Conversation", "Lending", "NLU", "Quantities", "Text", "Training",
            ]),

        // The shell around a turn, and the program.
        .target(
            name: "Desk",
            dependencies: [
                "Conversation", "Entities", "Ledger", "Lending", "NLU", "Quantities", "Text",
                "Transcripts",
            ]),
        .systemLibrary(
            name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .target(name: "CTerminal", dependencies: ["CLibEdit"]),
        .target(
            name: "paydesk",
            dependencies: [
                "Conversation", "CTerminal", "Desk", "Entities", "Ledger", "Lending", "NLU",
                "Quantities", "Text", "Training", "Transcripts",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [.embedInCode("AdoptedDesk"), .embedInCode("SampleFiles")]),
        // A start and nothing else: Swift's own libraries are linked into it, and not into the tests.
        .executableTarget(
            name: "Main", dependencies: ["paydesk"], exclude: ["start.order"],
            swiftSettings: [.unsafeFlags(["-static-stdlib"])],
            linkerSettings: [
                .unsafeFlags(
                    ["-static-stdlib", "-use-ld=lld", "-Xlinker", "--no-export-dynamic"]
                        + shortRelocations + startOrder + linkedIn)
            ]),

        // Tests mirror the sources. What several of them need is a module of its own.
        .target(
            name: "TestSupport",
            dependencies: ["Conversation", "Desk", "NLU", "Quantities", "Training"],
            path: "Tests/Support", exclude: ["postgres"]),
        .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"]),
        .testTarget(name: "TextTests", dependencies: ["Text"]),
        .testTarget(
            name: "EntitiesTests", dependencies: ["Entities", "Quantities", "TestSupport"]),
        .testTarget(
            name: "NLUTests",
            dependencies: ["CVector", "NLU", "Quantities", "TestSupport", "Text", "Training"]),
        .testTarget(
            name: "TrainingTests",
            dependencies: ["NLU", "Quantities", "TestSupport", "Text", "Training"]),
        .testTarget(
            name: "LendingTests", dependencies: ["Conversation", "Lending", "Quantities"],
            resources: [.copy("Vectors")]),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "Ledger", "Lending", "Quantities", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "ConversationTests",
            dependencies: [
                "Conversation", "Desk", "Entities", "Ledger", "Lending", "NLU", "Quantities",
                "TestSupport", "Text", "Training", "Transcripts",
            ]),
        .testTarget(
            name: "TranscriptsTests",
            dependencies: [
                "Conversation", "Lending", "NLU", "Quantities", "TestSupport", "Transcripts",
            ]),
        .testTarget(
            name: "DeskTests",
            dependencies: [
                "Conversation", "Desk", "Ledger", "Lending", "NLU", "Quantities", "TestSupport",
                "Text", "Transcripts", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
        // What `make fuzz` feeds; the tests read the inputs that are kept.
        .target(
            name: "FuzzReaders",
            dependencies: [
                "Conversation", "CTerminal", "Desk", "Entities", "Ledger", "Lending", "NLU",
                "paydesk", "Quantities", "TestSupport", "Text", "Training", "Transcripts",
            ],
            path: "Tests/Fuzz/Readers"),
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "CPseudoTerminal", "Conversation", "Desk", "Entities", "FuzzReaders", "Ledger",
                "Lending", "NLU", "paydesk", "Quantities", "TestSupport", "Text", "Training",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// `make fuzz`: built apart, with what libFuzzer and the sanitizers need.
if Context.environment["FUZZ"] != nil {
    package.products.append(.executable(name: "Fuzz", targets: ["Fuzz"]))
    package.targets.append(
        .executableTarget(name: "Fuzz", dependencies: ["FuzzReaders"], path: "Tests/Fuzz/Driver"))
}

// Our modules, and no others, can be looked into by tests, whatever the configuration: what is tested
// is what is run.
for target in package.targets where target.type == .regular {
    target.swiftSettings = [.unsafeFlags(["-enable-testing"])]
}
