import NLU
import Quantities
import Text

/// What is asked of each contract, beside each other: when it ends, what interest is to come.
extension Ear {
    static func eachContract(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.words.answer(heard.text) == nil, let question = turn.askedOfEach(heard),
            let service = turn.assistant.service(named: ContractQuestion.serviceName),
            let intent = service.intents.first, turn.dialogue.session.level >= service.level
        else { return nil }
        var form = Form(service: service.name, intent: intent)
        let named = turn.values(of: service, in: heard.line, form).filled
            .filter { $0.slot == LoanSlot.name }
        form.take(named)
        form.slots[ContractQuestion.slotName] = question.slotValue
        return turn.after { turn in
            if turn.dialogue.state != .idle { turn.suspend() }
            let asked = SlotFilled(ContractQuestion.slotName, question.slotValue)
            turn.understood([intent], slots: [asked] + named)
            turn.advance(form)
        }
    }
}

extension Ear {
    /// 11号和19号那两笔一共多少: what falls due of the contracts that are named by their days.
    static func dueOnDays(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.words.finds("asks_price", in: heard.text),
            !turn.words.finds("payoff", in: heard.text), heard.line.sums.isEmpty,
            let loans = LoanSlot.due(
                on: heard.line, turn.facts.account?.activeContracts ?? [], turn.words),
            let service = turn.assistant.services.first(where: {
                $0.topics.contains("ask_each") && $0.slot(named: DuePeriod.name) != nil
            }), let intent = service.intents.first
        else { return nil }
        let days = loans.compactMap { $0.nextDue?.instalment.due }
        var form = Form(service: service.name, intent: intent)
        form.slots[LoanSlot.name] = .references(loans.map(\.id))
        if let first = days.min(), let last = days.max() {
            form.slots[DuePeriod.name] = Period(first, last).slotValue
        }
        return turn.after { turn in
            if turn.dialogue.state != .idle { turn.suspend() }
            turn.understood(
                [intent],
                slots: form.slots.sorted { $0.key < $1.key }.map { SlotFilled($0.key, $0.value) })
            turn.advance(form)
        }
    }
}

extension Turn {
    fileprivate func askedOfEach(_ heard: Heard) -> ContractQuestion? {
        guard !heard.line.namesASum, !words.finds("saves", in: heard.text) else { return nil }
        let counts =
            words.finds("left_of_each", in: heard.text)
            && !words.finds("asks_price", in: heard.text)
        if asksWhenOver(heard) || counts && speaksOfSeveral(heard) { return .ends }
        let order = words.order(in: heard.text.folded)
        guard asksCostToCome(heard), ![.rateHigh, .rateLow].contains(order) else { return nil }
        return order == .costHigh || order == .costLow ? order.map(ContractQuestion.most) : .costs
    }

    /// 各笔什么时候还完, and of loans that are paid off: when was that.
    private func asksWhenOver(_ heard: Heard) -> Bool {
        let text = heard.text.folded
        guard words.finds("asks_when", in: heard.text), words.says("contracts_end", in: text),
            !words.finds("early", in: heard.text), let account = facts.account
        else { return false }
        if account.activeContracts.isEmpty { return !PaidOff.lines(account).isEmpty }
        return speaksOfSeveral(heard)
    }

    /// 三笔后面还要付多少利息: of one that is told, its own figures answer.
    private func asksCostToCome(_ heard: Heard) -> Bool {
        let text = heard.text.folded
        let isPlanned = words.says("contracts_as_planned", in: text)
        let isPaidOff =
            words.finds("early", in: heard.text) || words.finds("payoff", in: heard.text)
        guard words.says("contracts_cost", in: text), words.says("contracts_to_come", in: text),
            !words.says("contracts_rate", in: text), isPlanned || !isPaidOff,
            words.finds("question", in: heard.text), heard.line.period == nil,
            !words.finds("dues", in: heard.text), !heard.isSurely("ask_penalty", "ask_daily"),
            facts.account?.activeContracts.contains(where: { $0.costToCome != nil }) ?? false
        else { return false }
        // Of an order on the table it is asked what that makes of it.
        return !heard.situation.isAboutAnOrder || speaksOfSeveral(heard)
    }

    /// "Which is the worst for it?" after the interest that is to come of each.
    func ofCosts(_ move: String, _ heard: Heard) -> ContractQuestion? {
        guard ["which_rate", "which_amount"].contains(move), let told = dialogue.answered,
            ContractQuestion(told.slots[ContractQuestion.slotName]) == .costs,
            told.service == ContractQuestion.serviceName,
            !words.says("contracts_rate", in: heard.text.folded)
        else { return nil }
        return .most(words.finds("last_or_least", in: heard.text) ? .costLow : .costHigh)
    }

    private func speaksOfSeveral(_ heard: Heard) -> Bool {
        let contracts = facts.account?.activeContracts ?? []
        return (LoanSlot.set(in: heard.line, among: contracts, facts)?.count ?? 0) > 1
            || contracts.count > 1 && words.says(.each, in: heard.text.folded)
    }
}
