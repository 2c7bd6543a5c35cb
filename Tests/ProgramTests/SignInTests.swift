import Foundation
import GRDB
import Testing

/// Wrong tries of strangers, on the real program: they hinder nobody who is signed in, get slower,
/// come to an end, and tell nothing.
@Suite struct SignInTests {
    private static let day = "2026-03-02T"

    private func signIn(
        _ book: LivedBook, _ phone: String, _ digits: [String], at time: String = "10:00"
    ) throws -> String {
        let lines = digits.map { "\(phone)\n\($0)\n" }.joined()
        let run = try book.run(
            ["chat", "--store", book.path, "--now", Self.day + time, "--language", "zh"],
            stdin: "我还欠多少\n" + lines)
        #expect(run.status == 0, "\(run.stderr)")
        return run.stdout
    }

    /// The quote is agreed to and the code is sent; then a stranger guesses at another terminal.
    @Test func aStrangerLocksNobodyOut() throws {
        let book = try LivedBook()
        let terminal = try PseudoTerminal(
            book.command("zhang-wei"), environment: book.environment)
        try terminal.type("提前结清\r", atPrompt: 1)
        try terminal.expect("回复“确认”")
        try terminal.type("确认\r", atPrompt: 2)
        let first = try terminal.code()
        try terminal.expect("请在这里输入")
        try terminal.waitForSecret()
        let stranger = try signIn(book, "13800000001", ["0000", "0001", "0002"])
        #expect(stranger.contains("核实已锁定到"))
        // Another code is sent, and it is right.
        try terminal.typeSecret("重新发\r")
        let second = try terminal.code()
        #expect(first != second)
        try terminal.waitForSecret()
        try terminal.typeSecret(second + "\r")
        try terminal.expect("R000001")
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    /// Each lock is twice as long as the one before, until a person opens the last; what is said
    /// at a phone that is known and at one that is not is the same to the byte.
    @Test func wrongTriesComeToAnEndAndTellNothing() throws {
        let book = try LivedBook()
        let rounds = [
            ("10:00", "10:30"), ("10:30", "11:30"), ("11:30", "13:30"), ("13:30", "17:30"),
        ]
        let wrong = ["0000", "0001", "0002", "1001"]
        for (start, end) in rounds {
            let known = try signIn(book, "13800000001", wrong, at: start)
            #expect(known.contains("核实已锁定到2026年3月2日\(end)"), "\(known)")
            #expect(try signIn(book, "13900000000", wrong, at: start) == known)
        }
        let closed = try signIn(book, "13800000001", wrong, at: "17:30")
        #expect(closed.contains("要由同事确认是您本人后打开") && !closed.contains("身份已核实"))
        #expect(try signIn(book, "13900000000", wrong, at: "17:30") == closed)
        // Not even after the night.
        let store = ["--store", book.path]
        let later = ["--now", "2026-03-09T10:00"]
        let script = "我还欠多少\n13800000001\n1001\n"
        let still = try book.run(["chat"] + store + later, stdin: script)
        #expect(still.stdout.contains("要由同事确认是您本人后打开"))

        let show = ["account", "show", "zhang-wei"] + store + later
        let line = "locked       signing in, until `account unlock` opens it"
        #expect(try book.run(show).lines.contains(line))
        let unlock = ["account", "unlock", "zhang-wei"] + store
        #expect(try book.run(unlock).status == 64)
        #expect(try book.run(unlock + ["--reason", " "]).status == 64)
        let opened = try book.run(unlock + later + ["--reason", "called back"])
        #expect(opened.stdout == "zhang-wei: may sign in and use codes again\n")
        #expect(try !book.run(show).lines.contains(line))
        let again = try book.run(unlock + later + ["--reason", "called back"])
        #expect(again.stdout == "zhang-wei: was not locked\n")
        let right = try book.run(["chat"] + store + later, stdin: script)
        #expect(
            right.stdout.contains("上次登录以来有15次登录核实没有通过，最早在2026年3月2日10:00，最近在2026年3月2日17:30"),
            "\(right.stdout)")
        // Told once.
        let next = try book.run(["chat"] + store + later, stdin: script)
        #expect(next.stdout.contains("身份已核实") && !next.stdout.contains("没有通过"))
        try book.expectRight()
    }

    /// Tries of before are in a record, which replays the same.
    @Test func aRecordTellsOfEarlierTries() throws {
        let book = try LivedBook()
        _ = try signIn(book, "13800000001", ["0000"])
        let folder = try Folder()
        let record = folder.path("talk.transcript")
        let run = try book.run(
            [
                "chat", "--store", book.path, "--now", Self.day + "10:05", "--record", record,
            ], stdin: "我还欠多少\n13800000001\n尾号1001。\n")
        #expect(run.stdout.contains("2026年3月2日10:00有一次登录核实没有通过"), "\(run.stdout)")
        let text = try String(contentsOfFile: record, encoding: .utf8)
        #expect(text.contains("@ before 2026-03-02T10:00+08:00 zhang-wei failed\n"))
        #expect(try Paydesk.run(["replay", record]).status == 0)
    }

    /// For a program that listens too: a number is told by one name, whoever has it. Whose it is
    /// stands in the record alone, which replays the same.
    @Test func aPhoneHasOneName() throws {
        let book = try LivedBook()
        let folder = try Folder()
        func said(
            _ phone: String, by customer: String? = nil
        ) throws -> (json: String, record: String) {
            let record = folder.path("\(phone)\(customer ?? "").transcript")
            let signedIn = customer.map { ["--customer", $0] } ?? []
            let talk = try book.run(
                [
                    "chat", "--store", book.path, "--now", Self.day + "10:00", "--json",
                    "--record", record,
                ] + signedIn, stdin: "<away>\n我还欠多少\n\(phone)\n0000\n")
            #expect(talk.stdout.contains("\"<phone>\""), "\(talk.stdout)\(talk.stderr)")
            #expect(try Paydesk.run(["replay", record]).status == 0)
            return (talk.stdout, try String(contentsOfFile: record, encoding: .utf8))
        }
        let known = try said("13800000001")
        let unknown = try said("13900000000")
        #expect(known.json == unknown.json)
        #expect(known.record.contains("@ phone zhang-wei\n"))
        #expect(!unknown.record.contains("@ phone"))
        let another = try said("13700000000", by: "li-na")
        #expect(another.record.contains("@ phone nobody\n"), "\(another.record)")
    }

    /// Outside a demo book nothing stands for a secret, and nobody is signed in by an option. The
    /// clock is the machine's: of such a book it cannot be stopped.
    @Test func placeholdersAreForDemoBooks() throws {
        let folder = try Folder()
        let store = ["--store", folder.path("book.sqlite")]
        func run(_ arguments: [String], _ stdin: String = "") throws -> Program.Outcome {
            try Paydesk.run(
                arguments + store, stdin: stdin,
                environment: ["XDG_STATE_HOME": folder.path("state")])
        }
        #expect(try run(["account", "seed"]).status == 0)
        let file = try DatabaseQueue(path: folder.path("book.sqlite"))
        try file.write { try $0.execute(sql: "UPDATE meta SET demo = 0") }
        try file.close()
        let asked = try run(
            ["chat", "--language", "zh"], "我还欠多少\n13800000001\n<secret>\n<wrong>\n")
        #expect(asked.stdout.contains("最后四位"), "\(asked.stderr)")
        #expect(!asked.stdout.contains("身份已核实") && !asked.stdout.contains("对不上"))
        let customer = try run(["chat", "--customer", "zhang-wei"], "我还欠多少\n")
        #expect(customer.status == 77 && customer.stdout.isEmpty, "\(customer.stdout)")
        let signedIn = try run(
            ["chat", "--language", "zh"],
            "我还欠多少\n<phone>\n13800000001\n1001\n提前结清\n确认\n<secret>\n")
        #expect(signedIn.stdout.contains("身份已核实"), "\(signedIn.stdout)")
        #expect(signedIn.stdout.contains("请输入6位验证码"), "\(signedIn.stdout)")
        #expect(!signedIn.stdout.contains("R000001"))
    }
}
