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
        sheet: .payment,
        slots: [LoanSlot.slot(ask: "ask_settle_loan", takesSeveral: true)],
        answer: { form, facts in
            Settlement.quote(form, facts) { loan, quote in
                .propose(.settle(loan: loan.id, quote), facts)
            }
        },
        receipt: Settlement.receipt
    ).with {
        $0.meant = Dues.onlyBill
        $0.becomes = { line, form, facts in
            if let dues = Dues.bill(in: line, facts) ?? Dues.onlyLate(line, form, facts) {
                return dues
            }
            return Part.isNamed(in: line, form, facts) || Part.isWished(in: line, facts)
                ? Part.form(of: form, partialRepayment.name, "early_repay_partial") : nil
        }
    }

    /// What paying off, or paying a sum early, would cost and save, today or on a later day, of one
    /// contract or of several: the same figures, without an order.
    static let settlementQuote = Service(
        name: "settlement_quote",
        intents: ["quote_early_settlement"],
        slots: [
            LoanSlot.slot(ask: "ask_quote_loan", takesSeveral: true), Part.supposed, LaterDay.slot,
        ],
        answer: { form, facts in
            let later = LaterDay.chosen(form, facts)
            let then = later.map { facts.projected(to: $0) } ?? facts
            if case .references = form.slots[LoanSlot.name],
                let loans = LoanSlot.chosenSeveral(form, then)
            {
                return Settlement.several(loans, later, then, today: facts)
            }
            if let later, let paid = Settlement.paidOff(by: later, form, facts) { return paid }
            if case .money(let amount) = form.slots["amount"], let loan = Part.loan(form, then) {
                return Part.estimate(loan, amount, then).noted(later, facts)
            }
            return Settlement.quote(form, then) { loan, quote in
                guard let later else {
                    let card = Disclosure(of: .settle(loan: loan.id, quote), facts).replies
                    return .say(card + [Reply("settle_next_step")])
                }
                return .say(Settlement.calculation(loan, quote, on: later, form, facts))
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

extension Outcome {
    /// Figures of a later day say that they are.
    fileprivate func noted(_ day: Day?, _ facts: Facts) -> Outcome {
        guard let day, case .say(let replies) = self else { return self }
        // The last line of an answer invites to do it at once.
        return .say(replies.dropLast() + [LaterDay.note(day, facts)])
    }
}

private enum Settlement {
    static func quote(
        _ form: Form, _ facts: Facts, then answer: (Loan, PayoffQuote) -> Outcome
    ) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        guard let loan = LoanSlot.chosen(form, facts) else {
            return .refuse("NO_LOAN", [LoanSlot.none(account, "settle_no_loan")])
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

    /// By then the contract has come to its end of itself.
    static func paidOff(by day: Day, _ form: Form, _ facts: Facts) -> Outcome? {
        LoanSlot.chosen(form, facts).flatMap { ended($0, by: day, facts) }.map { .say([$0]) }
    }

    private static func ended(_ loan: Loan, by day: Day, _ facts: Facts) -> Reply? {
        let all = (facts.account?.loans ?? []) + (facts.account?.plans ?? [])
        guard let now = all.first(where: { $0.id == loan.id }), now.status == .active,
            now.projected(from: facts.now.day, to: day).status == .settled
        else { return nil }
        return LoanSlot.ended(now)
    }

    /// The same of a later day, as the calculation it is, with what is debited until then.
    static func calculation(
        _ loan: Loan, _ quote: PayoffQuote, on day: Day, _ form: Form, _ facts: Facts
    ) -> [Reply] {
        var values = LoanSlot.values(loan)
        let today = facts.account?.asOf ?? facts.now.day
        let debits = LoanSlot.chosen(form, facts)?.debits(from: today, to: day) ?? .zero
        values["day"] = .day(day)
        values["principal"] = .money(quote.notDuePrincipal)
        values["interest"] = .money(quote.accruedInterest + quote.accruedFee)
        values["days"] = .count(quote.accruedDays)
        values["dues"] = .money(
            quote.dueParts.principal + quote.dueParts.interest + quote.dueParts.fee)
        values["penalty"] = .money(quote.dueParts.penalty)
        values["fee"] = .money(quote.prepaymentFee)
        values["total"] = .money(quote.total)
        values["debits"] = .money(debits)
        let isOverdue = quote.dueParts.total > .zero
        return [Reply(isOverdue ? "later_card_overdue" : "later_card", values)]
            + (debits > .zero ? [Reply("later_debits", values)] : [])
            + (loan.terms.method == .daily ? [] : [saving(quote)])
            + [LaterDay.note(day, facts)]
    }

    /// Each contract's figure and the sum; what cannot be paid off is named with its reason.
    static func several(
        _ loans: [Loan], _ later: Day?, _ facts: Facts, today: Facts
    ) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        let day = valueDate(at: facts.now)
        var (lines, left): ([Reply], [Reply]) = ([], [])
        var (total, fee, net) = (Money.zero, Money.zero, Money.zero)
        for loan in loans {
            if let later, let paid = ended(loan, by: later, today) {
                left.append(paid)
                continue
            }
            if let reason = loan.payoffRefusal(
                on: day, at: facts.now, customer: account.customer.status)
            {
                left.append(refusal(reason, loan))
                continue
            }
            guard let quote = try? loan.payoffQuote(on: day) else { continue }
            var values = LoanSlot.values(loan)
            values["total"] = .money(quote.total)
            values["net"] = .money(quote.netSaved)
            lines.append(Reply("settle_each", values))
            total += quote.total
            fee += quote.prepaymentFee
            net += quote.netSaved
        }
        let values: [String: Reply.Value] = [
            "day": .day(day), "count": .count(lines.count), "total": .money(total),
            "fee": .money(fee), "net": .money(net),
        ]
        let end = Reply(later == nil ? "settle_next_step" : "later_note_only", values)
        guard !lines.isEmpty else { return .say(left) }
        return .say([Reply("settle_several", values)] + lines + left + [end])
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
