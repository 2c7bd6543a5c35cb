import Foundation
import Testing

/// `paydesk adopt`: a Rasa project becomes a desk that runs at once.
@Suite struct AdoptTests {
    private static let files = [
        "domain.yml": """
        version: "3.1"
        intents: [greet, thank_you, opening, faq, order_book, yes, out_of_scope]
        slots:
          title: {type: text}
        forms:
          order_form: {required_slots: [title]}
        responses:
          utter_welcome:
          - text: Welcome to the bookshop!
          utter_opening:
          - text: We open at ten.
            buttons:
            - {title: Where?, payload: /faq}
          - text: Ten o'clock, every day.
          utter_saturday:
          - text: "On Saturday until \\"late\\"."
          utter_faq/gift:
          - text: We wrap any book for free.
          utter_faq/returns:
          - text: "Bring it back, {name}."
          utter_done:
          - text: It is on its way.
          utter_lonely:
          - text: Nobody comes here.
        """,
        "data/nlu.yml": """
        version: "3.1"
        nlu:
        - intent: greet
          examples: |
            - hello
            - good morning
            - hi there
        - intent: thank_you
          examples: |
            - thanks
            - thank you very much
            - cheers, thanks a lot
        - intent: opening
          examples: |
            - when do you open
            - what are your hours on [saturday](day)
            - are you open on [sunday](day)
            - at what time does the shop open
        - intent: faq/gift
          examples: |
            - can you wrap it as a gift
            - do you do gift wrapping
            - I would like it wrapped as a present
        - intent: faq/returns
          examples: |
            - can I bring a book back
            - how do returns work
            - I want to return a novel
        - intent: order_book
          examples: |
            - I want to order [Emma](title)
            - please order a book for me
            - can you get me a copy of [Emma](title)
        - intent: yes
          examples: |
            - yes
            - yes please
            - sure
        - intent: out_of_scope
          examples: |
            - what is the weather
            - sing me a song
        - regex: isbn
          examples: |
            - \\d{13}
        """,
        "data/rules.yml": """
        version: "3.1"
        rules:
        - rule: greet whoever greets
          steps:
          - intent: greet
          - action: utter_welcome
        - rule: wrapping
          steps:
          - intent: faq
          - action: utter_faq
        - rule: a yes
          steps:
          - intent: yes
          - action: utter_done
        - rule: begin
          steps:
          - action: action_session_start
        """,
        "data/stories.yml": """
        version: "3.1"
        stories:
        - story: opening, then an order
          steps:
          - intent: greet
          - action: utter_welcome
          - intent: opening
          - action: utter_opening
          - action: utter_saturday
          - intent: order_book
            entities: [{title: Emma}]
          - slot_was_set: [{title: Emma}]
          - action: order_form
          - intent: nlu_fallback
        - story: thanks
          steps:
          - intent: opening
          - action: utter_opening
          - action: utter_saturday
          - intent: thank_you
          - action: utter_done
        """,
        "tests/test_stories.yml": """
        stories:
        - story: a gift
          steps:
          - user: |
              do you do gift wrapping
            intent: faq/gift
          - action: utter_faq
        """,
    ]

    private func adopted() throws -> (folder: Folder, run: Program.Outcome) {
        let folder = try Folder()
        for (name, text) in Self.files { try folder.file("bookshop/" + name, text) }
        let run = try Paydesk.run(
            ["adopt", folder.path("bookshop"), "--output", folder.path("desk")])
        return (folder, run)
    }

    @Test func whatIsTakenIsToldAndWhatIsNotIsListed() throws {
        let (folder, run) = try adopted()
        #expect(run.status == 0 && run.stderr.isEmpty, "\(run.stderr)")
        let told = "desk: 8 intents, 6 of them answered, 6 transcripts"
        #expect(run.lines.first?.hasSuffix(told) ?? false, "\(run.stdout)")
        let left = try String(contentsOfFile: folder.path("desk/not-taken.txt"), encoding: .utf8)
        for what in [
            "domain.yml:11:5: utter_opening", "utter_faq/returns: Bring it back, {name}.",
            "order_book: order_form", "yes: utter_done", "utter_lonely: not said",
            "rules.yml: begin", "stories.yml: opening, then an order, from nlu_fallback on",
        ] {
            #expect(left.contains(what), "\(what)\n\(left)")
        }
    }

    @Test func itRunsAtOnce() throws {
        let (folder, _) = try adopted()
        let chat = try Paydesk.run(
            ["chat", "--intents", folder.path("desk/Intents"), "--store", ":memory:"],
            stdin: """
                hello
                when do you open
                please wrap it as a gift
                I want to order Emma
                thanks

                """,
            environment: ["XDG_CACHE_HOME": folder.path("cache")])
        #expect(chat.status == 0)
        for words in [
            "automatic assistant of bookshop", "Welcome to the bookshop!",
            "We open at ten.\nOn Saturday until \"late\".", "We wrap any book for free.",
            "That can't be done here yet.", "It is on its way.",
        ] {
            #expect(chat.stdout.contains(words), "\(words)\n\(chat.stdout)")
        }
        #expect(!chat.stdout.contains("⟨"))
    }

    /// Lines nobody foresaw: whatever the desk says, it has words for.
    @Test func noAnswerHasAHole() throws {
        let (folder, _) = try adopted()
        let lines = [
            "asdf", "qwer", "zxcv", "2", "help", "人工", "human", "any news of my ticket", "no",
            "yes", "cancel", "wait", "👍", "who are you", "what do you mean", "再见",
            "say it again", "pay off my loan", "我还欠多少", "13800000001", "bye",
        ]
        let chat = try Paydesk.run(
            ["chat", "--intents", folder.path("desk/Intents"), "--store", ":memory:"],
            stdin: lines.joined(separator: "\n") + "\n",
            environment: ["XDG_CACHE_HOME": folder.path("cache")])
        #expect(chat.status == 0 && !chat.stdout.contains("⟨"), "\(chat.stdout)")
    }

    @Test func itsStoriesAreTests() throws {
        let (folder, _) = try adopted()
        let run = try Paydesk.run(
            ["test", "--intents", folder.path("desk/Intents"), folder.path("desk/Transcripts")],
            environment: ["XDG_CACHE_HOME": folder.path("cache")])
        #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
        let gift = try String(
            contentsOfFile: folder.path("desk/Transcripts/a-gift.transcript"), encoding: .utf8)
        #expect(gift.contains("> do you do gift wrapping\n= faq_gift\n"), "\(gift)")
        // What is the same and not whole is made so.
        let accept = try Paydesk.run(
            [
                "replay", "--intents", folder.path("desk/Intents"), "--accept",
                folder.path("desk/Transcripts"),
            ],
            environment: ["XDG_CACHE_HOME": folder.path("cache")])
        #expect(accept.status == 0 && accept.lines.allSatisfy { $0.hasPrefix("rewritten") })
        let whole = try String(
            contentsOfFile: folder.path("desk/Transcripts/a-gift.transcript"), encoding: .utf8)
        #expect(whole.contains("= faq_gift\n< We wrap any book for free.\n"), "\(whole)")
        #expect(!whole.contains("imported"))
    }

    @Test func lintFindsNoReplyToMend() throws {
        let (folder, _) = try adopted()
        let run = try Paydesk.run(
            ["lint", "--intents", folder.path("desk/Intents"), "--check", "reply"])
        let found = "0 errors, 0 warnings, 0 notes"
        #expect(run.lines.last?.hasPrefix(found) ?? false, "\(run.stdout)")
    }

    @Test func nothingIsWrittenOver() throws {
        let (folder, _) = try adopted()
        let again = try Paydesk.run(
            ["adopt", folder.path("bookshop"), "--output", folder.path("desk")])
        #expect(again.status == 73 && again.stderr.contains("is there already"))
        try FileManager.default.createDirectory(
            atPath: folder.path("empty"), withIntermediateDirectories: true)
        let empty = try Paydesk.run(
            ["adopt", folder.path("empty"), "--output", folder.path("other")])
        #expect(empty.status == 65 && empty.stderr.contains("no lines of any intent"))
        let none = try Paydesk.run(["adopt", folder.path("bookshpo")])
        #expect(none.status == 66 && none.stderr.contains("bookshop"))
    }
}
