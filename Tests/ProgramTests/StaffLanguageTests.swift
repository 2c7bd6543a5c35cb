import Foundation
import Testing
import Text

@testable import paydesk

/// What staff read of books and records, in Chinese.
@Suite struct StaffLanguageTests {
    private static let desk = Result {
        () throws -> (book: LivedBook, environment: [String: String]) in
        let book = try LivedBook()
        let environment = book.environment.merging(["PAYDESK_RECORDS": "8"]) { $1 }
        let run = try Program.run(
            ["chat", "--customer", "zhang-wei", "--now", "2026-03-02T10:00", "--store", book.path],
            stdin: Array("账单分12期\n确认\n<secret>\n我要投诉\n".utf8), environment: environment)
        #expect(run.status == 0, "\(run.stderr)")
        return (book, environment)
    }

    private func onATerminal(_ command: String, _ more: [String] = []) throws -> String {
        let (book, environment) = try Self.desk.get()
        let terminal = try PseudoTerminal(
            command.split(separator: " ").map(String.init) + ["--store", book.path] + more,
            environment: environment, columns: 140)
        #expect(try terminal.waitForExit() == 0, "\(command)")
        return terminal.text
    }

    /// Names of customers, intents and files aside, and of what is typed.
    nonisolated(unsafe) private static let names =
        /[a-z]+-[a-z]+|<[a-z]+>|`[^`]*`|“[^”]*”|\b(zh|en|kappa)\b|\x1b\[[0-9;]*m|\S+[_.][a-z]\S*/

    @Test(arguments: [
        "account list", "account show zhang-wei", "account show sun-mei",
        "account statement zhang-wei", "account schedule zhang-wei",
        "account schedule sun-mei", "account ledger zhang-wei", "account ledger sun-mei",
        "account receipts", "account queue", "records list", "records show R000001 --step",
        "records search 投诉", "account audit", "account verify", "account note H000001 再打",
        "report", "report --by month --from 2026-03-01 --against 2026-02", "report --list quotes",
        "inspect", "inspect --rules",
    ])
    func nothingIsLeftInEnglish(_ command: String) throws {
        let now = command.hasPrefix("account") ? ["--now", "2026-03-02T11:00"] : []
        let text = try onATerminal(command, now + ["--language", "zh"])
        let steps = text.split(separator: "\n").filter { !$0.contains("       = ") }
        let rest = steps.joined(separator: "\n").replacing(Self.names, with: "")
            .replacing(NSUserName(), with: "")
        #expect(rest.firstMatch(of: /[a-z]{2,}/) == nil, "\(text)")
        #expect(rest.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        let english = try onATerminal(command, now)
        #expect(english != text)
    }

    /// What stops a clerk, and what a page for others says.
    @Test func refusalsAndPagesAreInChinese() throws {
        let (book, environment) = try Self.desk.get()
        func run(_ command: String) throws -> Program.Outcome {
            try Program.run(
                command.split(separator: " ").map(String.init)
                    + ["--store", book.path, "--language", "zh"], environment: environment)
        }
        for (command, words) in [
            ("account take H000099", "没有编号“H000099”，`paydesk account queue --all` 列出全部"),
            ("account reopen H000001", "H000001 还没有结；结了的才能重开"),
        ] {
            let refused = try run(command)
            #expect(refused.status != 0)
            #expect(refused.stderr.contains(words), "\(refused.stderr)")
        }
        let folder = try Folder()
        let made = try run("report --html \(folder.path("report.html"))")
        #expect(made.status == 0, "\(made.stderr)")
        let page = try String(contentsOfFile: folder.path("report.html"), encoding: .utf8)
        #expect(page.contains("<html lang=\"zh\">"))
        #expect(page.contains("客服会话") && page.contains("转人工原因") && page.contains("各项明细"))
        #expect(!page.contains(" conversations"), "\(page)")
    }

    /// Whatever differs from time to time stands in its place, in Chinese too where it has words.
    @Test(arguments: [
        ("audit record 3 is missing", "审计记录 3 不见了"),
        ("step 2, of ticket H000001, is missing", "步骤 2（工单 H000001）不见了"),
        ("a complaint without its facts, its facts", "投诉缺 各项事实、各项事实"),
        ("until opened by a person", "至 人工解锁"),
        (
            "from 2026-03-01: 2 conversations, 5 customer lines; compared with 2026-02-01 to "
                + "2026-02-28: 0 conversations, 0 customer lines",
            "2026-03-01 起：2 个会话，客户 5 句；对比 2026-02-01 至 2026-02-28：0 个会话，客户 0 句"
        ), ("nobody knows this", "nobody knows this"),
    ])
    func sentencesHavePlaces(_ english: String, _ chinese: String) {
        #expect(StaffWords(.zh)(english) == chinese)
        #expect(StaffWords(.en)(english) == english)
    }

    /// An account has a name beside its number.
    @Test(arguments: [("en", "plan principal 1302"), ("zh", "分期本金 1302")])
    func accountsHaveNames(_ language: String, _ name: String) throws {
        let (book, environment) = try Self.desk.get()
        for command in [
            "account ledger zhang-wei", "records show R000001 --step", "account prove 1",
        ] {
            let run = try Program.run(
                command.split(separator: " ").map(String.init)
                    + ["--store", book.path, "--language", language], environment: environment)
            #expect(run.stdout.contains(name), "\(command): \(run.stdout)")
        }
    }
}
