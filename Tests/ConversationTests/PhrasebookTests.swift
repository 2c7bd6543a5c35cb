import Conversation
import NLU
import Quantities
import Testing

@Suite struct PhrasebookTests {
    /// Keys that the code builds from a name, with every name they can take.
    private static var built: [String] {
        let intents = Set(Service.all.flatMap(\.intents))
        let refusals = [
            "same_day_drawdown", "pending_deduction", "already_settled", "not_active",
            "account_frozen", "insufficient_funds", "books_damaged", "not_possible",
        ]
        let slots = Set(Service.all.flatMap(\.slots).map(\.name))
        return intents.map { "name_" + $0 } + slots.map { "explain_" + $0 }
            + refusals.map { "refused_" + $0 }
            + ["cash", "phone", "travel", "education", "statement", "purchase"]
            .map { "purpose_" + $0 }
            + ["crisis", "fraud", "human", "complaint", "hardship", "review"].map {
                "handoff_" + $0
            }
    }

    /// Every key written out in the sources, found by its call.
    private static func written() throws -> [String] {
        try Project.files(in: "Sources/Conversation", ending: ".swift").flatMap { path in
            try Project.text(path).matches(of: /Reply\(\s*"([a-z_]+)"/).map { String($0.output.1) }
        }.filter { !$0.hasSuffix("_") }
    }

    @Test func everyReplyHasBothLanguages() throws {
        let keys = Set(try Self.written() + Self.built)
        #expect(keys.count > 100)
        for key in keys.sorted() {
            let zh = Project.phrasebook.placeholders(of: key, in: .zh)
            let en = Project.phrasebook.placeholders(of: key, in: .en)
            #expect(zh != nil, "\(key) has no Chinese text")
            #expect(en != nil, "\(key) has no English text")
        }
    }

    /// Two translations tell the same figures: a hole in one is a hole in the other.
    @Test func translationsUseTheSamePlaceholders() {
        let asked: Set = ["ask_consent", "greeting_any"]  // capitals and names differ by language
        for key in Project.phrasebook.keys.subtracting(asked).sorted() {
            let zh = Project.phrasebook.placeholders(of: key, in: .zh)
            let en = Project.phrasebook.placeholders(of: key, in: .en)
            #expect(zh == en, "\(key)")
        }
    }

    /// No text in the corpus is left that nothing ever says.
    @Test func noReplyIsUnused() throws {
        let sources = try Project.files(in: "Sources", ending: ".swift").map(Project.text).joined()
        let families = [
            "name_", "faq_", "instalment_", "risk_", "refused_", "purpose_", "handoff_", "explain_",
        ]
        for key in Project.phrasebook.keys.sorted() where !families.contains(where: key.hasPrefix) {
            #expect(sources.contains("\"\(key)\""), "\(key) is said nowhere")
        }
    }

    /// No promise, no inducement, no threat in anything the desk can say.
    @Test func noReplyPromisesOrThreatens() {
        let banned = [
            // Promises and inducements (quality rule QA13 and the marketing rules).
            "保证通过", "一定能批", "包过", "包下款", "必下款", "肯定能", "百分百", "绝对", "保本", "无风险", "秒到账",
            "低门槛", "低利率", "零成本", "免息", "优惠", "限时", "仅限", "立即申请", "guarantee", "100%", "no risk",
            "risk-free", "interest-free", "low rate", "instant", "special offer", "easy money",
            "approved",
            // Pressure.
            "赶快", "赶紧", "抓紧", "最后机会", "不要错过", "机会难得", "hurry", "act now", "last chance",
            "don't miss", "limited time", "only today", "before it's too late",
            // Threats and shaming (QA14), steering into debt and washing records (QA15, QA21).
            "坐牢", "抓你", "拘留", "上门", "爆通讯录", "家人", "单位", "曝光", "老赖", "黑名单", "起诉", "洗白", "修复征信",
            "消除记录", "借新还旧", "jail", "arrest", "blacklist", "lawsuit", "sue ", "your family",
            "your employer", "shame", "wipe your record", "a new loan to",
        ]
        for key in Project.phrasebook.keys.sorted() {
            for language in Language.allCases {
                let text = Project.phrasebook.text(Reply(key), in: language).lowercased()
                for word in banned { #expect(!text.contains(word), "\(key): \(word)") }
            }
        }
    }

    /// Answers to an open question: the dialogue's own words.
    private static let answers: Set = [
        "取消", "重新发", "3000", "三千元", "是", "不用了", "cancel", "resend", "three thousand yuan", "yes",
        "no thanks",
    ]

    /// What the desk tells customers to say, it understands.
    @Test(arguments: Language.allCases)
    func whatIsSuggestedIsUnderstood(_ language: Language) {
        let quoted = language == .zh ? /“([^”]+)”/ : /"([^"]+)"/
        let texts = Project.phrasebook.keys.map {
            Project.phrasebook.text(Reply($0), in: language)
        }
        let phrases = Set(texts.flatMap { $0.matches(of: quoted).map { String($0.output.1) } })
            .filter { !$0.contains("{") && !Self.answers.contains($0) }
        #expect(phrases.count > 8)
        for phrase in phrases.sorted() {
            let heard = Project.model.interpret(phrase, today: Day(number: 20_000))
            #expect(heard.decision == .accept, "\(phrase): \(heard.ranking.prefix(2))")
        }
    }

    @Test func aMissingTextShowsItsKeyAndDoesNotTrap() {
        #expect(Phrasebook([:]).text(Reply("nowhere"), in: .zh) == "⟨nowhere⟩")
    }

    @Test func alignsByColumns() {
        let book = Phrasebook(["utter_row": [.en: ["{amount:8}|{name:6}|"]]])
        let reply = Reply("row", ["amount": .text("1.00"), "name": .text("还款")])
        #expect(book.text(reply, in: .en) == "    1.00|  还款|")
    }
}
