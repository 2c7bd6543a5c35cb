import Lending
import NLU
import Quantities
import Text

/// Paying what is due or overdue: an instalment, arrears, or a statement, whole or in part.
extension Service {
    static let dueRepayment = Service(
        name: "due_repayment",
        intents: ["repay_due"],
        rules: ["faq_overdue_consequence"],
        slots: [Dues.item, Dues.amount],
        answer: Dues.answer,
        receipt: Dues.receipt
    ).with {
        $0.paysWhatIsLate = true
        $0.becomes = Dues.paidOffInstead
        $0.rest = { form, facts in
            var rest = form
            rest.slots["amount"] = nil
            let items = Dues.items(facts).map { SlotValue.reference($0.id) }
            // What was paid whole has no rest; with nothing due, what is owed by the day is left.
            if let due = rest.slots["due"], !items.contains(due) { rest.slots["due"] = nil }
            return items.isEmpty ? Part.whole(Form(service: "", intent: ""), facts) : rest
        }
    }
}

enum Dues {
    /// Something that can be paid now.
    enum Item {
        case rows(Loan, total: Money, due: Day, isAhead: Bool)
        case statement(Statement)

        var id: String {
            switch self {
            case .rows(let loan, _, _, _): loan.id
            case .statement(let statement): statement.id
            }
        }
        var total: Money {
            switch self {
            case .rows(_, let total, _, _): total
            case .statement(let statement): statement.unpaid
            }
        }
        var due: Day {
            switch self {
            case .rows(_, _, let due, _): due
            case .statement(let statement): statement.due
            }
        }
    }

    /// What is due, the oldest first; of a contract without dues the instalment of this month.
    static func items(_ facts: Facts) -> [Item] {
        guard let account = facts.account else { return [] }
        let day = valueDate(at: facts.now)
        var items = account.activeContracts.compactMap { loan -> Item? in
            guard loan.terms.method != .daily, let (rows, isAhead) = try? loan.payable(on: day),
                let due = loan.nextDue?.instalment.due, due < day.adding(months: 1)
            else { return nil }
            return .rows(
                loan, total: rows.map(\.parts.total).sum(), due: due, isAhead: isAhead)
        }
        if let statement = account.statement, statement.unpaid > .zero {
            items.append(.statement(statement))
        }
        return items.enumerated().sorted {
            ($0.element.due, $0.offset) < ($1.element.due, $1.offset)
        }
        .map(\.element)
    }

    private static func chosen(_ form: Form, _ facts: Facts) -> Item? {
        let items = items(facts)
        guard case .reference(let id) = form.slots["due"] else {
            return items.count == 1 ? items[0] : nil
        }
        return items.first { $0.id == id }
    }

    // MARK: - Slots

    static let item = Slot(
        name: "due", isChosenByPlace: true,
        choices: { _, facts in
            items(facts).map { Slot.Choice(.reference($0.id), label($0, facts)) }
        },
        read: { heard, form, facts in
            let reading = read(heard, among: items(facts), facts)
            // All of the one that was chosen is a sum, not several of them.
            guard case .value(.references) = reading, form.slots["due"] != nil else {
                return reading
            }
            return .nothing
        },
        ask: { _, _ in [Reply("ask_pay_which")] }
    ).picking { way, _, facts in
        let items = items(facts).sorted { ($0.total, $0.id) < ($1.total, $1.id) }
        switch way {
        case .smallest: return items.first.map { .reference($0.id) }
        case .biggest: return items.last.map { .reference($0.id) }
        default: return nil
        }
    }

    private static func label(_ item: Item, _ facts: Facts) -> Reply {
        var values: [String: Reply.Value] = ["amount": .money(item.total), "day": .day(item.due)]
        let isLate = item.due < facts.now.day
        guard case .rows(let loan, _, _, _) = item else {
            return Reply(isLate ? "pay_choice_statement_late" : "pay_choice_statement", values)
        }
        values.merge(LoanSlot.values(loan)) { own, _ in own }
        return Reply(isLate ? "pay_choice_late" : "pay_choice", values)
    }

    /// Left out, it is all that is due.
    static let amount = Slot(
        name: "amount", isNeeded: { _, _ in false },
        read: { heard, form, facts in
            let item = chosen(form, facts)
            if case .statement(let statement) = item, let account = facts.account,
                asksTheMinimum(heard.text.folded, facts.words)
            {
                return .value(.money(min(statement.unpaid, account.minimumPayment(of: statement))))
            }
            // "The whole of it, then": a yes to the only sum there is.
            if case .rows(_, let total, _, isAhead: true) = item,
                facts.words.answer(heard.text) == .yes
            {
                return .value(.money(total))
            }
            if case .rows(_, let oldest, let due, isAhead: false)? = item.flatMap({
                first(of: $0, facts)
            }), due < facts.now.day, facts.words.finds("oldest", in: heard.text) {
                return .value(.money(oldest))
            }
            let reading = AmountReading.read(
                heard, facts.words, from: Money(fen: 1), to: item?.total ?? Money.limit,
                whole: item?.total,
                refusals: refusals)
            guard case .value(.money(let amount)) = reading,
                case .rows(_, let total, let due, isAhead: true) = item, amount != total
            else { return reading }
            return .unusable(aheadWhole(due, total, instead: amount))
        },
        misfit: { value, form, facts in
            guard let item = chosen(form, facts) else { return nil }
            if case .rows(_, let total, let due, isAhead: true) = item {
                guard case .money(let amount) = value, amount != total else { return nil }
                return aheadWhole(due, total, instead: amount)
            }
            return AmountReading.misfit(
                value, from: Money(fen: 1), to: item.total, refusals: refusals)
        }
    ).picking { way, form, facts in
        guard let item = chosen(form, facts) else { return nil }
        switch way {
        case .everything, .most: return .money(item.total)
        case .least:
            guard case .statement(let statement) = item, let account = facts.account else {
                return nil
            }
            return .money(min(statement.unpaid, account.minimumPayment(of: statement)))
        default: return nil
        }
    }

    /// "Not the minimum, all of it" asks for it no more.
    private static func asksTheMinimum(_ text: String, _ words: Words) -> Bool {
        words.written("due_minimum").contains { text.contains($0) && !words.denies($0, in: text) }
    }

    private static let refusals = AmountReading.Refusals(
        tooSmall: "pay_too_small", tooLarge: "pay_too_large")

    /// An instalment that is not due yet is paid whole or not at all.
    private static func aheadWhole(_ due: Day, _ total: Money, instead named: Money) -> Reply {
        Reply(
            "pay_ahead_whole",
            ["day": .day(due), "amount": .money(total), "named": .money(named)])
    }

    /// The oldest instalment of what is due, by itself.
    private static func first(of item: Item, _ facts: Facts) -> Item? {
        guard case .rows(let loan, _, let due, false) = item,
            let row = try? loan.payable(on: valueDate(at: facts.now)).rows.first
        else { return nil }
        return .rows(loan, total: row.parts.total, due: due, isAhead: false)
    }

    // MARK: - Answer

    @Sendable static func answer(_ form: Form, _ facts: Facts) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        guard let item = chosen(form, facts) else {
            let isRevolving = account.activeContracts.contains { $0.terms.method == .daily }
            // A sum is paid back on it at any time.
            if isRevolving, account.activeContracts.count == 1, form.slots["amount"] != nil {
                let part = (Service.partialRepayment.name, "early_repay_partial")
                return .become(Part.form(of: form, part.0, part.1))
            }
            return .refuse(
                "NOTHING_DUE", [Reply(isRevolving ? "pay_revolving" : "pay_nothing_due")])
        }
        var amount: Money?
        if case .money(let named) = form.slots["amount"] { amount = named }
        switch item {
        case .rows(let loan, _, _, _): return pay(loan, amount, account, facts)
        case .statement(let statement):
            return pay(statement, amount ?? statement.unpaid, account, facts)
        }
    }

    private static func refusal(_ refusal: DuesRefusal, _ facts: Facts) -> Outcome {
        .refuse(refusal.rawValue, [Reply("pay_" + refusal.rawValue.lowercased())])
    }

    private static func pay(
        _ loan: Loan, _ amount: Money?, _ account: Account, _ facts: Facts
    ) -> Outcome {
        let day = valueDate(at: facts.now)
        if let reason = loan.duesRefusal(
            on: day, at: facts.now, customer: account.customer.status)
        {
            return refusal(reason, facts)
        }
        guard let quote = try? loan.duesQuote(paying: amount, on: day) else {
            return .refer("NO_QUOTE", [Reply("settle_no_quote")])
        }
        return .propose(.payDues(contract: loan.id, quote), facts)
    }

    private static func pay(
        _ statement: Statement, _ amount: Money, _ account: Account, _ facts: Facts
    ) -> Outcome {
        if let reason = statement.paymentRefusal(
            at: facts.now, customer: account.customer.status)
        {
            return refusal(reason, facts)
        }
        return .propose(.payStatement(id: statement.id, amount: amount), facts)
    }

    @Sendable static func receipt(_ receipt: Receipt, _ facts: Facts) -> [Reply] {
        let done = Reply(
            "pay_done",
            [
                "receipt": .text(receipt.number), "total": .money(receipt.order.total),
                "card": .text(facts.account?.customer.cardTail ?? ""),
            ])
        guard let account = facts.account else { return [done] }
        if let loan = account.loans.first(where: { $0.id == receipt.order.subject }),
            loan.status == .settled
        {
            return [done, Reply("pay_settled", LoanSlot.values(loan))]
        }
        let late = account.arrears(on: facts.now.day).total
        if late > .zero { return [done, Reply("pay_more", ["amount": .money(late)])] }
        return [done] + next(besides: receipt.order.subject, facts)
    }

    /// What can be paid after it, so that nobody thinks this was all.
    private static func next(besides paid: String, _ facts: Facts) -> [Reply] {
        guard let item = items(facts).first(where: { $0.id != paid }) else { return [] }
        var values: [String: Reply.Value] = ["amount": .money(item.total), "day": .day(item.due)]
        guard case .rows(let loan, _, _, _) = item else {
            return [Reply("pay_next_statement", values)]
        }
        values.merge(LoanSlot.values(loan)) { own, _ in own }
        return [Reply("pay_next", values)]
    }
}
