import Lending
import NLU
import Quantities
import Text

/// Contracts beside each other: which of them is meant, or the same of another.
extension Ear {
    /// "Which has the worst rate", "which is done first".
    static func whichContract(_ turn: Turn, _ heard: Heard) -> Turn? {
        if let next = sameOfAnother(turn, heard) { return next }
        guard let move = heard.move, Move.Kind(move) == .which, heard.share >= 0.5,
            heard.line.sums.isEmpty, !turn.orders(heard.line),
            move != "which_due" || heard.line.period == nil,
            turn.savingOf(heard.line) == nil,
            let question = turn.ofCosts(move, heard) ?? turn.named(by: heard)
                ?? ContractQuestion(asked: move, heard.line, turn.words),
            let service = turn.assistant.service(named: ContractQuestion.serviceName),
            let intent = service.intents.first
        else { return nil }
        // 贷款和账单哪个欠得多: the statement is beside the loans only where all is told.
        if move == "which_amount", turn.dialogue.state == .idle,
            turn.words.finds("the_bill", in: heard.text),
            turn.facts.account?.statement.map({ $0.unpaid > .zero }) == true,
            let all = turn.assistant.services.first(where: {
                $0.topics.contains("ask_everything")
            })?.intents.first
        {
            return turn.after { $0.open(all, heard.line) }
        }
        return turn.after { turn in
            if turn.dialogue.state != .idle { turn.suspend() }
            var form = Form(service: service.name, intent: intent)
            form.slots[ContractQuestion.slotName] = question.slotValue
            // "Which is dearer, the travel or the education loan": of those two.
            let named = LoanSlot.namedOf(heard.line, turn.facts)
            var slots = [SlotFilled(ContractQuestion.slotName, question.slotValue)]
            if named.count > 1 {
                form.slots[LoanSlot.name] = .references(named)
                slots.append(SlotFilled(LoanSlot.name, .references(named)))
            }
            guard turn.dialogue.session.level >= service.level else {
                turn.understood([intent])
                return turn.askPhone(form)
            }
            turn.understood([intent], slots: slots)
            turn.advance(form)
        }
    }

    /// "On what date?" after which of them ends first: the sentence that says it.
    static func whenOfWhich(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state == .idle, turn.words.isOne(of: "on_what_day", heard.text),
            case .told(let told) = heard.situation.table,
            told.service == ContractQuestion.serviceName
        else { return nil }
        return turn.after { turn in
            turn.understood([told.intent])
            turn.advance(told)
        }
    }

    /// "And the one after that?" of contracts in an order: the next of them.
    static func nextInOrder(_ turn: Turn, _ heard: Heard) -> Turn? {
        let text = heard.text.folded
        guard turn.dialogue.state == .idle, heard.line.isShort,
            turn.words.says(PeriodWord.afterThat, in: text),
            case .told(let told) = heard.situation.table,
            case .most(let order) = ContractQuestion(told.slots[ContractQuestion.slotName]),
            case .reference(let last) = told.slots[LoanSlot.name]
        else { return nil }
        let loans = order.sorted(LoanSlot.contracts(turn.facts), on: turn.facts.now.day)
        guard let place = loans.firstIndex(where: { $0.id == last }), place + 1 < loans.count,
            let service = turn.assistant.services.first(where: {
                $0.topics.contains(order.isOfDues ? "ask_first" : "ask_rate")
            }), let intent = service.intents.first
        else { return nil }
        let next = SlotValue.reference(loans[place + 1].id)
        var form = Form(service: service.name, intent: intent, slots: [LoanSlot.name: next])
        if !order.isOfDues {
            let asked = order.isOfEnds ? ContractQuestion.ends : .rates
            form.slots[ContractQuestion.slotName] = asked.slotValue
        }
        return turn.after { turn in
            turn.understood([intent], slots: [SlotFilled(LoanSlot.name, next)])
            turn.advance(form)
        }
    }

    /// "And the dearest one?" after the price of another asks its price, and compares nothing.
    private static func sameOfAnother(_ turn: Turn, _ heard: Heard) -> Turn? {
        let line = heard.line
        guard turn.dialogue.state == .idle, line.isShort,
            PeriodReading(line, today: turn.facts.now.day, turn.words).goesOn,
            !turn.words.says("contracts_which", in: line.text.folded),
            let told = turn.dialogue.answered, let service = turn.open(told)?.service,
            service.isReadOnly, service.name != ContractQuestion.serviceName,
            case .reference(let last) = told.slots[LoanSlot.name],
            let slot = service.slot(named: LoanSlot.name)
        else { return nil }
        if case .value(.reference(let other)) = slot.read(line, told, turn.facts), other != last {
            var next = turn
            return next.asksOnceMore(line) ? next : nil
        }
        // Of more than one other nobody knows which.
        guard turn.words.says("contracts_other", in: line.text.folded) else { return nil }
        return turn.after { turn in
            turn.understood(.value)
            var form = told
            form.slots[LoanSlot.name] = nil
            turn.advance(form)
        }
    }
}

extension Turn {
    /// What the words themselves ask, 哪个利率高, where the move is in doubt.
    fileprivate func named(by heard: Heard) -> ContractQuestion? {
        heard.share < 0.75 ? ContractQuestion.read(heard.line, words) : nil
    }

    /// "When am I free of debt?" of several contracts is when the last of them is over.
    var whichEndsLast: Form? {
        guard (facts.account?.activeContracts.count ?? 0) > 1,
            let service = assistant.service(named: ContractQuestion.serviceName),
            let intent = service.intents.first
        else { return nil }
        var form = Form(service: service.name, intent: intent)
        form.slots[ContractQuestion.slotName] = ContractQuestion.most(.endLast).slotValue
        return form
    }

    /// Orders something, whatever contract it picks by comparing: "close the one that ends last".
    fileprivate func orders(_ line: Interpretation) -> Bool {
        guard !words.finds("question", in: line.text) else { return false }
        return settled(line).flatMap(assistant.service(for:))?.isReadOnly == false
    }
}

extension ContractOrder {
    fileprivate var isOfDues: Bool { self == .dueFirst || self == .dueLast }
    fileprivate var isOfEnds: Bool { self == .endFirst || self == .endLast }
}
