import Foundation
import TestSupport
import Testing

@testable import NLU
@testable import Text
@testable import Training

@Suite("Reading a corpus")
struct CorpusReaderTests {
    private func read(_ text: String, _ file: String = "c.yml") throws -> Corpus {
        try SmallCorpus.read([(file, text)])
    }

    private func message(_ text: String, _ file: String = "c.yml") -> String {
        let corpus = Result { try read(text, file) }
        if case .failure(let error) = corpus { return "\(error)" }
        return "read without an error"
    }

    @Test("examples, annotations, synonyms and lookups")
    func rasa() throws {
        let corpus = try read(
            """
            version: "3.1"
            nlu:
            - intent: pay
              examples: |
                - settle [my phone loan](loan)
                - pay [20 quid]{"entity": "sum", "value": "20"} [now]
                - pay [Visa](card:visa) [broken](not a name) [[x](y)
            - synonym: phone
              examples: |
                - my phone loan
            - synonym: visa
              examples: |
                - the blue card
            - lookup: card
              examples: |
                - Master Card
            - regex: zip
              examples: |
                - \\d{5}
            """)
        #expect(
            corpus.examples.map(\.text) == [
                "settle my phone loan", "pay 20 quid [now]", "pay Visa [broken](not a name) [x",
            ])
        #expect(
            corpus.knownPhrases.map { "\($0.text)/\($0.entity)/\($0.value)" } == [
                "20 quid/sum/20", "Master Card/card/Master Card", "Visa/card/visa",
                "my phone loan/loan/phone", "the blue card/card/visa", "x/y/x",
            ])
        #expect(corpus.examples[1].place == Place(file: "c.yml", line: 6, column: 5))
        #expect(
            corpus.warnings.map(\.description) == [
                "c.yml:17:10: the regex \"zip\" is left out: entities are read by rules of our own and by "
                    + "lookup tables."
            ])
    }

    @Test("examples as a list, several intents, sections of other tools")
    func lists() throws {
        let corpus = try read(
            """
            intents: [pay, ask]
            nlu:
            - intent: pay
              examples:
              - pay now
              - text: "pay later: \\u00e9"
                metadata: {sentiment: neutral}
            - intent: ask
              examples: |
                - no
                - 0123
                # a comment
            """)
        #expect(corpus.examples.map(\.text) == ["pay now", "pay later: é", "no", "0123"])
        #expect(corpus.intents == ["ask", "pay"])
    }

    @Test("rules and replies")
    func extensions() throws {
        let corpus = try read(
            """
            keywords:
            - all: [提前, 结清]
              none: [吗]
            - only: 还款
              between: [a, b]
            nlu:
            - intent: a
              examples: |
                - 提前结清
            responses:
              utter_a:
              - text: "Anxing 的 {total}"
                translation: {en: "Total {total}"}
              - text: "second"
            """)
        #expect(corpus.rules.map(\.place?.line) == [2, 4])
        #expect(corpus.responsePlaces["utter_a"]?.line == 11)
        let rules = corpus.rules.map {
            KeywordRule($0.intents, all: $0.all, none: $0.none, only: $0.only)
        }
        #expect(
            rules == [
                KeywordRule(["a"], all: ["提前", "结清"], none: ["吗"]),
                KeywordRule(["a", "b"], only: ["还款"]),
            ])
        #expect(
            corpus.responses["utter_a"] == [
                .zh: ["Anxing 的 {total}"], .en: ["Total {total}", "second"],
            ])
    }

    @Test(
        "errors say where, what and the mend",
        arguments: [
            ("nlu:\n- intent: a\n  examples: &x |\n    - b", "c.yml:3:13: anchors and aliases"),
            ("a: &x [1]\nnlu: *x", "c.yml:2:6: anchors and aliases"),
            ("nlu:\n- <<: {intent: a}\n  examples: |\n    - b", "c.yml:2:3: merge keys"),
            ("nlu: !!python/object 1", "c.yml:1:6: the tag"),
            ("nlu:\n- intent: a\n  examples: |\n    - b\n    c", "c.yml:5:5: the example \"c\""),
            ("nlu:\n- intent: a", "c.yml:2:3: the item has no examples"),
            ("nlu:\n- intent:\n  examples: |\n    - b", "c.yml:2:10: intent is no text"),
            ("nlu:\n  intent: a", "c.yml:2:3: nlu is no list"),
            ("reponses: {}", "c.yml:1:1: \"reponses\" is no section"),
            ("nlu: [\n", "c.yml:2:1: the YAML cannot be read"),
            ("nlu: []\nnlu: []", "the key \"nlu\" stands twice"),
            ("keywords:\n- all: [x]", "c.yml:2:3: it is not clear which intent"),
            ("keywords:\n- intent: a\n  none: [x]", "c.yml:2:3: the rule would fire on every line"),
            ("keywords:\n- intent: a\n  any: [x]", "c.yml:3:3: \"any\" is no part of a rule"),
            ("keywords:\n- intent: a\n  all: [\"…\"]", "c.yml:3:9: \"…\" holds no word"),
            ("keywords:\n- between: [a]\n  only: [x]", "c.yml:2:3: between takes two or three"),
            ("- a", "c.yml:1:1: the file is no map"),
            ("nlu: \u{1}", "c.yml:1:6: YAML does not allow the character U+1"),
            (
                "nlu:\n- intent: a\n  examples: >\n    - b\n    - c",
                "c.yml:3:13: `>` joins the lines"
            ),
        ])
    func errors(text: String, start: String) {
        #expect(message(text).contains(start), "\(message(text))")
        #expect(message(text).hasSuffix("."))
    }

    @Test("nesting has an end")
    func nesting() {
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(message("version: \(deep)").contains("nested deeper"))
    }

    /// Comparing its keys would take longer than anybody waits.
    @Test("ten lines that stand for ten thousand million are refused at once")
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...10 {
            let parts = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(parts)]\n"
        }
        #expect(message(text + "k: {? *a9 : v}").hasPrefix("c.yml:2:10: anchors and aliases"))
    }

    @Test("marks of anchors within text are text")
    func ampersands() throws {
        let corpus = try read("nlu:\n- intent: a\n  examples: |\n    - R&B *and* &x")
        #expect(corpus.examples.map(\.text) == ["R&B *and* &x"])
    }

    @Test("tables")
    func tables() throws {
        let csv = "category,query\r\npay,\"pay, \"\"now\"\"\"\r\nask,\"two\nlines\"\n\n"
        let corpus = try read(csv, "t.csv")
        #expect(corpus.examples.map(\.text) == ["pay, \"now\"", "two\nlines"])
        #expect(corpus.examples.map(\.place?.description) == ["t.csv:2:5", "t.csv:3:5"])
        let tsv = "text\tlabel\n\"quoted\tpay\n提前还款\task\n\"a\tb\nc\"\tpay\n\"Hi\" he said\tpay"
        #expect(
            try read(tsv, "t.tsv").examples.map(\.text) == [
                "\"quoted", "提前还款", "a\tb\nc", "\"Hi\" he said",
            ])
        #expect(try read(tsv, "t.tsv").examples.map(\.place?.line) == [2, 3, 4, 6])
    }

    @Test(
        "tables as other programs write them",
        arguments: [
            ("old ends of lines", "text,label\ra,x\rb,y\r"),
            ("blank lines", "text,label\n\na,x\n  \nb,y\n\n"),
            ("semicolons", "Text;Label\na;x\nb;y"),
            ("tabs in a .csv", "text\tlabel\na\tx\nb\ty"),
            ("more columns", "id,intent,utterance,language\n1,x,a,en\n2,y,b,en"),
            ("everything quoted", "\"query\",\"category\"\n\"a\",\"x\"\n\"b\",\"y\""),
            ("spaces around", "text , label\n a , x \nb,y"),
            ("other names", "Sentence\tTag\na\tx\nb\ty"), ("bars", "class|question\nx|a\ny|b"),
            ("names in Chinese", "标签,文本\nx,a\ny,b"),
        ])
    func dialects(name: String, text: String) throws {
        let examples = try read(text, "t.csv").examples
        #expect(examples.map { "\($0.text)/\($0.intent)" } == ["a/x", "b/y"])
    }

    @Test(
        "errors in tables",
        arguments: [
            ("", "t.csv:1:1: the file is empty"),
            (
                "words,label\na,b",
                "t.csv:1:1: the header has no column text: parted by a comma it holds \"words\", "
                    + "\"label\"; name one with --text-column, or say --no-header"
            ),
            (
                "text;kind\na;b",
                "t.csv:1:1: the header has no column label: parted by a semicolon it holds "
            ),
            ("text,label\na,b\na,b,c", "t.csv:3:5: the row has 3 fields, and the header 2"),
            ("text,label\na,b\na", "t.csv:3:1: the row has 1 field, and the header 2"),
            ("text,label\n还款,b\nb,\"c\nd\",e", "t.csv:4:4: the row has 3 fields"),
            ("text,label\n\"a,b", "t.csv:2:1: a quotation is never closed"),
            ("text,label\na,\"b\"c,d", "t.csv:2:6: text follows a closed quotation"),
            ("text,label\na,", "t.csv:2:3: the example has no label"),
            (
                "text" + String(repeating: ",x", count: 1000),
                "t.csv:1:1: the row has more than 1000 fields"
            ),
        ])
    func tableErrors(text: String, start: String) {
        #expect(message(text, "t.csv").hasPrefix(start), "\(message(text, "t.csv"))")
    }

    @Test("files, folders and what is in neither")
    func files() throws {
        try withTemporaryDirectory { directory in
            func write(_ text: String, _ name: String) throws {
                let url = URL(fileURLWithPath: "\(directory)/\(name)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: url)
            }
            try write("nlu:\n- intent: b\n  examples: |\n    - 还款", "b.yml")
            try write("nlu:\n- intent: a\n  examples: |\n    - 还款", "a.yaml")
            try write("nlu:\n- intent: c\n  examples: |\n    - held out", "tests/c.yml")
            try write("not read", "notes.txt")
            try write("text,label\ndeeper,b", "more/d.csv")
            let corpus = try CorpusReader.read([directory])
            #expect(corpus.examples.map(\.text) == ["还款", "还款", "deeper"])
            #expect(
                corpus.warnings.map(\.message) == [
                    "\"还款\" is an example of b and of a (\(directory)/a.yaml:4:5); "
                        + "keep it under one of them."
                ])
            let names = ["b.yml", "more/d.csv", "a.yaml"].map { "\(directory)/\($0)" }
            let swapped = try CorpusReader.read(names)
            #expect(swapped.digest == corpus.digest)
            #expect(Model.train(swapped).bytes == Model.train(corpus).bytes)
            let print = try CorpusReader.fingerprint([directory])
            #expect(try print == CorpusReader.fingerprint(names))
            try write("nlu:\n- intent: b\n  examples: |\n    - 还清", "b.yml")
            #expect(print != (try CorpusReader.fingerprint([directory])))
            for (path, kind) in [("none.yml", CorpusError.Kind.missing), ("notes.txt", .invalid)] {
                let error = #expect(throws: CorpusError.self) {
                    try CorpusReader.read(["\(directory)/\(path)"])
                }
                #expect(error?.kind == kind)
            }
        }
    }

    @Test(
        "bytes that are no text are found",
        arguments: [
            ("latin", Array("nlu:\n- a".utf8) + [0xE9], ":2:4: the bytes are not UTF-8"),
            (
                "half a character", Array("nlu: 还".utf8) + [0xE8, 0xBF],
                ":1:7: the bytes are not UTF-8"
            ),
            ("NUL", Array("nlu:\r\n还 ".utf8) + [0], ":2:3: the control character U+0000"),
            ("escape", Array("nlu: \u{1B}[2J".utf8), ":1:6: the control character U+001B"),
            ("UTF-16", [0xFF, 0xFE, 0x6E, 0x00], ":1:1: the file is UTF-16"),
        ])
    func encoding(name: String, bytes: [UInt8], start: String) throws {
        try withTemporaryDirectory { directory in
            for kind in ["yml", "csv"] {
                let path = "\(directory)/bytes.\(kind)"
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                let error = #expect(throws: CorpusError.self) { try CorpusReader.read([path]) }
                #expect(error?.description.hasPrefix(path + start) == true, "\(error as Any)")
            }
        }
    }
}
