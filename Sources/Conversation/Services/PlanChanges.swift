import Lending
import NLU
import Quantities

/// A plan undone, or exchanged for another one, on the day it was made.
extension Service {
    static let planCancellation = Service(
        name: "plan_cancellation",
        intents: ["instalment_cancel"],
        slots: [Plans.plan],
        answer: Plans.cancel,
        receipt: Plans.receipt
    ).with { $0.undoes = { $0.offer != nil } }

    static let planChange = Service(
        name: "plan_change",
        intents: ["instalment_modify"],
        refinedBy: ["quote_instalment", "instalment_setup_statement"],
        rules: ["faq_instalment_cost", "faq_instalment_rules"],
        sheet: .plan,
        slots: [Plans.plan, Plans.amount, Plans.term],
        answer: Plans.change,
        receipt: Plans.receipt
    ).with { $0.changesPlans = true }
}

private enum Plans {
    /// Plans of today; where there is none, all that are open, so that the reason can be told.
    @Sendable private static func plans(_ facts: Facts) -> [Loan] {
        let open = facts.account?.plans.filter { $0.status == .active } ?? []
        let today = open.filter { $0.signed == facts.now.day }
        return today.isEmpty ? open : today
    }

    static let plan = LoanSlot.slot(ask: "ask_plan", offered: plans)

    private static func chosen(_ form: Form, _ facts: Facts) -> Loan? {
        if let chosen = LoanSlot.chosen(form, facts) { return chosen }
        let plans = plans(facts)
        return plans.count == 1 ? plans[0] : nil
    }

    /// Why nothing can be done to the plan, or nil when it can.
    private static func refusal(_ plan: Loan?, _ facts: Facts) -> Outcome? {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        guard let plan else { return .refuse("NO_PLAN", [Reply("plan_none")]) }
        guard account.plans.contains(where: { $0.id == plan.id }) else {
            return .refuse("NOT_A_PLAN", [Reply("plan_is_a_loan", LoanSlot.values(plan))])
        }
        guard let reason = plan.planRefusal(at: facts.now, customer: account.customer.status)
        else { return nil }
        var values = LoanSlot.values(plan)
        values["day"] = .day(plan.signed)
        return .refuse(reason.rawValue, [Reply("plan_" + reason.rawValue.lowercased(), values)])
    }

    // MARK: - Undo

    @Sendable static func cancel(_ form: Form, _ facts: Facts) -> Outcome {
        let plan = chosen(form, facts)
        if let refusal = refusal(plan, facts) { return refusal }
        guard let plan else { return .refuse("NO_PLAN", []) }
        return .propose(.cancelPlan(id: plan.id, amount: plan.terms.principal), facts)
    }

    // MARK: - Change

    private static func amount(_ form: Form, _ plan: Loan) -> Money {
        if case .money(let amount) = form.slots["amount"] { amount } else { plan.terms.principal }
    }

    static let amount = Slot(
        name: "amount", isNeeded: { _, _ in false },
        read: { heard, form, facts in
            guard let plan = chosen(form, facts), let account = facts.account,
                plan.purpose == "statement",
                let statement = account.without(plan).statement, statement.id == plan.source,
                statement.convertible >= Product.minimumConversion
            else { return .nothing }
            return AmountReading.read(
                heard, facts.words, from: Product.minimumConversion, to: statement.convertible,
                whole: statement.convertible)
        })

    /// Asked for unless the amount alone is changed.
    static let term = Instalments.term(
        ask: { form, facts in
            chosen(form, facts)?.purpose == "purchase" ? "ask_term_alone" : "ask_term"
        },
        intro: { form, facts in
            guard let plan = chosen(form, facts) else { return [] }
            var values = LoanSlot.values(plan)
            values["amount"] = .money(amount(form, plan))
            values["term"] = .count(plan.rows.count)
            return [Reply("change_intro", values)]
        },
        isNeeded: { form, _ in form.slots["amount"] == nil },
        offers: offers)

    @Sendable private static func offers(_ form: Form, _ facts: Facts) -> [InstalmentOffer] {
        guard let plan = chosen(form, facts), let account = facts.account,
            account.changeRefusals(plan, amount: amount(form, plan), at: facts.now).isEmpty
        else { return [] }
        return (try? account.changeOffers(plan, amount: amount(form, plan))) ?? []
    }

    @Sendable static func change(_ form: Form, _ facts: Facts) -> Outcome {
        let plan = chosen(form, facts)
        if let refusal = refusal(plan, facts) { return refusal }
        guard let plan, let account = facts.account else { return .refuse("NO_PLAN", []) }
        let amount = amount(form, plan)
        if let reason = account.changeRefusals(plan, amount: amount, at: facts.now).first {
            return .refuse(reason, [Reply("change_not_possible", LoanSlot.values(plan))])
        }
        if let outcome = Instalments.riskOutcome(account, facts) { return outcome }
        var wanted = form
        wanted.slots["term"] = form.slots["term"] ?? .count(plan.rows.count)
        guard let offer = Instalments.chosen(wanted, among: offers(form, facts)) else {
            return .refuse("TERM_NOT_ALLOWED", [Reply("instalment_no_term")])
        }
        guard offer.terms != plan.terms else {
            let values = Instalments.values(offer).merging(LoanSlot.values(plan)) { own, _ in own }
            return .refuse("SAME_PLAN", [Reply("change_same", values)])
        }
        return .propose(
            .changePlan(id: plan.id, offer), rate: offer.annual.nominal, facts)
    }

    @Sendable static func receipt(_ receipt: Receipt, _ facts: Facts) -> [Reply] {
        var values: [String: Reply.Value] = [
            "receipt": .text(receipt.number),
            "tail": .text(String(receipt.order.subject.suffix(4))),
            "unpaid": .money(facts.account?.statement?.unpaid ?? .zero),
        ]
        switch receipt.order {
        case .cancelPlan(_, let amount):
            values["amount"] = .money(amount)
            return [Reply("cancel_done", values)]
        case .changePlan(_, let offer):
            values.merge(Instalments.values(offer)) { own, _ in own }
            values["first_due"] = .day(offer.rows.first?.due ?? facts.now.day)
            return [Reply("change_done", values)]
        default: return []
        }
    }
}
