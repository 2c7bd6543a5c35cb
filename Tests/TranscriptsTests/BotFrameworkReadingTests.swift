import Testing
import Transcripts

/// Logs of the Bot Framework, read as its channels mean them.
@Suite struct BotFrameworkReadingTests {
    private func activity(_ members: String, from role: String, in conversation: String = "c1")
        -> String
    {
        "{\"type\":\"message\",\"conversation\":{\"id\":\"\(conversation)\"},"
            + "\"from\":{\"role\":\"\(role)\"},\(members)}"
    }

    private func read(_ activities: [String]) throws -> Interchange.Import {
        try Interchange.botframework.read(Array("[\(activities.joined(separator: ",\n"))]".utf8))
    }

    private static func card(_ kind: String, _ content: String) -> String {
        #""text":"","attachments":[{"contentType":"application/vnd.microsoft.card.\#(kind)","#
            + #""content":\#(content)}]"#
    }

    private static let plan = """
        {"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"Plan"},
         {"type":"ColumnSet","columns":[{"type":"Column","items":[
          {"type":"FactSet","facts":[{"title":"Rate:","value":"5.00"}]}]}]}],
         "actions":[{"type":"Action.Submit","title":"Take it","data":{"take":"yes"}}]}
        """

    private static let receipt = """
        {"title":"Paid","facts":[{"key":"No","value":"R1"}],
         "items":[{"title":"Rate","price":"5.00"}],"total":"5.00"}
        """

    private static let hero = """
        {"title":"Total 2,108.38","buttons":[{"title":"Pay","value":"p"},{"title":"Later"}]}
        """

    private static let choices = """
        "text":"Well?","suggestedActions":{"actions":[{"title":"Yes"},{"value":"no"}]}
        """

    /// What is shown beside words, and what is done without any.
    @Test(arguments: [
        ("bot", card("hero", hero), ["< Total 2,108.38", "< [Pay] [Later]"], []),
        ("bot", choices, ["< Well?", "< [Yes] [no]"], []),
        (
            "bot", card("receipt", receipt),
            ["< Paid", "< No: R1", "< Rate: 5.00", "< total: 5.00"], []
        ),
        ("bot", card("adaptive", plan), ["< Plan", "< Rate: 5.00", "< [Take it]"], []),
        ("bot", #""attachments":[{"contentType":"image/png"}]"#, [], ["an attachment: image/png"]),
        ("user", #""text":"","value":{"choice":"confirm"}"#, ["> confirm"], []),
        ("user", #""value":"confirm""#, ["> confirm"], []), ("user", #""text":"""#, [">"], []),
        (
            "user", #""value":{"a":"1","b":"2"}"#, ["> <button>"],
            ["a value of the customer's that is no text"]
        ),
        (
            "user", #""attachments":[{"contentType":"image/jpeg"}]"#, ["> <media>"],
            ["an attachment of the customer's: image/jpeg"]
        ),
    ])
    func readsWhatIsShownAndPressed(
        _ role: String, _ members: String, _ lines: [String], _ losses: [String]
    ) throws {
        let read = try read([activity(members, from: role)])
        #expect(read.transcripts.first?.lines.dropFirst().map(\.written) == lines)
        #expect(read.losses.map(\.what) == losses)
    }

    /// A button is pressed by what it sends; a customer has pressed what it says.
    @Test func aButtonIsWhatItSays() throws {
        let read = try read([
            activity(
                #""text":"Well?","suggestedActions":{"actions":["#
                    + #"{"title":"Yes, please","value":{"y":1,"q":2}}]}"#,
                from: "bot"),
            activity(#""text":"","value":{"q":2,"y":1}"#, from: "user"),
        ])
        #expect(read.transcripts.first?.lines.last?.written == "> Yes, please")
    }

    /// Timestamps move the clock, never back; a trace tells what was understood.
    @Test func readsClockAndTraces() throws {
        func trace(_ value: String) -> String {
            #"{"type":"trace","name":"LuisRecognizer","conversation":{"id":"c1"},"#
                + #""from":{"role":"bot"},"value":\#(value)}"#
        }
        let read = try read([
            activity(#""text":"hello","timestamp":"2026-03-02T02:00:00.123Z""#, from: "bot"),
            activity(#""text":"what do I owe","timestamp":"2026-03-02T02:01:00.5Z""#, from: "user"),
            trace(
                #"{"recognizerResult":{"intents":{"None":{"score":0.1},"Owed Sum":{"score":0.9}}}}"#
            ),
            activity(#""text":"12.00","timestamp":"2026-03-02T02:00:59Z""#, from: "bot"),
            activity(#""text":"bye""#, from: "user"),
            trace(#"{"luisResult":{"topScoringIntent":{"intent":"Bye","score":0.9}}}"#),
            activity(#""text":"once more""#, from: "user"),
            trace(#"{"result":{"prediction":{"topIntent":"Again"}}}"#), trace("{}"),
        ])
        #expect(
            read.transcripts.map(\.text) == [
                """
                ; c1
                @ now 2026-03-02T10:00+08:00
                < hello

                @ now 2026-03-02T10:01+08:00
                > what do I owe
                = Owed_Sum
                < 12.00

                > bye
                = Bye

                > once more
                = Again

                """
            ])
        #expect(read.losses.map(\.what) == ["a trace: LuisRecognizer"])
    }

    /// One log, two conversations; an array, an object a line, and what a store hands out.
    @Test func tellsConversationsApart() throws {
        let talks = [
            activity(#""text":"hi""#, from: "user", in: "a"),
            activity(#""text":"hey""#, from: "user", in: "b"),
            activity(#""text":"hello""#, from: "bot", in: "a"),
        ]
        for text in [
            "[\(talks.joined(separator: ","))]", talks.joined(separator: "\n"),
            "{\"activities\": [\n\(talks.joined(separator: ",\n"))\n]}",
        ] {
            let read = try Interchange.botframework.read(Array(text.utf8))
            #expect(read.talks.map(\.name) == ["a", "b"])
            #expect(read.transcripts.map(\.text) == ["; a\n\n> hi\n< hello\n", "; b\n\n> hey\n"])
            let again = try Interchange.botframework.read(
                Array(Interchange.botframework.write(read.talks).text.utf8))
            #expect(
                again.transcripts == read.transcripts
                    || again.transcripts.map(\.text) == read.transcripts.map(\.text))
        }
        let one = try Interchange.botframework.read(
            Array("{\n \"type\": \"message\",\n \"text\": \"hi\"\n}".utf8))
        #expect(one.transcripts.map(\.text) == ["> hi\n"])
    }
}
