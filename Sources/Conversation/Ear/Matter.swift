import Lending
import NLU
import Quantities

/// What a short question is about where it does not say: the step that is open, a refusal, a
/// ticket, figures that were told. The corpus answers it by the reply
/// `utter_answer_<question>_<matter>`, and what it has no reply for is no question of the matter.
struct Matter: Sendable {
    /// As the replies have it.
    let name: String
    /// Figures of its own, beside those of the account.
    var values: [String: Reply.Value] = [:]

    /// The nearest first.
    static func near(_ dialogue: Dialogue) -> [Matter] {
        of(dialogue) + [Matter(name: "anywhere")]
    }

    private static func of(_ dialogue: Dialogue) -> [Matter] {
        switch dialogue.state {
        case .verifying: return [Matter(name: "code")]
        case .askingPhone: return [Matter(name: "phone"), Matter(name: "sign_in")]
        case .askingDigits: return [Matter(name: "digits"), Matter(name: "sign_in")]
        case .asking(let form, let slot): return [Matter(name: form.service + "_" + slot)]
        case .proposing(_, let proposal):
            return kinds(of: proposal.order).map { Matter(name: $0 + "_quote") }
        case .idle, .choosing, .offering: return settled(dialogue)
        case .executing, .ended: return []
        }
    }

    /// With no order open: what was refused, who calls back, what was told, what was done.
    private static func settled(_ dialogue: Dialogue) -> [Matter] {
        let tickets = dialogue.tickets.max { ($0.value, $0.key) < ($1.value, $1.key) }.map {
            [
                Matter(name: "ticket_" + $0.key, values: ["ticket": .text($0.value)]),
                Matter(name: "ticket", values: ["ticket": .text($0.value)]),
            ]
        }
        let refusal = dialogue.refusal.first.map {
            [Matter(name: $0.key, values: $0.values), Matter(name: "refused", values: $0.values)]
        }
        let rule = dialogue.ruled.map { [Matter(name: $0), Matter(name: "rule")] }
        let told = dialogue.answered.map { [Matter(name: "told_" + $0.service)] }
        let done = dialogue.done.map { done in
            kinds(of: done.receipt.order).map {
                Matter(name: $0 + "_done", values: ["receipt": .text(done.receipt.number)])
            }
        }
        let isOfTheOrder = dialogue.answered?.service == dialogue.done?.form.service
        let figures = isOfTheOrder ? [done, told] : [told, done]
        let all =
            dialogue.hasJustHandedOff
            ? [tickets, refusal, rule] + figures : [rule, refusal] + figures + [tickets]
        return all.flatMap { $0 ?? [] }
    }

    /// An order as the replies to questions about it have it; of a booking, that before what it
    /// pays.
    static func kinds(of order: Order) -> [String] {
        (order.booking == nil ? [] : ["booking"]) + [order.told.topic]
    }
}

extension Dialogue {
    /// The last thing said was that a person takes over.
    var hasJustHandedOff: Bool {
        lastReplies.contains { $0.key.hasPrefix("handoff_") || $0.key.hasPrefix("ticket_") }
    }
}

extension Ear {
    /// "And when can I?" after a refusal, "do I have to?" at the sign-in, "what is the 195?" after
    /// figures: answered for the matter at hand, and what is open stays open.
    static func matterAsked(_ turn: Turn, _ heard: Heard) -> Turn? {
        if let next = principalAsked(turn, heard) { return next }
        guard let topic = heard.move, heard.share >= leastOfAMatter,
            turn.words.answer(heard.text) == nil, !heard.line.isBareValue(turn.words),
            Move.Kind(topic) != .answer && topic != "undo" || heard.line.sums.isEmpty,
            !turn.surelyAsksElsewhere(heard, topic),
            // 16号还要扣多少 asks for a sum, and not whether it is taken.
            topic != "ask_what" || heard.line.sums.isEmpty || heard.situation.awaited != .consent,
            topic != "ask_debited" || !turn.asksWhichAreTaken(heard),
            let reply = turn.answerOfTheMatter(topic),
            // What is told anywhere gives way to whatever the line is understood as.
            !reply.key.hasSuffix("_anywhere") || heard.line.decision != .accept
        else { return nil }
        return turn.after { turn in
            turn.understood([topic])
            turn.say(reply)
            turn.act(on: topic)
            turn.stays()
        }
    }

    /// 里面本金多少: what of the sum at hand is principal, and not what is left of it.
    private static func principalAsked(_ turn: Turn, _ heard: Heard) -> Turn? {
        let topic = "ask_principal"
        guard heard.situation.table != nil, turn.words.finds(topic, in: heard.text),
            !turn.words.finds("remainder", in: heard.text), heard.line.sums.isEmpty,
            let reply = turn.answerOfTheMatter(topic)
        else { return nil }
        return turn.after { turn in
            turn.understood([topic])
            turn.say(reply)
            turn.stays()
        }
    }

    private static let leastOfAMatter = 0.5
}

extension Turn {
    /// 那这个月还要扣我哪几笔 asks which of all there are, and not whether it is taken.
    func asksWhichAreTaken(_ heard: Heard) -> Bool {
        ["asks_price", "asks_for_each"].contains { words.finds($0, in: heard.text) }
    }

    /// Surely an enquiry by its words, and a question about the matter by a guess only.
    func surelyAsksElsewhere(_ heard: Heard, _ topic: String) -> Bool {
        guard heard.line.decision == .accept, let best = heard.line.predicted,
            best.confidence >= 0.75
        else { return false }
        let kind = kind(of: best.intent)
        // "So nothing due in March?" names its time.
        let namesItsTime =
            kind == .query && heard.line.period != nil && openQuote == nil
            && Self.ofNoTime.contains(topic)
        // 明天还的话要多少 is a price of its own.
        let pricesADay =
            kind == .price && best.confidence >= 0.9 && openQuote == nil
            && laterDay(in: heard.line) != nil && words.finds("asks_price", in: heard.text)
        guard namesItsTime || pricesADay || heard.line.chance(of: topic) < 0.5 else { return false }
        return [.query, .price, .order].contains(kind)
    }

    /// What is told of an order whenever it is asked.
    private static let ofNoTime: Set = [
        "ask_everything", "ask_total", "ask_fee", "ask_interest", "ask_extra", "ask_why",
    ]

    /// What is shown with the question that is open: the two ways of a part repayment, compared.
    private var figuresOffered: [String: Reply.Value] {
        guard case .asking(let form, let name) = dialogue.state,
            let slot = open(form)?.service.slot(named: name)
        else { return [:] }
        return slot.ask(form, facts).reduce(into: [:]) { all, reply in
            all.merge(reply.values) { first, _ in first }
        }
    }

    /// What is more than an answer: a note goes on the ticket, a wrong number is asked for again.
    fileprivate mutating func act(on topic: String) {
        if topic == "ask_note", let ticket = dialogue.tickets.max(by: { $0.value < $1.value }) {
            events.append(.handedOff(reason: ticket.key, ticket: ticket.value))
        }
        if topic == "ask_wrong_number", case .askingDigits(let form) = dialogue.state {
            dialogue.state = .askingPhone(form)
        }
    }

    /// What the corpus says to a question about the matter at hand; nil where it says nothing, or a
    /// figure of it does not exist.
    func answerOfTheMatter(_ topic: String) -> Reply? {
        let matters = Matter.near(dialogue).filter {
            assistant.phrasebook.has(Matter.key(topic, $0.name))
        }
        guard !matters.isEmpty else { return nil }
        var known = facts.account.map { OwnFigures.values($0, at: facts.now) } ?? [:]
        if let order = dialogue.openProposal?.order ?? dialogue.done?.receipt.order {
            known.merge(order.figures(facts)) { own, _ in own }
        }
        known.merge(figuresOffered) { own, _ in own }
        for matter in matters {
            let key = Matter.key(topic, matter.name)
            let values = known.merging(matter.values) { _, own in own }
            let named = assistant.phrasebook.placeholders(of: key)
            let unknown = named.subtracting(Company.names).filter { values[$0] == nil }
            if unknown.isEmpty { return Reply(key, values.filter { named.contains($0.key) }) }
        }
        return nil
    }
}

extension Matter {
    /// The reply to a question about a matter, by the move that asks it.
    static func key(_ move: String, _ matter: String) -> String {
        "answer_" + (move.hasPrefix("ask_") ? String(move.dropFirst(4)) : move) + "_" + matter
    }
}
