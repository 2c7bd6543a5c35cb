import Foundation
import Testing

/// `:teach` in a staff chat: what a lesson changes is shown, and written where the answer is yes.
@Suite struct TeachTests {
    private static let line = "苹果树上有几只鸟"

    /// A copy of the project's corpus with some transcripts beside it.
    private func desk() throws -> Folder {
        let folder = try Folder()
        for (from, to) in [("Intents", "Intents"), ("Transcripts/balance", "Transcripts")] {
            try FileManager.default.copyItem(
                atPath: Paydesk.root.appendingPathComponent(from).path, toPath: folder.path(to))
        }
        return folder
    }

    private func chat(
        _ folder: Folder, _ lines: [String], _ more: [String] = []
    ) throws -> Program.Outcome {
        let arguments = ["chat", "--store", ":memory:", "--now", "2026-03-02T10:00"]
        return try Paydesk.run(
            arguments + ["--intents", folder.path("Intents")] + more,
            stdin: lines.map { $0 + "\n" }.joined())
    }

    private func text(_ folder: Folder, _ file: String) throws -> String {
        try String(contentsOfFile: folder.path("Intents/" + file), encoding: .utf8)
    }

    @Test func showsTheEffectAndWritesOnYes() throws {
        let folder = try desk()
        let before = try text(folder, "query_due_date.yml")
        let run = try chat(
            folder, [Self.line, ":teach query_due_dat", ":teach query_due_date", "perhaps", "y"])
        #expect(run.status == 0, "\(run.stderr)")
        #expect(run.stdout.contains("no intent 'query_due_dat'. Did you mean 'query_due_date'?"))
        let effect = run.lines.first { $0.hasPrefix("“\(Self.line)”: ") }
        #expect(effect?.contains("→ query_due_date ") == true, "\(run.stdout)")
        for name in ["lines of the corpus: ", "held-out lines: ", "transcripts: "] {
            #expect(run.lines.contains { $0.hasPrefix(name) }, "\(name)\n\(run.stdout)")
        }
        // What is no answer is asked again.
        #expect(run.lines.count { $0.hasSuffix("? [y]es [n]o") } == 2)
        let written = run.lines.first { $0.hasPrefix("written to ") }
        #expect(written?.contains("query_due_date.yml:") == true)
        // Once it is trained, what was shown is confirmed, or put right.
        #expect(run.lines.contains { $0.hasPrefix("trained") }, "\(run.stdout)")
        // One line more, in its place, and nothing else.
        let after = try text(folder, "query_due_date.yml")
        #expect(after.replacingOccurrences(of: "    - \(Self.line)\n", with: "") == before)
        #expect(after.count > before.count)
    }

    /// A lesson that was kept is known to the next one, which need not read the corpus again.
    @Test func oneLessonAfterTheOther() throws {
        let folder = try desk()
        let other = "树上的鸟飞走了几只"
        let run = try chat(
            folder,
            [Self.line, ":teach query_due_date", "y", other, ":teach query_due_date", "y"])
        #expect(run.lines.count { $0.hasPrefix("written to ") } == 2, "\(run.stdout)")
        let after = try text(folder, "query_due_date.yml")
        #expect(after.contains("    - \(Self.line)\n    - \(other)\n"))
    }

    @Test func nothingIsWrittenOnNo() throws {
        let folder = try desk()
        let before = try text(folder, "moves/ask_fee.yml")
        let run = try chat(folder, ["那个那个多少来着呀", ":teach ask_fee", "n"])
        #expect(run.stdout.contains("→ ask_fee "), "\(run.stdout)")
        #expect(run.stdout.contains("nothing was written"))
        #expect(try text(folder, "moves/ask_fee.yml") == before)
    }

    @Test(arguments: [
        ([":teach query_due_date"], "nothing has been heard yet"),
        (["hello there", ":teach"], "name what “hello there” is"),
        (["我的手机号是13800000001吗", ":teach query_due_date"], "what no corpus may keep"),
        (["还款日", ":teach query_due_date"], "is a line of query_due_date already"),
        (["还款日", ":teach query_outstanding"], "is a line of query_due_date ("),
        ([":teech x"], "there is no :teech. Did you mean ':teach'?"),
    ])
    func refusesWithAReason(_ lines: [String], _ reason: String) throws {
        let folder = try desk()
        let run = try chat(folder, lines)
        #expect(run.stdout.contains(reason), "\(run.stdout)")
        #expect(!run.stdout.contains("[y]es"))
    }

    /// Without a corpus there is nothing to write to, and a customer is no member of staff.
    @Test func onlyStaffTeachesAndOnlyACorpus() throws {
        let folder = try desk()
        let model = folder.path("model")
        let made = try Paydesk.run(
            ["train", "--closed-form", "--intents", folder.path("Intents"), "--output", model])
        #expect(made.status == 0)
        let lines = [Self.line, ":teach query_due_date"]
        let arguments = ["chat", "--store", ":memory:", "--model", model]
        let run = try Paydesk.run(arguments, stdin: lines.map { $0 + "\n" }.joined())
        #expect(run.stdout.contains("this chat has a model and no corpus"))
        for flag in ["--kiosk", "--json"] {
            let other = try chat(folder, lines + ["y"], [flag])
            #expect(!other.stdout.contains("[y]es") && !other.stdout.contains("written to"))
        }
        #expect(!(try text(folder, "query_due_date.yml").contains(Self.line)))
    }

    /// On a terminal the desk goes on meanwhile, and what it changes is told once it is there.
    @Test func onATerminal() throws {
        let folder = try desk()
        let terminal = try PseudoTerminal(
            ["chat", "--store", ":memory:", "--intents", folder.path("Intents")],
            environment: Paydesk.environment)
        try terminal.expect("What can I do")
        try terminal.type("\(Self.line)\r")
        try terminal.expect("> ")
        try terminal.type(":teach query_due_date\r")
        try terminal.expect("you can go on meanwhile")
        try terminal.type("hello\r")
        try terminal.expect("Tell me in a sentence what you need")
        // Nothing is typed any more, and still it comes.
        try terminal.expect("→ query_due_date ")
        try terminal.expect("transcripts: ")
        try terminal.expect("[n]o")
        try terminal.type("y\r")
        try terminal.expect("written to")
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
        #expect(try text(folder, "query_due_date.yml").contains("    - \(Self.line)\n"))
    }
}
