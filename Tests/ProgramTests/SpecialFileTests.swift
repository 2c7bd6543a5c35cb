import Foundation
import Testing

/// A pipe with nobody at its other end stands where a file is read or written: it is refused at
/// once, and nobody waits for it.
@Suite struct SpecialFileTests {
    private static let commands: [(arguments: [String], status: Int32)] = [
        (["chat", "--store", "PIPE"], 77), (["account", "list", "--store", "PIPE"], 77),
        (["chat", "--model", "PIPE", "--store", ":memory:"], 65),
        (["classify", "--model", "PIPE", "hi"], 65), (["classify", "--intents", "PIPE", "hi"], 65),
        (["train", "--intents", "PIPE", "--output", "OUT"], 65),
        (["train", "--output", "PIPE"], 73),
        (["lint", "--intents", "PIPE"], 65),
        (["evaluate", "--train", "PIPE", "--test", "PIPE"], 65), (["test", "PIPE"], 65),
        (["chat", "--record", "PIPE", "--store", ":memory:"], 73), (["replay", "PIPE"], 66),
        (["replay", "--accept", "PIPE"], 66), (["inspect", "PIPE"], 66), (["report", "PIPE"], 66),
        (["mask", "PIPE"], 66), (["convert", "--to", "rasa", "PIPE"], 66),
    ]

    @Test(arguments: commands.indices)
    func isRefusedAtOnce(_ row: Int) throws {
        let (arguments, status) = Self.commands[row]
        let folder = try Folder()
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let named = arguments.map {
            $0 == "PIPE" ? pipe : $0 == "OUT" ? folder.path("out") : $0
        }
        let run = try Paydesk.run(named)
        #expect(run.status == status, "\(arguments): \(run.stderr)")
        #expect(run.stderr.contains(pipe), "\(run.stderr)")
    }

    /// Beside the book, where the program and SQLite find it by its name.
    @Test(arguments: [".key", "-wal", "-shm", "-journal"])
    func standsBesideTheBook(_ suffix: String) throws {
        let book = try LivedBook()
        for name in ["-wal", "-shm", suffix] { unlink(book.path + name) }
        #expect(mkfifo(book.path + suffix, 0o600) == 0)
        for command in [book.command("zhang-wei"), ["account", "list", "--store", book.path]] {
            let run = try book.run(command, stdin: "我还欠多少\n")
            #expect(run.status == 77 && run.lines.isEmpty, "\(suffix): \(run.status) \(run.stderr)")
            #expect(run.stderr.contains("book.sqlite\(suffix) is not safe"), "\(run.stderr)")
        }
    }

    @Test func standsInTheCache() throws {
        let folder = try Folder()
        let environment = ["XDG_CACHE_HOME": folder.root, "PAYDESK_INTENTS": folder.path("a.csv")]
        try "text,label\nhello,greet\nhi,greet\nbye,leave\nso long,leave\n"
            .write(toFile: folder.path("a.csv"), atomically: true, encoding: .utf8)
        func run() throws -> Program.Outcome {
            try Paydesk.run(["classify", "so long"], environment: environment)
        }
        #expect(try run().status == 0)
        let cache = folder.path("paydesk")
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: cache).first)
        unlink(cache + "/" + name)
        #expect(mkfifo(cache + "/" + name, 0o600) == 0)
        let again = try run()
        #expect(again.status == 0 && again.stdout.hasPrefix("leave\t"), "\(again.stderr)")
        #expect(again.stderr.contains("not a regular file"))
    }
}

/// What the surroundings say is taken as it is meant, or refused with the mend.
@Suite struct SurroundingsTests {
    @Test(arguments: [
        ("PAYDESK_RECORDS", "abc", Int32(78), "set it to one, 0 for no records, or unset it"),
        ("PAYDESK_RECORDS", "99999999999999999999", 78, "no number of MiB from 0 to 1048576"),
        ("PAYDESK_RECORDS", "-1", 78, "PAYDESK_RECORDS='-1'"),
        ("PAYDESK_RECORDS", "1.5", 78, "PAYDESK_RECORDS='1.5'"),
        ("PAYDESK_RECORDS", "\u{1B}[31m", 78, "PAYDESK_RECORDS='\\u{1B}[31m'"),
        ("PAYDESK_INTENTS", "/nonexistent/x", 66, "/nonexistent/x: no such file"),
        ("PAYDESK_RECORDS", "", 0, ""), ("PAYDESK_RECORDS", "0", 0, ""),
    ])
    func junkIsRefused(_ name: String, _ value: String, _ status: Int32, _ words: String) throws {
        let folder = try Folder()
        let run = try Paydesk.run(
            ["chat", "--store", ":memory:"],
            environment: [name: value, "XDG_STATE_HOME": folder.root])
        #expect(run.status == status, "\(run.stderr)")
        #expect(status == 0 ? run.stderr.isEmpty : run.stderr.contains(words), "\(run.stderr)")
        #expect(run.stdout.isEmpty == (status != 0))
    }

    /// As the XDG specification says: a relative path is passed over.
    @Test func relativeFoldersArePassedOver() throws {
        let folder = try Folder()
        let names = ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"]
        let relative = Dictionary(uniqueKeysWithValues: names.map { ($0, "here") })
        let run = try Program.run(
            ["account", "seed"], environment: relative.merging(["HOME": folder.root]) { $1 },
            directory: folder.root)
        #expect(run.status == 0, "\(run.stderr)")
        let made = try FileManager.default.subpathsOfDirectory(atPath: folder.root).sorted()
        #expect(made.contains(".local/share/paydesk/book.sqlite"))
        #expect(made.contains { $0.hasPrefix(".local/state/paydesk/") })
        #expect(!made.contains { $0.hasPrefix("here") })
    }

    /// A record that cannot be kept is one sentence, and the conversation goes on.
    @Test(arguments: ["records", "records/2026-03-02"])
    func noFolderForRecords(_ name: String) throws {
        let folder = try Folder()
        let place = folder.path("paydesk/" + name)
        try FileManager.default.createDirectory(
            atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true
        )
        try Data().write(to: URL(fileURLWithPath: place))
        let run = try Paydesk.run(
            RecordTests.chat, stdin: "how much do I owe\n",
            environment: ["XDG_STATE_HOME": folder.root, "PAYDESK_RECORDS": "8"])
        #expect(run.status == 0 && run.stdout.contains("6,667.00"), "\(run.stdout)")
        #expect(
            run.stderr
                == "paydesk: this conversation is not recorded: \(place): cannot be made: it is no "
                + "folder\n")
    }
}
