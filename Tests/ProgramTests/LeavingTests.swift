import Foundation
import Testing

/// A desk that is left: by a kill, by a silence, by a terminal put away. And what is known of it at
/// the next start.
@Suite struct LeavingTests {
    private func chat(_ folder: Folder, _ more: [String]) throws -> PseudoTerminal {
        try PseudoTerminal(
            ["chat", "--store", folder.path("book.sqlite"), "--now", "2026-03-02T10:00"] + more,
            environment: Paydesk.environment)
    }

    /// Killed while the code is awaited: nothing was done, and the next start says so and offers to
    /// go on with a fresh quote.
    @Test func aKilledConversationIsOfferedAgain() throws {
        let folder = try Folder()
        let first = try chat(folder, ["--customer", "li-na"])
        try first.expect("What can I do")
        try first.type("split 3000 of this bill over 6 months\r")
        try first.expect("Reply \"confirm\"")
        try first.type("confirm\r")
        try first.expect("Enter the 6 digits")
        first.signal(SIGKILL)
        #expect(try first.waitForExit() == 128 + SIGKILL)

        let second = try chat(folder, ["--customer", "li-na"])
        try second.expect("Last time we")
        try second.type("yes\r")
        try second.expect("3,117.00")
        try second.type("cancel\r")
        try second.expect("Nothing was done")
        try second.type("\u{4}")
        #expect(try second.waitForExit() == 0)
        #expect(!second.text.contains("R000001"))
    }

    /// The timer runs on an idle terminal: nobody has to press a key for the session to end.
    @Test func anIdleTerminalLocksItself() throws {
        let folder = try Folder()
        let terminal = try chat(folder, ["--customer", "zhang-wei", "--idle", "1"])
        // Nothing is typed before: a second may be over sooner than a busy machine types.
        try terminal.expect("请问要办什么")
        try terminal.expect("已退出您的身份")
        try terminal.type("我还欠多少\r")
        try terminal.expect("手机号")
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    /// Also while a secret is awaited, where nothing can be seen.
    @Test func anIdleSecretPromptLocksItself() throws {
        let folder = try Folder()
        // Long enough for a busy machine to get to the prompt.
        let terminal = try chat(folder, ["--customer", "li-na", "--idle", "15"])
        try terminal.expect("What can I do")
        try terminal.type("split this bill into 12\r")
        try terminal.expect("Reply \"confirm\"")
        try terminal.type("confirm\r")
        try terminal.expect("Enter the 6 digits")
        try terminal.expect("I signed you out")
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.text.contains("R000001"))
    }

    /// Put away with Ctrl-Z and taken back: somebody else may have the shell by now. (A process
    /// without a shell behind it is not stopped, but it has been told to.)
    @Test func aSuspendedTerminalLocksItself() throws {
        let folder = try Folder()
        let terminal = try chat(folder, ["--customer", "zhang-wei"])
        try terminal.expect("请问要办什么")
        try terminal.type("\u{1A}")
        try terminal.expect("已退出您的身份")
        try terminal.type("我还欠多少\r")
        try terminal.expect("手机号")
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    /// At a kiosk the screen is cleared, with what has scrolled off it.
    @Test func anIdleKioskClearsItsScreen() throws {
        let folder = try Folder()
        let terminal = try chat(folder, ["--customer", "zhang-wei", "--kiosk", "--idle", "1"])
        try terminal.expect("请问要办什么")
        try terminal.expect("已退出您的身份")
        let clearing = Array("\u{1B}[H\u{1B}[2J\u{1B}[3J".utf8)
        #expect(terminal.log.indices.contains { terminal.log[$0...].starts(with: clearing) })
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    /// Three wrong tries lock, although each is followed by a kill and made at a new start.
    @Test(arguments: ["13800000001", "13900000000"])
    func wrongTriesAreCountedAcrossKills(_ phone: String) throws {
        let folder = try Folder()
        for said in ["还可以试2次", "还可以试1次", "核实已锁定到", "核实已锁定到"] {
            let terminal = try chat(folder, ["--language", "zh"])
            try terminal.expect("请问要办什么")
            try terminal.type(phone + "\r")
            try terminal.expect("最后四位")
            try terminal.typeSecret("0000\r")
            try terminal.expect(said)
            terminal.signal(SIGKILL)
            _ = try terminal.waitForExit()
        }
    }

    /// Killed at any moment after Enter, before a verdict or after it: however often this is done,
    /// nobody is told twice more than that a try was wrong.
    @Test func aTryCountsBeforeItIsChecked() throws {
        let folder = try Folder()
        var verdicts = 0
        var isLocked = false
        for round in 0..<12 where !isLocked {
            let terminal = try chat(folder, ["--language", "zh"])
            try terminal.expect("请问要办什么")
            try terminal.type("13800000001\r")
            try terminal.expect("最后四位")
            try terminal.typeSecret("0000\r")
            // The last ones are left in peace, so that the lock is reached.
            usleep(UInt32(round) * 2000)
            if round >= 8 {
                try terminal.wait(for: "a verdict") {
                    terminal.text.contains("还可以试") || terminal.text.contains("锁定到")
                }
            }
            terminal.signal(SIGKILL)
            _ = try terminal.waitForExit()
            if terminal.text.contains("还可以试") { verdicts += 1 }
            isLocked = terminal.text.contains("核实已锁定到")
        }
        #expect(verdicts <= 2 && isLocked, "\(verdicts) verdicts")
    }
}
