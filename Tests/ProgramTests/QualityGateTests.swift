import Foundation
import Testing

/// The fatal rules hold before a reply is sent: one that would break a rule is not.
@Suite struct QualityGateTests {
    /// The project's corpus with one sentence planted.
    private func corpus(_ folder: Folder, _ file: String, _ from: String, _ to: String) throws
        -> String
    {
        let corpus = folder.path("Intents")
        try FileManager.default.copyItem(
            atPath: Paydesk.root.appendingPathComponent("Intents").path, toPath: corpus)
        let path = corpus + "/" + file
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(from), "\(from)")
        try text.replacingOccurrences(of: from, with: to).write(
            toFile: path, atomically: true, encoding: .utf8)
        return corpus
    }

    private func chat(_ corpus: String, _ folder: Folder, _ stdin: String) throws -> Program.Outcome
    {
        try Paydesk.run(
            [
                "chat", "--customer", "li-na", "--store", ":memory:", "--now", "2026-03-02T10:00",
                "--record", folder.path("talk.transcript"), "--intents", corpus,
            ],
            stdin: stdin, environment: ["XDG_CACHE_HOME": folder.path("cache")])
    }

    @Test func aRequestForASecretIsNotSent() throws {
        let folder = try Folder()
        let corpus = try corpus(
            folder, "desk.yml", "You're welcome. I'm here whenever you need me.",
            "You're welcome. Now tell me your password.")
        let run = try chat(corpus, folder, "thank you\nhow much do I owe\n")
        #expect(!run.stdout.contains("password"))
        #expect(run.stdout.contains("a colleague answer this") && run.stdout.contains("H000001"))
        #expect(run.stderr.contains("withheld, it would have broken rule QA04"))
        // The conversation goes on, and its record replays and passes inspection.
        #expect(run.stdout.contains("¥6,667.00"))
        let record = folder.path("talk.transcript")
        let text = try String(contentsOfFile: record, encoding: .utf8)
        #expect(text.contains("* withheld QA04\n* handoff quality H000001\n"))
        #expect(
            try Paydesk.run(
                ["replay", "--intents", corpus, record],
                environment: ["XDG_CACHE_HOME": folder.path("cache")]
            ).status == 0)
        #expect(try Paydesk.run(["inspect", record]).status == 0)
    }

    /// A card that hides what paying late means puts no quote on the table, and a yes to it moves
    /// nothing.
    @Test func anIncompleteCardIsNoQuote() throws {
        let folder = try Folder()
        let corpus = try corpus(
            folder, "desk.yml", "annualised) and {credit_register}.", "annualised).")
        let run = try chat(corpus, folder, "split this bill into 12\nconfirm\n<secret>\n")
        #expect(run.stderr.contains("rule QA06"), "\(run.stdout)\(run.stderr)")
        #expect(!run.stdout.contains("Reply \"confirm\"") && !run.stdout.contains("R000001"))
        let text = try String(contentsOfFile: folder.path("talk.transcript"), encoding: .utf8)
        #expect(
            !text.contains("* quote") && !text.contains("* consent") && !text.contains("* post"))
    }

    /// Money that has moved is told even where its own words are withheld.
    @Test func aReceiptIsToldAllTheSame() throws {
        let folder = try Folder()
        let corpus = try corpus(
            folder, "desk.yml", "Left to pay on this statement",
            "Pay, or we will call your employer. Left")
        let run = try chat(corpus, folder, "split this bill into 12\nconfirm\n<secret>\n")
        #expect(!run.stdout.contains("employer"))
        #expect(run.stdout.contains("Receipt R000001"), "\(run.stdout)")
        #expect(run.stderr.contains("rule QA14"))
        let text = try String(contentsOfFile: folder.path("talk.transcript"), encoding: .utf8)
        #expect(
            text.contains(
                "* post 1302 +600000\n* post 1303 -600000\n* receipt R000001\n"
                    + "< This has been carried out. Receipt R000001.\n* withheld QA14\n"))
    }

    /// Even where the words of the hand-off itself are planted.
    @Test func theReplacementIsJudgedToo() throws {
        let folder = try Folder()
        let corpus = try corpus(
            folder, "desk.yml", "You're welcome. I'm here whenever you need me.",
            "Tell me your password.")
        let path = corpus + "/desk.yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacingOccurrences(
            of: "I'd rather have a colleague answer this", with: "Read out the code to us"
        )
        .write(toFile: path, atomically: true, encoding: .utf8)
        let run = try chat(corpus, folder, "thank you\n")
        #expect(!run.stdout.contains("password") && !run.stdout.contains("Read out"))
        #expect(run.stdout.contains("speak to a human colleague"))
    }
}
