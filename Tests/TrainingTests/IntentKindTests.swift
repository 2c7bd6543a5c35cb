import TestSupport
import Testing

@testable import NLU
@testable import Text
@testable import Training

/// An intent says what it is in its own file, and nothing follows from its name.
@Suite("What an intent is")
struct IntentKindTests {
    private static func item(_ name: String, _ keys: String...) -> String {
        "- intent: \(name)\n" + keys.map { "  \($0)\n" }.joined()
            + "  examples: |\n    - \(name) one\n    - \(name) two\n"
    }

    private func message(_ text: String) -> String {
        do {
            _ = try SmallCorpus.read([("c.yml", "nlu:\n" + text)])
            return "read without an error"
        } catch { return "\(error)" }
    }

    @Test("kinds reach the model, whatever the order of the files")
    func roundTrip() throws {
        let files = [
            (
                "a.yml",
                "nlu:\n"
                    + Self.item("clear", "kind: order", "price: cost", "about: debts")
                    + Self.item("paper", "kind: order", "about: [letter]", "opened_by: question")
            ),
            (
                "b.yml",
                "words:\n  debts: [loan*, owe]\nnlu:\n" + Self.item("cost", "kind: price")
                    + Self.item("help me", "kind: report", "urgency: 2", "act: person")
                    + Self.item("plain")
            ),
        ]
        let corpus = try SmallCorpus.read(files)
        let model = Model.train(corpus, method: .closedForm)
        let swapped = try SmallCorpus.read(files.reversed())
        #expect(model.bytes == Model.train(swapped, method: .closedForm).bytes)
        #expect(
            model.kinds
                == IntentKinds([
                    "clear": IntentTraits(.order, price: "cost", about: ["loan*", "owe"]),
                    "paper": IntentTraits(.order, about: ["letter"], isOpenedByQuestion: true),
                    "cost": IntentTraits(.price),
                    "help me": IntentTraits(.report, urgency: 2, act: "person"),
                ]))
        #expect(model.kinds.intent(for: "person") == "help me")
        #expect(model.kinds.kind(of: "plain") == nil && model.kinds.intent(for: "x") == nil)
        #expect(model.stakes.costOfError == [9, 2.5, 3, 9, 2.5])
        #expect(model.stakes.price == [1, nil, nil, nil, nil])
        var other = corpus
        other.traits["plain"] = IntentTraits(.faq)
        #expect(other.digest != corpus.digest)
    }

    @Test(
        "errors",
        arguments: [
            (item("a", "kind: thing"), "c.yml:3:9: \"thing\" is no kind of intent; use report, "),
            (item("a", "kind: faq", "price: b"), "c.yml:4:10: price belongs to an intent of kind"),
            (item("a", "urgency: 2"), "c.yml:3:12: urgency belongs to an intent of kind report;"),
            (item("a", "kind: order", "act: x"), "c.yml:4:8: act belongs to an intent of kind"),
            (item("a", "kind: report", "urgency: soon"), "c.yml:4:12: urgency is a number"),
            (item("a", "kind: order", "opened_by: x"), "c.yml:4:14: opened_by has one value"),
            (item("a", "kind: order", "about: x"), "c.yml:4:10: there is no list \"x\""),
            (item("a", "kind: order", "about: ['。']"), "c.yml:4:11: \"。\" holds no word"),
            (item("a", "kind: order", "about: []"), "c.yml:4:10: about is empty"),
            (item("out_of_scope", "kind: faq"), "c.yml:2:3: lines that are out of scope"),
            (
                item("a", "kind: faq") + item("a", "kind: query"),
                "c.yml:7:3: a says something else of itself in another place"
            ),
            (item("a") + "words:\n  x: [y]\nsynonyms:\n  pay: [付]", "c.yml:9:8: \"付\" cannot be"),
            (item("a") + "synonyms:\n  pay: [sum]\n  sum: [sum]", "c.yml:8:8: \"sum\" cannot be"),
            (item("a") + "synonyms:\n  pay: [sum]\n  owe: [sum]", "c.yml:8:8: \"sum\" is read as"),
        ])
    func errors(text: String, start: String) {
        #expect(message(text).hasPrefix(start), "\(message(text))")
    }

    @Test("lint finds intents that do not say what they are where others do, and prices of nothing")
    func lint() throws {
        func found(_ text: String) throws -> [String] {
            let corpus = try SmallCorpus.read([("c.yml", "nlu:\n" + text)])
            return Lint(corpus, isPersonal: { _ in false }).findings([.kind]).map(\.description)
        }
        #expect(try found(Self.item("a") + Self.item("b")) == [])
        #expect(
            try found(
                Self.item("a") + Self.item("b", "kind: order", "price: a")
                    + Self.item("out_of_scope")) == [
                    "c.yml:10:5: error: a, which b names as its price, is no intent of kind price; "
                        + "mend one of them. [kind]",
                    "c.yml:4:5: warning: a does not say what it is, and other intents do; add "
                        + "`kind:` beside its name. [kind]",
                ])
    }

    // MARK: - A corpus that is not ours

    /// Labels of ours, by labels that mean nothing here. `kept` sorts as ours do, so that not even
    /// the order of a sum differs.
    private static let kept = [
        "complaint": "c1", "early_settle_full": "c2", "fraud_or_identity_dispute": "c3",
        "quote_early_settlement": "c4", "repay_due": "c5", "settlement_certificate": "c6",
    ]
    /// The other way round.
    private static let reversed = kept.mapValues { "c" + String(7 - (Int($0.dropFirst()) ?? 0)) }

    private static let lines: [(intent: String, lines: [String])] = [
        (
            "complaint",
            [
                "the parcel came broken", "your driver was rude", "包裹坏了", "我要投诉快递",
                "bad service again",
            ]
        ),
        (
            "early_settle_full",
            [
                "end my magazine now", "stop the whole order", "取消整个订阅", "全部退订",
                "close everything today",
            ]
        ),
        (
            "fraud_or_identity_dispute",
            ["someone used my library card", "not my parcel", "不是我的包裹", "有人冒用", "who took my card"]
        ),
        (
            "quote_early_settlement",
            [
                "what does the magazine cost", "how much to stop the order", "退订多少钱",
                "what is the price",
            ]
        ),
        (
            "repay_due",
            [
                "send me the magazine", "my friend wants the magazine", "花呗能用吗", "寄一本杂志",
                "can I have it",
            ]
        ),
        (
            "settlement_certificate",
            [
                "a certificate of the course", "prove I was there", "课程证书", "开个证明",
                "course diploma please",
            ]
        ),
        ("out_of_scope", ["what is the weather", "sing a song", "今天天气", "唱首歌", "tell me a joke"]),
    ]

    private static let asked =
        [
            "if my friend wants the magazine", "can a card be paid off", "我要投诉", "花呗",
            "klarna order",
            "取消整个订阅吗", "如果退订全部", "why end my magazine", "what does it cost to stop everything",
            "prove the parcel is not mine", "certificate", "包裹", "my colleague's parcel", "zzz",
            "杂志",
        ] + lines.flatMap(\.lines)

    private static func model(_ names: [String: String], rules: Bool) -> Model {
        var corpus = Corpus()
        for (intent, lines) in lines {
            let label = names[intent] ?? intent
            corpus.examples += lines.map { Corpus.Example(text: $0, intent: label) }
        }
        func name(_ intent: String) -> String { names[intent] ?? intent }
        if rules {
            corpus.rules = [
                KeywordRule([name("early_settle_full")], all: ["magazine"]),
                KeywordRule([name("settlement_certificate")], all: ["prove"]),
            ]
        }
        return Model.train(corpus)
    }

    private static func renamed(_ intent: String, _ names: [String: String]) -> String {
        names[intent] ?? intent
    }

    private static func renamed(
        _ heard: Interpretation, _ names: [String: String]
    ) -> Interpretation {
        func candidate(_ old: Interpretation.Candidate) -> Interpretation.Candidate {
            .init(intent: renamed(old.intent, names), confidence: old.confidence)
        }
        var result = heard
        result.predicted = heard.predicted.map(candidate)
        result.ranking = heard.ranking.map(candidate)
        if case .clarify(let choices) = heard.decision {
            result.decision = .clarify(choices.map { renamed($0, names) })
        }
        return result
    }

    @Test(
        "a corpus of somebody's own is heard the same, whatever its labels",
        arguments: [false, true])
    func foreign(rules: Bool) {
        let (names, ours) = (Self.kept, Self.model([:], rules: rules))
        let theirs = Self.model(names, rules: rules)
        let (today, numbers) = (day, ours.stakes)
        #expect(Set(numbers.costOfError).count == 1 && numbers.isOrder.allSatisfy { !$0 })
        for line in Self.asked {
            let heard = Self.renamed(ours.interpret(line, today: today), names)
            #expect(heard == theirs.interpret(line, today: today), "\(line)")
        }
    }

    @Test("nor does it matter which label comes first by name")
    func reordered() {
        let (ours, theirs) = (Self.model([:], rules: true), Self.model(Self.reversed, rules: true))
        for line in Self.asked {
            let (a, b) = (ours.interpret(line, today: day), theirs.interpret(line, today: day))
            #expect(a.intent.map { Self.renamed($0, Self.reversed) } == b.intent, "\(line)")
            let (first, second) = (a.predicted?.confidence ?? 0, b.predicted?.confidence ?? 0)
            #expect(abs(first - second) < 0.01, "\(line)")
        }
    }

    @Test("words are read as another only where the corpus says so")
    func synonyms() throws {
        let text = "nlu:\n" + Self.item("a") + Self.item("b")
        let plain = try SmallCorpus.read([("c.yml", text)])
        let own = try SmallCorpus.read([
            ("c.yml", text + "synonyms:\n  store card: [Acme-Pay, 顶点支付]\n")
        ])
        #expect(plain.digest != own.digest)
        let (theirs, ours) = (Model.train(plain), try Model(bytes: Model.train(own).bytes))
        for (model, line, read) in [
            (theirs, "my acme pay, 花呗", "my acme pay花呗"),
            (ours, "my ACME pay, 花呗", "my store card花呗"), (ours, "顶点支付吗", "store card吗"),
            (ours, "acme payment", "acme payment"), (ours, "pls", "please"),
        ] {
            var line = line
            var normal = NormalisedText(model.rules.slips)
            line.withUTF8 { normal.read($0) }
            #expect(normal.string == read)
        }
    }
}
