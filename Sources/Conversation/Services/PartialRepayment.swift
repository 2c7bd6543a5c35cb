import Lending
import NLU
import Quantities

/// A part of the principal paid early: how much, then smaller instalments or fewer of them, both
/// quoted side by side.
extension Service {
    static let partialRepayment = Service(
        name: "partial_repayment",
        intents: ["early_repay_partial"],
        refinedBy: ["instalment_modify", "quote_early_settlement"],
        rules: ["faq_early_repay_fee", "faq_early_repay_rules"],
        sheet: .payment,
        slots: [
            LoanSlot.slot(ask: "ask_prepay_loan", offered: Part.loans), Part.amount, Part.mode,
        ],
        answer: Part.answer,
        receipt: Part.receipt
    ).with {
        $0.becomes = { line, form, facts in
            if let due = Part.due(line, form, facts) { return due }
            let isWhole = Part.isWhole(line, facts.words) && !Part.leavesSome(line, facts)
            return isWhole || Part.isLastPeriod(line, form, facts)
                ? Part.whole(form, facts) : Part.overdue(line, form, facts)
        }
        $0.rest = Part.whole
    }
}

enum Part {
    /// Loans that take a part early; a plan is only offered where there is no loan.
    @Sendable static func loans(_ facts: Facts) -> [Loan] {
        let loans = facts.account?.activeContracts.filter { $0.terms.method != .flatFee } ?? []
        return loans.isEmpty ? LoanSlot.contracts(facts) : loans
    }

    static func loan(_ form: Form, _ facts: Facts) -> Loan? {
        if let chosen = LoanSlot.chosen(form, facts) { return chosen }
        let loans = loans(facts)
        return loans.count == 1 ? loans[0] : nil
    }

    private static func sum(_ form: Form) -> Money? {
        if case .money(let amount) = form.slots["amount"] { amount } else { nil }
    }

    static func refusal(
        _ loan: Loan, _ amount: Money?, _ facts: Facts
    ) -> PrepaymentRefusal? {
        loan.prepaymentRefusal(
            of: amount, on: valueDate(at: facts.now), at: facts.now,
            customer: facts.account?.customer.status ?? .normal)
    }

    private static func quote(
        _ loan: Loan, _ amount: Money, _ mode: PrepaymentQuote.Mode, _ facts: Facts
    ) -> PrepaymentQuote? {
        try? loan.prepaymentQuote(of: amount, mode: mode, on: valueDate(at: facts.now))
    }

    // MARK: - Slots

    static let amount = Slot(
        name: "amount", isFree: true,
        isNeeded: { form, facts in
            loan(form, facts).map { refusal($0, nil, facts) == nil } ?? false
        },
        read: { heard, form, facts in
            guard let loan = loan(form, facts) else {
                return AmountReading.read(
                    heard, facts.words, from: Product.minimumPrepayment, to: Money.limit)
            }
            let heard = heard.withoutSumsNaming([loan.terms.principal, loan.outstandingPrincipal])
            return leaving(heard, loan, facts).map { read($0, loan, facts) }
                ?? read(heard, loan, facts)
        },
        ask: { form, facts in
            guard let loan = loan(form, facts) else { return [] }
            var values = LoanSlot.values(loan)
            values["least"] = .money(Product.minimumPrepayment)
            values["most"] = .money(most(loan, facts))
            return [Reply(loan.terms.method == .daily ? "ask_repay_drawn" : "ask_prepay", values)]
        },
        misfit: { value, form, facts in
            guard let loan = loan(form, facts), refusal(loan, nil, facts) == nil else { return nil }
            return AmountReading.misfit(
                value, from: Product.minimumPrepayment, to: most(loan, facts), refusals: limits)
        }
    ).picking { way, form, facts in
        guard let loan = loan(form, facts) else { return nil }
        switch way {
        case .most: return .money(most(loan, facts))
        case .least: return .money(Product.minimumPrepayment)
        default: return nil
        }
    }

    static let limits = AmountReading.Refusals(
        tooSmall: "prepay_too_small", tooLarge: "prepay_too_large")

    /// So much that the least that may stay stays.
    private static func most(_ loan: Loan, _ facts: Facts) -> Money {
        loan.prepayable(on: valueDate(at: facts.now)) - Product.minimumPrepayment
    }

    /// A sum, a share, or a number of instalments: "提前还两期" is the principal of the next two.
    private static func read(
        _ heard: Interpretation, _ loan: Loan, _ facts: Facts
    ) -> Slot.Reading {
        let day = valueDate(at: facts.now)
        let counts = heard.entities.compactMap { entity -> Int? in
            if case .count(let count, .instalment) = entity.value { count } else { nil }
        }
        let reading = AmountReading.read(
            heard, facts.words, from: Product.minimumPrepayment, to: most(loan, facts),
            whole: loan.prepayable(on: day),
            refusals: limits)
        guard reading == .nothing, let count = counts.last, loan.terms.method != .daily else {
            return reading
        }
        let unpaid = loan.rows.filter { !$0.isPaid }.count
        // 还到只剩三期: what is named stays.
        let isKept = facts.words.finds("leaving", in: heard.text) && count < unpaid
        let principal = loan.principal(ofNextRows: isKept ? unpaid - count : count, on: day)
        let values: [String: Reply.Value] = [
            "amount": .money(principal), "least": .money(Product.minimumPrepayment),
            "most": .money(most(loan, facts)),
        ]
        if principal == .zero { return .unusable(Reply("prepay_rows_interest_only")) }
        if principal < Product.minimumPrepayment {
            return .unusable(Reply("prepay_too_small", values))
        }
        if principal > most(loan, facts) { return .unusable(Reply("prepay_too_large", values)) }
        return .value(.money(principal))
    }

    static let mode = Slot(
        name: "mode", isChosenByPlace: true,
        isNeeded: { form, facts in
            guard let loan = loan(form, facts), let amount = sum(form) else { return false }
            return loan.terms.method != .daily && refusal(loan, amount, facts) == nil
        },
        choices: { form, facts in
            modes(form, facts).map { mode in
                Slot.Choice(.choice(mode.rawValue), Reply("prepay_mode_" + mode.rawValue))
            }
        },
        read: { heard, form, facts in
            // Said before the loan is known, it is kept; whether it can be had, is seen then.
            guard loan(form, facts) == nil || !modes(form, facts).isEmpty else { return .nothing }
            return PartWay(in: heard.text, facts.words).mode.map { .value(.choice($0.rawValue)) }
                ?? .nothing
        },
        ask: { form, facts in compare(form, facts) + [Reply("ask_prepay_mode")] },
        remind: { _, _ in [Reply("ask_prepay_mode")] },
        misfit: { value, form, facts in
            let modes = modes(form, facts).map { SlotValue.choice($0.rawValue) }
            return modes.isEmpty || modes.contains(value) ? nil : Reply("prepay_mode_none")
        }
    ).picking { way, form, _ in
        let isShorter = form.slots["mode"] == .choice(PrepaymentQuote.Mode.shortenTerm.rawValue)
        switch way {
        case .other where form.slots["mode"] != nil:
            return .choice(
                (isShorter ? PrepaymentQuote.Mode.reduceInstalment : .shortenTerm).rawValue)
        case .cheapest, .shortest: return .choice(PrepaymentQuote.Mode.shortenTerm.rawValue)
        case .longest: return .choice(PrepaymentQuote.Mode.reduceInstalment.rawValue)
        default: return nil
        }
    }.advising { form, facts in
        guard let values = compare(form, facts).first?.values else { return nil }
        return Slot.Advice(
            value: .choice(PrepaymentQuote.Mode.shortenTerm.rawValue),
            reason: Reply("advice_mode", values))
    }

    private static func modes(_ form: Form, _ facts: Facts) -> [PrepaymentQuote.Mode] {
        guard let loan = loan(form, facts), let amount = sum(form) else { return [] }
        return PrepaymentQuote.Mode.allCases.filter { quote(loan, amount, $0, facts) != nil }
    }

    /// Both ways beside each other.
    static func compare(_ form: Form, _ facts: Facts) -> [Reply] {
        guard let loan = loan(form, facts), let amount = sum(form),
            let lower = quote(loan, amount, .reduceInstalment, facts),
            let shorter = quote(loan, amount, .shortenTerm, facts)
        else { return [] }
        var values = LoanSlot.values(loan)
        values["amount"] = .money(amount)
        for (suffix, quote) in [("a", lower), ("b", shorter)] {
            values["total_" + suffix] = .money(quote.total)
            values["each_" + suffix] = .money(quote.rows.first?.total ?? .zero)
            values["count_" + suffix] = .count(quote.rows.count)
            values["last_" + suffix] = .day(quote.rows.last?.due ?? quote.valueDate)
            values["saved_" + suffix] = .money(quote.interestSaved)
            values["fee_" + suffix] = .money(quote.prepaymentFee)
            values["net_" + suffix] = .money(quote.netSaved)
        }
        return [Reply("prepay_compare", values)]
    }

    // MARK: - Answer

    @Sendable static func answer(_ form: Form, _ facts: Facts) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        guard let loan = loan(form, facts) else {
            if let bill = ofTheBill(form, account) { return .become(bill) }
            return .refuse("NO_LOAN", [LoanSlot.none(account, "prepay_no_loan")])
        }
        if let reason = refusal(loan, sum(form), facts) {
            return .refuse(reason.rawValue, [explain(reason, loan, facts)])
        }
        guard let amount = sum(form) else {
            return .refer("NO_QUOTE", [Reply("settle_no_quote")])
        }
        if loan.terms.method == .daily { return repayDrawn(loan, amount, facts) }
        guard case .choice(let name) = form.slots["mode"],
            let mode = PrepaymentQuote.Mode(rawValue: name),
            let quote = quote(loan, amount, mode, facts)
        else { return .refer("NO_QUOTE", [Reply("settle_no_quote")]) }
        return .propose(.prepay(loan: loan.id, quote), facts)
    }

    /// 那我先还一千, of somebody who owes a statement and nothing else.
    private static func ofTheBill(_ form: Form, _ account: Account) -> Form? {
        guard let amount = sum(form), form.slots["mode"] == nil,
            let statement = account.statement, statement.unpaid > .zero
        else { return nil }
        return Form(
            service: Service.dueRepayment.name, intent: "repay_due",
            slots: ["due": .reference(statement.id), "amount": .money(amount)])
    }

    static func explain(
        _ reason: PrepaymentRefusal, _ loan: Loan, _ facts: Facts
    ) -> Reply {
        let day = valueDate(at: facts.now)
        var values = LoanSlot.values(loan)
        values["next"] = .day(
            reason == .oncePerPeriod || reason == .duplicateSameDay
                ? (loan.nextDueDate(after: day) ?? day) + 1 : loan.lastDrawdown + 1)
        values["amount"] = .money(loan.duesUnpaid(on: day).total)
        values["least"] = .money(Product.minimumPrepayment)
        return Reply("prepay_" + reason.rawValue.lowercased(), values)
    }

    static func repayDrawn(_ loan: Loan, _ amount: Money, _ facts: Facts) -> Outcome {
        guard
            let quote = try? loan.drawnRepayment(of: amount, on: valueDate(at: facts.now))
        else { return .refer("NO_QUOTE", [Reply("settle_no_quote")]) }
        return .propose(.repayDrawn(loan: loan.id, quote), facts)
    }

    @Sendable static func receipt(_ receipt: Receipt, _ facts: Facts) -> [Reply] {
        var values: [String: Reply.Value] = [
            "receipt": .text(receipt.number), "total": .money(receipt.order.total),
            "tail": .text(String(receipt.order.subject.suffix(4))),
            "card": .text(facts.account?.customer.cardTail ?? ""),
        ]
        switch receipt.order {
        case .prepay(_, let quote):
            values["left"] = .money(quote.remainingPrincipal)
            values["each"] = .money(quote.rows.first?.total ?? .zero)
            values["next"] = .day(quote.rows.first?.due ?? quote.valueDate)
            values["count"] = .count(quote.rows.count)
            return [Reply("prepay_done", values)]
        case .repayDrawn(_, let quote):
            values["left"] = .money(quote.remaining)
            return [Reply("repay_drawn_done", values)]
        default: return []
        }
    }
}
