import Lending
import NLU
import Quantities

/// What a line asks about, or takes back of, what was just done.
extension Ear {
    /// "Did it go through", "the receipt again", "undo that".
    static func afterwards(_ turn: Turn, _ heard: Heard) -> Turn? {
        if turn.words.isOne(of: "whom", heard.text) { return turn.after { $0.sayWhom() } }
        if turn.words.isOne(of: "until_when", heard.text), let next = refusalAgain(turn) {
            return next
        }
        let today = turn.facts.now.day
        switch heard.move {
        case "ask_done" where turn.asksOfTheBooks(heard): return nil
        case "ask_done":
            let isOfToday = turn.dialogue.done != nil && heard.line.period?.upperBound == today
            let paid = isOfToday ? nil : paidBefore(turn, heard) ?? notYetTaken(turn, heard)
            return paid ?? turn.after { $0.sayWhetherDone() }
        case "ask_receipt" where turn.dialogue.done == nil && !turn.dialogue.tickets.isEmpty:
            return turn.after { $0.sayTicket() }
        case "ask_receipt":
            guard let done = turn.dialogue.done,
                heard.line.decision != .accept || turn.talk(heard.line) == .repeat
            else { return nil }
            return turn.after { turn in
                turn.understood(["ask_receipt"])
                turn.say(Reply("receipt_again", turn.values(of: done)))
                turn.stays()
            }
        case "undo", "oops": return undo(turn, heard)
        case _ where turn.changesItsMind(heard): return undo(turn, heard)
        case _ where turn.asksWhatRefuses(heard) || turn.insists(heard):
            return refusalAgain(turn)
        case "ask_refusal": return refusalAgain(turn)
        default: return nil
        }
    }

    /// Why something was refused says also until when.
    private static func refusalAgain(_ turn: Turn) -> Turn? {
        guard turn.dialogue.state == .idle, !turn.dialogue.refusal.isEmpty else { return nil }
        return turn.after { turn in
            turn.understood(["ask_refusal"])
            turn.say(Reply("refusal_again"))
            turn.say(turn.dialogue.refusal)
        }
    }

    /// "Did today's go through?" of somebody for whom nothing was done here: the book tells.
    static func takenToday(_ turn: Turn, _ heard: Heard) -> Turn? {
        let today = turn.facts.now.day
        guard turn.dialogue.done == nil, heard.line.period == today...today,
            turn.words.finds("whether_taken", in: heard.text), heard.line.sums.isEmpty
        else { return nil }
        return paidBefore(turn, heard)
    }

    /// 20号还扣不, after figures or an order: what falls due on that day; 那还照扣吗, where nothing
    /// was ordered: what falls due next, and that it is taken.
    static func takenOnDay(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state == .idle, heard.isSurely("ask_debited", above: 0.5) else {
            return nil
        }
        let isOfNext = !heard.situation.isAboutAnOrder && heard.line.decision != .accept
        let topic = heard.line.period == nil ? "ask_taken" : "ask_each"
        guard let due = turn.assistant.services.first(where: { $0.topics.contains(topic) }),
            let intent = due.intents.first, turn.dialogue.session.level >= due.level
        else { return nil }
        guard let period = heard.line.period, period.lowerBound >= turn.facts.now.day else {
            guard isOfNext, heard.line.period == nil else { return nil }
            return turn.after { $0.start(due, intent: intent, heard.line) }
        }
        let paid = turn.dialogue.done.flatMap { turn.row(of: $0.receipt.order, in: period) }
        return turn.after { turn in
            if let paid { turn.say(Reply("row_paid", turn.values(of: paid))) }
            turn.start(due, intent: intent, heard.line)
        }
    }

    /// 20号那期还扣吗, beside a payment that is not agreed to yet: what it takes off that day, and
    /// what it leaves there.
    static func takenBesideAPayment(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .proposing(_, let proposal) = turn.dialogue.state,
            case .payDues(let id, let quote) = proposal.order, var account = turn.facts.account,
            heard.isSurely("ask_debited", above: 0.5),
            let days = heard.line.period, days.lowerBound >= turn.facts.now.day
        else { return nil }
        let paid = turn.row(of: proposal.order, in: days)
        account.pay(Set(quote.covered.map(\.number)), of: id)
        let period = Period(days.lowerBound, days.upperBound)
        let isAll = !FallingDue.all(account).contains { period.contains($0.day) }
        return turn.after { turn in
            turn.understood(["ask_debited"])
            if let paid { turn.say(Reply("row_paid_then", turn.values(of: paid))) }
            if paid == nil || !isAll { turn.say(DuePeriod.answer(period, account)) }
            turn.stays()
        }
    }

    /// "Did last month's go through?" is about what was paid then.
    private static func paidBefore(_ turn: Turn, _ heard: Heard) -> Turn? {
        let reading = PeriodReading(heard.line, today: turn.facts.now.day, turn.words)
        guard turn.dialogue.state == .idle, let period = reading.back,
            period.from <= turn.facts.now.day,
            // What is due today may not have been taken yet.
            let service = period.to < turn.facts.now.day
                ? turn.assistant.service(named: Service.history.name)
                : turn.assistant.services.first(where: \.tellsTimes),
            let intent = service.intents.first
        else { return nil }
        return turn.after { $0.start(service, intent: intent, heard.line) }
    }

    /// "Has the final one been taken yet?" where nothing was done here: what is to come.
    private static func notYetTaken(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.done == nil, turn.dialogue.refusal.isEmpty,
            turn.dialogue.state == .idle, turn.words.finds("whether_taken", in: heard.text),
            turn.words.finds("last_or_least", in: heard.text),
            let due = turn.assistant.services.first(where: { $0.topics.contains("ask_taken") }),
            let intent = due.intents.first, turn.dialogue.session.level >= due.level
        else { return nil }
        return turn.after { $0.start(due, intent: intent, heard.line) }
    }

    private static func undo(_ turn: Turn, _ heard: Heard) -> Turn? {
        if turn.openQuote != nil { return turn.after { $0.cancel() } }
        guard turn.dialogue.state == .idle, let done = turn.dialogue.done else { return nil }
        return turn.after { turn in
            let order = done.receipt.order
            if let service = turn.assistant.services.first(where: { $0.undoes(order) }),
                let intent = service.intents.first
            {
                return turn.start(service, intent: intent, heard.line)
            }
            turn.understood(["undo"])
            turn.say(Reply("undo_not_possible", turn.values(of: done)))
        }
    }
}

extension Turn {
    /// "What do I need to clear first?" after a refusal, where nothing else is surely asked for.
    fileprivate func asksWhatRefuses(_ heard: Heard) -> Bool {
        !dialogue.refusal.isEmpty && heard.line.chance(of: "ask_refusal") >= 0.2
            && heard.line.entities.isEmpty && (heard.line.predicted?.confidence ?? 0) < 0.9
            && words.finds("question", in: heard.text)
    }

    /// "Nah, bin it, changed my mind", after something was done.
    fileprivate func changesItsMind(_ heard: Heard) -> Bool {
        dialogue.done != nil && heard.line.entities.isEmpty
            && words.finds("changed_mind", in: heard.text)
            && !words.finds("question", in: heard.text)
    }

    /// "I know, but do it anyway" of what was just refused.
    fileprivate func insists(_ heard: Heard) -> Bool {
        dialogue.refused != nil && heard.line.entities.isEmpty
            && words.finds("insists", in: heard.text)
    }

    /// "Do I owe you anything still?" where nothing was done here: the figures, if they are plainly
    /// asked for.
    fileprivate func asksOfTheBooks(_ heard: Heard) -> Bool {
        let least = heard.share >= 0.8 ? 0.9 : 0.7
        return dialogue.done == nil && dialogue.refusal.isEmpty && openQuote == nil
            && heard.line.decision == .accept
            && heard.line.predicted.map { $0.confidence >= least && kind(of: $0.intent) == .query }
                ?? false
    }
}

/// An instalment of a contract.
private struct DueRow {
    let loan: Loan
    let instalment: Instalment
}

extension Turn {
    /// The instalment that a payment is for, where it falls due on these days.
    fileprivate func row(of order: Order, in days: ClosedRange<Day>) -> DueRow? {
        guard case .payDues(let id, let quote) = order, let account = facts.account,
            let loan = (account.loans + account.plans).first(where: { $0.id == id }),
            let row = loan.rows.first(where: { row in
                days.contains(row.instalment.due)
                    && quote.covered.contains { $0.number == row.instalment.number }
            })
        else { return nil }
        return DueRow(loan: loan, instalment: row.instalment)
    }

    fileprivate func values(of row: DueRow) -> [String: Reply.Value] {
        var values = LoanSlot.values(row.loan)
        values["number"] = .count(row.instalment.number)
        values["day"] = .day(row.instalment.due)
        return values
    }
}

extension Account {
    /// As it is once these instalments of a contract are paid.
    fileprivate mutating func pay(_ numbers: Set<Int>, of contract: String) {
        func paid(_ loan: Loan) -> Loan {
            guard loan.id == contract else { return loan }
            var loan = loan
            for place in loan.rows.indices
            where numbers.contains(loan.rows[place].instalment.number) {
                loan.rows[place].paid = loan.rows[place].paid + loan.rows[place].open
            }
            return loan
        }
        loans = loans.map(paid)
        plans = plans.map(paid)
    }
}
