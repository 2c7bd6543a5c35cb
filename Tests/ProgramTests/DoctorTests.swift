import Foundation
import GRDB
import Testing

/// `paydesk doctor`, with each thing it looks at broken in turn.
@Suite struct DoctorTests {
    private static let template = Result { try LivedBook(opened: nil) }

    private struct Answer: Decodable {
        struct Check: Decodable {
            var subject: String
            var state: String
            var what: String
            var mend: String?
        }
        var isRight: Bool
        var checks: [Check]
    }

    /// The only thing that is wrong, unless nothing is.
    private func wrong(
        _ arguments: [String] = [], environment: [String: String] = [:]
    ) throws -> Answer.Check? {
        let run = try Paydesk.run(["doctor", "--json"] + arguments, environment: environment)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let answer = try decoder.decode(Answer.self, from: Data(run.output))
        let wrong = answer.checks.filter { $0.state == "wrong" }
        #expect(run.status == (wrong.isEmpty ? 0 : 1) && answer.isRight == wrong.isEmpty)
        #expect(wrong.count <= 1, "\(run.stdout)")
        return wrong.first
    }

    private func places(_ folder: Folder) -> [String: String] {
        [
            "XDG_DATA_HOME": folder.path("data"), "XDG_STATE_HOME": folder.path("state"),
            "XDG_CACHE_HOME": folder.path("cache"),
        ]
    }

    /// One line each, and nothing is made by looking.
    @Test func aFreshPlaceIsRight() throws {
        let folder = try Folder()
        let run = try Paydesk.run(["doctor"], environment: places(folder))
        #expect(run.status == 0 && run.stderr.isEmpty, "\(run.stdout)\(run.stderr)")
        let subjects = run.lines.map { $0.split(separator: " ").dropFirst().first.map(String.init) }
        #expect(
            subjects == [
                "program", "data", "state", "cache", "corpus", "model", "book", "locale",
                "terminal",
            ])
        #expect(run.lines.allSatisfy { $0.hasPrefix("ok ") || $0.hasPrefix("note ") })
        #expect(run.lines.contains { $0.contains("none yet; `paydesk chat`") })
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root).isEmpty)
    }

    @Test func foldersAreOnesOwn() throws {
        for (variable, subject) in [
            ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache"),
        ] {
            let folder = try Folder()
            let place = folder.path("\(subject)/paydesk")
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o777])
            #expect(chmod(place, 0o777) == 0)
            let open = try wrong(environment: places(folder))
            #expect(open?.subject == subject && open?.what == "others may write in \(place)")
            #expect(open?.mend == "chmod 700 \(place)")
            let none = try wrong(
                environment: places(folder).merging([variable: "/dev/null"]) { $1 })
            #expect(none?.subject == subject)
            #expect(none?.what == "/dev/null/paydesk cannot be made in /dev/null")
        }
    }

    @Test(arguments: [
        ("PAYDESK_RECORDS", "many", "settings", "PAYDESK_RECORDS='many' is no number"),
        ("XDG_DATA_HOME", "here", "settings", "XDG_DATA_HOME=here is no absolute path"),
        ("PAYDESK_INTENTS", "/nonexistent/x", "corpus", "/nonexistent/x: no such file"),
    ])
    func variablesAreMeant(name: String, value: String, subject: String, what: String) throws {
        let folder = try Folder()
        var environment = places(folder).merging(["HOME": folder.root]) { $1 }
        environment[name] = value
        let found = try wrong(environment: environment)
        #expect(found?.subject == subject && found?.what.hasPrefix(what) == true, "\(found as Any)")
    }

    @Test func theModelIsOfTheCorpus() throws {
        let folder = try Folder()
        let corpus = folder.path("small.csv")
        try "text,label\npay now,pay\nask me,ask\n".write(
            toFile: corpus, atomically: true, encoding: .utf8)
        let model = folder.path("small.model")
        #expect(try Paydesk.run(["train", "--intents", corpus, "--output", model]).status == 0)
        let own = ["--intents", corpus, "--model", model]
        #expect(try wrong(own, environment: places(folder)) == nil)
        let other = try wrong(["--model", model], environment: places(folder))
        #expect(other?.subject == "model" && other?.what.contains("another corpus") == true)
        let damaged = try wrong(["--model", "/etc/passwd"], environment: places(folder))
        #expect(damaged?.what.hasPrefix("/etc/passwd: not a Paydesk model") == true)
        try "nlu:\n  - intent: [".write(
            toFile: folder.path("bad.yml"), atomically: true, encoding: .utf8)
        let bad = try wrong(["--intents", folder.path("bad.yml")], environment: places(folder))
        #expect(bad?.subject == "corpus" && bad?.what.contains("bad.yml:") == true)
    }

    private func wrong(in book: LivedBook) throws -> Answer.Check? {
        try wrong(["--store", book.path], environment: book.environment)
    }

    @Test func theBookIsRight() throws {
        let book = try LivedBook(copying: Self.template.get())
        #expect(try wrong(in: book) == nil)
        try DatabaseQueue(path: book.path).write { database in
            try database.execute(
                sql: "UPDATE customers SET card_balance = card_balance + 1 WHERE id = 'li-na'")
        }
        let changed = try wrong(in: book)
        #expect(changed?.subject == "book" && changed?.mend == "restore it from a copy")
    }

    @Test func theBookHasItsKeyAndIsOnesOwn() throws {
        let book = try LivedBook(copying: Self.template.get())
        #expect(chmod(book.path, 0o666) == 0)
        #expect(try wrong(in: book)?.what.contains("run chmod 600 on it") == true)
        #expect(chmod(book.path, 0o600) == 0)
        try FileManager.default.removeItem(atPath: book.path + ".key")
        #expect(try wrong(in: book)?.what.contains("the key of the store is missing") == true)
    }

    @Test func theCheckpointsAgree() throws {
        let book = try LivedBook(copying: Self.template.get())
        let state = try #require(book.environment["XDG_STATE_HOME"]) + "/paydesk"
        for name in try FileManager.default.contentsOfDirectory(atPath: state) {
            try FileManager.default.removeItem(atPath: state + "/" + name)
        }
        let missing = try wrong(in: book)
        #expect(missing?.subject == "checkpoints")
        #expect(missing?.what.contains("`paydesk account verify --accept REASON`") == true)
    }

    @Test func theClockIsNearTheBook() throws {
        let old = try wrong(in: LivedBook())
        #expect(old?.subject == "clock")
        #expect(old?.what.contains("`paydesk account advance --to ") == true)
    }

    @Test func theLocaleIsNamed() throws {
        let folder = try Folder()
        let run = try Paydesk.run(
            ["doctor"], environment: places(folder).merging(["LANG": "C"]) { $1 })
        #expect(run.status == 0)
        #expect(run.lines.contains { $0.hasPrefix("note") && $0.contains("C is not UTF-8") })
    }

    @Test(arguments: [
        ("xterm", Int32(0), "xterm, 80 columns"), ("bogus", 1, "TERM=bogus is not known"),
    ])
    func theTerminalIsKnown(name: String, status: Int32, what: String) throws {
        let folder = try Folder()
        let terminal = try PseudoTerminal(
            ["doctor"],
            environment: Paydesk.environment.merging(places(folder)) { $1 }.merging(["TERM": name])
            { $1 }
        )
        #expect(try terminal.waitForExit() == status)
        #expect(terminal.text.contains(what), "\(terminal.text)")
    }
}
