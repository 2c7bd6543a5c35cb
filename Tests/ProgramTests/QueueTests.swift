import Foundation
import Testing

@testable import paydesk

/// The queue as staff work it, through the real binary.
@Suite struct QueueTests {
    private static let template = Result { () throws -> LivedBook in
        let book = try LivedBook()
        _ = try book.chat("zhang-wei", "提前结清\n人工\n")
        _ = try book.chat(
            "li-na", "split this bill into 12\nI want to make a complaint\nhuman\n")
        _ = try book.chat("sun-mei", "我不想活了\n")
        let stranger = ["chat", "--store", book.path, "--now", LivedBook.now]
        _ = try book.run(stranger, stdin: "人工\n我要投诉你们\n")
        _ = try book.chat("wu-min", "人工\n", now: "2026-03-02T21:30")
        return book
    }

    private static let noon = "2026-03-02T12:01"

    private static func account(
        _ book: LivedBook, _ arguments: [String], now: String = noon
    ) throws -> Program.Outcome {
        try book.run(["account"] + arguments + ["--store", book.path, "--now", now])
    }

    /// Ticket, due, late, answer by, reason, customer, taken by, on the table.
    @Test(arguments: [
        (
            noon,
            [
                "H000003 2026-03-02T10:30+08:00 OVERDUE - crisis sun-mei - -",
                "H000002 2026-03-02T12:00+08:00 OVERDUE 2026-03-17 complaint li-na - "
                    + "instalment setup: term 12; quote Q1, 6,432.00",
                "H000001 2026-03-02T12:00+08:00 OVERDUE - human zhang-wei - early settlement: "
                    + "loan 3815; quote Q1, 8,602.86",
                "H000005 2026-03-03T09:30+08:00 - - human wu-min - -",
                "H000004 - - 2026-03-17 complaint - - -",
            ]
        ),
        (
            "2026-03-18T09:00",
            [
                "H000003 2026-03-02T10:30+08:00 OVERDUE - crisis sun-mei - -",
                "H000002 2026-03-02T12:00+08:00 OVERDUE 2026-03-17 complaint li-na - "
                    + "instalment setup: term 12; quote Q1, 6,432.00",
                "H000001 2026-03-02T12:00+08:00 OVERDUE - human zhang-wei - early settlement: "
                    + "loan 3815; quote Q1, 8,602.86",
                "H000005 2026-03-03T09:30+08:00 OVERDUE - human wu-min - -",
                "H000004 - OVERDUE 2026-03-17 complaint - - -",
            ]
        ),
    ])
    func isInTheOrderOfWhatWasPromised(now: String, rows: [String]) throws {
        let queue = try Self.account(Self.template.get(), ["queue"], now: now)
        let told = queue.lines.map { line in
            line.split(separator: "\t").prefix(8).joined(separator: " ")
        }
        #expect(told == rows, "\(queue.stdout)\(queue.stderr)")
    }

    private static let by = ["--by", "alice"]

    /// One after the other: what is typed, and what it answers with which exit code.
    private static let steps: [([String], Int32, String)] = [
        (["take", "h1"] + by, 0, "H000001: taken by alice\n"),
        (["take", "H000001"] + by, 0, "H000001: taken by alice\n"),
        (
            ["take", "H000001", "--by", "bob"], 77,
            "paydesk: H000001 is with alice; --force takes it over\n"
        ),
        (["note", "1", "nobody answered"] + by, 0, "H000001: noted by alice\n"),
        (["assign", "1", "--to", "bob"] + by, 0, "H000001: given to bob by alice\n"),
        (
            ["close", "1", "--outcome", "called"] + by, 77,
            "paydesk: H000001 is with bob; --force takes it over\n"
        ),
        (
            ["close", "1", "--outcome", "说清楚了", "--by", "bob"], 0,
            "H000001: closed by bob\n"
        ),
        (
            ["close", "1", "--outcome", "again"], 65,
            "paydesk: H000001 is closed already; `paydesk account reopen H000001` opens it again\n"
        ),
        (
            ["take", "1", "--force"], 65,
            "paydesk: H000001 is closed already; `paydesk account reopen H000001` opens it again\n"
        ),
        (["reopen", "1"] + by, 0, "H000001: opened again by alice\n"),
        (
            ["reopen", "1"] + by, 65,
            "paydesk: H000001 is not closed; only a closed ticket is opened again\n"
        ),
        (["take", "1", "--force"], 0, "H000001: taken by \(NSUserName())\n"),
        (
            ["note", "H000099", "x"], 66,
            "paydesk: there is no ticket 'H000099' in this book; "
                + "`paydesk account queue --all` lists them\n"
        ),
    ]

    @Test func aTicketIsWorkedToItsClose() throws {
        let book = try LivedBook(copying: Self.template.get())
        for (arguments, status, answer) in Self.steps {
            let run = try Self.account(book, arguments)
            #expect(run.status == status && run.stdout + run.stderr == answer, "\(arguments)")
        }
        try book.expectRight()
        let audit = try book.run([
            "account", "audit", "--customer", "zhang-wei", "--store", book.path,
        ])
        let told = audit.lines.compactMap { line -> String? in
            let cells = line.split(separator: "\t")
            return cells[2] == "ticket" ? String(cells[5]) : nil
        }
        #expect(
            told == [
                "H000001 taken as alice", "H000001 noted as alice", "H000001 assigned as alice",
                "H000001 closed as bob", "H000001 reopened as alice",
                "H000001 taken as \(NSUserName())",
            ])
    }

    @Test(arguments: [
        ["note", "1", " "], ["close", "1"], ["close", "1", "--outcome", ""],
        ["close", "1", "--outcome", String(repeating: "x", count: 1001)],
        ["assign", "1"], ["assign", "1", "--to", ""], ["take", "1", "--by", "a\nb"], ["take"],
        ["queue", "--reveal"], ["queue", "--reveal", ""],
    ])
    func refusesWhatIsNoStep(arguments: [String]) throws {
        let run = try Self.account(Self.template.get(), arguments)
        #expect(run.status == 64 && run.stderr.hasPrefix("paydesk: "), "\(run.stderr)")
    }

    /// A complaint, and then the wish for a person: one ticket, which was promised once.
    @Test func aScriptReadsEverything() throws {
        let book = try LivedBook(copying: Self.template.get())
        _ = try Self.account(book, ["close", "2", "--outcome", "fee explained", "--by", "王芳"])
        let tickets = try Self.account(book, ["queue", "--all", "--json"]).objects
        #expect(tickets.count == 5)
        let closed = try #require(tickets.last)
        #expect(closed["ticket"] as? String == "H000002" && closed["state"] as? String == "closed")
        #expect(closed["outcome"] as? String == "fee explained")
        #expect(closed["taken_by"] as? String == "王芳" && closed["is_overdue"] as? Bool == false)
        #expect(closed["answer_at_latest"] as? String == "2026-05-01")
        #expect(closed["phone"] as? String == "138****0002")
        let requests = try #require(closed["requests"] as? [[String: Any]])
        #expect(requests.compactMap { $0["reason"] as? String } == ["complaint", "human"])
        let table = try #require(requests[0]["on_the_table"] as? [String: Any])
        let quotes = try #require(table["quotes"] as? [[String: Any]])
        #expect(quotes.first?["total"] as? Int == 643_200)
        let steps = try #require(closed["steps"] as? [[String: Any]])
        #expect(steps.compactMap { $0["step"] as? String } == ["added", "closed"])
        #expect(try Self.account(book, ["queue"]).lines.count == 4)
    }

    @Test func aNumberIsShownForAReason() throws {
        let book = try LivedBook(copying: Self.template.get())
        let masked = try Self.account(book, ["queue"])
        #expect(masked.stdout.contains("\t138****0002\t") && !masked.stdout.contains("13800000002"))
        let shown = try Self.account(book, ["queue", "--reveal", "calling back"])
        #expect(shown.stdout.contains("\t13800000002\t"))
        let audit = try book.run(["account", "audit", "--customer", "li-na", "--store", book.path])
        #expect(audit.lines.last?.hasSuffix("\tli-na\tqueue calling back") == true)
        try book.expectRight()
    }

    @Test func anEmptyQueueSaysSo() throws {
        let book = try LivedBook()
        let piped = try Self.account(book, ["queue"])
        #expect(piped.stdout.isEmpty && piped.stderr == "paydesk: nobody waits for a person\n")
        #expect(try Self.account(book, ["queue", "--json"]).stdout.isEmpty)
        let terminal = try PseudoTerminal(
            ["account", "queue", "--store", book.path], environment: book.environment)
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.text == "nobody waits for a person\n")
    }

    @Test func fitsATerminal() throws {
        let book = try Self.template.get()
        let terminal = try PseudoTerminal(
            ["account", "queue", "--store", book.path, "--now", Self.noon],
            environment: book.environment)
        #expect(try terminal.waitForExit() == 0)
        let lines = terminal.text.split(separator: "\n").map(String.init)
        #expect(
            lines.first
                == "ticket           due  late     answer by  reason     customer   taken by")
        #expect(lines[1] == "H000003  03-02 10:30  OVERDUE             crisis     sun-mei")
        #expect(lines[2].hasPrefix("  “我不想活了”; call 138****0007; conversation C"))
        #expect(lines.allSatisfy { Wrapping.width($0) <= 80 }, "\(lines)")
    }

    /// Whoever watches sees what others do.
    @Test func isWatched() throws {
        let book = try LivedBook(copying: Self.template.get())
        let terminal = try PseudoTerminal(
            ["account", "queue", "--watch", "--store", book.path, "--now", Self.noon],
            environment: book.environment)
        try terminal.expect("H000004")
        _ = try Self.account(book, ["take", "H000004", "--by", "alice"])
        try terminal.expect("alice")
        terminal.signal(SIGINT)
        #expect(try terminal.waitForExit() == 128 + SIGINT)
    }
}
