import Foundation
import TestSupport
import Testing

@testable import Text
@testable import Training

/// What people hand over: lines that cannot be read, tables of any header, folders of a bot.
@Suite("Corpora as people have them")
struct OddCorpusTests {
    private func read(_ text: String, _ file: String = "c.yml") throws -> Corpus {
        try SmallCorpus.read([(file, text)])
    }

    @Test("an example nobody could type is cut, and that is told")
    func longExample() throws {
        let long = String(repeating: "a", count: Utterance.scalarLimit + 1)
        let corpus = try read("nlu:\n- intent: a\n  examples: |\n    - \(long)")
        #expect(corpus.examples.map(\.text) == [String(long.dropLast())])
        #expect(
            corpus.warnings.map(\.description) == [
                "c.yml:4:5: the example has 1001 characters, of which the first 1000 are taken; "
                    + "shorten it."
            ])
    }

    @Test("all that cannot be read is gathered, each with its place")
    func faults() throws {
        let table = "text,label\na,x\nb\nc,\nd,y\n\"e\"f,x\ng,y\n"
        let yaml = """
            nlu:
            - intent: a
              examples: |
                - one
                two
                - three
            - {examples: [x]}
            - intent: b
              examples: [four, {}]
            keyword: []
            """
        try withTemporaryDirectory { directory in
            for (name, text) in [("c.csv", table), ("d.yml", yaml)] {
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
            }
            let corpus = try CorpusReader.readAll([directory])
            #expect(corpus.examples.map(\.text) == ["a", "d", "g", "one", "three", "four"])
            #expect(
                corpus.faults.map { "\($0)".replacing(directory + "/", with: "").prefix(10) } == [
                    "c.csv:3:1:", "c.csv:4:3:", "c.csv:6:4:", "d.yml:5:5:", "d.yml:7:3:",
                    "d.yml:9:20", "d.yml:10:1",
                ])
            #expect(throws: CorpusError.self) { try CorpusReader.read([directory]) }
        }
    }

    @Test("what else lies in the folder of a bot is passed over")
    func foreignFiles() throws {
        try withTemporaryDirectory { directory in
            for (name, text) in [
                ("nlu.yml", "nlu:\n- intent: a\n  examples: |\n    - one"),
                ("stories.yml", "version: \"3.1\"\nstories:\n- story: x\n  steps: []"),
                ("endpoints.yml", "action_endpoint: &a\n  url: x\nother: *a"),
                ("prices.csv", "product,price\nbook,7"), ("old.yml", "nlus: []"),
            ] {
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
            }
            var options = ReadingOptions()
            let corpus = try CorpusReader.readAll([directory], options)
            #expect(corpus.examples.map(\.text) == ["one"])
            #expect(
                corpus.notes.map { "\($0)".replacing(directory + "/", with: "") } == [
                    "endpoints.yml:1:1: passed over: there is no section of a corpus "
                        + "(action_endpoint, other).",
                    "prices.csv:1:1: passed over: there is neither a column of texts nor one of "
                        + "labels.",
                ])
            // A slip is no other program's file.
            #expect(corpus.faults.map(\.message).first?.hasPrefix("\"nlus\" is no section") == true)
            options.exclude = PathPatterns(["old.*", "end*"])
            #expect(try CorpusReader.read([directory], options).notes.count == 1)
        }
    }

    @Test(
        "columns that are named",
        arguments: [
            ("q;id;kind\na;1;x\nb;2;y", "q", "kind", true, nil),
            ("id,q,kind\n1,a,x\n2,b,y", "2", "3", true, nil),
            ("a,x\nb,y", nil, nil, false, nil), ("x\ta\ny\tb", "2", "1", false, nil),
            ("text~label\na~x\nb~y", nil, nil, true, "~"),
        ] as [(String, String?, String?, Bool, Character?)])
    func namedColumns(
        text: String, textColumn: String?, labelColumn: String?, hasHeader: Bool,
        delimiter: Character?
    ) throws {
        var options = ReadingOptions()
        (options.textColumn, options.labelColumn) = (textColumn, labelColumn)
        (options.hasHeader, options.delimiter) = (hasHeader, delimiter)
        var corpus = Corpus()
        try CorpusReader.add(text, file: "t.csv", options, to: &corpus)
        #expect(corpus.examples.map { "\($0.text)/\($0.intent)" } == ["a/x", "b/y"])
        #expect(corpus.notes.count == 1)
    }

    @Test("one intent in two files is a warning")
    func twoFiles() throws {
        let text = "nlu:\n- intent: a\n  examples: |\n    - "
        let corpus = try SmallCorpus.read([("x.yml", text + "one"), ("y.yml", text + "two")])
        #expect(corpus.examples.count == 2)
        #expect(
            corpus.warnings.map(\.description) == [
                "y.yml:2:11: a has examples in x.yml too; they are taken together, but one file is easier to keep."
            ])
    }
}
