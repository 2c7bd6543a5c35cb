import Foundation
import Testing

/// The audit chain as `account audit` reads it.
@Suite struct AuditCommandTests {
    private static let template = Result { () throws -> LivedBook in
        let book = try LivedBook()
        _ = try book.chat("li-na", "split this bill into 12\nconfirm\n<secret>\nhuman\n")
        _ = try book.chat("zhang-wei", "人工\n", now: "2026-03-03T23:59")
        for look in [["show", "li-na"], ["list"]] {
            let run = try book.run(
                ["account"] + look
                    + [
                        "--reveal", "a complaint", "--store", book.path, "--now",
                        "2026-03-04T09:00",
                    ])
            #expect(run.status == 0, "\(run.stderr)")
        }
        return book
    }

    /// Beside a talk staff see where its customer stands and who waits, and have a person called;
    /// the look is in the chain.
    @Test func staffLookFromATalk() throws {
        let book = try LivedBook()
        let run = try book.chat(
            "li-na", ":queue\n:account\n:handoff\n:queue\nhow much do I owe\n:quit\n")
        #expect(run.status == 0, "\(run.stderr)")
        #expect(run.lines.contains("nobody waits for a person"))
        #expect(run.lines.contains { $0.hasPrefix("li-na") && $0.contains("138****") })
        #expect(run.lines.contains { $0.hasPrefix("H000001") && $0.contains("li-na") })
        let looks = try book.run(
            ["account", "audit", "--store", book.path, "--customer", "li-na"])
        #expect(looks.lines.contains { $0.contains("show") }, "\(looks.stdout)")
    }

    private func audit(_ arguments: [String]) throws -> Program.Outcome {
        let book = try Self.template.get()
        return try book.run(["account", "audit", "--store", book.path] + arguments)
    }

    /// The last two columns of every row without its number and time.
    private func told(_ arguments: String...) throws -> [String] {
        let run = try audit(arguments)
        #expect(run.status == 0, "\(run.stderr)")
        return run.lines.map {
            let cells = $0.split(separator: "\t").map(String.init)
            return [cells[2], cells[4], cells[5]].joined(separator: " ")
        }
    }

    @Test func tellsWhatHappenedInItsOrder() throws {
        let since = try told("--from", "2026-03-02", "--customer", "li-na")
        #expect(
            since == [
                "operation li-na desk conversion ST10008004 R000001", "handoff li-na H000001",
                "access li-na show a complaint", "access - list a complaint",
            ], "\(since)")
        #expect(try told("--from", "2026-03-02", "--customer", "张伟").count == 2)
    }

    @Test(arguments: [
        (["--from", "2026-03-04"], 2), (["--from", "2026-03-05"], 0),
        (["--from", "2026-03-03T23:59", "--to", "2026-03-03"], 1),
        (["--from", "2026-03-03T23:59", "--to", "2026-03-03T23:59"], 1),
        (["--from", "2026-03-02", "--to", "2026-03-03T23:58"], 2),
        (["--who", NSUserName()], 2), (["--who", "nobody-of-that-name"], 0),
    ])
    func readsAPeriodAndAPerson(options: [String], count: Int) throws {
        let run = try audit(options)
        #expect(run.status == 0 && run.lines.count == count, "\(run.stdout)\(run.stderr)")
    }

    @Test(arguments: [
        (["--from", "2026-03-32"], "--from '2026-03-32' is no time"),
        (["--to", "tomorrow"], "--to 'tomorrow' is no time"),
        (["--from", "2026-03-03", "--to", "2026-03-02"], "is after --to"),
    ])
    func refusesWhatIsNoPeriod(options: [String], sentence: String) throws {
        let run = try audit(options)
        #expect(run.status == 64 && run.stderr.contains(sentence), "\(run.stderr)")
    }

    @Test func aScriptReadsItsFacts() throws {
        let records = try audit(["--json", "--from", "2026-03-02", "--customer", "li-na"]).objects
        let order = try #require(records.first)
        let facts = try #require(order["facts"] as? [String: String])
        #expect(facts["consent"] == "confirm" && facts["level"] == "2")
        let look = try #require(records.last)
        #expect(look["who"] as? String == NSUserName() && look["customer"] == nil)
    }

    /// Whoever works tickets in another name than the login's is found by either.
    @Test func isFoundByTheNameOfItsStep() throws {
        let book = try LivedBook()
        _ = try book.run(
            ["chat", "--store", book.path, "--customer", "li-na", "--now", LivedBook.now],
            stdin: "human\n")
        let store = ["--store", book.path]
        _ = try book.run(
            ["account", "take", "1", "--by", "alice", "--now", LivedBook.now] + store)
        for who in ["alice", NSUserName()] {
            let run = try book.run(["account", "audit", "--who", who] + store)
            let steps = run.lines.filter { $0.contains("taken as alice") }
            #expect(steps.count == 1, "\(who): \(run.stdout)")
        }
    }

    /// A lock is kept under a digest of the phone; whose it is the book knows.
    @Test func aLockIsOfItsCustomer() throws {
        let book = try LivedBook()
        let wrong = "13800000001\n0000\n"
        _ = try book.run(
            ["chat", "--store", book.path, "--now", LivedBook.now],
            stdin: "我还欠多少\n" + wrong + wrong + wrong)
        let run = try book.run(
            ["account", "audit", "--customer", "zhang-wei", "--from", "2026-03-02"]
                + ["--store", book.path])
        let lock = try #require(run.lines.first)
        #expect(lock.contains("\tlock\t-\tzhang-wei\tidentity until 2026-03-02T"))
    }

    @Test func hasHeadingsOnATerminal() throws {
        let book = try Self.template.get()
        let terminal = try PseudoTerminal(
            ["account", "audit", "--from", "2026-03-04", "--store", book.path],
            environment: book.environment)
        #expect(try terminal.waitForExit() == 0)
        let lines = terminal.text.split(separator: "\n")
        #expect(lines.count == 3 && lines[0].contains("at") && lines[0].contains("what"))
    }
}
