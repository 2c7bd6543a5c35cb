import TestSupport
import Testing

@testable import Training

@Suite("Lint")
struct LintTests {
    private func found(
        _ text: String, tests: [(String, String)] = [], _ checks: Finding.Check...
    ) throws -> [String] {
        let lint = Lint(
            try SmallCorpus.read([("c.yml", text)]),
            tests: tests.map { Corpus.Example(text: $0.0, intent: $0.1) },
            isPersonal: { $0.contains("138") })
        return lint.findings(Set(checks)).map(\.description)
    }

    private static let two = """
        nlu:
        - intent: a
          examples: |
            - 我想提前还清全部贷款
            - how much do I owe on it
        - intent: b
          examples: |

        """

    @Test(
        "lines that are the same, or nearly",
        arguments: [
            (
                "    - 我想提前還清全部貸款",
                "c.yml:8:5: error: \"我想提前還清全部貸款\" is an example of b and of a "
                    + "(c.yml:4:5); keep it under one of them. [conflict]"
            ),
            (
                "    - on it, how much do I owe",
                "c.yml:8:5: note: \"on it, how much do I owe\" is b and has the words of "
                    + "\"how much do I owe on it\" (c.yml:5:5), which is a; only their order parts them. "
                    + "[near-duplicate]"
            ),
            (
                "    - 我想提前还清全部车款",
                "c.yml:8:5: note: \"我想提前还清全部车款\" differs in one word from "
                    + "\"我想提前还清全部贷款\" (c.yml:4:5); which is a. [near-duplicate]"
            ),
            (
                "    - pay it\n    - pay it",
                "c.yml:9:5: warning: \"pay it\" is there already (c.yml:8:5); remove one of them. "
                    + "[duplicate]"
            ),
            (
                "    - pay it\n    - Pay  it",
                "c.yml:9:5: note: \"Pay  it\" is the same to the classifier as \"pay it\" (c.yml:8:5); "
                    + "one of them is enough. [duplicate]"
            ),
            ("    - 我要提前还清全部车款", ""),
            // A word twice in one line is no likeness to itself.
            ("    - 还清之后还想问问能不能再借", ""),
        ])
    func lines(added: String, finding: String) throws {
        let found = try found(Self.two + added, .conflict, .duplicate, .nearDuplicate)
        #expect(found == (finding.isEmpty ? [] : [finding]))
    }

    @Test("test lines that are trained on, and tests of nothing")
    func tests() throws {
        let found = try found(
            Self.two + "    - pay",
            tests: [
                ("我想提前还清全部贷款。", "a"), ("on it how much do I owe", "a"), ("something else", "a"),
                ("hello", "greeet"), ("hello", "out_of_scope"),
            ], .test)
        #expect(found.count == 3)
        #expect(found[0].hasPrefix("error: \"我想提前还清全部贷款。\" is trained on (c.yml:4:5)"))
        #expect(found[1].hasPrefix("error: greeet is tested and has no lines"))
        #expect(found[2].hasPrefix("warning: \"on it how much do I owe\" has the words of"))
    }

    private static func rules(_ text: String) -> String {
        """
        nlu:
        - intent: a
          examples: |
            - 提前结清贷款
        - intent: handoff_human
          kind: report
          examples: |
            - 人工服务
        keywords:
        \(text)
        """
    }

    @Test(
        "rules that cannot fire, or fire for others",
        arguments: [
            ("- {intent: a, all: [提前, 结清], none: [手续费]}", ""),
            (
                "- {intent: a, all: [提前结清], none: [结清]}",
                "error: the rule never fires: \"结清\" of its `none`"
            ),
            (
                "- {intent: a, only: [结清, 提前结清], none: [结清]}",
                "error: the rule never fires: \"结清\" of its `none`"
            ),
            (
                "- {intent: a, only: [结清], all: [提前]}",
                "error: the rule never fires: \"提前\" of its `all`"
            ),
            (
                "- {intent: handoff_human, all: [结]}\n- {intent: a, all: [提前, 还结], none: [清]}",
                "c.yml:11:3: error: every line of the rule is also one of a rule for handoff_human (c.yml:10:3)"
            ),
            (
                "- {intent: a, all: [提前]}\n- {intent: a, all: [提前还, 清]}",
                "c.yml:11:3: warning: the rule says nothing that another does not (c.yml:10:3)"
            ),
            ("- {intent: a, all: [提前], none: [吗]}\n- {intent: a, all: [提前还, 清]}", ""),
            ("- {intent: a, all: [人工]}", "c.yml:8:5: error: \"人工服务\" is handoff_human, and a rule"),
        ])
    func rules(text: String, start: String) throws {
        let found = try found(Self.rules(text), .rule)
            .filter { !$0.contains("\"提前结清贷款\"") }
        #expect(found.count == (start.isEmpty ? 0 : 1), "\(found)")
        #expect(found.first?.contains(start) ?? start.isEmpty, "\(found)")
    }

    @Test(
        "closed lists: a phrase once, and consent is nothing else",
        arguments: [
            (
                "[确认, \"that's it\", \"thats it\"]\n  whole_lines: [consent]",
                "c.yml:2:3: error: \"thats it\" of consent is the same as \"that's it\"; keep one of "
                    + "them. [list]"
            ),
            (
                "[确认, 好]\n  wish: [想, 好！]\n  whole_lines: [consent, wish]",
                "c.yml:3:3: error: \"好！\" stands in consent too, and a line means one thing; take it "
                    + "out of wish. [list]"
            ),
            (
                "[确认]\n  whole_lines: [consent, refusal]",
                "c.yml:3:3: error: there is no list refusal; write it, or take its name out. [list]"
            ),
            // Spaces count where a list says so, and fillers may be said with a consent.
            ("[确认, 好]\n  filler: [好, \" or\", or]\n  whole_lines: [consent]", ""),
        ])
    func lists(consent: String, finding: String) throws {
        let text = "lists:\n  consent: \(consent)\n" + Self.two + "    - 查一下\n"
        #expect(try found(text, .list).joined() == finding)
    }

    @Test("replies that one language lacks, and placeholders only one has")
    func translations() throws {
        let found = try found(
            """
            responses:
              utter_good:
              - text: "共{total}"
                translation: {en: "{total:12} in all"}
              utter_bare:
              - text: "您好"
              utter_odd:
              - text: "{day}还{total}，{day}前"
                translation: {en: "{total} by {date}"}
              utter_count:
              - text: "好"
                translation: {en: "Fine"}
              - text: "行"
            """, .translation)
        #expect(
            found == [
                "c.yml:5:3: error: utter_bare has no text in English; add a translation. [translation]",
                "c.yml:7:3: error: utter_odd: only one language has {date}, {day}; say it in both: "
                    + "\"{day}还{total}，{day}前\". [translation]",
                "c.yml:10:3: warning: utter_count has 2 texts in Chinese and 1 in English; translate "
                    + "each. [translation]",
            ])
        #expect(try self.found("responses: {utter_a: [{text: 好}]}", .translation) == [])
        // One that happens to be in two languages makes nothing bilingual.
        let mostly = (0..<8).map { "  utter_\($0): [{text: Fine}]\n" }.joined()
        #expect(
            try self.found(
                "responses:\n\(mostly)  utter_x: [{text: 👋, translation: {en: Hi}}]", .translation)
                == [])
    }

    @Test("persons' numbers in lines, tests and replies")
    func personal() throws {
        let found = try found(
            Self.two + "    - call 13812345678\nresponses:\n  utter_x:\n  - text: 138",
            tests: [("138", "a"), ("139", "a")], .personal)
        #expect(
            found.map { String($0.prefix(15)) } == [
                "error: the line", "c.yml:8:5: erro", "c.yml:10:3: err",
            ])
    }

    @Test("few lines, one language, no proportion")
    func balance() throws {
        func intent(_ name: String, _ count: Int, _ line: String) -> String {
            "- intent: \(name)\n  examples:\n"
                + (0..<count).map { "  - \(line) \($0)\n" }.joined()
        }
        let both = "还款\n  - pay"
        let text =
            "nlu:\n" + intent("few", 2, both) + intent("many", 70, both)
            + intent("one", 12, "pay") + intent("x", 12, both) + intent("y", 12, both)
        let found = try found(text, .balance)
        #expect(found.count == 3, "\(found)")
        #expect(found[0].contains("few has 4 lines; with 10 or more"))
        #expect(found[1].contains("many has 140 lines where half of the intents have 24 or fewer"))
        #expect(found[2].contains("one has no line in Chinese"))
        // Ten lines are enough, however many the others have.
        let large = intent("x", 60, both) + intent("y", 60, both)
        #expect(try self.found("nlu:\n" + intent("new", 5, both) + large, .balance) == [])
    }

    /// A line among strangers is one they would not know for their own; without its own counts it
    /// is not propped up by itself.
    @Test("lines that their neighbours would give to another intent")
    func neighbours() throws {
        let text = """
            nlu:
            - intent: due
              examples: |
                - when is my payment due
                - what day is my payment due
                - which date is my next payment due
                - settle the whole loan now
            - intent: settle
              examples: |
                - settle the loan now
                - settle the whole loan today
                - please settle the loan
                - I want to settle the whole loan
            """
        let found = try found(text, .neighbours)
        #expect(found.count == 1, "\(found)")
        #expect(
            found[0].hasPrefix(
                "c.yml:7:5: note: \"settle the whole loan now\" is due, and its neighbours would make it settle ("
            ))
        #expect(try self.found("nlu:\n- intent: a\n  examples: [x, y]", .neighbours) == [])
    }

    @Test("worst first, then by place, whatever the order of checks")
    func order() throws {
        let corpus = try SmallCorpus.corpus()
        let lint = Lint(corpus, isPersonal: { _ in false })
        let found = lint.findings()
        #expect(found == lint.findings())
        let ranks = found.map { Finding.Severity.allCases.firstIndex(of: $0.severity) ?? 0 }
        #expect(ranks == ranks.sorted())
    }
}
