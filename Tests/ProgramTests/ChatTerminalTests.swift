import Testing

/// The chat on a terminal: editing, secrets, Ctrl-C and Ctrl-D.
@Suite struct ChatTerminalTests {
    static let arguments = ["chat", "--store", ":memory:", "--now", "2026-03-02T10:00"]

    private func open(_ more: [String] = []) throws -> PseudoTerminal {
        try PseudoTerminal(Self.arguments + more, environment: Paydesk.environment)
    }

    @Test func editsChineseAndSaysGoodbye() throws {
        let terminal = try open(["--customer", "zhang-wei"])
        try terminal.expect("请问要办什么")
        try terminal.type("我还欠多少abc\u{7F}\u{7F}\u{7F}\r")
        try terminal.expect("16,454.90元")
        try terminal.type("\u{4}")
        try terminal.expect("再见")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func controlCAbandonsTheQuestionAndNotTheProgram() throws {
        let terminal = try open(["--customer", "li-na"])
        try terminal.expect("What can I do")
        try terminal.type("split this bill into 12\r")
        try terminal.expect("Reply \"confirm\"")
        try terminal.type("half a li")
        try terminal.expect("half a li")
        // Half a line is given up, and not the quote.
        try terminal.send([3])
        try terminal.expect("^C")
        try terminal.type("confirm\r")
        try terminal.expect("Enter the 6 digits")
        try terminal.send([3])
        try terminal.expect("Nothing was done")
        try terminal.type("how much do I owe\r")
        try terminal.expect("¥6,667.00")
        try terminal.type("bye\r")
        try terminal.expect("Goodbye")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func secretsAreNotEchoedAndNotInTheHistory() throws {
        let terminal = try open()
        try terminal.expect("What can I do")
        try terminal.type("我还欠多少\r")
        try terminal.expect("手机号")
        try terminal.type("13800000001\r")
        try terminal.expect("最后四位")
        try terminal.typeSecret("1001\r")
        try terminal.expect("身份已核实")
        try terminal.expect("16,454.90元")
        // Up once is the question: neither the phone nor the digits were remembered.
        try terminal.type("\u{1B}[A\r")
        try terminal.expect("16,454.90元")
        try terminal.type("\u{4}")
        try terminal.expect("再见")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.text.contains("1001"))
    }

    /// Codes as the text messages bring them: each is good for the quote it was sent for.
    @Test func aCodeIsGoodForItsOwnQuoteOnly() throws {
        let terminal = try open(["--customer", "zhang-wei"])
        try terminal.expect("请问要办什么")
        try terminal.type("提前结清\r")
        try terminal.expect("回复“确认”")
        try terminal.type("确认\r")
        let first = try terminal.code()
        try terminal.waitForSecret()
        try terminal.typeSecret("账单分12期\r")
        try terminal.expect("回复“确认”")
        try terminal.type("确认\r")
        let second = try terminal.code()
        #expect(first != second)
        try terminal.waitForSecret()
        try terminal.typeSecret(first + "\r")
        try terminal.expect("验证码不对")
        try terminal.waitForSecret()
        try terminal.typeSecret(second + "\r")
        try terminal.expect("首次还款")
        try terminal.expect("R000001")
        // The quote left behind is void: the book has moved on.
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.text.contains("R000002"))
    }

    /// Placeholders are for scripts: a person who types them gets nowhere.
    @Test func placeholdersAreNotForPeople() throws {
        let terminal = try open(["--customer", "li-na"])
        try terminal.expect("What can I do")
        try terminal.type("split this bill into 12\r")
        try terminal.expect("Reply \"confirm\"")
        try terminal.type("confirm\r")
        try terminal.waitForSecret()
        try terminal.typeSecret("<secret>\r")
        try terminal.expect("6-digit code")
        try terminal.waitForSecret()
        try terminal.send([3])
        try terminal.expect("Nothing was done")
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.text.contains("R000001"))
    }

    @Test func controlCAtTheCodeCancels() throws {
        let terminal = try open(["--customer", "li-na"])
        try terminal.expect("What can I do")
        try terminal.type("split this bill into 12\r")
        try terminal.expect("Reply \"confirm\"")
        try terminal.type("confirm\r")
        try terminal.expect("Enter the 6 digits")
        try terminal.waitForSecret()
        try terminal.send([3])
        try terminal.expect("Nothing was done")
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }
}
