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
        card: .earlyRepayment,
        slots: [LoanSlot.slot(ask: "ask_settle_loan")],
        answer: { form, facts in
            Settlement.quote(form, facts) { loan, quote in
                .propose(
                    .settle(loan: loan.id, quote), rate: nil,
                    card: Settlement.card(loan, quote, facts))
            }
        },
        receipt: Settlement.receipt
    ).with {
        $0.becomes = { line, form, facts in
            Part.isNamed(in: line, form, facts)
                ? Part.form(of: form, partialRepayment.name, "early_repay_partial") : nil
        }
    }

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
                .say(Settlement.card(loan, quote, facts) + [Reply("settle_next_step")])
            }
        }
    ).with {
        $0.ordered = { form, _ in
            form.slots["amount"] == nil
                ? Part.form(of: form, earlySettlement.name, "early_settle_full")
                : Part.form(of: form, partialRepayment.name, "early_repay_partial")
        }
    }
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

    /// The disclosure before consent (quality rule QA05): every item, also when it is nothing.
    static func card(_ loan: Loan, _ quote: PayoffQuote, _ facts: Facts) -> [Reply] {
        var values = LoanSlot.values(loan)
        values["day"] = .day(quote.valueDate)
        values["principal"] = .money(quote.notDuePrincipal)
        values["interest"] = .money(quote.accruedInterest + quote.accruedFee)
        values["days"] = .count(quote.accruedDays)
        values["dues"] = .money(
            quote.dueParts.principal + quote.dueParts.interest + quote.dueParts.fee)
        values["penalty"] = .money(quote.dueParts.penalty)
        values["fee"] = .money(quote.prepaymentFee)
        values["total"] = .money(quote.total)
        values["card"] = .text(facts.account?.customer.cardTail ?? "")
        values["until"] = .time(Product.nextCutOff(after: facts.now))
        let saving = loan.terms.method == .daily ? Reply("settle_daily") : saving(quote)
        return [Reply("settle_card", values), saving]
    }

    /// What is saved, with the fee and the net beside it, and plainly when it is a loss.
    private static func saving(_ quote: PayoffQuote) -> Reply {
        let values: [String: Reply.Value] = [
            "saved": .money(quote.interestSaved + quote.feeSaved),
            "fee": .money(quote.prepaymentFee), "net": .money(quote.netSaved),
            "loss": .money(-quote.netSaved),
        ]
        return Reply(quote.netSaved < .zero ? "settle_loss" : "settle_saving", values)
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
