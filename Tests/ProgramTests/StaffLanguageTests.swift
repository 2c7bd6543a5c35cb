import Foundation
import Testing

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

    /// Names of customers aside, and of what is typed.
    nonisolated(unsafe) private static let names =
        /[a-z]+-[a-z]+|<[a-z]+>|`[^`]*`|“[^”]*”|\b(zh|en)\b|\x1b\[[0-9;]*m/

    @Test(arguments: [
        "account list", "account show zhang-wei", "account show sun-mei",
        "account statement zhang-wei", "account schedule zhang-wei",
        "account schedule sun-mei", "account ledger zhang-wei", "account ledger sun-mei",
        "account receipts", "account queue", "records list", "records show R000001 --step",
        "records search 投诉",
    ])
    func nothingIsLeftInEnglish(_ command: String) throws {
        let now = command.hasPrefix("account") ? ["--now", "2026-03-02T11:00"] : []
        let text = try onATerminal(command, now + ["--language", "zh"])
        let steps = text.split(separator: "\n").filter { !$0.contains("       = ") }
        let rest = steps.joined(separator: "\n").replacing(Self.names, with: "")
        #expect(rest.firstMatch(of: /[a-z]{2,}/) == nil, "\(text)")
        #expect(rest.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        let english = try onATerminal(command, now)
        #expect(english != text)
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
