import Foundation
import TestSupport
import Testing

/// A public terminal: there is the desk, and nothing besides.
@Suite struct KioskTests {
    private static let chat = ["chat", "--kiosk", "--now", "2026-03-02T10:00"]

    /// What somebody might try: keys of editors and shells, commands, files, signals of the
    /// keyboard.
    private static let escapes = [
        "\u{1B}v", "\u{18}\u{5}", "\u{1B}e", "\u{1B}:", "\u{1B}!", "\u{1B}|", "\u{18}\u{12}",
        "\u{16}",
        "\u{1A}", "\u{1C}", "\u{13}\u{11}", "\u{12}x\u{7}", "\u{F}", "\u{1B}[A", "\u{1B}OP",
        "\u{1B}[24~", "\u{1B}[M !!", "\u{1B}[<0;1;1M", "\u{9}\u{9}", "/\u{9}\u{9}",
        "/etc/pass\u{9}",
        "~/\u{9}", "$HOME\u{9}", "!\u{9}", "\u{1B}\u{1B}", "\u{1B}[200~!sh\u{1B}[201~",
        "!sh\r", "!ls -l\r", "!!\r", "|sh\r", ":!sh\r", ":sh\r", ":shell\r", ":e /etc/passwd\r",
        ":q\r", ":q!\r", ":wq\r", ":why\r", ":state\r", ":undo\r", ":record x\r", ":help\r",
        ":set shell=/bin/sh\r", "sh\r", "bash -i\r", "exec sh\r", "`sh`\r", "$(sh)\r", "; sh\r",
        "&& sh\r", "< /etc/passwd\r", "> x\r", "cat /etc/passwd\r", "~.\r", "~C\r", "--help\r",
        "--record x\r", "--intents /etc\r", "-c sh\r", "paydesk account list\r", "account list\r",
        "../../etc/passwd\r", "file:///etc/passwd\r", "\u{0}sh\r", "\u{1B}]52;c;?\u{7}",
        "\u{1B}P$q\"p\u{1B}\\", "\u{1B}[5i", "\u{1B}[21t", "'; DROP TABLE customers; --\r",
        "{{7*7}}\r", "%n%n%s\r", String(repeating: "A", count: 9000) + "\r",
    ]

    /// No process is started by any of them, no command of staff is obeyed, no file appears, and
    /// the desk still answers.
    @Test func nothingLeadsOut() throws {
        #expect(Self.escapes.count >= 60)
        let folder = try Folder()
        let terminal = try PseudoTerminal(
            Self.chat + ["--store", ":memory:", "--language", "zh"],
            environment: Paydesk.environment, directory: folder.root)
        try terminal.expect("请问要办什么")
        var prompt = 1
        for escape in Self.escapes + ["取消\r", "你是真人吗\r"] {
            // Ctrl-U: what is left of the one before is no part of it.
            try terminal.type("\u{15}" + escape, atPrompt: prompt)
            if escape.hasSuffix("\r") { prompt += 1 }
        }
        try terminal.expect("是程序")
        #expect(try Children(of: terminal.process).isEmpty)
        try terminal.type("\u{4}")
        try terminal.expect("再见")
        #expect(try terminal.waitForExit() == 0)
        for word in ["decision:", "waiting for:", "back before the last turn", "root:", "uid="] {
            #expect(!terminal.text.contains(word), "\(word)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root).isEmpty)
        Gate.tell(
            "A way out of a public terminal is tried", "KioskTests", "\(Self.escapes.count) ways",
            "no process started, no file made")
    }

    /// The test that finds no child would find one.
    @Test func aChildWouldBeSeen() throws {
        let shell = try PseudoTerminal(["-c", "/bin/true; echo done; read x"], program: "/bin/sh")
        try shell.expect("done")
        #expect(try !Children(of: shell.process).isEmpty)
    }

    /// As sshd and login start it: a name with a dash.
    @Test func aLoginShellIsAKiosk() throws {
        let folder = try Folder()
        let environment = Paydesk.environment.merging(["HOME": folder.root]) { $1 }
        let terminal = try PseudoTerminal(name: "-paydesk", environment: environment)
        try terminal.expect("请问要办什么")
        #expect(!terminal.text.contains("account list"))
        try terminal.type(":state\r")
        try terminal.expect("没听明白")
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        for arguments in [["account", "list"], ["-c", "sh"], ["--help"], ["chat"], [""]] {
            let run = try Program.run(arguments, environment: environment, name: "-paydesk")
            #expect(run.status == 77 && run.output.isEmpty, "\(arguments): \(run.stdout)")
            #expect(
                run.stderr == "paydesk: a login shell takes no arguments here; log in without\n")
        }
        // By a pipe as well nothing stands for a secret.
        let piped = try Program.run(
            [], stdin: Array("我还欠多少\n13800000001\n<secret>\n".utf8), environment: environment,
            name: "-paydesk")
        #expect(piped.status == 0 && !piped.stdout.contains("身份已核实"), "\(piped.stderr)")
    }

    /// The next one at the terminal finds neither the screen nor the lines of the one before.
    @Test func theNextOneFindsNothing() throws {
        let terminal = try PseudoTerminal(
            Self.chat + ["--store", ":memory:", "--customer", "zhang-wei", "--idle", "15"],
            environment: Paydesk.environment)
        try terminal.expect("请问要办什么")
        let clearing = Array("\u{1B}[H\u{1B}[2J\u{1B}[3J".utf8)
        func clearings() -> Int {
            terminal.log.indices.count { terminal.log[$0...].starts(with: clearing) }
        }
        // What the last session left on the screen goes before the first word.
        #expect(clearings() == 1)
        try terminal.type("我要申请困难延期，我失业了\r", atPrompt: 1)
        try terminal.expect("编号H000001")
        try terminal.expect("已退出您的身份")
        #expect(clearings() == 2)
        try terminal.expect("请问要办什么")
        let seen = terminal.text.count
        try terminal.type("\u{1B}[A\u{10}\u{12}失业", atPrompt: 3)
        try terminal.expect("找不到")
        try terminal.type("\u{7}\u{15}你是真人吗\r")
        try terminal.expect("是程序")
        #expect(!terminal.text.dropFirst(seen).contains("困难延期"))
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }
}

/// Processes that a process has started: those that run, and those that are over. The system counts
/// the memory that the latter touched, once their parent has waited for them; before, they are
/// there.
private struct Children {
    let isEmpty: Bool

    init(of process: pid_t) throws {
        // Behind the name, which may hold anything: state, parent …, faults of children at 8 and
        // 10.
        let own = try Self.fields(of: "\(process)")
        guard own.count > 10 else {
            throw Program.Trouble(description: "nothing is known of process \(process)")
        }
        let others = try FileManager.default.contentsOfDirectory(atPath: "/proc")
            .filter { $0.allSatisfy(\.isNumber) }
            .filter { (try? Self.fields(of: $0))?.dropFirst().first == "\(process)" }
        isEmpty = others.isEmpty && own[8] == "0" && own[10] == "0"
    }

    private static func fields(of process: String) throws -> [Substring] {
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        guard let end = text.lastIndex(of: ")") else { return [] }
        return text[text.index(after: end)...].split(separator: " ")
    }
}
