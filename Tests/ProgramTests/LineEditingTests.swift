import Foundation
import Testing

/// What keys do to a line, key by key: each row is typed at a prompt of its own, and its line is
/// read in the record of the conversation.
@Suite struct LineEditingTests {
    private static let keys: [(typed: String, line: String)] = [
        // Words, in the encodings of several terminals.
        ("abc def\u{1B}[1;3DX", "abc Xdef"), ("abc def\u{1B}[1;9DX", "abc Xdef"),
        ("abc def\u{1B}[1;5DX", "abc Xdef"), ("abc def\u{1B}bX", "abc Xdef"),
        ("abc def\u{1B}OdX", "abc Xdef"),
        ("abc def\u{1B}\u{1B}[DX", "abc Xdef"), ("abc def\u{1B}[H\u{1B}[1;3CX", "abcX def"),
        ("abc def\u{1B}[1~\u{1B}fX", "abcX def"), ("abc def\u{1}\u{1B}[1;5CX", "abcX def"),
        ("abc def\u{1B}[H\u{1B}[3;3~X", "X def"), ("abc def\u{1B}[H\u{1B}[3;5~X", "X def"),
        ("abc def\u{1B}\u{7F}X", "abc X"), ("abc def\u{17}X", "abc X"),
        ("abc def\u{1B}OH\u{1B}[3~X", "Xbc def"),
        // One character, also a wide one.
        ("还欠\u{1B}[D多\u{1B}OC少", "还多欠少"), ("还欠\u{7F}款", "还款"),
        // Sequences without a meaning leave nothing behind.
        ("a\u{1B}[15~b\u{1B}[15;2~c", "abc"), ("a\u{1B}OPb\u{1B}Oxc\u{1B}[[Ad", "abcd"),
        ("a\u{1B}[1;3Ab\u{1B}[1;2Pc", "abc"),
        ("a\u{1B}[?1;2cb\u{1B}[>0;276;0cc", "abc"), ("a\u{1B}[5~b\u{1B}[6;5~c\u{1B}[Zd", "abcd"),
        ("a\u{1B}[1;2;3;4;5Hb\u{1B}[!pc\u{1B}[1$zd", "abcd"),
        ("a\u{1B}]0;title\u{7}b\u{1B}P1$r0m\u{1B}\\c", "abc"),
        ("a\u{1B}(Bb\u{1B}xc\u{1B}[Id\u{1B}[Oe", "abcde"), ("a\u{9B}15~b\u{85}c", "abc"),
        // Undo: a word typed, a deletion.
        ("oweD\u{7F}\u{1F}", "oweD"), ("abc def\u{1F}\u{1F}x", "x"),
        ("abc def\u{1B}\u{7F}\u{1F}", "abc def"),
        // The history: Up, a change that outlives Down and Up, and the line being typed.
        ("\u{1B}[A", "abc def"), ("\u{1B}[A\u{1B}[A!\u{1B}[B\u{1B}[A", "x!"),
        ("hm\u{1B}[A\u{1B}[B", "hm"), ("\u{10}\u{E}z", "z"),
        // Ctrl-R: found, looked for further, deleted from, given up, left with a key.
        ("\u{12}款", "还款"), ("\u{12}多\u{12}", "还多欠少"), ("\u{12}款x\u{7F}", "还款"),
        ("ab\u{12}款\u{7}c", "abc"), ("\u{12}款\u{1B}[HX", "X还款"), ("q\u{12}nowhere\u{7}", "q"),
        // A paste is one line to look at, and its control characters are dropped.
        ("\u{1B}[200~split this\r\nbill\n\nnow\u{1B}[201~.", "split this bill now."),
        ("\u{1B}[200~\na\tb\u{7}\u{1B}[31mc\u{1B}[A\u{1}\u{4}d\u{1B}[201~", "a bcd"),
        ("ab\u{1B}[D\u{1B}[200~还款\u{1B}[201~", "a还款b"), ("\u{1B}[200~abc\u{1B}[201~\u{1F}x", "x"),
    ]

    @Test func keysDoWhatTheySay() throws {
        let folder = try Folder()
        let terminal = try PseudoTerminal(
            ChatTerminalTests.arguments + ["--customer", "li-na", "--record", folder.path("r")],
            environment: Paydesk.environment)
        for (row, key) in Self.keys.enumerated() {
            try terminal.type(key.typed + "\r", atPrompt: row + 1)
        }
        try terminal.type("\u{4}", atPrompt: Self.keys.count + 1)
        #expect(try terminal.waitForExit() == 0)
        let said = try said(in: folder)
        #expect(said.count == Self.keys.count + 1)
        for (key, line) in zip(Self.keys, said) {
            #expect(line == key.line, "\(key.typed.debugDescription)")
        }
        #expect(terminal.hasMarksOff)
    }

    /// In the customer's language, with what was typed back when it is given up.
    @Test(arguments: [
        ("en", "search: 欠 > 我还欠多少", "not found: 欠钱"), ("zh", "找：欠 > 我还欠多少", "找不到：欠钱"),
    ])
    func searchSpeaksTheLanguage(_ language: String, _ found: String, _ missing: String) throws {
        let terminal = try PseudoTerminal(
            ChatTerminalTests.arguments + ["--customer", "zhang-wei", "--language", language],
            environment: Paydesk.environment)
        try terminal.type("我还欠多少\r", atPrompt: 1)
        try terminal.type("\u{12}欠", atPrompt: 2)
        try terminal.expect(found)
        try terminal.type("钱")
        try terminal.expect(missing)
        try terminal.type("\u{7}\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }

    /// Away and back: the half-typed line is there, the session is locked, and it is said.
    @Test func controlZKeepsTheLine() throws {
        let folder = try Folder()
        let terminal = try PseudoTerminal(
            ChatTerminalTests.arguments + ["--customer", "li-na", "--record", folder.path("r")],
            environment: Paydesk.environment)
        try terminal.type("hello\r", atPrompt: 1)
        // The terminal drops what is unread when Ctrl-Z comes: type as a person does.
        try terminal.type("how much ", atPrompt: 2)
        try terminal.expect("> how much ")
        try terminal.type("\u{1A}")
        try terminal.expect("You were away, so to protect your account I signed you out")
        try terminal.type("do I owe\r", atPrompt: 3)
        try terminal.expect("registered mobile number")
        // The lines of before are gone with the session.
        try terminal.type("\u{1B}[A\u{1B}[A!\r", atPrompt: 4)
        try terminal.type("\u{4}", atPrompt: 5)
        #expect(try terminal.waitForExit() == 0)
        #expect(
            try said(in: folder) == [
                "hello", "<away>", "how much do I owe", "how much do I owe!", "<end>",
            ])
    }

    /// Completion: what the situation offers, in the language spoken.
    @Test func tabKnowsTheSituation() throws {
        let folder = try Folder()
        let terminal = try PseudoTerminal(
            ChatTerminalTests.arguments + ["--customer", "li-na", "--record", folder.path("r")],
            environment: Paydesk.environment)
        try terminal.type("spl\tm\t\r", atPrompt: 1)
        try terminal.expect("Reply \"confirm\"")
        try terminal.type("make it 2\t\r", atPrompt: 2)
        try terminal.expect("over 24 months")
        try terminal.type("\t\t", atPrompt: 3)
        try terminal.expect("confirm  cancel")
        try terminal.type("can\t\r")
        try terminal.type(":wh\t\r", atPrompt: 4)
        try terminal.expect("decision: ")
        // Behind Chinese words, which have no blanks between them.
        try terminal.type("请帮我spl\tm\t\r", atPrompt: 5)
        try terminal.type("\u{4}", atPrompt: 6)
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.text.components(separatedBy: "confirm  cancel").count == 2)
        #expect(
            try said(in: folder).prefix(3) == ["split my bill into 12", "make it 24", "cancel"])
    }

    private func said(in folder: Folder) throws -> [String] {
        try String(contentsOfFile: folder.path("r"), encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) }
    }
}
