import TestSupport
import Testing
import Transcripts

/// Other tools' formats: what comes back is what went out, and what does not is told.
@Suite struct InterchangeTests {
    static let paths = Project.files(in: "Transcripts", ending: ".transcript")

    private static func talk(_ transcript: Transcript) -> Interchange.Talk {
        Interchange.Talk(name: "a name", transcript: transcript)
    }

    /// The Bot Framework's activities hold everything.
    @Test(arguments: paths)
    func botFrameworkIsLossless(_ path: String) throws {
        let transcript = try Transcript.read(Project.bytes(path))
        let export = Interchange.botframework.write([Self.talk(transcript)])
        #expect(export.losses.isEmpty)
        let back = try Interchange.botframework.read(Array(export.text.utf8))
        #expect(back.losses.isEmpty)
        #expect(back.transcripts.map(\.text) == [transcript.text])
    }

    /// Rasa and Botium hold words, intents and (Rasa) slots; events and the moving clock are told.
    @Test(arguments: paths, [Interchange.rasa, .botium])
    func whatIsLostIsTold(_ path: String, _ format: Interchange) throws {
        let transcript = try Transcript.read(Project.bytes(path))
        let export = format.write([Self.talk(transcript)])
        let back = try #require(try format.read(Array(export.text.utf8)).transcripts.first)
        // A convo carries an escape character in its visible form.
        let said = [back, transcript].map { transcript in
            transcript.turns.compactMap { $0.said?.text.replacing("\u{1B}", with: "\\u{1B}") }
        }
        #expect(said[0] == said[1])
        let lost = Set(export.losses.map(\.line))
        let there = Set(back.lines.map(\.written))
        for line in transcript.lines where !lost.contains(line.number) {
            #expect(there.contains(line.written), "\(line.number): \(line.written)")
        }
        // Once through, nothing more is lost.
        let again = format.write([Self.talk(back)])
        #expect(again.losses.isEmpty, "\(again.losses)")
    }

    @Test(arguments: [
        // A mark before UTF-8, an array, and no role but the recipient's.
        """
        \u{FEFF}[{"type":"message","from":{"id":"b","name":"helper bot"},"text":"您好\\n请说"},
         {"type":"typing","from":{"id":"b"}},
         {"type":"message","from":{"id":"u"},"recipient":{"id":"b","role":"bot"},"text":"查余额"}]
        """,
        // JSON lines.
        """
        {"type":"message","from":{"id":"b","role":"bot"},"text":"您好\\r\\n请说"}
        {"type":"message","from":{"id":"u","role":"user"},"text":"查余额"}
        """,
    ])
    func readsBotFrameworkActivities(_ text: String) throws {
        let read = try Interchange.botframework.read(Array(text.utf8))
        #expect(read.transcripts.map(\.text) == ["< 您好\n< 请说\n\n> 查余额\n"])
        let isWhole = text.contains("\"role\":\"user\"")
        #expect(read.losses.isEmpty == isWhole, "\(read.losses)")
        // Roles are always written.
        let written = Interchange.botframework.write(read.talks).text
        #expect(
            written.ranges(of: "\"from\"").count == written.ranges(of: "\"role\"").count / 2
                || written.contains("membersAdded"))
        #expect(!written.contains("\"role\" : null"))
    }

    @Test(arguments: [
        ("version: \"3.1\"\nstories: [", Interchange.rasa),
        ("a: &x 1\nb: *x\n", .rasa), ("[{\"type\":\"message\",", .botframework),
        ("{\"type\": 5}", .botframework), ("no sections at all", .botium),
    ])
    func saysWhereAFileIsWrong(_ text: String, _ format: Interchange) {
        let error = #expect(throws: TranscriptError.self) { try format.read(Array(text.utf8)) }
        #expect((error?.line ?? 0) >= 1 && (error?.column ?? 0) >= 1)
    }

    @Test(arguments: [
        ("[{\"type\": \"message\"}]", Interchange?.some(.botframework)),
        ("\u{FEFF} {\"a\":1}", nil),
        ("version: \"3.1\"\nstories:\n", .rasa), ("TC\n\n#me\nhi\n", .botium), ("> hi\n", .paydesk),
        ("test_cases:\n- test_case: a\n", .rasa), ("## a\n* greet\n  - utter_greet\n", .rasa),
        ("{\n  \"convos\": []\n}", .botium), ("convos:\n- name: a\n", .botium),
        ("# Convos\n## a\n- me\n  - hi\n", .botium), ("version: \"3.1\"\nnlu:\n", nil),
        ("# Read me\n## To do\n- a list\n", nil),
        ("## To do\n* this and that\n- that\n", nil), ("## C\n#include <stdio.h>\n", nil),
        ("", nil), ("services:\n  db: x\n", nil),
    ])
    func tellsFormatsApart(_ text: String, _ format: Interchange?) {
        #expect(Interchange.detect(Array(text.utf8)) == format)
    }

    @Test(arguments: [
        ("[\n {\"type\":\"message\" \"text\":\"b\"}\n]", "2:20: expected a comma or }"),
        ("[{},\n {\"text\": tru}]", "2:11: expected a value"),
        ("[{}\n", "2:1: the JSON breaks off"), ("[{}] x", "1:6: something stands behind the end"),
        ("[\n{\"text\":\"a\u{1}\"}]", "2:11: expected no control character in a text"),
        ("[{\"text\":\"\\ud800\"}]", "1:11: half a character"),
        ("[{\"text\":\"\\x\"}]", "1:11: no escape of JSON"), ("[01]", "1:2: expected a number"),
        ("{\"text\":\"a\"}\n{\"text\"}", "2:8: expected a colon"),
        (
            "[{},\n\n  {\"type\": 5}]",
            "3:3: no activity as the Bot Framework has them: activity 2.type"
        ),
        (
            "[{},\n{\"type\":\"event\",\"name\":\"paydesk\",\"value\":\"x\"}]",
            "2:1: the line within this activity does not read"
        ),
        (String(repeating: "[", count: 100_000), "1:257: nested too deep"),
    ])
    func tellsWhereJSONHasASlip(_ text: String, _ expected: String) {
        let error = #expect(throws: TranscriptError.self) {
            try Interchange.botframework.read(Array(text.utf8))
        }
        #expect(error?.description == expected)
    }

    /// Valid JSON of every kind is let through, and what is lost has its line.
    @Test func takesAllOfJSON() throws {
        let text = """
            [{"type":"message","from":{"role":"user"},"text":"\\"\\\\ \\u4f60\\ud83d\\ude00\\n"},
             {"type":"typing","x":[-1.5e+3,0,true,false,null,{},[]]}]
            """
        let read = try Interchange.botframework.read(Array(text.utf8))
        #expect(read.transcripts.first?.lines.first?.text == "\"\\ 你😀")
        #expect(
            read.losses.map(\.description) == [
                "1: line breaks of a customer's line"
            ])
    }
}
