import Lending
import NLU
import Text

/// What is said beside a quote: of contracts that it leaves alone, of the next term up or down, of
/// another order in its place.
extension Ear {
    /// "Yes, but not before Friday" of a payment: another day is offered, and nothing is taken.
    static func notBefore(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .proposing(let form, _) = turn.dialogue.state,
            turn.open(form)?.service.slot(named: LaterDay.name) != nil,
            turn.words.finds("not_before", in: heard.text),
            turn.laterDay(in: heard.line) != nil
        else { return nil }
        return turn.after { turn in
            turn.understood(.value)
            turn.isWhollyHeard = true
            turn.say(Reply("book_instead"))
        }
    }

    /// "And if I wait till next month?": what it would cost then; the quote stays for today. But
    /// what is to pay next month is another question.
    static func priceThen(_ turn: Turn, _ open: OpenForm, _ heard: Heard) -> Turn? {
        let isEnquiry = ([heard.line] + heard.parts).contains { line in
            line.decision == .accept && (line.predicted?.confidence ?? 0) >= 0.9
                && line.intent.map { turn.kind(of: $0) == .query } ?? false
        }
        guard turn.laterDay(in: heard.line) == nil, !heard.isSurely("too_much", above: 0.8),
            !isEnquiry
        else { return nil }
        return price(turn, open, heard, of: LaterDay.name)
    }

    /// "And the other shop's over 6, how much each?": that figure of another order, while the quote
    /// stays.
    static func figure(_ turn: Turn, _ open: OpenForm, _ heard: Heard) -> Turn? {
        var form = open.form
        form.take(turn.values(of: open.service, in: heard.line, form).filled)
        guard let topic = heard.move, Move.Kind(topic) == .about,
            case .propose(let order, _, _) = open.service.answer(form, turn.facts),
            let reply = turn.answer(topic, about: turn.subject(order))
        else { return nil }
        return turn.after { turn in
            turn.understood([topic])
            turn.say(reply)
            turn.stays()
        }
    }

    /// What the order on the table would cost with another value, while the quote stays.
    static func price(
        _ turn: Turn, _ open: OpenForm, _ heard: Heard, of slot: String
    ) -> Turn? {
        guard let price = turn.assistant.kinds[open.form.intent]?.price,
            let service = turn.assistant.service(for: price)
        else { return nil }
        var form = Form(service: service.name, intent: price)
        form.slots[LoanSlot.name] = open.form.slots[LoanSlot.name]
        let given = turn.values(of: service, in: heard.line, form)
        guard given.filled.contains(where: { $0.slot == slot }) else { return nil }
        return turn.after { turn in
            turn.suspend()
            turn.understood([price], slots: given.filled)
            turn.take(given, into: form)
        }
    }

    /// 4731那笔不会动吧: of a contract that the quote does not touch.
    static func untouched(_ turn: Turn, _ heard: Heard) -> Turn? {
        let text = heard.text.folded
        guard case .proposing(_, let proposal) = turn.dialogue.state,
            turn.words.says("contracts_left_alone", in: text), turn.words.answer(heard.text) == nil
        else { return nil }
        let contracts = LoanSlot.contracts(turn.facts)
        let alone = LoanSlot.leftAlone(text, contracts, turn.words).map(\.id)
        guard !alone.isEmpty, !alone.contains(proposal.order.subject) else { return nil }
        return turn.after { turn in
            turn.understood(.value)
            turn.say(
                Reply("only_this", ["tail": .text(String(proposal.order.subject.suffix(4)))]))
            turn.stays()
        }
    }

    /// "The next one down", whatever else it sounds like.
    static func oneStep(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard let form = turn.dialogue.state.form, turn.openQuote != nil,
            let open = turn.open(form), turn.termOneStep(from: open, heard) != nil
        else { return nil }
        return change(turn, heard)
    }

    /// 还是直接还了吧, of a statement that was to be split: it is paid, and no loan is.
    static func paidInstead(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard let form = turn.dialogue.state.form, let open = turn.open(form),
            open.service.sheet == .plan, let rest = open.service.rest(form, turn.facts),
            let intent = turn.settled(heard.line),
            intent == Service.earlySettlement.intents.first, heard.line.sums.isEmpty,
            !turn.words.says("due_loan", in: heard.text.folded),
            LoanSlot.slot(ask: "").read(heard.line, rest, turn.facts) == .nothing
        else { return nil }
        return turn.after { $0.change(into: rest, heard.line) }
    }
}

extension Turn {
    /// "The next one down", 往上走一档: the term beside the one that was quoted.
    func termOneStep(from open: OpenForm, _ heard: Heard) -> SlotValue? {
        let isUp = words.finds("one_step_up", in: heard.text)
        guard isUp != words.finds("one_step_down", in: heard.text),
            case .count(let term) = open.form.slots[Instalments.termName],
            let slot = open.service.slot(named: Instalments.termName)
        else { return nil }
        let terms = slot.choices(open.form, facts).compactMap { choice -> Int? in
            if case .count(let term) = choice.value { term } else { nil }
        }
        let next = isUp ? terms.filter { $0 > term }.min() : terms.filter { $0 < term }.max()
        return next.map(SlotValue.count)
    }

    /// 不分了，一次还清这笔账单: an order of another kind picks nothing of this one.
    func wishesAnother(than service: Service, _ heard: Heard) -> Bool {
        guard heard.line.decision == .accept, let intent = settled(heard.line),
            let other = assistant.service(for: intent), !other.isReadOnly
        else { return false }
        return other.name != service.name && !service.refinedBy.contains(intent)
            && (heard.line.predicted?.confidence ?? 0) >= 0.75
    }
}
