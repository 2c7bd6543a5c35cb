import Foundation
import TestSupport
import Testing

/// Secrets typed into the real program, with slips and at the wrong prompts: afterwards no file
/// of it, no screen and no line to go back to holds them.
@Suite struct SecretSinkTests {
    /// A folder for all that the program may write, where it is started too.
    private let folder: Folder
    private let environment: [String: String]

    init() throws {
        folder = try Folder()
        environment = Paydesk.environment.merging([
            "HOME": folder.root, "XDG_STATE_HOME": folder.path("state"),
            "XDG_DATA_HOME": folder.path("data"), "PAYDESK_RECORDS": "8",
        ]) { $1 }
    }

    private func chat(_ more: [String] = []) throws -> PseudoTerminal {
        try PseudoTerminal(
            ["chat", "--now", "2026-03-02T10:00", "--record", "talk", "--language", "zh"] + more,
            environment: environment, directory: folder.root)
    }

    /// Nothing below the folder holds any of these.
    private func expectNowhere(_ planted: [String], _ what: String) throws {
        let paths = FileManager.default.enumerator(atPath: folder.root)?
            .compactMap { $0 as? String }
        var files = 0
        for path in paths ?? [] {
            guard let bytes = FileManager.default.contents(atPath: folder.path(path)) else {
                continue
            }
            files += 1
            for text in planted {
                #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text) is in \(path)")
            }
            #expect(!path.hasPrefix("core"), "\(path)")
        }
        // Book, key, checkpoints, two records.
        #expect(files >= 5, "\(paths ?? [])")
        Gate.tell(
            "\(what) is typed into the program", "SecretSinkTests",
            "\(planted.count) forms, with slips and at other prompts",
            "in none of \(files) files, no core left, not among the lines to go back to")
    }

    private static func inHan(_ digits: String) -> String {
        let han = Array("零一二三四五六七八九")
        return String(digits.compactMap { $0.wholeNumberValue.map { han[$0] } })
    }

    /// Also when the program dies of a fault of its own: it leaves no core.
    @Test func aCodeIsNowhere() throws {
        let terminal = try chat(["--customer", "zhang-wei"])
        try terminal.type("账单分12期\r", atPrompt: 1)
        try terminal.expect("回复“确认”")
        try terminal.type("确认\r", atPrompt: 2)
        let code = try terminal.code()
        let (start, end) = (code.prefix(3), code.suffix(3))
        // At the prompt for it: not a code, or not only.
        let slips = [
            "\(start) \(end)x", "\(start)l\(end)", "不是\(code)", "\(start)，\(end)元", "\(code)7",
        ]
        for slip in slips {
            try terminal.waitForSecret()
            try terminal.typeSecret(slip + "\r")
            try terminal.expect("没有读")
        }
        #expect(slips.allSatisfy { !terminal.text.contains($0) })
        // At another prompt, while it is good. What is typed there is shown as it is typed.
        try terminal.waitForSecret()
        try terminal.typeSecret("提前结清\r")
        try terminal.expect("回复“确认”")
        let strays = [
            "\(start) \(end)", "\(start)-\(end)", "\(start).\(end)", Self.inHan(code), "码\(code)",
        ]
        for (place, stray) in strays.enumerated() {
            try terminal.type(stray + "\r", atPrompt: 3 + place)
        }
        try terminal.type("", atPrompt: 3 + strays.count)
        // Up once is the first line there is: none of them can be gone back to.
        let seen = terminal.text.count
        try terminal.type("\u{1B}[A")
        try terminal.expect("确认")
        try terminal.send([0x15])
        let shown = terminal.text.dropFirst(seen)
        #expect(strays.allSatisfy { !shown.contains($0) })
        terminal.signal(SIGSEGV)
        #expect(try terminal.waitForExit() == 70)
        try expectNowhere([code, Self.inHan(code)] + slips + strays, "A code, before a crash,")
    }

    @Test func phoneAndDigitsAreNowhere() throws {
        let terminal = try chat()
        let phones = ["一三八零零零零零零零一", "138.0000.0001", "1389999999"]
        let slips = ["1 0 0 1y", "1OO1", "一千零一", "不是1001", "1001 y"]
        try terminal.type("我还欠多少\r", atPrompt: 1)
        try terminal.expect("手机号")
        try terminal.type(phones[2] + "\r", atPrompt: 2)
        try terminal.expect("这不像手机号")
        try terminal.type(phones[1] + "\r", atPrompt: 3)
        for slip in slips {
            try terminal.waitForSecret()
            try terminal.typeSecret(slip + "\r")
            try terminal.expect("没有读")
        }
        try terminal.waitForSecret()
        try terminal.typeSecret("尾号1001。\r")
        try terminal.expect("身份已核实")
        try terminal.type("我的手机是\(phones[0])\r", atPrompt: 4)
        try terminal.type("\u{1B}[A\u{4}", atPrompt: 5)
        try terminal.expect("> 我还欠多少")
        try terminal.type("\u{15}\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(slips.allSatisfy { !terminal.text.contains($0) })
        try expectNowhere(phones + slips + ["尾号1001"], "A phone and an ID's digits")
    }
}
