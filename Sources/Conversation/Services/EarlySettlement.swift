import Lending
import NLU
import Quantities

/// Early repayment in full: a quote to the fen, and on consent and code the posting.
extension Service {
    static let earlySettlement = Service(
        name: "early_settlement",
        intents: ["early_settle_full"],
        refinedBy: ["quote_early_settlement"],
        rules: ["faq_early_repay_fee", "faq_early_repay_rules"],
        slots: [LoanSlot.slot(ask: "ask_settle_loan")],
        answer: { form, facts in
            Settlement.quote(form, facts) { loan, quote in
                .propose(.settle(loan: loan.id, quote), facts)
            }
        },
        receipt: Settlement.receipt)

    /// What paying off, or paying a sum early, would cost and save: the same figures, without an
    /// order.
    static let settlementQuote = Service(
        name: "settlement_quote",
        intents: ["quote_early_settlement"],
        slots: [LoanSlot.slot(ask: "ask_quote_loan"), Part.supposed],
        answer: { form, facts in
            if case .money(let amount) = form.slots["amount"], let loan = Part.loan(form, facts) {
                return Part.estimate(loan, amount, facts)
            }
            return Settlement.quote(form, facts) { loan, quote in
                let card = Disclosure(of: .settle(loan: loan.id, quote), facts).replies
                return .say(card + [Reply("settle_next_step")])
            }
        })
}

private enum Settlement {
    static func quote(
        _ form: Form, _ facts: Facts, then answer: (Loan, PayoffQuote) -> Outcome
    ) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        guard let loan = LoanSlot.chosen(form, facts) else {
            return .refuse("NO_LOAN", [Reply("settle_no_loan")])
        }
        let day = valueDate(at: facts.now)
        if let reason = loan.payoffRefusal(
            on: day, at: facts.now, customer: account.customer.status)
        {
            return .refuse(reason.rawValue, [refusal(reason, loan)])
        }
        guard let quote = try? loan.payoffQuote(on: day) else {
            return .refer("NO_QUOTE", [Reply("settle_no_quote")])
        }
        return answer(loan, quote)
    }

    private static func refusal(_ reason: PayoffRefusal, _ loan: Loan) -> Reply {
        var values = LoanSlot.values(loan)
        values["next"] = .day(loan.lastDrawdown + 1)
        return Reply("refused_" + reason.rawValue.lowercased(), values)
    }

    @Sendable static func receipt(_ receipt: Receipt, _ facts: Facts) -> [Reply] {
        let done = Reply(
            "settle_done",
            [
                "receipt": .text(receipt.number), "total": .money(receipt.order.total),
                "tail": .text(String(receipt.order.subject.suffix(4))),
                "card": .text(facts.account?.customer.cardTail ?? ""),
            ])
        let left = LoanSlot.contracts(facts).map(\.outstandingPrincipal).sum()
        guard left > .zero else { return [done] }
        return [done, Reply("settle_others", ["left": .money(left)])]
    }
}
