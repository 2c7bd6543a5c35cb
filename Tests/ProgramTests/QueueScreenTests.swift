import Conversation
import Foundation
import Ledger
import Quantities
import Testing
import Text

@testable import paydesk

/// The queue on a whole screen: a key makes the next state, a state and a size make rows.
@Suite struct QueueScreenTests {
    private static let now = Moment("2026-03-02T12:01")!
    private static let size = ScreenSize(rows: 12, columns: 72)
    private static let alice = Clerk(name: "alice", login: "desk1")

    private static func ticket(
        _ number: Int, _ reason: String, _ customer: String?, at: String = "10:00",
        _ steps: [TicketStep.Act] = []
    ) -> QueueEntry {
        let packet = HandOffPacket(
            conversation: "C\(number)", customer: customer, level: customer == nil ? 0 : 1,
            reason: reason,
            summary: "language=zh service=early_settlement loan=3815 "
                + "quote=Q1 total=859863 said=人工", priority: reason == "human" ? 3 : 2,
            at: Moment("2026-03-02T\(at)")!)
        let taken = steps.map { TicketStep(at: now, by: alice, act: $0) }
        return QueueEntry(Ticket("H00000\(number)", packet, steps: taken), now: now)
    }

    private static let entries = [
        ticket(1, "human", "zhang-wei"), ticket(2, "complaint", "li-na", at: "10:02"),
        ticket(3, "hardship", "sun-mei", at: "11:00", [.taken]),
        ticket(4, "human", nil, [.closed(outcome: "done")]),
    ]

    private static func state(_ language: Language = .en) -> QueueState {
        var state = QueueState(language: language)
        state.take(entries)
        return state
    }

    /// Enter, Escape and Delete as signs; everything else is typed as it stands.
    private static func press(_ keys: String, _ state: inout QueueState) -> [QueueState.Deed] {
        keys.compactMap { key in
            switch key {
            case "⏎": state.press(.enter, size)
            case "⎋": state.press(.escape, size)
            case "⌫": state.press(.delete, size)
            case "↑": state.press(.up, size)
            case "↓": state.press(.down, size)
            case "☠": state.press(.interrupt, size)
            default: state.press(.character(key), size)
            }
        }
    }

    /// What is pressed, the ticket that is looked at then, and what has to be done.
    @Test(
        arguments: [
            ("", "H000001", []), ("j", "H000002", []), ("↓↓", "H000003", []),
            ("jjj", "H000003", []),
            ("Gk", "H000002", []), ("Gg", "H000001", []), ("k↑", "H000001", []),
            ("ajjj", "H000004", []), ("ajjja", "H000003", []),
            ("t", "H000001", [.work(ticket: "H000001", .taken, isForced: false)]),
            ("jjt", "H000003", []), ("jjtn", "H000003", []),
            ("jjty", "H000003", [.work(ticket: "H000003", .taken, isForced: true)]),
            ("jnab 好⏎", "H000002", [.work(ticket: "H000002", .noted("ab 好"), isForced: false)]),
            ("nabc⌫⌫⏎", "H000001", [.work(ticket: "H000001", .noted("a"), isForced: false)]),
            ("n⏎", "H000001", []), ("n  ⏎", "H000001", []), ("nabc⎋", "H000001", []),
            ("nq☠", "H000001", []),
            (
                "cdone⏎", "H000001",
                [.work(ticket: "H000001", .closed(outcome: "done"), isForced: false)]
            ),
            ("aGr", "H000004", [.work(ticket: "H000004", .reopened(""), isForced: false)]),
            ("pcall⏎", "H000001", [.reveal(ticket: "H000001", reason: "call")]),
            ("/li-na⏎", "H000002", []), ("/li-na⏎⎋", "H000002", []), ("/投诉⎋", "H000001", []),
            ("/nobody⏎t", nil, []), ("/sun⏎t", "H000003", []), ("/alice⏎", "H000003", []),
            ("q", "H000001", [.quit]), ("⏎q", "H000001", []), ("⏎qq", "H000001", [.quit]),
            ("⏎jjj⎋j", "H000002", []), ("☠", "H000001", [.quit]), ("x", "H000001", []),
        ] as [(String, String?, [QueueState.Deed])])
    func aKeyMakesTheNextState(keys: String, chosen: String?, deeds: [QueueState.Deed]) {
        var state = Self.state()
        #expect(Self.press(keys, &state) == deeds)
        #expect(state.chosen == chosen)
    }

    /// The one that is looked at stays so while others work, and its neighbour follows it.
    @Test func followsWhatOthersDo() {
        var state = Self.state()
        _ = Self.press("j", &state)
        state.take(Array(Self.entries.reversed()))
        #expect(state.chosen == "H000002")
        state.take(Self.entries.filter { $0.ticket.number != "H000002" })
        #expect(state.chosen == "H000003")
        state.take([])
        #expect(state.chosen == nil && Self.press("tncprjkG⏎", &state) == [])
    }

    private static func text(_ state: QueueState, _ size: ScreenSize) -> [String] {
        QueueLayout(state, size, now: now).rows.map { row in
            let text = row.map(\.text).joined()
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static let page = TicketPage(
        phone: "138****0002", position: [["owes", "6,667.00"], ["due", "6,667.00  2026-03-16"]],
        contracts: [["LN10003815", "8,454.90", "2/12", "2026-03-16"]],
        conversation: [
            .init(isCustomers: false, text: "您好，请问要办什么？"),
            .init(isCustomers: true, text: "人工"),
        ])

    @Test func looksSoInEnglish() {
        var state = Self.state()
        _ = Self.press("j", &state)
        state.page = Self.page
        #expect(
            Self.text(state, Self.size) == [
                "Queue: 3 open, 1 taken, 1 overdue                       2026-03-02 12:01",
                "!H000001 03-02 12:00 human       │ H000002  complaint  li-na",
                " H000002 03-02 12:02 complaint   │ waits",
                "*H000003 03-02 13:00 hardship    │ call by 03-02 12:02",
                "                                 │ answer by 2026-03-17, 2026-05-01 at",
                "                                 │ the latest",
                "                                 │ call 138****0002",
                "                                 │ at the time: early settlement: loan",
                "                                 │ 3815; quote Q1, 8,598.63",
                "                                 │",
                "", "j/k Enter  t take  n note  c close  r reopen  p number  / filter  a all…",
            ])
    }

    @Test func looksSoInChinese() {
        var state = Self.state(.zh)
        state.page = Self.page
        _ = Self.press("⏎jjjjjjn已回电", &state)
        #expect(
            Self.text(state, ScreenSize(rows: 12, columns: 66)) == [
                "队列：3 件，处理中 1，超时 1                      2026-03-02 12:01",
                "!H000001 03-02 12:00 人工        │",
                " H000002 03-02 12:02 投诉        │ 账户",
                "*H000003 03-02 13:00 困难        │ owes  6,667.00",
                "                                 │ due   6,667.00  2026-03-16",
                "                                 │ LN10003815  8,454.90  2/12",
                "                                 │ 2026-03-16",
                "                                 │",
                "                                 │ 对话 C1",
                "                                 │   您好，请问要办什么？", "备注：已回电▏",
                "Enter 确定  Esc 取消",
            ])
    }

    /// Whatever the size: as many rows as there are, and none wider than the screen.
    @Test(arguments: [(24, 80), (50, 140), (12, 40), (5, 30), (3, 20), (1, 10), (24, 63), (24, 64)])
    func fillsAScreen(rows: Int, columns: Int) {
        for language in [Language.zh, .en] {
            for keys in ["", "aG", "⏎  ", "jjt", "n" + String(repeating: "长", count: 90), "/没有⏎"] {
                var state = Self.state(language)
                state.page = Self.page
                state.notice = String(repeating: "说", count: 100)
                _ = Self.press(keys, &state)
                let lines = Self.text(state, ScreenSize(rows: rows, columns: columns))
                #expect(lines.count == rows)
                for line in lines { #expect(Wrapping.width(line) <= columns, "\(line)") }
            }
        }
    }

    // MARK: - The real one

    private static let template = Result { () throws -> LivedBook in
        let book = try LivedBook()
        _ = try book.chat("zhang-wei", "提前结清\n人工\n")
        return book
    }

    private static func open(_ book: LivedBook, _ options: [String] = []) throws -> PseudoTerminal {
        try PseudoTerminal(
            ["queue", "--store", book.path, "--now", "2026-03-02T12:01"] + options,
            environment: book.environment)
    }

    private static let leavesScreen = "\u{1B}[?25h\u{1B}[?1049l"

    @Test func isWorkedOnATerminal() throws {
        let book = try LivedBook(copying: Self.template.get())
        let terminal = try Self.open(book, ["--by", "alice"])
        try terminal.expect("H000001")
        try terminal.type("t")
        try terminal.expect("alice took it")
        try terminal.type("n他说下午再打\r")
        try terminal.expect("alice: 他说下午再打")
        try terminal.type("cspoke to him\r")
        try terminal.expect("Nobody waits.")
        try terminal.type("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(String(decoding: terminal.log, as: UTF8.self).hasSuffix(Self.leavesScreen))
        let queue = try book.run(["account", "queue", "--all", "--store", book.path])
        #expect(queue.stdout.contains("\talice\t") && queue.stdout.contains("\tspoke to him"))
        try book.expectRight()
    }

    /// However it ends, the terminal is as it was found.
    @Test(
        arguments: [
            (SIGTERM, 128 + SIGTERM), (SIGHUP, 128 + SIGHUP), (SIGINT, 130),
            (SIGUSR1, 128 + SIGUSR1),
            (SIGSEGV, 70),
        ] as [(Int32, Int32)])
    func givesTheTerminalBack(signal: Int32, status: Int32) throws {
        let terminal = try Self.open(Self.template.get())
        try terminal.expect("H000001")
        try terminal.wait(for: "keys") { terminal.isRaw }
        terminal.signal(signal)
        let left = Array(Self.leavesScreen.utf8)
        try terminal.wait(for: "the screen to be left") {
            terminal.log.firstRange(of: left) != nil
        }
        try terminal.wait(for: "the modes") { terminal.modes == terminal.firstModes }
        #expect(try terminal.waitForExit() == status)
        #expect(terminal.text.contains("paydesk:") == (signal == SIGSEGV), "\(terminal.text)")
    }

    @Test func followsTheSizeOfTheTerminal() throws {
        let terminal = try Self.open(Self.template.get())
        try terminal.expect("Position")
        terminal.resize(columns: 40)
        try terminal.expect("zhang-wei\n")
        try terminal.type("\u{1B}[B\r")
        try terminal.expect("Position")
        try terminal.type("qq")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func saysWhatToUseInAPipe() throws {
        let book = try Self.template.get()
        let run = try book.run(["queue", "--store", book.path])
        #expect(run.status == 64 && run.stdout.isEmpty)
        #expect(run.stderr.contains("in a pipe use `paydesk account queue`"), "\(run.stderr)")
        #expect(try book.run(["queue", "--store", book.path + ".not"]).status == 66)
    }
}
