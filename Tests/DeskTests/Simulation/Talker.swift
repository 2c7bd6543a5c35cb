import TestSupport

@testable import Conversation

/// What a customer says next: mostly what leads on, often something else. All by chance, and the
/// same for the same chance.
struct Talker {
    var random: SplitMix
    /// Who is talking, by name, phone and digits.
    var customer: Identity

    struct Identity {
        var name: String
        var phone: String
        var digits: String
    }

    /// Every line of every transcript: all services, both languages, every way to answer.
    private static let said: [String] = {
        let lines = Project.transcripts.flatMap { file in
            ((try? Project.text(file)) ?? "").split(separator: "\n")
        }
        let own = lines.filter { $0.hasPrefix("> ") && !$0.hasPrefix("> <") }
        return Set(own.map { String($0.dropFirst(2)) }).sorted()
    }()

    static let orders = [
        "提前结清", "settle my loan", "账单分12期", "split my bill into 6", "还账单", "pay my bill",
        "账单先还1000",
        "pay 500 of my bill", "还逾期", "pay my arrears", "我要还这期", "pay this month's instalment",
        "提前还3000，缩短期数", "提前还1000，期数不变", "pay 2000 early, keep the term", "随借随还还1500",
        "pay 1000 back on my credit line", "把家电商城那笔分6期", "split a purchase", "开结清证明",
        "I need a certificate that my loan is settled", "星期五再结清", "pay my bill on Friday",
        "取消预约的还款", "cancel the booked payment", "撤销分期", "cancel my instalment plan", "改成6期",
        "make it 12 instead", "把账单里3000元分6期", "明天还账单1000",
    ]
    private static let consents = Terminal.words.phrases(of: "consent").sorted()

    mutating func line(at terminal: Terminal) -> String {
        let dialogue = terminal.desk.dialogue
        switch dialogue.expects {
        case .phone: return chance(88) ? customer.phone : chance(50) ? "13899999999" : anything()
        case .digits: return chance(93) ? customer.digits : chance(50) ? "9999" : anything()
        case .code:
            if chance(78), let code = terminal.code { return code }
            if chance(30), let other = terminal.otherCode { return other }
            return chance(40) ? "000000" : anything()
        case .line: break
        }
        // A phone number on its own signs in.
        if dialogue.state == .idle, dialogue.session.level == 0, chance(10) {
            return customer.phone
        }
        if dialogue.openProposal != nil, chance(72) { return pick(Self.consents) }
        if dialogue.state == .idle, chance(75) { return pick(Self.orders) }
        let suggestions = terminal.desk.suggestions
        let next = chance(75) ? suggestions.lines : suggestions.parts
        if chance(60), let answer = next.randomElement(using: &random) { return answer }
        return anything()
    }

    private mutating func anything() -> String { pick(chance(30) ? Self.orders : Self.said) }

    private mutating func pick(_ lines: [String]) -> String {
        lines.randomElement(using: &random) ?? ""
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }
}
