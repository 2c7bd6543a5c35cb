import Foundation
import Testing

/// `paydesk test`: suites and transcripts, and a verdict that CI can read.
@Suite struct TestCommandTests {
    private static let table = """
        text,label
        how much do I owe,query_outstanding
        "split this bill into 12, please",instalment_setup_statement
        hello,complaint
        what a lovely day for a walk,out_of_scope

        """

    private func suite(_ folder: Folder) throws -> String {
        let path = folder.path("questions.csv")
        try Self.table.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func failuresAreReadable() throws {
        let folder = try Folder()
        let run = try Paydesk.run(["test", try suite(folder)])
        #expect(run.status == 1)
        #expect(run.lines[0].hasPrefix("fail  ") && run.lines[0].contains("  3 of 4  "))
        #expect(run.lines[1] == "  \(folder.path("questions.csv")):4: complaint: hello")
        #expect(run.lines[2] == "    heard as greet, not complaint")
        #expect(run.lines[3].hasPrefix("    "))
        #expect(run.stderr.contains("1 of 1 suites fail"))
        #expect(try Paydesk.run(["test", "--min-accuracy", "75", suite(folder)]).status == 0)
    }

    /// One meaning in both commands: of shares, of labels of two, and of what is right.
    @Test func countsAsEvaluateDoes() throws {
        let folder = try Folder()
        let path = folder.path("rows.csv")
        try """
        text,label
        hello,greet/goodbye
        hello,greet/nowhere
        how much do I owe,query_due_date/complaint
        还款,query_due_date
        what a lovely day for a walk,out_of_scope

        """.write(toFile: path, atomically: true, encoding: .utf8)
        let test = try Paydesk.run(["test", "--json", path])
        let whole = try #require(test.objects.last)
        #expect(whole["passed"] as? Int == 3 && whole["tests"] as? Int == 5, "\(test.stdout)")
        #expect(whole["asked_back"] as? Int == 1)
        let judged = try Paydesk.run(["evaluate", "--json", "--test", path])
        let figures = try #require(judged.objects.first)
        #expect(figures["served"] as? Double == 0.6)
        #expect(figures["in_scope_asked_back"] as? Double == 0.25)
        #expect(
            judged.stderr.contains("no intent of this name") && judged.stderr.contains("nowhere"))
        let statuses = try ["0.6", "60", "60%", "0.61", "61%", "1"].map {
            try Paydesk.run(["test", path, "--min-accuracy", $0]).status
        }
        #expect(statuses == [0, 0, 0, 1, 1, 1])
    }

    /// A new intent, without held-out lines of its own, took one from another.
    @Test func namesWhatANewIntentTakes() throws {
        let folder = try Folder()
        let place = folder.path("samples")
        #expect(try Paydesk.run(["samples", place]).status == 0)
        try FileManager.default.createDirectory(
            atPath: folder.path("Intents/tests"), withIntermediateDirectories: true)
        for (from, to) in [("questions.csv", "questions.csv"), ("held_out.csv", "tests/held.csv")] {
            try FileManager.default.moveItem(
                atPath: place + "/" + from, toPath: folder.path("Intents/" + to))
        }
        func test() throws -> Program.Outcome {
            try Program.run(
                ["test"], environment: Paydesk.environment.merging(["PAYDESK_INTENTS": ""]) { $1 },
                directory: folder.path(""))
        }
        let before = try test()
        #expect(before.status == 0 && !before.stdout.contains("of its own"), "\(before.stdout)")
        try "text,label\nwhen do you open on Saturday,saturday\nSaturday please,saturday\n".write(
            toFile: folder.path("Intents/new.csv"), atomically: true, encoding: .utf8)
        let run = try test()
        #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
        let told = run.lines.drop { !$0.hasPrefix("saturday has no held-out lines of its own") }
        #expect(told.first?.hasSuffix("is heard in 1 of others:") == true, "\(run.stdout)")
        #expect(
            told.dropFirst().first
                == "  Intents/tests/held.csv:4: opening_hours: when do you open on Saturday")
    }

    @Test func selectsByNameAndFindsNothingIsAFailure() throws {
        let folder = try Folder()
        let path = try suite(folder)
        #expect(try Paydesk.run(["test", "--name", "outstanding", path]).status == 0)
        let none = try Paydesk.run(["test", "--name", "nowhere", path])
        #expect(none.status == 1 && none.stderr.contains("no test was found"))
        let empty = try Paydesk.run(["test", folder.path("")])
        #expect(empty.status == 1, "\(empty.stdout)")
    }

    @Test func runsTranscriptsByPattern() throws {
        let folder = Paydesk.root.appendingPathComponent("Transcripts/balance").path
        let run = try Paydesk.run(["test", folder + "/zh_*.transcript"])
        #expect(run.status == 0 && run.lines[0].hasPrefix("pass  "), "\(run.stdout)\(run.stderr)")
        let one = try Paydesk.run(["test", folder, "--name", "zh_overdue.transcript", "--json"])
        #expect(one.lines.count == 2 && one.lines[0].contains("zh_overdue"))
        #expect(
            one.lines[1]
                == "{\"failed\":0,\"passed\":1,\"schema\":1,\"status\":\"passed\",\"suites\":1,"
                + "\"tests\":1}")
    }

    @Test func buildServersReadIt() throws {
        let folder = try Folder()
        let path = try suite(folder)
        let github = try Paydesk.run(["test", path, "--format", "github"])
        #expect(
            github.lines[0].hasPrefix(
                "::error file=\(path),line=4,title=paydesk test::complaint: hello: heard as greet"))
        let tap = try Paydesk.run(["test", path, "--format", "tap"])
        #expect(tap.lines.first == "TAP version 14" && tap.lines.last == "1..4")
        #expect(tap.lines.filter { $0.hasPrefix("ok ") }.count == 3)
        let failed = try #require(tap.lines.firstIndex { $0.hasPrefix("not ok ") })
        #expect(tap.lines[failed] == "not ok 3 - complaint: hello")
        #expect(tap.lines[failed + 2] == "  message: \"heard as greet, not complaint\"")
        #expect(tap.lines[failed + 4] == "  line: \"4\"")
        let junit = folder.path("junit.xml")
        _ = try Paydesk.run(["test", path, "--junit", junit])
        #expect(
            try String(contentsOfFile: junit, encoding: .utf8).contains(
                "name=\"complaint: hello\" file=\"\(path)\" line=\"4\""))
        let few = try Paydesk.run(
            ["test", path, "--threshold", "1000", "--max-mistakes", "1"])
        #expect(few.stdout.contains("  … and 1 more\n"), "\(few.stdout)")
    }

    @Test func filesAreChosenByTagAndPattern() throws {
        let folder = try Folder()
        for (name, tags) in [("a", "; tags: smoke money\n"), ("b", "; tags: slow\n"), ("c", "")] {
            try (tags + "> bye\n= goodbye\n").write(
                toFile: folder.path("\(name).transcript"), atomically: true, encoding: .utf8)
        }
        func run(_ options: String...) throws -> [String] {
            try Paydesk.run(["test", "--json", folder.root] + options).objects.compactMap {
                ($0["name"] as? String)?.split(separator: "/").last.map(String.init)
            }
        }
        #expect(try run("--tag", "smoke") == ["a.transcript"])
        #expect(try run("--tag", "slow", "--tag", "money") == ["a.transcript", "b.transcript"])
        #expect(try run("--exclude", "[ab].*", "--jobs", "1") == ["c.transcript"])
        #expect(try run("--jobs", "7").count == 3)
        let table = try folder.file("d.csv", "# tags: table\ntext,label\nbye,goodbye\n")
        #expect(try Paydesk.run(["test", "--tag", "table", table]).status == 0)
    }

    /// After a save the one transcript that has changed runs again.
    @Test func watchesWhatItTests() throws {
        let folder = try Folder()
        let lines = "> bye\n= goodbye\n"
        for name in ["a", "b"] {
            try lines.write(
                toFile: folder.path("\(name).transcript"), atomically: true, encoding: .utf8)
        }
        let script = """
            "$0" test --watch --json . > out 2> problems &
            until [ $(grep -c '"tests"' out) = 1 ]; do sleep 0.05; done
            echo '; changed' >> b.transcript
            until [ $(grep -c '"tests"' out) = 2 ]; do sleep 0.05; done
            kill $!
            cat out
            """
        let run = try Program.run(
            ["-c", script, Program.path()], environment: Paydesk.environment, program: "/bin/sh",
            directory: folder.root)
        let counts = try run.objects.compactMap { $0["tests"] as? Int }
        #expect(counts == [2, 1], "\(run.stdout)")
    }

    @Test func failFastStopsAtTheFirstFailure() throws {
        let folder = try Folder()
        _ = try suite(folder)
        try Self.table.write(toFile: folder.path("second.csv"), atomically: true, encoding: .utf8)
        #expect(
            try Paydesk.run(["test", "--json", folder.root]).lines.last?.contains("\"suites\":2")
                == true)
        #expect(
            try Paydesk.run(["test", "--json", "--fail-fast", folder.root]).lines.last?.contains(
                "\"suites\":1") == true)
    }

    @Test func aTranscriptThatDiffersSaysHow() throws {
        let folder = try Folder()
        let source = Paydesk.root.appendingPathComponent(
            "Transcripts/balance/zh_overdue.transcript")
        let text = try String(contentsOf: source, encoding: .utf8)
        let path = folder.path("wrong.transcript")
        try text.replacingOccurrences(of: "= query_", with: "= quote_").write(
            toFile: path, atomically: true, encoding: .utf8)
        let junit = folder.path("junit.xml")
        let run = try Paydesk.run(["test", path, "--junit", junit])
        #expect(run.status == 1 && run.stdout.contains("understanding changed"), "\(run.stdout)")
        let xml = try String(contentsOfFile: junit, encoding: .utf8)
        #expect(
            xml.contains(
                "<testsuites name=\"paydesk test\" tests=\"1\" failures=\"1\" errors=\"0\""))
        #expect(xml.contains("<failure type=\"understanding\" message=\"understanding changed\">"))
        #expect(xml.ranges(of: "<property name=").count == 2)
    }
}
