import Foundation
import GRDB
import Testing

/// No money moves: staff hear it at the start and how to go on, the customer hears it before a
/// quote, and enquiries go on.
@Suite struct StandstillTests {
    private static let template = Result { try LivedBook() }

    private func book() throws -> LivedBook { try LivedBook(copying: Self.template.get()) }

    private static let payOff = "我还欠多少\n提前结清\n确认\n<secret>\n"

    /// Of a conversation in which nothing may be done, on this day.
    private func expectStandstill(
        _ book: LivedBook, _ now: String = LivedBook.now, staff: String, customer: String
    ) throws {
        let run = try book.chat("zhang-wei", Self.payOff, now: now)
        #expect(run.status == 0 && run.stdout.contains("本金"), "\(run.stdout)\(run.stderr)")
        #expect(run.stderr.split(separator: "\n").count == 1, "\(run.stderr)")
        #expect(run.stderr.contains(staff), "\(run.stderr)")
        #expect(run.stdout.contains(customer), "\(run.stdout)")
        // Neither a quote nor a code.
        #expect(!run.stdout.contains("请回复") && !run.stderr.contains("验证码"), "\(run.stdout)")
        #expect(try book.storedReceipts().isEmpty)
    }

    private static let losses: [(String, @Sendable (String) -> Void)] = [
        ("are missing", { unlink($0) }), ("are empty", { truncate($0, 0) }),
        (
            "a link, a folder or a device",
            {
                unlink($0)
                mkfifo($0, 0o600)
            }
        ),
    ]

    @Test(arguments: losses.indices)
    func aBookWithoutItsCheckpoints(_ row: Int) throws {
        let (sentence, lose) = Self.losses[row]
        let book = try book()
        lose(try book.checkpoints)
        for now in [LivedBook.now, "2026-03-20T10:00"] {
            try expectStandstill(book, now, staff: sentence, customer: "账本核对出现问题")
        }
        let verify = ["account", "verify", "--store", book.path]
        #expect(try book.run(verify).status == 1)
        #expect(try book.run(verify + ["--accept", " "]).status == 64)
        #expect(try book.run(verify + ["--accept", "the disk was changed"]).status == 0)
        #expect(try book.chat("zhang-wei", Self.payOff).stdout.contains("R000001"))
        try book.expectRight()
    }

    @Test func aBookWhoseStateMoved() throws {
        let book = try book()
        let run = try Program.run(
            book.command("zhang-wei"), stdin: Array(Self.payOff.utf8),
            environment: book.environment.merging(["XDG_STATE_HOME": book.path + ".state"]) { $1 })
        #expect(run.stderr.contains("are missing"), "\(run.stderr)")
        #expect(try book.storedReceipts().isEmpty)
    }

    @Test(arguments: [
        (
            "2099-01-01T10:00",
            "accept it: `paydesk account advance --to 2099-01-01 --accept REASON`"
        ),
        ("2026-04-12T10:00", "the book is at 2026-03-02, 41 days before"),
        ("2026-02-28T10:00", "the book is at 2026-03-02 already"),
    ])
    func aClockFarFromTheBook(_ now: String, _ sentence: String) throws {
        let book = try book()
        let ledger = ["account", "ledger", "--store", book.path]
        _ = try book.chat("li-na", "bye\n")
        let before = try book.run(ledger).stdout
        try expectStandstill(book, now, staff: sentence, customer: "系统日期正在核对")
        #expect(try book.run(ledger).stdout == before)
        // With the right clock nothing has happened.
        #expect(try book.chat("zhang-wei", Self.payOff).stdout.contains("R000001"))
    }

    /// Staff see the position as the desk tells it, as of the book, and hear why.
    @Test func staffLookAsOfTheBook() throws {
        let book = try LivedBook(opened: "2026-01-05T10:00")
        for view in ["show", "statement", "schedule"] {
            let run = try book.run(["account", view, "li-na", "--store", book.path])
            #expect(run.status == 0 && run.stderr.contains("the book is at 2026-01-05"))
            #expect(run.stderr.contains("What is shown is as of 2026-01-05."), "\(run.stderr)")
            #expect(view != "show" || run.stdout.contains("as of        2026-01-05T"))
        }
        // A day that was asked for is that day.
        let asked = try book.run(
            ["account", "show", "li-na", "--store", book.path, "--now", "2026-04-01T10:00"])
        #expect(asked.stdout.contains("as of        2026-04-01T10:00") && asked.stderr.isEmpty)
    }

    @Test func aClockIsAccepted() throws {
        let book = try book()
        func advance(_ more: String...) throws -> Program.Outcome {
            try book.run(
                ["account", "advance", "--store", book.path, "--now", "2026-06-01T10:00"] + more)
        }
        #expect(try advance("--to", "2026-06-01").status == 64)
        #expect(try advance("--to", "soon", "--accept", "closed").status == 64)
        #expect(try advance("--to", "2026-02-01", "--accept", "closed").status == 65)
        let done = try advance("--to", "2026-06-01", "--accept", "the branch was closed")
        #expect(
            done.stdout == "the book was at 2026-03-01 and is at 2026-06-01\n", "\(done.stderr)")
        let run = try book.chat("zhang-wei", Self.payOff, now: "2026-06-01T11:00")
        #expect(run.stdout.contains("R000001"), "\(run.stdout)\(run.stderr)")
        try book.expectRight()
    }

    /// A clock that stands still is for playing with demo customers.
    @Test func aRealBookHasTheRealTime() throws {
        let book = try book()
        try DatabaseQueue(path: book.path).write { try $0.execute(sql: "UPDATE meta SET demo = 0") }
        let run = try book.chat("zhang-wei", Self.payOff)
        #expect(run.status == 64 && run.lines.isEmpty)
        #expect(run.stderr.contains("--now is for demo books"), "\(run.stderr)")
        let show = ["account", "show", "li-na", "--store", book.path, "--now", "2026-05-01T10:00"]
        #expect(try book.run(show).status == 0)
        #expect(try book.run(show + ["--reveal", "a call"]).status == 64)
    }

    /// A path is a path, whatever it begins with.
    @Test func aURIIsAFile() throws {
        let folder = try Folder()
        let name = "file:x.sqlite?mode=memory"
        let environment = Paydesk.environment.merging(["XDG_STATE_HOME": folder.root]) { $1 }
        for command in ["seed", "list", "verify"] {
            let run = try Program.run(
                ["account", command, "--store", name], environment: environment,
                directory: folder.root)
            #expect(run.status == 0, "\(command): \(run.stderr)")
        }
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.root))
        #expect(
            names.isSuperset(of: [name, name + ".key"]) && !names.contains("file:"), "\(names)")
        #expect(!names.contains("x.sqlite"))
    }
}
