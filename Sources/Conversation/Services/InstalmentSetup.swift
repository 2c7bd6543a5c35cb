import Lending
import NLU
import Quantities

/// A statement put into instalments: the terms compared, then one of them ordered.
extension Service {
    static let instalmentSetup = Service(
        name: "instalment_setup",
        intents: ["instalment_setup_statement"],
        refinedBy: ["quote_instalment", "instalment_modify"],
        rules: ["faq_instalment_cost", "faq_instalment_rules"],
        sheet: .plan,
        slots: [Conversion.amount, Conversion.term],
        answer: { form, facts in
            Conversion.offer(form, facts) { statement, offer in
                .propose(
                    .convertStatement(id: statement.id, offer), rate: offer.annual.nominal, facts)
            }
        },
        receipt: Conversion.receipt
    ).with {
        $0.meant = Buying.form
        // 还是衣服那笔分吧: one purchase instead, over as many months.
        $0.becomes = { line, form, facts in
            guard line.sums.isEmpty, var other = Buying.form(line, facts) else { return nil }
            other.slots[Instalments.termName] = form.slots[Instalments.termName]
            return other
        }
        // What was not split is what is left of the statement.
        $0.rest = { _, facts in
            guard let statement = facts.account?.statement else { return nil }
            return Form(
                service: dueRepayment.name, intent: "repay_due",
                slots: ["due": .reference(statement.id)])
        }
    }

    /// What instalments would cost: for a named sum to anybody, else for the own statement.
    static let instalmentQuote = Service(
        name: "instalment_quote",
        intents: ["quote_instalment"],
        level: 0,
        slots: [Buying.supposed, Conversion.anyAmount, Conversion.anyTerm, DuePeriod.slot],
        answer: Conversion.compare
    ).with {
        $0.ordered = { form, facts in
            guard form.slots["term"] != nil else { return nil }
            var order = form
            let isOfOne = Buying.supposedOffers(form, facts) != nil
            let service = isOfOne ? purchaseInstalment : instalmentSetup
            order.service = service.name
            order.intent = service.intents.first ?? ""
            return order
        }
        $0.priced = { form, facts in
            Instalments.chosen(form, among: Conversion.priced(form, facts))
                .map { .convertStatement(id: facts.account?.statement?.id ?? "", $0) }
        }
    }
}

private enum Conversion {
    /// Left out, it is all that can be converted.
    static let amount = Slot(
        name: "amount", isNeeded: { _, _ in false },
        read: { heard, form, facts in
            guard let limits = limits(facts) else { return .nothing }
            if let monthly = Instalments.monthly(heard, among: offers(form, facts), facts) {
                return .unusable(monthly)
            }
            if let all = allOfIt(heard, facts) { return .value(all) }
            return AmountReading.read(
                heard.withoutShareOfTheTerm(facts.words), facts.words,
                from: limits.lowerBound, to: limits.upperBound,
                whole: limits.upperBound)
        },
        misfit: { value, _, facts in
            limits(facts).flatMap {
                AmountReading.misfit(value, from: $0.lowerBound, to: $0.upperBound)
            }
        }
    ).picking { way, _, facts in
        switch way {
        case .everything, .most: limits(facts).map { .money($0.upperBound) }
        case .least: limits(facts).map { .money($0.lowerBound) }
        default: nil
        }
    }

    static let term = Instalments.term(
        intro: { form, facts in
            guard let first = offers(form, facts).first, let statement = facts.account?.statement
            else { return [] }
            return [
                Reply(
                    "instalment_intro",
                    ["amount": .money(first.amount), "unpaid": .money(statement.unpaid)])
            ]
        }, offers: offers)

    /// Somebody with a statement means that one, unless a sum is named.
    static let anyAmount = Slot(
        name: "amount", isFree: true,
        isNeeded: { form, facts in
            chosenAmount(form, facts) == nil && Buying.supposedOffers(form, facts) == nil
        },
        read: { heard, _, facts in
            if let all = allOfIt(heard, facts) { return .value(all) }
            return AmountReading.read(
                heard, facts.words, from: Product.minimumConversion,
                to: Product.maximumConversion, whole: limits(facts)?.upperBound)
        },
        ask: { _, _ in [Reply("quote_instalment_amount")] })

    static let anyTerm = Slot(
        name: "term", isNeeded: { _, _ in false },
        read: { heard, _, facts in
            // "In 3, 6 or 12": each of them is told.
            Set(heard.terms).count > 1
                ? .nothing
                : TermReading.read(heard, facts.words, among: Product.priceTable.map(\.periods))
        })

    // MARK: - What can be converted

    private static func limits(_ facts: Facts) -> ClosedRange<Money>? {
        guard let account = facts.account, let statement = account.statement else { return nil }
        let most = statement.convertible
        return most < Product.minimumConversion ? nil : Product.minimumConversion...most
    }

    /// 能分的全分: nobody knows how much that is but the desk.
    private static func allOfIt(_ heard: Interpretation, _ facts: Facts) -> SlotValue? {
        guard facts.words.finds("all_that_can", in: heard.text) else { return nil }
        return limits(facts).map { .money($0.upperBound) }
    }

    private static func chosenAmount(_ form: Form, _ facts: Facts) -> Money? {
        if case .money(let amount) = form.slots["amount"] { return amount }
        return limits(facts)?.upperBound
    }

    /// The terms on offer; none when the statement cannot be converted today.
    @Sendable private static func offers(_ form: Form, _ facts: Facts) -> [InstalmentOffer] {
        guard let account = facts.account, let statement = account.statement,
            let amount = chosenAmount(form, facts),
            refusals(account, statement, amount, facts).isEmpty
        else { return [] }
        return (try? InstalmentOffer.offers(for: amount, startingFrom: statement.due)) ?? []
    }

    private static func refusals(
        _ account: Account, _ statement: Statement, _ amount: Money, _ facts: Facts
    ) -> [String] {
        account.conversionRefusals(of: statement, amount: amount, on: facts.now.day)
            .map(\.rawValue)
    }

    /// The chosen offer after eligibility and the in-loan risk scan, or why there is none.
    static func offer(
        _ form: Form, _ facts: Facts, then answer: (Statement, InstalmentOffer) -> Outcome
    ) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        guard let statement = account.statement else {
            return .refuse("NO_STATEMENT", [Reply("instalment_no_statement")])
        }
        let amount = chosenAmount(form, facts) ?? statement.convertible
        if let reason = refusals(account, statement, amount, facts).first {
            return .refuse(reason, [refusal(reason, account, statement)])
        }
        if let outcome = Instalments.riskOutcome(account, facts) { return outcome }
        guard let offer = Instalments.chosen(form, among: offers(form, facts)) else {
            return .refuse("TERM_NOT_ALLOWED", [Reply("instalment_no_term")])
        }
        return answer(statement, offer)
    }

    private static func refusal(
        _ reason: String, _ account: Account, _ statement: Statement
    ) -> Reply {
        Reply(
            "instalment_" + reason.lowercased(),
            [
                "due": .day(statement.due), "amount": .money(statement.convertible),
                "first": .day(statement.conversionWindow.lowerBound),
                "last": .day(statement.conversionWindow.upperBound),
                "arrears": .money(account.arrears(on: account.asOf).total),
            ])
    }

    @Sendable static func receipt(_ receipt: Receipt, _ facts: Facts) -> [Reply] {
        guard case .convertStatement(_, let offer) = receipt.order else { return [] }
        var values = Instalments.values(offer)
        values["receipt"] = .text(receipt.number)
        values["first_due"] = .day(offer.rows.first?.due ?? facts.now.day)
        values["unpaid"] = .money(facts.account?.statement?.unpaid ?? .zero)
        return [Reply("instalment_done", values)]
    }

    /// What would still be due on a day that is asked about, if so much of the statement were
    /// split.
    private static func left(after amount: Money, _ form: Form, _ facts: Facts) -> [Reply] {
        guard let period = Period(form.slots[DuePeriod.name]), let account = facts.account,
            let statement = account.statement, period.contains(statement.due),
            amount <= statement.unpaid
        else { return [] }
        let dues = FallingDue.all(account).filter { period.contains($0.day) }
        let values: [String: Reply.Value] = [
            "day": .day(statement.due), "amount": .money(dues.map(\.amount).sum() - amount),
        ]
        return [Reply("quote_instalment_left", values)]
    }

    /// What a sum would cost over each of the terms, whoever could have it.
    static func priced(_ form: Form, _ facts: Facts) -> [InstalmentOffer] {
        guard let amount = chosenAmount(form, facts) else { return [] }
        let start = facts.account?.statement?.due ?? facts.now.day
        return (try? InstalmentOffer.offers(for: amount, startingFrom: start)) ?? []
    }

    /// A comparison without an order.
    @Sendable static func compare(_ form: Form, _ facts: Facts) -> Outcome {
        if form.slots["amount"] == nil, let offers = Buying.supposedOffers(form, facts),
            let amount = offers.first?.amount
        {
            let chosen = Instalments.chosen(form, among: offers).map { [$0] } ?? offers
            return .say(
                [Reply("quote_instalment_intro", ["amount": .money(amount)])]
                    + chosen.map(Instalments.option)
                    + (chosen.count == 1 ? chosen.compactMap(Instalments.days) : [])
                    + [Reply("quote_purchase_next")])
        }
        guard let amount = chosenAmount(form, facts) else {
            return .say([Reply("quote_instalment_amount")])
        }
        var offers = priced(form, facts)
        if let chosen = Instalments.chosen(form, among: offers) { offers = [chosen] }
        let days = offers.count == 1 ? offers.compactMap(Instalments.days) : []
        return .say(
            [Reply("quote_instalment_intro", ["amount": .money(amount)])]
                + offers.map(Instalments.option) + days + left(after: amount, form, facts)
                + [Reply("quote_instalment_next")])
    }
}
