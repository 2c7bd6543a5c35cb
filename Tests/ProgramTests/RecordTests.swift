import Foundation
import GRDB
import Testing

/// Every conversation leaves a record, private, masked and valid up to its last turn.
@Suite struct RecordTests {
    static let chat = [
        "chat", "--customer", "li-na", "--store", ":memory:", "--now", "2026-03-02T10:00",
    ]

    private func records(_ folder: Folder) -> [String] {
        records(in: folder.path("state/paydesk/records"))
    }

    private func records(in root: String) -> [String] {
        let inside = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String }
        return (inside ?? []).filter { $0.hasSuffix(".transcript") }.sorted().map {
            root + "/" + $0
        }
    }

    private func environment(_ folder: Folder, limit: Int = 8) -> [String: String] {
        ["XDG_STATE_HOME": folder.path("state"), "PAYDESK_RECORDS": "\(limit)"]
    }

    @Test func isKeptWithoutBeingAsked() throws {
        let folder = try Folder()
        _ = try Paydesk.run(
            Self.chat,
            stdin: "split this bill into 12\nconfirm\n<secret>\nmy number is 13812345678\n",
            environment: environment(folder))
        let record = try #require(records(folder).first)
        let text = try String(contentsOfFile: record, encoding: .utf8)
        #expect(record.contains("/2026-03-02/1000-C"))
        #expect(text.contains("@ format 1\n@ opened 2026-03-02\n@ now 2026-03-02T10:00+08:00\n"))
        #expect(
            text.contains("; corpus ") && text.contains("> <secret>\n") && text.contains("<phone>"))
        #expect(!text.contains("13812345678"))
        for path in [record, (record as NSString).deletingLastPathComponent] {
            let mode =
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == (path == record ? 0o600 : 0o700))
        }
        #expect(try Paydesk.run(["replay", record]).status == 0)
        #expect(try Paydesk.run(["inspect", record]).status == 0)
        let report = try Paydesk.run(["report"], environment: environment(folder))
        #expect(report.stdout.hasPrefix("1 conversations, "), "\(report.stdout)\(report.stderr)")
    }

    @Test func aChatThatWasOnlyOpenedLeavesNone() throws {
        let folder = try Folder()
        // The end of the input is something the customer did; a chat that cannot start is not.
        _ = try Paydesk.run(
            ["chat", "--customer", "nobody", "--store", ":memory:"],
            environment: environment(folder))
        _ = try Paydesk.run(Self.chat, stdin: "hi\n", environment: environment(folder, limit: 0))
        #expect(records(folder).isEmpty)
    }

    @Test func theOldestGoFirst() throws {
        let folder = try Folder()
        let old = folder.path("state/paydesk/records/2026-01-0")
        for day in 1...3 {
            try FileManager.default.createDirectory(
                atPath: old + "\(day)", withIntermediateDirectories: true)
            try Data(count: 700_000).write(
                to: URL(fileURLWithPath: old + "\(day)/1000-C1.transcript"))
        }
        _ = try Paydesk.run(Self.chat, stdin: "hi\n", environment: environment(folder, limit: 1))
        let left = records(folder)
        #expect(
            left.count == 2 && left[0].contains("2026-01-03") && left[1].contains("2026-03-02"),
            "\(left)")
        #expect(!FileManager.default.fileExists(atPath: old + "1"))
    }

    /// Killed between two turns, and while it is at it: what is there is whole turns.
    @Test(arguments: [false, true])
    func aKilledChatLeavesAValidRecord(_ isMidway: Bool) throws {
        let folder = try Folder()
        let record = folder.path("talk.transcript")
        let terminal = try PseudoTerminal(
            Self.chat + ["--record", record],
            environment: Paydesk.environment.merging(environment(folder)) { $1 })
        try terminal.expect("What can I do")
        try terminal.type("split this bill into 12\r")
        try terminal.expect("Reply \"confirm\"")
        // The turn is written down before the next line is asked for.
        try terminal.expect("> ")
        if isMidway { try terminal.type("half a li") }
        terminal.signal(SIGKILL)
        #expect(try terminal.waitForExit() == 128 + SIGKILL)
        for path in [record] + records(folder) {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.hasSuffix("leave it.\n"))
            #expect(try Paydesk.run(["replay", path]).status == 0)
        }
        #expect(records(folder).count == 1)
    }

    /// A turn that was taken back was seen: both records keep it, with a mark, and replay.
    @Test func aTurnTakenBackIsMarked() throws {
        let folder = try Folder()
        let record = folder.path("talk.transcript")
        _ = try Paydesk.run(
            Self.chat + ["--record", record],
            stdin: "split this bill into 12\n:undo\nconfirm\nhow much do I owe\n:undo\n:undo\n",
            environment: environment(folder))
        for path in [record] + records(folder) {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let turns = text.components(separatedBy: "\n\n")
            #expect(turns[1].contains("* quote Q1 ") && turns[1].hasSuffix("\n* undone"), "\(text)")
            #expect(turns[2].hasPrefix("> confirm\n") && !turns[2].contains("* consent"))
            #expect(turns[3].hasSuffix("\n* undone"))
            #expect(text.components(separatedBy: "* undone").count == 3)
            let replay = try Paydesk.run(["replay", path])
            #expect(replay.status == 0, "\(replay.stdout)")
            #expect(try Paydesk.run(["inspect", path]).status == 0)
        }
    }

    /// What staff have to say stands where it was said, is masked, and disturbs no replay; the
    /// state tells what is known, what is on the table, and who is there.
    @Test func staffNoteAndAsk() throws {
        let folder = try Folder()
        let run = try Paydesk.run(
            Self.chat,
            stdin: """
                :note too early
                split this bill into 12
                :note asked by phone, 13812345678
                :note
                :state
                :quit
                how much do I owe

                """, environment: environment(folder))
        #expect(run.status == 0 && !run.stdout.contains("¥667.00"), "\(run.stdout)")
        for line in [
            "there is no record yet; it begins with the customer's first line", "noted",
            "say what there is to note: :note TEXT", "waiting for: consent to Q1",
            "in hand: instalment_setup, asked for as instalment_setup_statement term=12",
            "on the table: Q1, 6,432.00 in all, valid until 2026-03-02 22:00",
            "customer: li-na  level: 1  language: en  left open: 0  misses: 0",
        ] {
            #expect(run.lines.contains(line), "\(line)\n\(run.stdout)")
        }
        let path = try #require(records(folder).first)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let note = try #require(
            text.firstMatch(of: /\n\n; (note by .+: asked by phone, <phone>)\n/))
        #expect(try Paydesk.run(["replay", path]).status == 0)
        let shown = try Paydesk.run(["records", "show", path])
        #expect(shown.stdout.contains("       ; \(note.output.1)\n"), "\(shown.stdout)")
    }

    /// Nobody at a public terminal takes anything back.
    @Test func onlyStaffTakeBack() throws {
        let folder = try Folder()
        for mode in ["--kiosk", "--json"] {
            _ = try Paydesk.run(
                Self.chat + [mode], stdin: "split this bill into 12\n:undo\n",
                environment: environment(folder))
        }
        #expect(records(folder).count == 2)
        for path in records(folder) {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("> :undo\n") && !text.contains("* undone"))
        }
    }

    /// On a book with receipts and tickets of several, whatever the first line leads to: the record
    /// replays the same, and holds operations of its own customer only.
    @Test(arguments: ["human", "I want to complain", "I've been defrauded", "how much do I owe"])
    func isTrueFromItsFirstLine(_ line: String) throws {
        let book = try LivedBook()
        _ = try book.chat("zhang-wei", "账单分12期\n确认\n<secret>\n人工\n")
        _ = try book.chat("li-na", "split this bill into 12\nconfirm\n<secret>\n")
        func chat(_ customer: [String], _ lines: String) throws {
            let run = try Program.run(
                ["chat", "--store", book.path, "--now", "2026-03-02T11:00"] + customer,
                stdin: Array(lines.utf8),
                environment: book.environment.merging(["PAYDESK_RECORDS": "8"]) { $1 })
            #expect(run.status == 0, "\(run.stderr)")
        }
        try chat(["--customer", "li-na"], line + "\n")
        try chat([], "how much do I owe\n13800000002\n0000\n13800000002\n<secret>\n\(line)\n")
        try chat([], "how much do I owe\n13800000002\n<secret>\n\(line)\n")
        #expect(records(in: book.records).count == 3)
        for path in records(in: book.records) {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(!text.contains("zhang-wei"), "\(text)")
            #expect(text.contains(" li-na convert ST10008004 ") && text.contains("=R000002 "))
            let replay = try Paydesk.run(["replay", path])
            #expect(replay.status == 0, "\(replay.stdout)\(replay.stderr)")
        }
    }

    /// What the customer and others do meanwhile at other terminals is told where it matters.
    @Test func whatHappensMeanwhileIsInTheRecord() throws {
        let book = try LivedBook()
        let terminal = try PseudoTerminal(
            book.command("li-na") + ["--language", "en"],
            environment: book.environment.merging(["PAYDESK_RECORDS": "8"]) { $1 })
        try terminal.expect("What can I do")
        try terminal.type("how much do I owe\r")
        try terminal.expect("in all")
        _ = try book.chat("zhang-wei", "账单分12期\n确认\n<secret>\n人工\n")
        _ = try book.chat("li-na", "split this bill into 12\nconfirm\n<secret>\n")
        try terminal.type("how much do I owe\r")
        try terminal.expect("instalment plan")
        try terminal.type("human\r")
        try terminal.expect("H000002")
        try terminal.type("bye\r")
        #expect(try terminal.waitForExit() == 0)
        let path = try #require(records(in: book.records).first)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("@ meanwhile 2026-03-02T10:00+08:00 li-na convert "), "\(text)")
        #expect(text.contains("@ tickets 1\n") && !text.contains("zhang-wei"))
        let replay = try Paydesk.run(["replay", path])
        #expect(replay.status == 0, "\(replay.stdout)\(replay.stderr)")
    }

    /// A book with a receipt nobody has seen and an order that came to nothing: a record begun on
    /// it tells of both, and replays the same.
    @Test func whatCameBeforeIsInTheRecord() throws {
        let book = try LivedBook()
        let done = try book.chat("li-na", "split this bill into 12\nconfirm\n<secret>\n")
        #expect(done.stdout.contains("R000001"), "\(done.stdout)")
        try DatabaseQueue(path: book.path).write { database in
            try database.execute(
                sql: """
                    INSERT INTO orders (key, customer, content, at, state)
                        SELECT 'C-lost/Q1', customer, content, at - 60, 'open' FROM orders;
                    DELETE FROM shown;
                    """)
        }
        let folder = try Folder()
        let record = folder.path("talk.transcript")
        let run = try book.run(
            book.command("li-na", now: "2026-03-02T11:00") + ["--record", record],
            stdin: "how much do I owe\n")
        #expect(run.status == 0, "\(run.stderr)")
        let text = try String(contentsOfFile: record, encoding: .utf8)
        let before = text.split(separator: "\n").filter { $0.hasPrefix("@ before ") }
        #expect(before.count == 2 && before[0].hasSuffix(" void C-lost/Q1"), "\(before)")
        #expect(before.last?.hasSuffix(" untold") == true)
        #expect(text.contains("* told R000001\n") && text.contains("* told C-lost/Q1\n"))
        let replay = try Paydesk.run(["replay", record])
        #expect(replay.status == 0, "\(replay.stdout)\(replay.stderr)")
    }
}
