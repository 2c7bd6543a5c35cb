import Lending
import NLU
import Quantities

/// A statement put into instalments: the terms compared, then one of them ordered.
extension Service {
    static let instalmentSetup = Service(
        name: "instalment_setup",
        intents: ["instalment_setup_statement"],
        refinedBy: ["quote_instalment", "instalment_modify", "instalment_setup_purchase"],
        rules: ["faq_instalment_cost", "faq_instalment_rules"],
        slots: [Conversion.amount, Conversion.term],
        answer: { form, facts in
            Conversion.offer(form, facts) { statement, offer in
                .propose(
                    .convertStatement(id: statement.id, offer), rate: offer.annual.nominal,
                    card: [Conversion.card(offer, facts)])
            }
        },
        receipt: Conversion.receipt)

    /// What instalments would cost: for a named sum to anybody, else for the own statement.
    static let instalmentQuote = Service(
        name: "instalment_quote",
        intents: ["quote_instalment"],
        level: 0,
        slots: [Conversion.anyAmount, Conversion.anyTerm],
        answer: Conversion.compare)
}

private enum Conversion {
    /// Left out, it is all that can be converted.
    static let amount = Slot(
        name: "amount", isNeeded: { _, _ in false },
        read: { heard, _, facts in
            guard let limits = limits(facts) else { return .nothing }
            return AmountReading.read(
                heard, from: limits.lowerBound, to: limits.upperBound, whole: limits.upperBound)
        })

    static let term = Slot(
        name: "term",
        choices: { form, facts in
            offers(form, facts).map { Slot.Choice(.count($0.periods), option($0)) }
        },
        read: { heard, form, facts in
            // Nothing can be offered: the service says why, not this slot.
            let periods = offers(form, facts).map(\.periods)
            return periods.isEmpty ? .nothing : TermReading.read(heard, among: periods)
        },
        ask: { form, facts in
            let offers = offers(form, facts)
            guard let first = offers.first, let statement = facts.account?.statement else {
                return []
            }
            let intro = Reply(
                "instalment_intro",
                ["amount": .money(first.amount), "unpaid": .money(statement.unpaid)])
            return [intro] + offers.map(option) + [Reply("ask_term")]
        },
        remind: { form, facts in
            let terms = offers(form, facts).map { Reply.Value.count($0.periods) }
            return [Reply("ask_term_again", ["terms": .list(terms)])]
        })

    /// Somebody with a statement means that one, unless a sum is named.
    static let anyAmount = Slot(
        name: "amount", isFree: true,
        isNeeded: { form, facts in chosenAmount(form, facts) == nil },
        read: { heard, _, _ in
            AmountReading.read(
                heard, from: Product.minimumConversion, to: Product.maximumConversion)
        },
        ask: { _, _ in [Reply("quote_instalment_amount")] })

    static let anyTerm = Slot(
        name: "term", isNeeded: { _, _ in false },
        read: { heard, _, _ in TermReading.read(heard, among: Product.priceTable.map(\.periods)) })

    // MARK: - What can be converted

    private static func limits(_ facts: Facts) -> ClosedRange<Money>? {
        guard let account = facts.account, let statement = account.statement else { return nil }
        let most = statement.convertible
        return most < Product.minimumConversion ? nil : Product.minimumConversion...most
    }

    private static func chosenAmount(_ form: Form, _ facts: Facts) -> Money? {
        if case .money(let amount) = form.slots["amount"] { return amount }
        return limits(facts)?.upperBound
    }

    /// The terms on offer; none when the statement cannot be converted today.
    private static func offers(_ form: Form, _ facts: Facts) -> [InstalmentOffer] {
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
        if let outcome = riskOutcome(account, facts) { return outcome }
        guard case .count(let periods) = form.slots["term"],
            let offer = offers(form, facts).first(where: { $0.periods == periods })
        else { return .refuse("TERM_NOT_ALLOWED", [Reply("instalment_no_term")]) }
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

    /// The scan's reason class in plain words, no bureau data; a person reviews either way.
    private static func riskOutcome(_ account: Account, _ facts: Facts) -> Outcome? {
        let scan = account.risk.scan(
            frozen: account.customer.status == .frozen,
            currentDaysPastDue: account.daysPastDue(on: facts.now.day))
        guard scan.decision != .pass, let reason = scan.reasons.first else { return nil }
        let key = scan.decision == .decline ? "risk_decline" : "risk_review"
        return .refer(
            reason.rawValue, [Reply(key, ["why": .phrase("risk_" + reason.rawValue.lowercased())])])
    }

    // MARK: - What is shown

    private static func option(_ offer: InstalmentOffer) -> Reply {
        Reply("instalment_option", values(offer))
    }

    private static func values(_ offer: InstalmentOffer) -> [String: Reply.Value] {
        [
            "term": .count(offer.periods), "amount": .money(offer.amount),
            "each": .money(offer.perPeriod), "first": .money(offer.first),
            "last": .money(offer.last), "fees": .money(offer.totalFee),
            "total": .money(offer.totalPayable), "fee_rate": .rate(offer.feeRate),
            "nominal": .percent(offer.annual.nominal),
            "effective": .percent(offer.annual.effective),
        ]
    }

    /// The disclosure before consent (quality rule QA06).
    static func card(_ offer: InstalmentOffer, _ facts: Facts) -> Reply {
        var values = values(offer)
        values["first_due"] = .day(offer.rows.first?.due ?? facts.now.day)
        values["last_due"] = .day(offer.rows.last?.due ?? facts.now.day)
        values["card"] = .text(facts.account?.customer.cardTail ?? "")
        values["cancel_by"] = .time(Product.nextCutOff(after: facts.now))
        return Reply("instalment_card", values)
    }

    @Sendable static func receipt(_ receipt: Receipt, _ facts: Facts) -> [Reply] {
        guard case .convertStatement(_, let offer) = receipt.order else { return [] }
        var values = values(offer)
        values["receipt"] = .text(receipt.number)
        values["first_due"] = .day(offer.rows.first?.due ?? facts.now.day)
        values["unpaid"] = .money(facts.account?.statement?.unpaid ?? .zero)
        return [Reply("instalment_done", values)]
    }

    /// A comparison without an order.
    @Sendable static func compare(_ form: Form, _ facts: Facts) -> Outcome {
        let start = facts.account?.statement?.due ?? facts.now.day
        guard let amount = chosenAmount(form, facts) else {
            return .say([Reply("quote_instalment_amount")])
        }
        var offers = (try? InstalmentOffer.offers(for: amount, startingFrom: start)) ?? []
        if case .count(let periods) = form.slots["term"] {
            offers = offers.filter { $0.periods == periods }
        }
        return .say(
            [Reply("quote_instalment_intro", ["amount": .money(amount)])] + offers.map(option)
                + [Reply("quote_instalment_next")])
    }
}
