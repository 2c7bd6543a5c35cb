import Foundation
import Testing

/// When the world fails: one clear line with the mend, the right exit code, nothing lost.
@Suite struct FaultTests {
    @Test(arguments: [
        (["chat", "--customer", "nobody", "--store", ":memory:"], 66, "no customer 'nobody'"),
        (
            ["chat", "--now", "yesterday", "--store", ":memory:"], 64,
            "--now 'yesterday' is no time"
        ),
        (["chat", "--nonsense"], 64, "unknown option"),
        (["classify", "--model", "/nowhere/desk.model", "hi"], 66, "no such model"),
        (["classify", "--intents", "/nowhere", "hi"], 66, "/nowhere"),
        (["replay", "/nowhere.transcript"], 66, "no such file"),
        (["chat", "--store", "/dev/null/book.sqlite"], 73, "/dev/null"),
    ])
    func saysWhatIsWrong(_ arguments: [String], _ status: Int32, _ words: String) throws {
        let run = try Paydesk.run(arguments)
        #expect(run.status == status)
        #expect(run.stderr.contains(words), "\(run.stderr)")
        #expect(run.stdout.isEmpty)
    }

    @Test func aFileThatIsNoBookIsLeftAlone() throws {
        let folder = try Folder()
        let book = folder.path("book.sqlite")
        try "this is no database, it is a letter\n".write(
            toFile: book, atomically: true, encoding: .utf8)
        let run = try Paydesk.run(["chat", "--store", book])
        #expect(run.status == 65)
        #expect(run.stderr.contains(book))
        #expect(try String(contentsOfFile: book, encoding: .utf8).hasPrefix("this is no database"))
    }

    @Test func aDamagedModelIsRefusedBeforeItIsRead() throws {
        let folder = try Folder()
        let model = folder.path("desk.model")
        #expect(try Paydesk.run(["train", "--output", model]).status == 0)
        try damagePages(of: model)
        let run = try Paydesk.run(["classify", "--model", model, "hi"])
        #expect((run.status, run.stdout) == (65, ""))
        #expect(run.stderr.contains("paydesk train"))
    }

    /// A bit of every page but the first, so that no line is without a damaged one.
    private func damagePages(of model: String) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: model))
        for page in stride(from: 4096, to: bytes.count, by: 4096) { bytes[page] ^= 1 }
        try bytes.write(to: URL(fileURLWithPath: model))
    }

    @Test func aDamagedCacheIsTrainedAgain() throws {
        let folder = try Folder()
        let environment = ["XDG_CACHE_HOME": folder.root]
        #expect(try Paydesk.run(["classify", "hello"], environment: environment).status == 0)
        let cache = folder.path("paydesk")
        let kept = try FileManager.default.contentsOfDirectory(atPath: cache)
        let name = try #require(kept.first { $0.hasSuffix(".bin") })
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: cache + "/" + name))
        let run = try Paydesk.run(["classify", "hello"], environment: environment)
        #expect(run.status == 0 && run.stdout.hasPrefix("greet\t"))
        #expect(run.stderr.contains("training it again"))
    }

    @Test func aDamagedPageOfTheCacheIsRemovedBeforeItIsUsed() throws {
        let folder = try Folder()
        let corpus = folder.path("lines.csv")
        try "text,label\nhello,greet\nhi,greet\nbye,leave\nso long,leave\n"
            .write(toFile: corpus, atomically: true, encoding: .utf8)
        func run() throws -> Program.Outcome {
            try Paydesk.run(
                ["classify", "--intents", corpus, "so long"],
                environment: ["XDG_CACHE_HOME": folder.root])
        }
        let answer = try run().stdout
        #expect(answer.hasPrefix("leave\t"))
        let cache = folder.path("paydesk")
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: cache).first)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: cache + "/" + name))
        // The first page holds the header, and numbers begin with the second.
        bytes[4096] ^= 1
        try bytes.write(to: URL(fileURLWithPath: cache + "/" + name))
        let damaged = try run()
        #expect((damaged.status, damaged.stdout) == (75, ""))
        #expect(damaged.stderr.contains("start again"))
        #expect(try run().stdout == answer)
    }

    @Test func aMistakeInTheCorpusNamesItsLine() throws {
        let folder = try Folder()
        let file = folder.path("wrong.yml")
        try "version: \"3.1\"\nnlu:\n- intent: &anchor greet\n  examples: |\n    - hello\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        let run = try Paydesk.run(["classify", "--intents", folder.root, "hello"])
        #expect(run.status == 65)
        #expect(run.stderr.contains("wrong.yml:3:"), "\(run.stderr)")
    }

    @Test func aCorpusWithoutADeskCannotChat() throws {
        let folder = try Folder()
        try "text,label\nhello,greet\nhi,greet\nbye,leave\nso long,leave\n"
            .write(toFile: folder.path("lines.csv"), atomically: true, encoding: .utf8)
        let run = try Paydesk.run(
            ["chat", "--intents", folder.path("lines.csv"), "--store", ":memory:"])
        #expect(run.status == 78)
        #expect(run.stderr.contains("desk.yml"))
    }

    @Test func aFullDiskIsAnError() throws {
        let run = try Paydesk.run(["classify", "hello"], output: "/dev/full")
        #expect(run.status == 74)
        #expect(run.stderr.contains("stdout"))
    }
}
