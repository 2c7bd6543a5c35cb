import Foundation
import TestSupport
import Testing

@testable import NLU
@testable import Training

/// Corpora as other tools keep them: each form read from a small file of it.
@Suite("Corpora of other tools")
struct ForeignCorpusTests {
    private func read(_ text: String, _ file: String, _ part: CorpusPart = .training) throws
        -> Corpus
    {
        var options = ReadingOptions()
        options.part = part
        var corpus = Corpus()
        try CorpusReader.add(text, file: file, options, to: &corpus)
        return corpus
    }

    private func lines(_ corpus: Corpus) -> [String] {
        corpus.examples.map { "\($0.text)/\($0.intent)" }
    }

    private func phrases(_ corpus: Corpus) -> [String] {
        corpus.knownPhrases.map { "\($0.text)/\($0.entity)/\($0.value)" }
    }

    @Test("Markdown of Rasa 1")
    func rasaMarkdown() throws {
        let text = """
            <!-- a comment
            - not an example -->
            ## intent:pay
            - settle [my phone loan](loan:phone)
            * pay now
            no dash
            ## synonym: phone
            - cell
            ## lookup:city
            - Berlin
            ## regex:zip
            - [0-9]{5}
            # other
            - left alone
            """
        var corpus = Corpus()
        #expect(throws: CorpusError.self) {
            try CorpusReader.add(text, file: "nlu.md", to: &corpus)
        }
        #expect(
            corpus.faults.map(\.description.description) == [
                "nlu.md:6:1: the example \"no dash\" does not begin with `- `."
            ])
        #expect(lines(corpus) == ["settle my phone loan/pay", "pay now/pay"])
        #expect(corpus.examples[0].place?.line == 4)
        #expect(corpus.synonyms == ["cell": "phone"])
        #expect(
            phrases(corpus) == [
                "Berlin/city/Berlin", "cell/loan/phone", "my phone loan/loan/phone",
            ])
        #expect(corpus.warnings.count == 1)
    }

    @Test("JSON of Rasa 1")
    func rasaJSON() throws {
        let corpus = try read(
            """
            {"rasa_nlu_data": {
              "common_examples": [
                {"text": "pay \\u00e9 \\ud83d\\ude00 loan", "intent": "pay",
                 "entities": [{"start": 8, "end": 12, "entity": "debt", "value": "credit"}]},
                {"text": "hello", "intent": "greet"}],
              "entity_synonyms": [{"value": "credit", "synonyms": ["cash"]}],
              "lookup_tables": [{"name": "city", "elements": ["Berlin"]}]}}
            """, "nlu.json")
        #expect(lines(corpus) == ["pay é 😀 loan/pay", "hello/greet"])
        #expect(corpus.examples.map(\.place?.description) == ["nlu.json:3:14", "nlu.json:5:14"])
        #expect(phrases(corpus) == ["Berlin/city/Berlin", "cash/debt/credit", "loan/debt/credit"])
    }

    @Test(
        "JSON of others",
        arguments: [
            (
                "Snips",
                #"""
                {"intents": {"pay": {"utterances": [{"data": [{"text": "pay "},
                {"text": "it", "entity": "x", "slot_name": "y"}]}]},
                "ask": {"utterances": [{"data": [{"text": "when"}]}]}}, "language": "en"}
                """#
            ),
            (
                "the benchmark of Snips",
                #"""
                {"pay": [{"data": [{"text": "pay it"}]}],
                "ask": [{"data": [{"text": "when"}]}]}
                """#
            ),
            (
                "LUIS",
                #"""
                {"luis_schema_version": "7.0.0", "utterances": [{"text": "pay it",
                "intent": "pay", "entities": [{"entity": "x", "startPos": 4, "endPos": 5}]},
                {"text": "when", "intent": "ask", "entities": []}]}
                """#
            ),
            (
                "CLU",
                #"""
                {"assets": {"projectKind": "Conversation", "utterances": [{"text": "pay it",
                "intent": "pay", "dataset": "Train", "entities": [{"category": "x",
                "offset": 4, "length": 2}]}, {"text": "when", "intent": "ask"},
                {"text": "held", "intent": "ask", "dataset": "Test"}]}}
                """#
            ),
            ("pairs", #"[["pay it", "pay"], ["when", "ask"]]"#),
            (
                "objects",
                #"""
                [{"id": 1, "text": "pay it", "intent": "pay"}, {"id": 2, "text": "when",
                "intent": "ask"}]
                """#
            ),
            (
                "CLINC150",
                #"""
                {"test": [["held", "pay"]], "train": [["pay it", "pay"]],
                "oos_train": [["when", "ask"]], "val": [["tune", "pay"]], "oos_val": [["no",
                "oos"]]}
                """#
            ),
        ])
    func json(name: String, text: String) throws {
        #expect(lines(try read(text, "x.json")) == ["pay it/pay", "when/ask"])
        #expect(lines(try read(text, "-")) == ["pay it/pay", "when/ask"])
    }

    @Test("a file in parts gives each to its purpose")
    func parts() throws {
        let text =
            #"""
            {"train": [["a", "x"]], "oos_train": [["b", "oos"]], "val": [["c", "x"]],
            "oos_val": [["d", "oos"]], "test": [["e", "x"]], "oos_test": [["f", "oos"]]}
            """#
        #expect(lines(try read(text, "x.json")) == ["a/x", "b/oos"])
        #expect(lines(try read(text, "x.json", .validation)) == ["c/x", "d/oos"])
        #expect(lines(try read(text, "x.json", .test)) == ["e/x", "f/oos"])
    }

    @Test("Botium's utterances")
    func botium() throws {
        let corpus = try read("PAY\r\npay it\r\n\r\npay now\r\n", "pay.utterances.txt")
        #expect(lines(corpus) == ["pay it/PAY", "pay now/PAY"])
        #expect(corpus.examples.map(\.place?.line) == [2, 4])
    }

    @Test("Chatito")
    func chatito() throws {
        let text = """
            # all ways, each once
            %[pay]('training': '10')
                ~[please?] pay @[what]
            %[greet]
                ~[hi]
            ~[hi]
                hello
                hi there

            ~[please]
                please
            @[what]
                the loan
                ~[all of it]
            """
        let corpus = try read(text, "x.chatito")
        #expect(
            lines(corpus).sorted() == [
                "hello/greet", "hi there/greet", "pay all of it/pay", "pay the loan/pay",
                "please pay all of it/pay", "please pay the loan/pay",
            ])
        #expect(phrases(corpus) == ["all of it/what/all of it", "the loan/what/the loan"])
        #expect(throws: CorpusError.self) {
            try read("%[a]\n    ~[b]\n~[b]\n    ~[b] c\n", "x.chatito")
        }
    }

    /// Twenty words in ten places are more sentences than anybody reads.
    @Test("a language of too many sentences is written out evenly")
    func manySentences() throws {
        let words = (0..<20).map { "    w\($0)\n" }.joined()
        let text =
            "%[a]\n    " + (0..<10).map { _ in "~[w]" }.joined(separator: " ")
            + "\n~[w]\n" + words
        let corpus = try read(text, "x.chatito")
        #expect(corpus.examples.count == 300)
        let last = Set(corpus.examples.compactMap { $0.text.split(separator: " ").first })
        #expect(last.count == 20)
    }

    @Test(
        "other encodings",
        arguments: [
            ("GB18030", [0xBB, 0xB9, 0xBF, 0xEE] as [UInt8]),
            ("UTF-16LE", [0xD8, 0x8F, 0x3E, 0x6B]),
            ("BIG5", [0xC1, 0xD9, 0xB4, 0xDA]),
        ])
    func encodings(name: String, word: [UInt8]) throws {
        try withTemporaryDirectory { directory in
            let isWide = name == "UTF-16LE"
            func bytes(_ text: String) -> [UInt8] {
                text.utf8.flatMap { isWide ? [$0, 0] : [$0] }
            }
            let path = "\(directory)/t.csv"
            let data = bytes("text,label\n") + word + bytes(",pay\n")
            try Data(data).write(to: URL(fileURLWithPath: path))
            var options = ReadingOptions()
            options.encoding = name
            let text = try CorpusReader.read([path], options).examples.first?.text
            #expect(["还款", "還款"].contains(text ?? ""), "\(text ?? "")")
        }
        #expect(TextEncoding.isKnown(name) && !TextEncoding.isKnown("no such"))
    }

    @Test(
        "JSON that is no corpus, or no JSON",
        arguments: [
            ("{}", "x.json:1:1: no JSON of examples"),
            ("[1, 2]", "x.json:1:1: no JSON of examples"),
            ("{\"a\": [1,]}", "x.json:1:10: the JSON cannot be read"),
            ("", "x.json:1:1: the JSON cannot be read"),
            ("[[\"a\", \"\"]]", "x.json:1:3: the example has no label"),
        ])
    func errors(text: String, start: String) {
        let result = Result { try read(text, "x.json") }
        guard case .failure(let error) = result else {
            Issue.record("read: \(text)")
            return
        }
        #expect("\(error)".hasPrefix(start), "\(error)")
    }
}
