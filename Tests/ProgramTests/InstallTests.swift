import Foundation
import Testing

/// `make install` of the program under test with a corpus of a few lines.
private struct Installation {
    private static let corpus = """
        nlu:
        - intent: greet
          examples: |
            - hello
            - good morning
        - intent: goodbye
          examples: |
            - see you later
            - bye
        """

    let folder: Folder
    var prefix: String { folder.path("prefix") }
    var share: String { prefix + "/share/paydesk" }

    init() throws {
        folder = try Folder()
        try FileManager.default.createDirectory(
            atPath: folder.path("corpus"), withIntermediateDirectories: true)
        try Self.corpus.write(
            toFile: folder.path("corpus/few.yml"), atomically: true, encoding: .utf8)
        let installed = try make("install")
        #expect(installed.status == 0, "\(installed.stdout)\(installed.stderr)")
    }

    /// Without Swift, so that nothing is built beside these tests.
    func make(_ target: String) throws -> Program.Outcome {
        try Program.run(
            [
                "-C", Paydesk.root.path, target, "SWIFT=none", "PROGRAM=\(Program.path())",
                "PREFIX=\(prefix)", "CORPUS=\(folder.path("corpus"))",
            ], program: "/usr/bin/make")
    }

    /// Started in the root folder, with nothing in its environment.
    func run(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(
            ["-i", prefix + "/bin/paydesk"] + arguments, program: "/usr/bin/env", directory: "/")
    }

    var files: [String] {
        FileManager.default.enumerator(atPath: prefix)?.compactMap { $0 as? String }.filter {
            !Paths.isFolder(prefix + "/" + $0)
        } ?? []
    }

    func model() throws -> String {
        share + "/"
            + (try #require(files.first { $0.contains("/model-") }) as NSString).lastPathComponent
    }

    private enum Paths {
        static func isFolder(_ path: String) -> Bool {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                && isFolder.boolValue
        }
    }
}

@Suite("What is installed")
struct InstallTests {
    @Test("works in any folder, with nothing around it, and says nothing but the answer")
    func anywhere() throws {
        let run = try Installation().run(["classify", "hello"])
        #expect((run.status, run.stderr) == (0, ""))
        #expect(run.stdout.hasPrefix("greet\t"))
    }

    @Test("needs no library of the toolchain")
    func libraries() throws {
        let libraries = try Program.run(
            [Program.path()], program: "/usr/bin/ldd"
        ).stdout
        #expect(libraries.contains("libsqlite3"))
        #expect(!libraries.contains("swift") && !libraries.contains("Foundation"))
    }

    @Test("readable by everybody, and gone when it is uninstalled")
    func uninstalled() throws {
        let installation = try Installation()
        let files = installation.files
        #expect(files.contains("bin/paydesk") && files.contains("share/paydesk/Intents/few.yml"))
        for file in files {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: installation.prefix + "/" + file)
            let mode = try #require(attributes[.posixPermissions] as? Int)
            #expect(mode & 0o444 == 0o444, "\(file)")
        }
        #expect(try installation.make("uninstall").status == 0)
        #expect(installation.files == [])
    }

    @Test("a model that is not that of the corpus any more is not used, and that is said")
    func stale() throws {
        let installation = try Installation()
        let more = "nlu:\n- intent: thanks\n  examples: |\n    - thank you\n    - much obliged\n"
        try more.write(
            toFile: installation.share + "/Intents/more.yml", atomically: true, encoding: .utf8)
        let run = try installation.run(["classify", "much obliged"])
        #expect(run.stdout.hasPrefix("thanks\t"))
        #expect(run.stderr.contains("training on \(installation.share)/Intents, once, about 1 s"))
    }

    @Test("a damaged model is not used, and that is said")
    func damaged() throws {
        let installation = try Installation()
        let model = try installation.model()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: model))
        bytes[bytes.count - 5] ^= 0x10
        try bytes.write(to: URL(fileURLWithPath: model))
        let run = try installation.run(["classify", "hello"])
        #expect(run.stdout.hasPrefix("greet\t"))
        #expect(run.stderr.contains("\(model): the model is damaged"))
        #expect(run.stderr.contains("training on"))
    }

    @Test("a model is kept for its corpus, whenever the program was built")
    func kept() throws {
        let installation = try Installation()
        let environment = [
            "PAYDESK_INTENTS": installation.folder.path("corpus"),
            "XDG_CACHE_HOME": installation.folder.path("cache"),
        ]
        let first = try Program.run(["classify", "hello"], environment: environment)
        #expect(first.stderr.contains("training on"))
        let copy = installation.folder.path("later")
        try FileManager.default.copyItem(atPath: Program.path(), toPath: copy)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: copy)
        let second = try Program.run(
            ["classify", "hello"], environment: environment, program: copy)
        #expect((second.stdout, second.stderr) == (first.stdout, ""))
    }
}
