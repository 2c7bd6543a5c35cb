import Foundation
import Testing

/// What was not typed in answer to a question is no answer to it.
@Suite struct PasteTests {
    private func open(_ more: [String] = []) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            ChatTerminalTests.arguments + ["--customer", "li-na"] + more,
            environment: Paydesk.environment)
        try terminal.expect("What can I do")
        return terminal
    }

    /// An order and the consent to it, pasted together: nothing is agreed to, whether the terminal
    /// marks its pastes or not.
    @Test(arguments: [
        "\u{1B}[200~split this bill into 12\nconfirm\n\u{1B}[201~",
        "split this bill into 12\rconfirm\r",
    ])
    func aPasteNeverConsents(_ pasted: String) throws {
        let terminal = try open()
        try terminal.type(pasted, atPrompt: 1)
        if pasted.hasPrefix("\u{1B}") {
            try terminal.expect("split this bill into 12 confirm")
            try terminal.type("\r")
        }
        try terminal.expect("Reply \"confirm\"")
        try terminal.type("\u{1B}[200~confirm\n\u{1B}[201~", atPrompt: 2)
        try terminal.expect("confirm ")
        try terminal.send([3])
        try terminal.expect("^C")
        try terminal.type("\u{4}", atPrompt: 3)
        try terminal.expect("was not carried out")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.text.contains("I've sent a code"))
    }

    /// Ctrl-C is heard in the midst of a paste too, again and again, and what is left of the paste
    /// is no line.
    @Test func aPasteIsInterrupted() throws {
        let terminal = try open()
        for number in 1...40 {
            try terminal.type("\u{1B}[200~", atPrompt: number)
            try terminal.send(Array(String(repeating: "no line\n", count: 120).utf8) + [3])
            try terminal.expect("^C")
        }
        try terminal.type("\u{4}", atPrompt: 41)
        #expect(try terminal.waitForExit() == 0)
    }

    /// Of several lines at a secret prompt the first is taken, and none is shown.
    @Test func aSecretIsOneLine() throws {
        let terminal = try open()
        try terminal.type("split this bill into 12\r", atPrompt: 1)
        try terminal.expect("Reply \"confirm\"")
        try terminal.type("confirm\r", atPrompt: 2)
        try terminal.expect("Enter the 6 digits")
        #expect(terminal.hasMarksOff)
        try terminal.typeSecret("how much do I owe\r4711\rconfirm\r")
        try terminal.expect("¥6,667.00")
        try terminal.send([3])
        try terminal.expect("Nothing was done")
        try terminal.type("\u{4}", atPrompt: 3)
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.text.contains("4711"))
    }

    /// A terminal that only prints, and one that is asked for nothing else.
    @Test(arguments: [("dumb", []), ("", []), ("xterm", ["--plain"])] as [(String, [String])])
    func noEscapeWhereNoneIsObeyed(_ name: String, _ more: [String]) throws {
        let terminal = try PseudoTerminal(
            ChatTerminalTests.arguments + ["--customer", "li-na"] + more,
            environment: Paydesk.environment.merging(["TERM": name]) { $1 })
        try terminal.expect("What can I do")
        try terminal.expect("> ")
        try terminal.send(Array("split this bill into 12\r".utf8))
        try terminal.expect("Reply \"confirm\"")
        try terminal.expect("> ")
        try terminal.send(Array("confirm\r".utf8))
        try terminal.expect("Enter the 6 digits")
        try terminal.typeSecret("cancel\r")
        try terminal.expect("Nothing was done")
        try terminal.expect("> ")
        try terminal.send([4])
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.log.contains(0x1B))
    }
}
