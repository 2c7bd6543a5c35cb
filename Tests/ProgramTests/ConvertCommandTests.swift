import Foundation
import Testing

/// `convert` through the real program.
@Suite struct ConvertCommandTests {
    private static let transcripts = Paydesk.root.appendingPathComponent("Transcripts").path
    private static let statement =
        transcripts + "/instalment/en_splits_a_statement.transcript"

    @Test func convertsThereAndBackInAPipe() throws {
        let source = Self.statement
        let there = try Paydesk.run(["convert", "--to", "botframework", "--strict", source])
        #expect(there.status == 0 && there.stderr.isEmpty)
        let back = try Paydesk.run(["convert", "--to", "paydesk", "-"], stdin: there.stdout)
        #expect(back.stdout == (try String(contentsOfFile: source, encoding: .utf8)))
    }

    @Test func whatIsLostIsListedAndStrictSaysSo() throws {
        let source = Self.statement
        let run = try Paydesk.run(["convert", "--to", "botium", "--verbose", source])
        #expect(run.status == 0 && run.stdout.contains("\n#me\nsplit this bill into 12\n"))
        #expect(run.stderr.contains("* quote Q1 total=643200 apr=13.03: botium cannot hold it"))
        let strict = try Paydesk.run(["convert", "--to", "botium", "--strict", source])
        #expect(strict.status == 1)
        #expect(strict.stderr.contains("things could not be kept; --verbose lists them\n"))
        #expect(strict.stderr.contains("  1  botium             * quote\n"), "\(strict.stderr)")
    }

    @Test func aFolderBecomesOneStoryFileAndComesBackAsFiles() throws {
        let folder = try Folder()
        let stories = try Paydesk.run([
            "convert", "--to", "rasa", "--quiet", Self.transcripts + "/balance",
        ])
        let path = try folder.file("test_stories.yml", stories.stdout)
        let out = folder.path("out")
        let run = try Paydesk.run(["convert", "--to", "paydesk", path, "--output", out])
        #expect(run.status == 0, "\(run.stderr)")
        let made = try FileManager.default.contentsOfDirectory(atPath: out)
        let there = try FileManager.default.contentsOfDirectory(
            atPath: Self.transcripts + "/balance")
        #expect(made.count == there.count)
        // Never over what is there.
        #expect(
            try Paydesk.run(["convert", "--to", "paydesk", path, "--output", out]).status == 73)
    }

    @Test func importsAreMasked() throws {
        let run = try Paydesk.run(
            ["convert", "--from", "botium", "--to", "paydesk", "-"],
            stdin: "TC\n\n#me\n我的手机13812345678\n")
        #expect(run.stdout.contains("> 我的手机<phone>\n"))
    }

    // MARK: - a folder with others in it

    /// What is wrong is named, what is no conversation is passed over, and the rest is converted.
    @Test func oneBadFileStopsNoOther() throws {
        let folder = try Folder()
        let convo = "Asks\n\n#me\nwhat do I owe\n\n#bot\nINTENT query_outstanding\n"
        try folder.file("in/a.convo.txt", convo)
        try folder.file("in/b.json", "[{\"type\": \"message\" \"text\": \"x\"}]")
        try folder.file(
            "in/c.json",
            "{\"convos\": [{\"name\": \"json\", \"steps\": [{\"me\": \"hi\"}]}]}")
        try folder.file("in/d.yml", "services:\n  web: x\n")
        try folder.file("in/e.md", "# Read me\n\n- a list\n")
        try folder.file("in/f.yml", "stories:\n- story: [\n")
        let out = folder.path("out")
        let run = try Paydesk.run([
            "convert", "--to", "paydesk", folder.path("in"), "--output", out,
        ])
        #expect(run.status == 1, "\(run.stderr)")
        #expect(run.stderr.contains("in/b.json:1:21: expected a comma or }\n"), "\(run.stderr)")
        #expect(run.stderr.contains("in/f.yml:"))
        #expect(
            run.stderr.hasSuffix("paydesk: 2 files could not be converted, the rest has been\n"))
        let made = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
        #expect(made == ["asks.transcript", "json.transcript"])
        // Alone it is the verdict.
        let alone = try Paydesk.run(["convert", "--to", "paydesk", folder.path("in/b.json")])
        #expect(alone.status == 65 && alone.stdout.isEmpty)
        let none = try Paydesk.run(["convert", "--to", "paydesk", folder.path("in/d.yml")])
        #expect(
            none.status == 65 && none.stderr.contains("no conversation of paydesk, rasa, botium"))
    }

    /// What a transcript cannot hold is no fault of the other format.
    @Test func lossesAreToldFromTheRightSide() throws {
        let convo = "TC\n\n#begin\nPAUSE 100\n\n#me\nhi\n\n#bot\nhello\n"
        let there = try Paydesk.run(["convert", "--to", "paydesk", "-v", "-"], stdin: convo)
        #expect(there.stderr == "paydesk: -:4: #begin: PAUSE 100: a transcript cannot hold it\n")
        let back = try Paydesk.run(["convert", "--to", "rasa", "-"], stdin: convo)
        #expect(
            back.stderr.contains("  1  a transcript       #begin\n"), "\(back.stderr)")
    }

    @Test func namesAreTheConversationsOwn() throws {
        let folder = try Folder()
        for (name, id) in [
            ("1000-CAB", "paydesk 0.1.0 of the corpus"),
            ("1100-CCD", "paydesk 0.1.0 of the corpus"),
        ] {
            try folder.file(
                "in/2026-03-02/\(name).transcript",
                "; \(id)\n@ now 2026-03-02T10:00+08:00\n\n> hi\n= greet\n")
        }
        let rasa = try Paydesk.run(["convert", "--to", "rasa", folder.path("in")])
        for name in ["CAB", "CCD"] { #expect(rasa.stdout.contains("- story: \"\(name)\"\n")) }
        let stories = try folder.file(
            "two.yml",
            "stories:\n"
                + ["One way", "One way", "one-way 2"].map {
                    "- story: \($0)\n  steps:\n  - user: hi\n"
                }.joined()
        )
        let out = folder.path("out")
        let run = try Paydesk.run(["convert", "--to", "botium", stories, "--output", out, "-q"])
        #expect(run.status == 0, "\(run.stderr)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: out).sorted()
                == ["one-way-2-2.convo.txt", "one-way-2.convo.txt", "one-way.convo.txt"])
    }

    /// Several conversations are one file of activities, and come back.
    @Test func oneLogHoldsSeveral() throws {
        let log = try Paydesk.run([
            "convert", "--to", "botframework", "--strict", Self.transcripts + "/balance",
        ])
        #expect(log.status == 0 && log.stderr.isEmpty)
        let folder = try Folder()
        let out = folder.path("out")
        let back = try Paydesk.run(
            ["convert", "--to", "paydesk", "-", "--output", out], stdin: log.stdout)
        #expect(back.status == 0, "\(back.stderr)")
        for name in try FileManager.default.contentsOfDirectory(atPath: out) {
            let source = Self.transcripts + "/balance/" + name.replacing("-", with: "_")
            #expect(
                try String(contentsOfFile: out + "/" + name, encoding: .utf8)
                    == String(contentsOfFile: source, encoding: .utf8), "\(name)")
        }
    }

    // MARK: - into a replay

    /// A foreign test is replayed through a pipe, and compared by what it holds.
    @Test(arguments: [
        ("#bot\nINTENT query_outstanding\n", 0), ("#bot\nINTENT greet\n", 1), ("", 0),
        ("#bot\nYou owe nothing.\n", 1), ("#bot\nBUTTONS a|b\n", 0),
    ])
    func whatComesFromElsewhereReplays(_ answer: String, _ status: Int32) throws {
        let convo = "TC\n\n#me\nwhat do I owe in total\n\n" + answer
        let transcript = try Paydesk.run(
            [
                "convert", "--to", "paydesk", "--customer", "li-na", "--language", "en",
                "--opened", "2026-03-01", "--now", "2026-03-02T10:00", "-",
            ], stdin: convo)
        #expect(
            transcript.stdout.hasPrefix(
                "; TC\n@ imported botium\n@ language en\n@ opened 2026-03-01\n"
                    + "@ now 2026-03-02T10:00+08:00\n@ customer li-na level 1\n"),
            "\(transcript.stdout)\(transcript.stderr)")
        let replay = try Paydesk.run(["replay", "-"], stdin: transcript.stdout)
        #expect(replay.status == status, "\(replay.stdout)\(replay.stderr)")
        // Taken over, it is whole, and a test like others.
        let whole = try Paydesk.run(["replay", "--accept", "--all", "-"], stdin: transcript.stdout)
        #expect(whole.stdout.contains("\n= query_outstanding\n< You owe"), "\(whole.stdout)")
        #expect(!whole.stdout.contains("@ imported"))
        #expect(try Paydesk.run(["replay", "-"], stdin: whole.stdout).stdout == "same       -\n")
    }

    /// Of slots only those that are told; events, where there are none, are not missed.
    @Test func slotsThatAreToldAreCompared() throws {
        func status(_ slot: String) throws -> Int32 {
            let cases =
                "test_cases:\n- test_case: a\n  steps:\n  - user: split this bill into 12\n"
                + "  - slot_was_set:\n    - \(slot)\n"
            let transcript = try Paydesk.run(
                ["convert", "--to", "paydesk", "--customer", "li-na", "--language", "en", "-"],
                stdin: cases)
            return try Paydesk.run(["replay", "-"], stdin: transcript.stdout).status
        }
        #expect(try status("term: 12") == 0)
        #expect(try status("term: 6") == 1)
        #expect(try status("no_such_slot: 6") == 1)
    }

    @Test(arguments: ["rasa", "botium", "botframework"])
    func thereAndBackReplaysTheSame(_ format: String) throws {
        let there = try Paydesk.run(["convert", "--to", format, "-q", Self.statement])
        let back = try Paydesk.run(["convert", "--to", "paydesk", "-q", "-"], stdin: there.stdout)
        let replay = try Paydesk.run(["replay", "-"], stdin: back.stdout)
        #expect(replay.status == 0, "\(replay.stdout)")
    }

    @Test(arguments: [
        ["--customer", "nobody-here"], ["--opened", "yesterday"], ["--now", "soon"],
        ["--language", "fr"],
    ])
    func refusesWhatIsNoSetting(_ options: [String]) throws {
        let run = try Paydesk.run(
            ["convert", "--to", "paydesk", "-"] + options, stdin: "T\n\n#me\nhi\n")
        #expect([64, 66].contains(run.status) && run.stdout.isEmpty, "\(run.stderr)")
    }

    /// Slots, replies and notes are masked as well as what the customer says.
    @Test func everyLineFromElsewhereIsMasked() throws {
        let story = """
            stories:
            - story: gives an address
              steps:
              - user: it's ann@example.com
                intent: inform
              - slot_was_set:
                - email: ann@example.com
              - bot: I write to ann@example.com and call 13812345678.
              - action: utter_ann@example.com
            """
        let run = try Paydesk.run(["convert", "--to", "paydesk", "-q", "-"], stdin: story)
        #expect(
            run.stdout.contains("\n= inform email=<email>\n< I write to <email> and call <phone>."),
            "\(run.stdout)")
        #expect(!run.stdout.contains("example") && !run.stdout.contains("138"))
    }
}
