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
