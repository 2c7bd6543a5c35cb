import Lending
import Quantities
import TestSupport
import Testing
import Text
import Training

@testable import Conversation

@Suite struct PhrasebookTests {
    /// Keys that the code builds from a name, with every name they can take.
    private static var built: Set<String> {
        let codes: [(String, [String])] = [
            ("refused_", PayoffRefusal.allCases.map(\.rawValue) + executions),
            ("pay_", DuesRefusal.allCases.map(\.rawValue).filter { $0 != "NOTHING_DUE" }),
            ("prepay_", PrepaymentRefusal.allCases.map(\.rawValue)),
            ("instalment_", ConversionRefusal.allCases.map(\.rawValue)),
            ("purchase_", PurchaseRefusal.allCases.map(\.rawValue)),
            ("plan_", PlanRefusal.allCases.map(\.rawValue)),
            ("certificate_", CertificateRefusal.allCases.map(\.rawValue)),
            ("risk_", RiskScan.Reason.allCases.map(\.rawValue)),
            ("prepay_mode_", PrepaymentQuote.Mode.allCases.map(\.rawValue)),
            (
                "explain_",
                Service.all.flatMap(\.slots).map(\.name).filter { !neverAsked.contains($0) }
            ),
            ("compare_", ContractOrder.allCases.map(\.rawValue)),
            ("purpose_", purposes), ("handoff_", handOffs),
            ("name_", Project.model.intents.filter { $0 != "out_of_scope" }),
        ]
        return Set(codes.flatMap { prefix, names in names.map { prefix + $0.lowercased() } })
    }

    /// Slots that only narrow a question for figures: nobody is ever asked for them.
    private static let neverAsked: Set = [
        "about", "after", "by", "day", "missed", "parts", "period",
    ]
    private static let executions = [
        "INSUFFICIENT_FUNDS", "BOOKS_DAMAGED", "BOOKS_READ_ONLY", "CLOCK_DOUBTED", "NOT_POSSIBLE",
    ]
    private static let purposes = [
        "cash", "phone", "travel", "education", "revolving", "statement", "purchase",
    ]
    private static let handOffs = ["crisis", "fraud", "human", "complaint", "hardship", "review"]

    /// Every key written out in the sources, found by its call.
    private static func written() throws -> [String] {
        try Project.files(in: "Sources/Conversation", ending: ".swift").flatMap { path in
            try Project.text(path).matches(of: /Reply\(\s*"([a-z_]+)"/).map { String($0.output.1) }
        }.filter { !$0.hasSuffix("_") }
    }

    @Test func everyReplyHasBothLanguages() throws {
        let keys = Self.built.union(try Self.written())
        #expect(keys.count > 200)
        for key in keys.sorted() {
            let zh = Project.phrasebook.placeholders(of: key, in: .zh)
            let en = Project.phrasebook.placeholders(of: key, in: .en)
            #expect(zh != nil, "\(key) has no Chinese text")
            #expect(en != nil, "\(key) has no English text")
        }
    }

    /// Texts of the corpus that other texts name.
    @Test(arguments: [
        (Language.en, "greeting", "assistant of Anxing Consumer Finance."),
        (.zh, "greeting", "我是安行消费金融的自动助理"),
        (.en, "faq_overdue_consequence", "24% a year"), (.zh, "faq_overdue_consequence", "年化24%"),
        (.en, "faq_instalment_cost", "months: 0.75% a month, annualised "),
        (.zh, "faq_instalment_cost", "3期：每期0.75%，年化"),
    ])
    func companyTextsFillTheirPlaceholders(_ language: Language, _ key: String, _ part: String) {
        let text = Project.phrasebook.text(Reply(key), in: language)
        #expect(text.contains(part), "\(text)")
    }

    /// Two translations tell the same figures: a hole in one is a hole in the other.
    @Test func translationsUseTheSamePlaceholders() {
        // Capitals and names differ by language.
        let asked: Set = [
            "ask_consent", "ask_consent_undo", "ask_consent_booking", "ask_consent_unbooking",
            "greeting_any",
        ]
        for key in Project.phrasebook.keys.subtracting(asked).sorted() {
            let zh = Project.phrasebook.placeholders(of: key, in: .zh)
            let en = Project.phrasebook.placeholders(of: key, in: .en)
            #expect(zh == en, "\(key)")
        }
    }

    /// No text in the corpus is left that nothing ever says.
    @Test func noReplyIsUnused() throws {
        let sources = try Project.files(in: "Sources", ending: ".swift").map(Project.text).joined()
        let slots = Service.all.flatMap(\.slots).map { "explain_" + $0.name }
        let codes = ["handoff_quality"]
        // What of a sum is principal is heard by its words.
        let moves = Project.model.moveNames + ["ask_principal"]
        let tooMuch = Service.all.map { "too_much_" + $0.name }
        // What is booked, and why it was not made: by the names the book gives them.
        let booked = Project.phrasebook.keys.filter {
            $0.hasPrefix("booking_what_") || $0.hasPrefix("booking_reason_")
        }
        let answers =
            Project.model.intents.flatMap { [$0, $0 + "_own"] } + slots + codes + moves + tooMuch
            + moves.map { $0 + "_own" }
            + booked
            + Self.questions(moves, of: Self.kinds)
            + Self.questions(Project.model.intents.map { "ask_" + $0 }, of: Self.kinds)
            + Self.questions(moves, of: Self.matters)
            + Self.methods
        for key in Project.phrasebook.keys.subtracting(Self.built).subtracting(answers).sorted() {
            #expect(sources.contains("\"\(key)\""), "\(key) is said nowhere")
        }
    }

    /// A loan is told by the way it is repaid; a plan is no loan.
    @Test func everyWayOfRepayingHasAName() {
        let named = RepaymentMethod.allCases.filter { $0 != .flatFee }.map {
            Project.phrasebook.text(Reply("method_" + $0.rawValue), in: .zh)
        }
        #expect(named == ["等额本息", "等额本金", "先息后本", "随借随还"])
    }

    /// The keys of answers to questions about an order, or about the matter at hand.
    private static func questions(_ moves: [String], of matters: [String]) -> [String] {
        moves.flatMap { move in matters.map { Matter.key(move, $0) } }
    }

    private static let kinds = [
        "settle", "prepay", "drawn", "dues", "statement", "plan", "undo", "certificate",
        "booking", "unbooking",
    ]

    /// What a short question can be about: a step, an order quoted or done, what was told, a rule,
    /// a refusal by the words it was told with, a ticket.
    private static let matters: [String] = {
        var names = [
            "phone", "digits", "sign_in", "code", "rule", "refused", "ticket", "anywhere",
            "ticket_fraud",
        ]
        for kind in kinds { names += [kind + "_quote", kind + "_done"] }
        for service in Service.all {
            names.append("told_" + service.name)
            names += service.slots.map { service.name + "_" + $0.name }
        }
        names += Project.model.intents
        return names + Project.phrasebook.keys.filter { !$0.hasPrefix("answer_") }
    }()

    private static let methods = RepaymentMethod.allCases.map { "method_" + $0.rawValue }

    /// No promise, no inducement, no threat in anything the desk can say.
    @Test func noReplyPromisesOrThreatens() {
        let banned = [
            // Promises and inducements (quality rule QA13 and the marketing rules).
            "保证通过", "一定能批", "包过", "包下款", "必下款", "肯定能", "百分百", "绝对", "保本", "无风险", "秒到账",
            "低门槛", "低利率", "零成本", "免息", "优惠", "限时优惠", "仅限", "立即申请", "guarantee", "100%", "no risk",
            "risk-free", "interest-free", "low rate", "instant", "special offer", "easy money",
            "approved",
            // Pressure.
            "赶快", "赶紧", "抓紧", "最后机会", "不要错过", "机会难得", "hurry up", "act now", "last chance",
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
        "取消", "重新发", "接着还", "pay the next one", "3000元分6期", "3000", "三千元", "是", "不用了", "cancel",
        "resend",
        "three thousand yuan", "yes",
        "no thanks",
        // To a quote, and to who is speaking.
        "24期", "3期", "只分3000", "先还2000", "我是本人", "24 months", "3 months", "only 3000",
        "only 2000", "it's me",
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

    /// An answer may use the closed lists and nothing else; a figure of the customer's own only in
    /// the text for somebody who is signed in.
    @Test func answersUseKnownPlaceholders() {
        let assistant = Project.assistant
        #expect(assistant.faqs.count == 12)
        #expect(Project.phrasebook.unknownPlaceholders(in: assistant.faqs) == [])
        for faq in assistant.faqs.sorted() {
            #expect(Project.phrasebook.keys.contains(faq + "_own"), "\(faq) tells no own figure")
        }
        let broken = Phrasebook([
            "utter_faq_a": [.zh: ["{hotline}{own_owed}"], .en: ["{hotline}{typo}"]],
            "utter_faq_a_own": [.zh: ["{own_owed}{own_typo}"]],
        ])
        #expect(
            broken.unknownPlaceholders(in: ["faq_a", "faq_b"]).map { "\($0.key) \($0.name)" } == [
                "faq_a own_owed", "faq_a typo", "faq_a_own own_typo",
            ])
    }

    @Test func aMissingTextShowsItsKeyAndDoesNotTrap() {
        #expect(Phrasebook([:]).text(Reply("nowhere"), in: .zh) == "⟨nowhere⟩")
    }

    @Test func alignsByColumns() {
        let book = Phrasebook(["utter_row": [.en: ["{amount:8}|{name:6}|"]]])
        let reply = Reply("row", ["amount": .text("1.00"), "name": .text("还款")])
        #expect(book.text(reply, in: .en) == "    1.00|  还款|")
        let left = Phrasebook(["utter_row": [.zh: ["{amount:-8}|{name:-6}|{bar}"]]])
        let row = Reply("row", reply.values.merging(["bar": .bar(3, of: 12)]) { $1 })
        #expect(left.text(row, in: .zh) == "1.00    |还款  |[##--------]")
    }
}
