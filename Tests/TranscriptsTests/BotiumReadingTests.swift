import Testing
import Transcripts

/// BotiumScript, read as Botium runs it.
@Suite struct BotiumReadingTests {
    private func read(
        _ text: String, beside files: [(name: String, text: String)] = []
    ) throws -> Interchange.Import {
        var library = BotiumLibrary()
        for (name, text) in files { library.take(Array(text.utf8), named: name) }
        return try Interchange.botium.read(Array(text.utf8), beside: library)
    }

    @Test func readsBotiumConvos() throws {
        let text = """
            TC_EARLY_REPAY_CANCEL
            optional free description line

            #begin
            SET_SCRIPTING_MEMORY loan|L-2

            #me
            结清贷款

            #bot
            INTENT early_repay
            INTENT_CONFIDENCE 70
            合计*元
            ?如需帮助请回复帮助
            好的

            #me
            算了

            #bot
            !已扣款

            """
        let read = try Interchange.botium.read(Array(text.utf8))
        #expect(
            read.transcripts.map(\.text) == [
                """
                ; TC_EARLY_REPAY_CANCEL
                ; optional free description line

                > 结清贷款
                = early_repay
                < 好的

                ; botium INTENT_CONFIDENCE 70
                ; botium 合计*元
                ; botium ?如需帮助请回复帮助
                > 算了

                ; botium !已扣款

                """
            ])
        #expect(read.losses.isEmpty, "\(read.losses)")
        #expect(read.talks.map(\.name) == ["TC_EARLY_REPAY_CANCEL"])
        let export = Interchange.botium.write(read.talks)
        #expect(export.losses.isEmpty, "\(export.losses)")
        for line in ["INTENT_CONFIDENCE 70", "合计*元", "?如需帮助请回复帮助", "!已扣款"] {
            #expect(export.text.contains("\n\(line)\n"), "\(export.text)")
        }
    }

    /// What is done, and what an answer has to be like, is nobody's words.
    @Test(arguments: [
        ("#me\nhello again\nPAUSE 1000", ["; botium #me PAUSE 1000", "> hello again"], []),
        ("#bot\nhm\n\n#me\nPAUSE 5\n\n#bot\nhi", ["< hm", "< hi", "; botium #me PAUSE 5"], []),
        ("#me\nPAUSE 500\n\n#me\nhi", ["; botium #me PAUSE 500", "> hi"], []),
        ("#me\nhi\n\n#bot\nBUTTONS yes|no", ["> hi", "; botium BUTTONS yes|no"], []),
        ("#me\nhi\n\n#bot\n!CARDS a", ["> hi", "; botium !CARDS a"], []),
        ("#me\nBUTTON PAY_12|Pay in 12", ["> Pay in 12"], []),
        ("#me\nBUTTON yes", ["> yes"], []), ("#me\n\n#bot\nhm", [">", "< hm"], []),
        ("#me\nhi\n\n#bot\n!no such\nthing", ["> hi", "; botium !no such", "; botium thing"], []),
        ("#me\nhi\n\n#bot\n!!stop", ["> hi", "< !stop"], []),
        ("#me\nhi\n\n#bot\nTEXT hello", ["> hi", "< hello"], []),
        ("#me\nhi\n\n#bot\n{\"a\": 1}", ["> hi", "; botium {\"a\": 1}"], []),
        ("#me\nit costs $500", ["> it costs $500"], []),
        ("#me\n#1 of all", ["> #1 of all"], []),
        ("#me\npay $sum", ["> pay $sum"], ["a variable whose value only a run gives: $sum"]),
        ("#me\nhi\n\n#bot\nthe sum is $sum", ["> hi", "; botium the sum is $sum"], []),
        ("#begin\nSET_SCRIPTING_MEMORY sum|12\n\n#me\npay $sum", ["> pay 12"], []),
        ("#begin\nPAUSE 100\n\n#me\nhi", ["> hi"], ["#begin: PAUSE 100"]),
        (
            "#me\nMEDIA card.png", ["; botium #me MEDIA card.png", "> <media>"],
            ["what the customer sent: MEDIA card.png"]
        ),
        ("#me\nUTT_HI", ["> UTT_HI"], ["neither a hook nor an utterance, kept as words: UTT_HI"]),
        ("#me web\nhi", ["> hi"], ["the channel of #me: web"]),
    ])
    func tellsWordsFromCommands(_ text: String, _ lines: [String], _ losses: [String]) throws {
        let read = try read("TC\n\n" + text)
        #expect(read.transcripts.first?.lines.dropFirst().map(\.written) == lines)
        #expect(read.losses.map(\.what) == losses)
    }

    /// Each hook goes back to the side it was on.
    @Test func hooksAreWrittenBack() throws {
        let text = "TC\n\n#me\nhi\nPAUSE 100\n\n#bot\nhello\nBUTTONS yes|no\n"
        #expect(Interchange.botium.write(try read(text).talks).text == text)
    }

    /// Partial convos, utterances and scripting memories lie in files beside it.
    @Test func takesWhatLiesBesideIt() throws {
        let read = try read(
            "Main\n\n#include Login\n\n#me\nUTT_PAY\n\n#bot\n$sum it is\n\nINCLUDE Login\n",
            beside: [
                ("login.pconvo.txt", "Login\n\n#me\nit is me\n\n#bot\nwelcome\n"),
                ("pay.utterances.txt", "UTT_PAY\nI pay $sum\nlet me pay $sum\n"),
                ("sums.scriptingmemory.txt", "|$sum\nsmall|12\nlarge|90\n"),
            ])
        #expect(read.losses.isEmpty && read.talks.map(\.name) == ["Main.small", "Main.large"])
        let login = ["> it is me", "< welcome"]
        #expect(
            read.transcripts.map { $0.lines.dropFirst().map(\.written) }
                == ["12", "90"].map { login + ["> I pay \($0)", "< \($0) it is"] + login })
        let alone = try self.read("Main\n\n#include Login\n\n#me\nhi\n")
        #expect(
            alone.losses.map(\.description) == [
                "3: a partial convo that is not beside it: Login"
            ])
        let round = try self.read(
            "Main\n\n#include a\n", beside: [("a.pconvo.txt", "a\n\n#me\nhi\n\n#include a\n")])
        #expect(round.losses.map(\.what) == ["a partial convo that includes itself: a"])
    }

    /// Partial convos that include others twice, and values that hold variables twice, would
    /// double with each; the reader stops where no conversation goes on.
    @Test func whatDoublesHasAnEnd() throws {
        let names = (0..<40).map { "p\($0)" }
        let partials = names.enumerated().map { place, name in
            let next = place + 1 < names.count ? "p\(place + 1)" : "none"
            return (
                name: name + ".pconvo.txt",
                text: "\(name)\n\n#me\nhi\n\n#include \(next)\n\n#include \(next)\n"
            )
        }
        let include = #expect(throws: TranscriptError.self) {
            try read("Main\n\n#include p0\n", beside: partials)
        }
        #expect(include?.what.contains("20,000 lines") == true, "\(include.debugDescription)")
        let values = (1...40).map {
            "SET_SCRIPTING_MEMORY \(Self.name($0))|\(Self.twice($0 - 1))\n"
        }
        let text = "Main\n\n#begin\n" + values.joined() + "\n#me\n\(Self.twice(40))\n"
        let memory = #expect(throws: TranscriptError.self) { try read(text) }
        #expect(memory?.what.contains("16 KiB") == true, "\(memory.debugDescription)")
    }

    private static func name(_ length: Int) -> String {
        "$" + String(repeating: "a", count: length)
    }

    private static func twice(_ length: Int) -> String { name(length) + " " + name(length) }

    @Test(arguments: [
        """
        {
        \t"convos": [
            {"name": "pays", "steps": [
              {"me": ["hi \\ud83d\\ude00", {"logichook": "PAUSE", "args": "5"}]},
              {"include": "sub"},
              {"bot": [{"asserter": "BUTTONS", "args": ["yes", "no"], "not": true}, "fine"]}
            ]}],
          "partialConvos": [{"name": "sub", "steps": [{"bot": "HELLO"}]}],
          "utterances": {"HELLO": ["welcome"]}
        }
        """,
        """
        convos:
        - name: pays
          steps:
          - me:
            - hi 😀
            - PAUSE 5
          - include: [sub]
          - bot:
            - NOT_BUTTONS: [yes, no]
            - fine
        partialConvos:
        - name: sub
          steps:
          - bot: [HELLO]
        utterances:
          HELLO: [welcome]
        """,
        """
        # Convos
        ## pays
        - me
          - hi 😀
          - PAUSE 5
        - include
          - sub
        - bot
          - !BUTTONS
            - yes
            - no
          - fine
        # PartialConvos
        ## sub
        - bot
          - HELLO
        # Utterances
        ## HELLO
        - welcome
        """,
    ])
    func readsWhateverItIsWrittenIn(_ text: String) throws {
        #expect(Interchange.detect(Array(text.utf8)) == .botium)
        let read = try read(text)
        #expect(
            read.transcripts.map(\.text) == [
                """
                ; pays
                ; botium #me PAUSE 5

                > hi 😀
                < welcome
                < fine

                ; botium !BUTTONS yes|no

                """
            ])
        #expect(read.losses.isEmpty, "\(read.losses)")
    }
}
