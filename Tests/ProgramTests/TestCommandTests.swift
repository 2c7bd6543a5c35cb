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
        #expect(run.lines[1] == "  line 4: complaint: hello")
        #expect(run.lines[2] == "    heard as greet, not complaint")
        #expect(run.lines[3].hasPrefix("    "))
        #expect(run.stderr.contains("1 of 1 suites fail"))
        #expect(try Paydesk.run(["test", "--min-accuracy", "75", suite(folder)]).status == 0)
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
