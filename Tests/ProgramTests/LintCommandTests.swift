import Foundation
import Testing

/// `paydesk lint` through the real program.
@Suite struct LintCommandTests {
    @Test func theProjectsOwnCorpusIsClean() throws {
        let run = try Paydesk.run(["lint", "--strict"])
        #expect(run.status == 0, "\(run.lines.suffix(20).joined(separator: "\n")) \(run.stderr)")
        #expect(run.lines.last?.hasPrefix("0 errors, 0 warnings, ") == true)
        // Nobody reads a thousand notes that were not asked for.
        #expect(run.lines.count < 200)
        let more = try #require(run.lines.first { $0.contains("more notes") })
        #expect(more.hasSuffix("paydesk lint --check near-duplicate shows them."), "\(more)")
        let all = try Paydesk.run(["lint", "--check", "near-duplicate"])
        #expect(all.lines.count > 21 && !all.stdout.contains("more notes"))
    }

    @Test func errorsAreFailuresAndWarningsWhenStrict() throws {
        let folder = try Folder()
        let (path, test) = (folder.path("c.csv"), folder.path("t.csv"))
        var text = "text,label\n"
        for index in 0..<12 { text += "pay \(index),pay\nwhen \(index),ask\n" }
        try (text + "pay 3,pay\n").write(toFile: path, atomically: true, encoding: .utf8)
        try "text,label\nnow,pay\n".write(toFile: test, atomically: true, encoding: .utf8)
        let arguments = ["lint", "--intents", path, "--test", test]
        let mild = try Paydesk.run(arguments)
        #expect(mild.status == 0 && mild.stderr.isEmpty, "\(mild.stdout)")
        #expect(
            mild.stdout.contains("\(path):26:1: warning: \"pay 3\" is there already (\(path):8:1)"))
        #expect(mild.lines.last?.hasSuffix("in 25 lines of 2 intents and 1 line held out") == true)
        let strict = try Paydesk.run(arguments + ["--strict"])
        #expect(strict.status == 1 && strict.stderr == "paydesk: 1 finding has to be mended\n")

        try (text + "pay 3,ask\n").write(toFile: path, atomically: true, encoding: .utf8)
        let run = try Paydesk.run(arguments + ["--json", "--check", "conflict", "balance"])
        #expect(run.status == 1)
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
        #expect(object["errors"] as? Int == 1 && object["warnings"] as? Int == 0)
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(findings.count == 1 && findings[0]["check"] as? String == "conflict")
        #expect(findings[0]["line"] as? Int == 26 && findings[0]["file"] as? String == path)
    }

    private static let conflicting = """
        nlu:
        - intent: pay
          examples: |
            - pay the bill now
            # paydesk: ignore conflict
            - when is it
            - pay
        - intent: ask
          examples: |
            - when is it
            - call me at 13812345678
            - pay
        """

    /// Which checks are made, how grave they are, and what a comment says is known.
    @Test(
        arguments: [
            ([], ["personal:11", "conflict:12", "conflict:10"], 1),
            (["--skip", "personal"], ["conflict:12", "conflict:10"], 1),
            (["--skip", "personal", "conflict"], [], 0),
            (["--note", "conflict", "--skip", "personal"], ["conflict:12", "conflict:10"], 0),
            (
                ["--warning", "conflict", "personal", "--strict"],
                ["conflict:12", "personal:11", "conflict:10"], 1
            ),
        ] as [([String], [String], Int32)])
    func checksAreChosenAndWeighed(
        _ options: [String], _ found: [String], _ status: Int32
    ) throws {
        let folder = try Folder()
        let path = folder.path("nlu.yml")
        try Self.conflicting.write(toFile: path, atomically: true, encoding: .utf8)
        let run = try Paydesk.run(["lint", "--json", "--intents", path] + options)
        #expect(run.status == status, "\(run.stderr)")
        let findings = try #require(run.objects.first?["findings"] as? [[String: Any]])
        let told = findings.filter { ["conflict", "personal"].contains($0["check"] as? String) }
            .map { "\($0["check"] ?? ""):\($0["line"] ?? "")" }
        // The later of two equal lines is the conflict, so a comment above the first hides nothing.
        #expect(Set(told) == Set(found), "\(told)")
    }

    @Test func aCommentHidesWhatIsKnown() throws {
        let folder = try Folder()
        let path = folder.path("nlu.yml")
        func lines(_ text: String) throws -> Int {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return try Paydesk.run(
                ["lint", "--intents", path, "--check", "conflict", "personal"]
            ).lines.count - 1
        }
        #expect(try lines(Self.conflicting) == 3)
        let known = Self.conflicting.replacing(
            "    - when is it\n    - call",
            with: "    # paydesk: ignore\n    - when is it\n    - call")
        #expect(try lines(known) == 2)
        #expect(try lines("# paydesk: ignore-file personal\n" + known) == 1)
        #expect(try lines("# paydesk: ignore-file personal, conflict\n" + known) == 0)
    }

    @Test func buildServersReadIt() throws {
        let folder = try Folder()
        let path = folder.path("a,b.yml")
        try Self.conflicting.write(toFile: path, atomically: true, encoding: .utf8)
        func lint(_ format: String) throws -> Program.Outcome {
            try Paydesk.run(["lint", "--intents", path, "--check", "personal", "--format", format])
        }
        let place = path.replacing(":", with: "%3A").replacing(",", with: "%2C")
        #expect(
            try lint("github").lines == [
                "::error file=\(place),line=11,col=5,title=paydesk lint%3A personal::the line holds a "
                    + "number or an address of a person; write another."
            ])
        let log = try #require(
            JSONSerialization.jsonObject(with: Data(lint("sarif").stdout.utf8)) as? [String: Any])
        let results = try #require(
            (log["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
        #expect(log["version"] as? String == "2.1.0" && results.count == 1)
        #expect(results[0]["ruleId"] as? String == "personal")
        #expect(results[0]["level"] as? String == "error")
        let quiet = try Paydesk.run(["lint", "--intents", path, "--quiet", "--check", "balance"])
        #expect(quiet.status == 0 && quiet.lines.count == 1, "\(quiet.stdout)")
        #expect(try Paydesk.run(["lint", "--json", "--format", "sarif"]).status == 64)
    }

    /// A save is seen, and what it brought is told.
    @Test func watchesTheCorpus() throws {
        let folder = try Folder()
        let path = folder.path("c.csv")
        try "text,label\npay,a\nask,b\n".write(toFile: path, atomically: true, encoding: .utf8)
        let script = """
            "$0" lint --watch --intents c.csv --check conflict > out &
            until grep -q 'in 2 lines' out; do sleep 0.05; done
            echo pay,b >> c.csv
            until grep -q 'in 3 lines' out; do sleep 0.05; done
            kill $!
            cat out
            """
        let run = try Program.run(
            ["-c", script, Program.path()], environment: Paydesk.environment, program: "/bin/sh",
            directory: folder.root)
        #expect(run.stdout.contains("c.csv:4:1: error: \"pay\" is an example of b and of a"))
    }

    /// What goes wrong with the first question somebody adds.
    @Test(arguments: [
        (
            "kind: faq", "utter_branch",
            [
                "faq.yml:7:3: warning: utter_branch belongs to no intent, so nobody hears it; "
                    + "name it utter_faq_branch. [reply]",
                "faq.yml:5:5: error: faq_branch has neither a reply utter_faq_branch nor a service",
            ]
        ),
        ("kind: faq", "utter_faq_branch", []),
        (
            "kind: faq", "utter_faq_branch_own",
            ["faq.yml:5:5: error: faq_branch has neither a reply utter_faq_branch nor a service"]
        ),
        (
            "kind: query", "utter_faq_branch",
            ["faq.yml:5:5: error: faq_branch is of kind query and no service opens at it"]
        ),
        // A foreign project does not say what its intents are.
        ("", "utter_branch", []),
    ])
    func aQuestionWithoutAnAnswer(_ kind: String, _ reply: String, _ findings: [String]) throws {
        let text = """
            nlu:
            - intent: faq_branch
              \(kind)
              examples: |
                - what time does your branch open
            responses:
              \(reply):
              - text: "Nine to five."
            """
        let found = try Self.replies(text)
        #expect(found.count == findings.count, "\(found)")
        for (found, finding) in zip(found, findings) { #expect(found.hasPrefix(finding)) }
    }

    @Test func aPlaceholderThatNothingFills() throws {
        let text = """
            nlu:
            - {intent: faq_a, kind: faq, examples: [what is it]}
            responses:
              utter_faq_a:
              - text: "It is {own_owed} or {hours}, says {company}."
              utter_faq_a_own:
              - text: "It is {own_owed}."
            """
        let found = try Self.replies(text)
        #expect(found.count == 2)
        #expect(found[0].hasPrefix("faq.yml:4:3: error: utter_faq_a uses {hours}, which nothing"))
        #expect(
            found[1].hasPrefix("faq.yml:4:3: error: utter_faq_a uses {own_owed}, which nothing"))
        #expect(!found[0].contains("{own_owed} "), "\(found[0])")
    }

    /// What the check of replies says of a file, without its folder, as far as is asked.
    private static func replies(_ text: String) throws -> [String] {
        let folder = try Folder()
        let path = folder.path("faq.yml")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let run = try Paydesk.run(["lint", "--intents", path, "--check", "reply"])
        return run.lines.dropLast().map { $0.replacing(folder.path(""), with: "") }
    }

    @Test(
        arguments: [
            (["lint", "--intents", "/nowhere"], 66), (["lint", "--check", "spelling"], 64),
        ] as [([String], Int32)])
    func faults(_ arguments: [String], _ status: Int32) throws {
        #expect(try Paydesk.run(arguments).status == status)
    }
}
