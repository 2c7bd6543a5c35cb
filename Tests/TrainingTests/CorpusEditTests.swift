import Testing
import Training

/// A line is put into a corpus file behind the others of its intent and language; the rest of the
/// file stays as it is.
@Suite struct CorpusEditTests {
    private func edited(_ text: String, adding line: String, as name: String) throws -> String {
        var corpus = Corpus()
        try CorpusReader.add(text, file: "a.yml", to: &corpus)
        return try CorpusEdit(adding: line, as: name, to: corpus) { _ in text }.text
    }

    @Test(arguments: [
        // Comments and order are kept; each language has its end.
        (
            "nlu:\n# one\n- intent: a  # here\n  examples: |\n    - 一\n    # two\n    - one\n- intent: b\n"
                + "  examples: |\n    - x\n",
            "二",
            "nlu:\n# one\n- intent: a  # here\n  examples: |\n    - 一\n    - 二\n    # two\n    - one\n"
                + "- intent: b\n  examples: |\n    - x\n"
        ),
        (
            "nlu:\n- intent: a\n  examples: |\n    - one", "two",
            "nlu:\n- intent: a\n  examples: |\n    - one\n    - two"
        ),
        (
            "nlu:\r\n- intent: a\r\n  examples: |\r\n    - one\r\n", "two",
            "nlu:\r\n- intent: a\r\n  examples: |\r\n    - one\r\n    - two\r\n"
        ),
        // A list of plain texts takes one as well.
        (
            "nlu:\n- intent: a\n  examples:\n  - one\n", "two",
            "nlu:\n- intent: a\n  examples:\n  - one\n  - two\n"
        ),
    ])
    func theRestStays(_ before: String, _ line: String, _ after: String) throws {
        #expect(try edited(before, adding: line, as: "a") == after)
    }

    /// What would say something else when it is read again is not written.
    @Test(arguments: [
        ("nlu:\n- intent: a\n  examples:\n  - one\n", "why: this"),
        ("nlu:\n- intent: a\n  examples:\n  - text: one\n    metadata: x\n", "two"),
        ("nlu:\n- intent: a\n  examples: |\n    - one\n", "pay [it](loan)"),
        ("nlu:\n- intent: a\n  examples: |\n    - one\n", "one"),
        ("nlu:\n- intent: a\n  examples: \"- one\"\n", "two"),
    ])
    func whatCannotBePutInIsRefused(_ text: String, _ line: String) {
        #expect(throws: CorpusError.self) { try edited(text, adding: line, as: "a") }
    }

    @Test func differencesPutInMakeTheNewerCorpus() throws {
        let older = """
            nlu:
            - intent: a
              examples: |
                - one
                - two
            keywords:
            - all: [x]
            responses:
              utter_a:
              - text: hello
            lists:
              consent: [yes]
            """
        let newer = """
            nlu:
            - intent: a
              kind: faq
              examples: |
                - one
            - intent: b
              examples: |
                - two
                - three
            - move: m
              examples: |
                - four
            keywords:
            - all: [y]
              intent: a
            responses:
              utter_a:
              - text: hello you
            lists:
              consent: [yes, ok]
            """
        var (old, new) = (Corpus(), Corpus())
        try CorpusReader.add(older, file: "a.yml", to: &old)
        try CorpusReader.add(newer, file: "a.yml", to: &new)
        let differences = old.differences(to: new)
        #expect(differences.count == 8)
        #expect(old.taking(differences, of: new).digest == new.digest)
        #expect(old.taking([], of: new).digest == old.digest)
        let moved = differences.first { $0.text == "two" }
        #expect(moved?.was == "a" && moved?.isNow == "b" && moved?.place?.line == 8)
    }
}
