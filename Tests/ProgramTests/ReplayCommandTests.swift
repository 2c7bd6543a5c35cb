import Foundation
import Testing

/// `paydesk replay` as staff and CI use it.
@Suite struct ReplayCommandTests {
    /// However short: the system's own library ends the program at one character.
    @Test(arguments: ["q", "qq", "q/q"])
    func aFileThatIsNotThereIsNamed(_ name: String) throws {
        let folder = try Folder()
        for command in ["replay", "inspect", "mask"] {
            let run = try Program.run(
                [command, name], environment: Paydesk.environment, directory: folder.root)
            #expect(run.status == 66 && run.stderr.contains("\(name): no such"), "\(run.stderr)")
        }
    }

    /// A project transcript with something planted; the line it stands on.
    private func planted(_ folder: Folder, _ from: String, _ to: String) throws -> (
        path: String, line: Int
    ) {
        let source = Paydesk.root.appendingPathComponent(
            "Transcripts/instalment/en_splits_a_statement.transcript")
        let text = try String(contentsOf: source, encoding: .utf8)
        let range = try #require(text.range(of: from))
        let path = folder.path("planted.transcript")
        try text.replacingCharacters(in: range, with: to).write(
            toFile: path, atomically: true, encoding: .utf8)
        return (
            path,
            text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
        )
    }

    @Test(arguments: [
        ("* post 1302 +600000", "* post 1302 +600001", "money"),
        ("* quote Q1 total=643200", "* quote Q1 total=643201", "money"),
        ("¥6,432.00", "¥6,432.01", "money"), ("13.03% simple", "13.04% simple", "wording"),
        ("Receipt R000001", "Recipe R000001", "wording"),
        ("term=12", "term=6", "slot"), ("= query_outstanding", "= query_due_date", "understanding"),
        ("* code ok", "* code wrong", "verification"),
    ])
    func namesKindAndLine(_ from: String, _ to: String, _ kind: String) throws {
        let folder = try Folder()
        let (path, line) = try planted(folder, from, to)
        let run = try Paydesk.run(["replay", path])
        #expect(run.status == 1)
        #expect(run.stdout.contains("  line \(line): \(kind)\n    - "), "\(run.stdout)")
        #expect(run.stdout.contains(to) && run.stdout.contains(from))
        // Of another kind nothing counts.
        let other = kind == "money" ? "wording" : "money"
        let rest = try Paydesk.run(["replay", path, "--only", other])
        #expect(rest.status == 0)
        #expect(
            rest.stdout.hasSuffix(
                " in \(other), and besides changes of other kinds: 1 of \(kind)\n"),
            "\(rest.stdout)")
        let only = try Paydesk.run(["replay", path, "--only", kind, "--json"])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(only.stdout.utf8)) as? [String: Any])
        let changes = try #require(object["changes"] as? [[String: Any]])
        #expect(object["status"] as? String == "different" && changes.count == 1)
        #expect(changes.first?["line"] as? Int == line && changes.first?["kind"] as? String == kind)
    }

    @Test func stepsThroughWithMeaningBesideTheWords() throws {
        let folder = try Folder()
        let (path, _) = try planted(folder, "; Instalments", "; Plans")
        let run = try Paydesk.run(["replay", "--step", path])
        #expect(run.status == 0)
        let said = run.lines.first { $0.hasPrefix("> split this bill into 12") }
        #expect(said?.contains("│ = instalment_setup_statement") == true, "\(run.stdout)")
        #expect(run.lines.contains { $0.hasSuffix("│ term=12") || $0.hasSuffix(" term=12") })
        #expect(run.lines.contains { $0.contains("│ * post 1302 +600000") })
        #expect(run.stdout.contains("turn 3, line "))
    }

    /// A changed word is taken over without a question; a changed sum only with a reason.
    @Test func aSumIsAcceptedOnlyWithAReason() throws {
        let folder = try Folder()
        let (path, _) = try planted(folder, "* post 1302 +600000", "* post 1302 +600001")
        let before = try String(contentsOfFile: path, encoding: .utf8)
        let refused = try Paydesk.run(["replay", "--accept", path])
        #expect(refused.status == 1 && refused.stderr.contains("--reason"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == before)
        let run = try Paydesk.run(["replay", "--accept", path, "--reason", "a fen was planted"])
        #expect(run.status == 0, "\(run.stderr)")
        let after = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            after.contains("; money: a fen was planted\n> <secret>\n") && after.contains("+600000"))
        #expect(try Paydesk.run(["replay", path]).status == 0)
    }

    /// On a terminal each change is asked about.
    @Test func asksAboutEachChange() throws {
        let folder = try Folder()
        let (path, _) = try planted(folder, "* post 1302 +600000", "* post 1302 +600001")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacingOccurrences(of: "Receipt R000001", with: "Recipe R000001")
            .replacingOccurrences(of: "= query_outstanding", with: "= query_due_date")
            .write(toFile: path, atomically: true, encoding: .utf8)
        let terminal = try PseudoTerminal(
            ["replay", "--accept", path], environment: Paydesk.environment)
        // The keys are told, and one may go back.
        for (shown, typed) in [
            ("money (1 of 3)", "?"), ("b  go back to the change before", "y"),
            ("why?", "a slip"), ("wording (2 of 3)", "b"), ("money (1 of 3)", "y"),
            ("why?", "planted"), ("wording (2 of 3)", "n"), ("understanding (3 of 3)", "a"),
        ] {
            try terminal.expect(shown)
            try terminal.expect(shown == "why?" ? "leaves it) " : "[?] ")
            try terminal.send(Array((typed + "\n").utf8))
        }
        #expect(try terminal.waitForExit() == 1)
        #expect(terminal.text.contains("planted.transcript  2 taken, 1 left"))
        let after = try String(contentsOfFile: path, encoding: .utf8)
        #expect(after.contains("; money: planted\n") && after.contains("Recipe R000001"))
        #expect(after.contains("= query_outstanding") && after.contains("+600000"))
    }

    @Test func stdinAndFoldersAndQuiet() throws {
        let folder = try Folder()
        let (path, _) = try planted(folder, "; Instalments", "; Plans")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(try Paydesk.run(["replay", "-"], stdin: text).stdout == "same       -\n")
        #expect(try Paydesk.run(["replay", "--quiet", folder.root]).stdout.isEmpty)
        #expect(try Paydesk.run(["replay", "--accept", "-"], stdin: text).stdout == text)
        let json = try Paydesk.run(["replay", "--json", folder.root])
        #expect(
            json.stdout
                == "{\"changes\":[],\"path\":\"\(path)\",\"schema\":1,\"status\":\"same\"}\n")
    }

    /// Whatever the number of cores, files are reported in the order of their paths.
    @Test func theOrderIsThatOfThePaths() throws {
        let run = try Paydesk.run([
            "replay", Paydesk.root.appendingPathComponent("Transcripts").path,
        ])
        #expect(run.status == 0)
        #expect(run.lines == run.lines.sorted())
        #expect(!run.stdout.contains("\u{1B}"))
    }

    /// A reader that has seen enough, as `head` has, gets no complaint.
    @Test func aBrokenPipeEndsQuietly() throws {
        let folder = Paydesk.root.appendingPathComponent("Transcripts").path
        let script = "\"$0\" replay --step \"$1\" | head -1; exit ${PIPESTATUS[0]}"
        let run = try Program.run(
            ["-c", script, Program.path(), folder], environment: Paydesk.environment,
            program: "/bin/bash")
        #expect(run.status == 141 && run.stderr.isEmpty, "\(run.stderr)")
    }

    @Test(arguments: [([:], true), (["NO_COLOR": "1"], false), (["TERM": "dumb"], false)])
    func colourIsForTerminals(_ environment: [String: String], _ isColoured: Bool) throws {
        let folder = try Folder()
        let (path, _) = try planted(folder, "term=12", "term=6")
        let terminal = try PseudoTerminal(
            ["replay", path], environment: Paydesk.environment.merging(environment) { $1 })
        _ = try terminal.waitForExit()
        #expect(terminal.text.contains(": slot"))
        let shown = String(decoding: terminal.log, as: UTF8.self)
        #expect(shown.contains("\u{1B}[35mslot") == isColoured, "\(shown.debugDescription)")
        #expect(shown.contains("\u{1B}[") == isColoured)
        // In a pipe there is none, whatever the terminal could show.
        #expect(try !Paydesk.run(["replay", path]).stdout.contains("\u{1B}"))
    }
}
