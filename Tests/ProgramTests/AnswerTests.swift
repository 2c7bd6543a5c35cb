import Foundation
import Testing

/// A frequently asked question is a file and nothing else.
@Suite struct AnswerTests {
    private static func corpus(in folder: Folder, reply: String) throws -> String {
        let intents = folder.path("Intents")
        try FileManager.default.copyItem(
            atPath: Paydesk.root.appendingPathComponent("Intents").path, toPath: intents)
        let lines = (0..<24).map { "    - 你们的吉祥物石狮子叫什么\(String(repeating: "呀", count: $0 % 6))" }
        let english = (0..<24).map { "    - what is your stone lion mascot called \($0)" }
        let file = """
            version: "3.1"
            nlu:
            - intent: faq_mascot
              examples: |
            \((lines + english).joined(separator: "\n"))
            responses:
              utter_faq_mascot:
              - text: "我们的石狮子叫安安，在{company}门口。"
                translation: {en: "Our stone lion is called Anan and sits at {company}."}
              utter_faq_mascot_own:
              - text: "\(reply)"
                translation: {en: "\(reply)"}

            """
        try file.write(
            toFile: intents + "/faq_mascot.yml", atomically: true, encoding: .utf8)
        return intents
    }

    @Test func addingAnAnswerIsAddingAFile() throws {
        let folder = try Folder()
        let intents = try Self.corpus(in: folder, reply: "[{own_limit}]")
        let chat = ["chat", "--intents", intents, "--store", ":memory:"] + ChatPipeTests.now
        let unknown = try Paydesk.run(chat, stdin: "你们的吉祥物石狮子叫什么\n")
        #expect(unknown.status == 0)
        #expect(unknown.stdout.contains("石狮子叫安安，在安行消费金融门口。"))
        #expect(!unknown.stdout.contains("["))
        let known = try Paydesk.run(
            chat + ["--customer", "li-na"], stdin: "what is your stone lion mascot called\n")
        #expect(known.stdout.contains("sits at Anxing Consumer Finance."))
        #expect(known.stdout.contains("[¥15,000.00]"))
    }

    @Test func aHoleNobodyFillsIsAnErrorOfTheCorpus() throws {
        let folder = try Folder()
        let intents = try Self.corpus(in: folder, reply: "{own_shoe_size}")
        let run = try Paydesk.run(
            ["chat", "--intents", intents, "--store", ":memory:"], stdin: "hello\n")
        #expect(run.status == 65)
        #expect(run.stderr.contains("utter_faq_mascot_own uses {own_shoe_size}"))
        #expect(run.stdout.isEmpty)
    }
}
