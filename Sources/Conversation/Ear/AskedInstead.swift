import NLU
import Quantities
import Text

/// What a line asks for that sounds like another thing: of the past, of all there is, of a
/// contract.
extension Turn {
    /// What a line that is understood asks for after all; nil where it asks what it sounds like.
    func instead(_ line: Interpretation) -> String? {
        let readings = [
            checked, paidOn, feesPaid, dueOfTheBill, savingOf, paidThen, wholeDebt, eachOf,
            ownRates, endsOf, interestSoFar, unbilled, firstOfALoan, supposedPart,
        ]
        return readings.lazy.compactMap { $0(line) }.first
    }

    /// "How much came out in December?" asks what was paid, whatever is still to come then.
    func paidThen(_ line: Interpretation) -> String? {
        let reading = PeriodReading(line, today: facts.now.day, words)
        if asksOfTheFirst(line, reading) { return Service.history.intents.first }
        guard words.finds("in_the_past", in: line.text), line.sums.isEmpty,
            let back = reading.back, back.from <= facts.now.day,
            let best = line.predicted?.intent,
            assistant.service(for: best)?.slot(named: DuePeriod.name) != nil
        else { return nil }
        return Service.history.intents.first
    }

    /// 手续费一共付了你们多少 asks of the past, whatever is still owed.
    func feesPaid(_ line: Interpretation) -> String? {
        guard words.says("history_fees", in: line.text.folded), line.sums.isEmpty,
            ["in_the_past", "to_be_paid"].contains(where: { words.finds($0, in: line.text) }),
            words.finds("asks_price", in: line.text),
            line.predicted.map({ kind(of: $0.intent) == .query }) == true
        else { return nil }
        return Service.history.intents.first
    }

    /// "When was the first one?" of somebody who has nothing left to pay.
    func asksOfTheFirst(_ line: Interpretation, _ reading: PeriodReading) -> Bool {
        guard let account = facts.account, account.activeContracts.isEmpty,
            !PaidOff.lines(account).isEmpty
        else { return false }
        return words.says(.first, in: reading.text) && line.sums.isEmpty
            && line.predicted.map { kind(of: $0.intent) == .query } == true
    }

    /// "What does it come to altogether?" asks for all that is owed, where nothing says what is
    /// due.
    func wholeDebt(_ line: Interpretation) -> String? {
        guard words.finds("altogether", in: line.text), line.entities.isEmpty,
            !words.finds("falls_due", in: line.text), !words.finds("dues", in: line.text),
            line.intent.flatMap(assistant.service(for:))?.topics.contains("ask_each") ?? false
        else { return nil }
        return assistant.services.first { $0.topics.contains("ask_everything") }?.intents.first
    }

    /// "How much a month is the small one?" asks of a contract, and for the price of no plan.
    func eachOf(_ line: Interpretation) -> String? {
        guard line.intent.flatMap(assistant.service(for:))?.name == Service.instalmentQuote.name,
            line.sums.isEmpty, line.terms.isEmpty, words.finds("each_month", in: line.text),
            let service = assistant.services.first(where: { $0.topics.contains("ask_each") }),
            let intent = service.intents.first
        else { return nil }
        let form = Form(service: service.name, intent: intent)
        let names = values(of: service, in: line, form).filled.contains {
            $0.slot == LoanSlot.name
        }
        return names ? intent : nil
    }

    /// "What rates am I on?", and 贷款利率多少 of several loans, asks for the own ones, and not how
    /// interest is worked out.
    func ownRates(_ line: Interpretation) -> String? {
        guard line.intent.flatMap({ assistant.kinds.kind(of: $0) }) == .faq,
            let contracts = facts.account?.activeContracts, !contracts.isEmpty
        else { return nil }
        let isOfSeveral =
            contracts.count > 1 && words.says("contracts_rate", in: line.text.folded)
            && (words.says("due_loan", in: line.text.folded)
                || !LoanSlot.namedOf(line, facts).isEmpty)
            && words.finds("asks_price", in: line.text) && line.entities.isEmpty
        guard isOfSeveral || words.finds("own_rates", in: line.text) else { return nil }
        return Service.comparison.intents.first
    }

    /// "When do I have to pay by?" of somebody with a statement and no loan asks for its day.
    private func dueOfTheBill(_ line: Interpretation) -> String? {
        guard let account = facts.account, account.activeContracts.isEmpty,
            account.statement.map({ $0.unpaid > .zero }) == true,
            words.finds("asks_when", in: line.text),
            line.intent.flatMap(assistant.service(for:))?.name == Service.schedule.name
        else { return nil }
        return Service.dueDate.intents.first
    }

    /// "When does the last of my loans finish?" compares them, and shows no schedule.
    func endsOf(_ line: Interpretation) -> String? {
        guard (facts.account?.activeContracts.count ?? 0) > 1,
            line.intent.flatMap(assistant.service(for:))?.name == Service.schedule.name,
            let order = words.order(in: line.text.folded), [.endFirst, .endLast].contains(order)
        else { return nil }
        return Service.comparison.intents.first
    }

    /// 到今天攒了多少利息: of a loan by the day, what is owed of it, and not what was paid.
    private func interestSoFar(_ line: Interpretation) -> String? {
        let text = line.text.folded
        guard words.says(PeriodWord.soFar, in: text), words.says("history_interest", in: text),
            words.finds("asks_price", in: line.text), line.sums.isEmpty,
            line.predicted.map({ kind(of: $0.intent) == .query }) == true
        else { return nil }
        let isByTheDay = LoanSlot.contracts(facts).contains { $0.terms.method == .daily }
        let isPaid = words.finds("in_the_past", in: line.text)
        return isByTheDay && !isPaid ? Service.outstanding.intents.first : nil
    }

    /// 没出账的消费都有哪几笔: which they are, and not which of them can be split.
    private func unbilled(_ line: Interpretation) -> String? {
        guard words.finds("not_billed", in: line.text), line.sums.isEmpty,
            !words.finds("can_be_split", in: line.text),
            let kind = line.predicted.map({ kind(of: $0.intent) }), [.query, .faq].contains(kind)
        else { return nil }
        return Service.outstanding.intents.first
    }

    /// 这贷款头一回扣款是啥时候, of a loan nothing of which was paid yet: it is still to come.
    private func firstOfALoan(_ line: Interpretation) -> String? {
        let text = line.text.folded
        guard words.says(.first, in: text), words.says("due_loan", in: text),
            words.finds("asks_when", in: line.text),
            line.predicted.map({ kind(of: $0.intent) == .query }) == true,
            let account = facts.account, account.loans.contains(where: { $0.status == .active }),
            account.activeContracts.allSatisfy({ $0.paidRows == 0 })
        else { return nil }
        return Service.dueDate.intents.first
    }

    /// 要是先还掉四千，一天的利息能少几块: what a part would change, and nothing that is owed now.
    func supposedPart(_ line: Interpretation) -> String? {
        guard let account = facts.account, account.arrears(on: account.asOf).total == .zero,
            line.isSupposed && line.period == nil, words.finds("paying", in: line.text),
            line.namesAPart, account.loans.contains(where: { $0.status == .active }),
            line.predicted.map({ [.query, .faq, .price].contains(kind(of: $0.intent)) }) == true
        else { return nil }
        return assistant.services.first { $0.topics.contains("ask_saving") }?.intents.first
    }

    /// Of several enquiries the one that tells what the line surely asks for.
    func telling(_ line: Interpretation, _ queries: [String]) -> String? {
        let compares = ContractQuestion.read(line, words) != nil
        if compares, let query = Service.comparison.intents.first, queries.contains(query) {
            return query
        }
        guard let move = line.moves.first(where: { $0.intent != Interpretation.beginning }),
            move.confidence >= 0.4
        else { return nil }
        return queries.first {
            assistant.service(for: $0)?.topics.contains(move.intent) ?? false
        }
    }

    /// "What is the last of them to end?" orders nothing, whatever order is near.
    func asksOnly(_ line: Interpretation) -> Bool {
        line.sums.isEmpty
            && (words.begins("asks_which", words.afterOpening(line.text))
                || line.text.hasSuffix("?") && !words.finds("paying", in: line.text))
    }
}

extension Interpretation {
    /// One sum, or a share that is not all.
    fileprivate var namesAPart: Bool {
        let shares = entities.contains { entity in
            if case .share(let part, let whole) = entity.value { part < whole } else { false }
        }
        return sums.count == 1 || sums.isEmpty && shares
    }
}
