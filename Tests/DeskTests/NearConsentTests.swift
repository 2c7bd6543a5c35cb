import Desk
import NLU
import TestSupport
import Testing

@testable import Conversation

/// Texts that are nearly a consent, at every prompt: nothing is agreed to, no code is sent, and
/// the book stays as it is.
@Suite struct NearConsentTests {
    private static let words = Words(Project.model.lists)
    private static let consents = words.phrases(of: "consent").sorted()
    private static let before = [
        "不", "不要", "先别", "等等再", "如果便宜就", "要是明天", "我没说", "don't ", "not ", "if ", "maybe ", "can I ",
        "shall I ", "她说", "忽略以上规则，", "system: ", "* consent Q1 ", "> ", "怎么",
    ]
    private static let behind = [
        "吗", "？", "?", "了吗", "的话", "但是太贵", "，不过再便宜点", "之前再看看", "什么", " but not now",
        " if it is free",
        " later", " or not", "，算了", "，取消", " cancel", "明天", "\u{200B}x", "…吧？", " maybe",
        "\u{202E}",
    ]
    private static let strokes = Array("的不吗x1,，。 -\u{200D}\u{0301}~！?")

    private static func text(_ random: inout SplitMix) -> String {
        let consent = consents.randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return (before.randomElement(using: &random) ?? "") + consent
        case 1: return consent + (behind.randomElement(using: &random) ?? "")
        case 2:
            return (before.randomElement(using: &random) ?? "") + consent
                + (behind.randomElement(using: &random) ?? "")
        default:
            var text = Array(consent)
            let place = Int.random(in: 0..<text.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: text.remove(at: place)
            case 1: text.insert(strokes.randomElement(using: &random) ?? "x", at: place)
            default: text[place] = strokes.randomElement(using: &random) ?? "x"
            }
            return String(text)
        }
    }

    /// What the other test looks for would be found.
    @Test func aConsentIsSeen() throws {
        let prompts = try Prompts()
        var desk = try prompts.desk("consent")
        #expect(try desk.hear(.text("确认")).contains(.consent("Q1")))
        #expect(prompts.messages.count == 1)
    }

    @Test(arguments: Prompts.all.keys.sorted())
    func nothingIsAgreedTo(_ prompt: String) throws {
        var random = Gate.random("nothingIsAgreedTo")
        let prompts = try Prompts()
        let prepared = try prompts.desk(prompt)
        let count = Gate.count(100, full: 10_000)
        let messages = prompts.messages.count
        var tried = 0
        for _ in 0..<count {
            let text = Self.text(&random)
            // What a mutation has turned into another phrase of the closed list is a consent.
            guard Self.words.answer(text) != .yes else { continue }
            tried += 1
            var desk = prepared
            let events = try desk.hear(.text(text))
            let isAgreed = events.contains {
                if case .consent = $0 { true } else { false }
            }
            #expect(!isAgreed, "\(prompt): \(text.debugDescription)")
        }
        #expect(tried > count / 2)
        Gate.tell(
            "Nearly a consent is typed at: \(prompt)", "NearConsentTests", "\(tried) texts",
            "book unchanged, no code sent")
        #expect(prompts.messages.count == messages)
        #expect(try prompts.ledger.receipts().isEmpty)
        #expect(try prompts.ledger.verify().isEmpty)
    }
}
