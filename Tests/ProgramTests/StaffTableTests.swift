import Foundation
import Testing

@testable import paydesk

/// Tables of the staff view, and the customers named to it.
@Suite struct StaffTableTests {
    private static let book = ["--store", ":memory:", "--now", "2026-03-01T10:00"]

    @Test(arguments: [
        "zhang-wei", "张伟", "张*", "Zhang Wei", "Wei Zhang", "zhangwei", "zhang_wei", "ZHANG-WEI",
        "13800000001", "138****0001", "1", "LN10003815", "ln10003815", "3815", "ST10008003", "8003",
    ])
    func aCustomerIsKnownBy(word: String) throws {
        let show = try Paydesk.run(["account", "show", word] + Self.book)
        #expect(show.lines.first == "zhang-wei  张*  138****0001  zh  normal", "\(show.stderr)")
    }

    @Test(arguments: [
        (
            "zhang-wey", 66,
            "there is no customer 'zhang-wey' in this book. Did you mean 'zhang-wei'?"
        ),
        ("zhan", 66, "there is no customer 'zhan' in this book. Did you mean 'zhang-wei'?"),
        ("17", 66, "there is no customer '17' in this book; `paydesk account list` names them"),
        (
            "qqqqqq", 66,
            "there is no customer 'qqqqqq' in this book; `paydesk account list` names them"
        ),
    ])
    func anUnknownOneIsAskedBack(word: String, status: Int32, sentence: String) throws {
        for command in ["show", "statement", "schedule", "receipts"] {
            let run = try Paydesk.run(["account", command, word] + Self.book)
            #expect(run.status == status && run.stderr == "paydesk: \(sentence)\n")
        }
    }

    /// On a terminal with headings, every column beginning at one place, Chinese or not.
    @Test func listsAreAlignedOnATerminal() throws {
        let terminal = try PseudoTerminal(
            ["account", "list"] + Self.book, environment: Paydesk.environment)
        #expect(try terminal.waitForExit() == 0)
        let lines = terminal.text.split(separator: "\n").map(String.init)
        #expect(lines.first == "no  customer    name        phone  language  status")
        #expect(lines.dropFirst().first == " 1  zhang-wei   张*   138****0001  zh        normal")
        #expect(lines.count == 17)
    }

    @Test func columnsAreAsWideAsTheirWidestCell() {
        let table = Table(["name", "sum", "什么"], [["a", "1.00", "家电"], ["王芳芳", "-12.50", "x"]])
        #expect(
            table.aligned == [
                "name       sum  什么", "a         1.00  家电", "王芳芳  -12.50  x",
            ])
        #expect(table.separated == ["a\t1.00\t家电", "王芳芳\t-12.50\tx"])
        #expect(table.numbered("no").aligned[1].hasPrefix(" 1  a "))
        #expect(Table(["name"], []).aligned.isEmpty)
    }

    /// What has no room beside the others stands below them, and words are broken between words.
    @Test(arguments: [
        (
            30,
            [
                "name    sum  what", "a      1.00  a kettle that", "             whistles",
                "wang  12.50  x",
            ]
        ),
        (
            22,
            [
                "name    sum", "    what", "a      1.00", "    a kettle that", "    whistles",
                "wang  12.50", "    x",
            ]
        ),
        (80, ["name    sum  what", "a      1.00  a kettle that whistles", "wang  12.50  x"]),
    ])
    func aTableFitsTheTerminal(columns: Int, lines: [String]) {
        let table = Table(
            ["name", "sum", "what"],
            [["a", "1.00", "a kettle that whistles"], ["wang", "12.50", "x"]])
        #expect(table.fitted(to: columns) == lines)
    }
}
