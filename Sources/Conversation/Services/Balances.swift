import Lending
import NLU
import Quantities

/// Balance queries: what is owed, what is due and when, what is left to spend. Read only.
extension Service {
    static let outstanding = Service(
        name: "outstanding", intents: ["query_outstanding"],
        slots: [Balance.loan, LaterDay.afterwards, Unbilled.slot],
        answer: { form, facts in
            Balance.answer(facts) { account in
                if form.slots[Unbilled.slot.name] != nil { return Unbilled.lines(account) }
                if let day = LaterDay.chosen(form, facts, named: LaterDay.afterwards.name) {
                    return Balance.owed(after: day, form, facts)
                }
                if let loan = LoanSlot.chosen(form, facts) {
                    return [Balance.owed(on: loan, facts)] + Balance.inAll(besides: loan, account)
                }
                if let loans = LoanSlot.chosenSeveral(form, facts) {
                    let sum = loans.map(\.outstandingPrincipal).sum()
                    return [
                        Reply(
                            "outstanding_several",
                            ["count": .count(loans.count), "total": .money(sum)])
                    ] + loans.map(Balance.line) + Balance.interest(loans, facts)
                }
                let owed = account.outstandingPrincipal
                guard owed > .zero else {
                    return [Reply("outstanding_none")] + PaidOff.lines(account)
                }
                return [Reply("outstanding_total", ["total": .money(owed)])]
                    + account.activeContracts.map(Balance.line)
                    + Balance.interest(account.activeContracts, facts)
                    + Balance.purchases(account) + Balance.overdue(account) + Booked.lines(account)
            }
        })

    static let amountDue = Service(
        name: "amount_due", intents: ["query_amount_due"],
        slots: [Balance.loan, DuePeriod.slot, FallingDue.inParts],
        answer: { form, facts in
            Balance.answer(form, facts) { account in
                if form.slots[FallingDue.inParts.name] != nil {
                    return FallingDue.parts(Period(form.slots[DuePeriod.name]), account)
                }
                if let period = Period(form.slots[DuePeriod.name]) {
                    return DuePeriod.answer(period, account)
                }
                let dues = FallingDue.soon(account)
                let arrears = account.arrears(on: account.asOf)
                let total = dues.map(\.amount).sum() + arrears.total
                guard total > .zero else { return [Reply("due_nothing")] + Booked.lines(account) }
                let late = Reply(
                    "due_arrears",
                    ["amount": .money(arrears.total), "penalty": .money(arrears.penalty)])
                let values: [String: Reply.Value] = [
                    "total": .money(total), "day": .day(dues.last?.day ?? account.asOf),
                ]
                return [Reply("due_total", values)]
                    + (arrears.total > .zero ? [late] : []) + dues.map(\.line)
                    + FallingDue.minimum(account) + Booked.lines(account)
            }
        })

    static let dueDate = Service(
        name: "due_date", intents: ["query_due_date"], slots: [Balance.loan, DuePeriod.slot],
        answer: { form, facts in
            Balance.answer(form, facts) { account in
                let soon = FallingDue.soon(account)
                guard let next = soon.first?.day else {
                    return [Reply("due_nothing")] + PaidOff.lines(account)
                }
                let period = Period(form.slots[DuePeriod.name])
                let isNext = period == Period(next)
                if let period, !isNext { return DuePeriod.answer(period, account) }
                let dues = isNext ? soon.filter { $0.day == next } : soon
                let card = Reply.Value.text(account.customer.cardTail)
                return Balance.overdue(account)
                    + [Reply("due_date_next", ["day": .day(next), "card": card])]
                    + dues.map(\.line) + Booked.lines(account)
            }
        })

    static let availableCredit = Service(
        name: "available_credit", intents: ["query_available_credit"],
        answer: { _, facts in
            Balance.answer(facts) { account in
                let available = account.available(on: facts.now.day)
                let values: [String: Reply.Value] = [
                    "limit": .money(account.credit.limit), "used": .money(account.credit.used),
                    "available": .money(available.nominal),
                ]
                if available.usable == available.nominal { return [Reply("credit", values)] }
                let frozen = account.customer.status == .frozen
                return [Reply(frozen ? "credit_frozen" : "credit_overdue", values)]
            }
        })

    static let overdueStatus = Service(
        name: "overdue_status", intents: ["query_overdue_status"],
        slots: [Balance.loan, Missed.slot, Missed.laterDay],
        answer: { form, facts in
            Balance.answer(form, facts) { account in
                if let missed = Missed.answer(form, account) { return missed }
                if let day = LaterDay.chosen(form, facts) {
                    return Balance.overdue(account, by: day)
                }
                let late = Balance.overdue(account)
                return late.isEmpty ? [Reply("overdue_none")] : late
            }
        })

    static let schedule = Service(
        name: "schedule", intents: ["query_schedule"],
        slots: [
            DuePeriod.slot, LoanSlot.slot(ask: "ask_schedule_loan", unless: DuePeriod.name),
        ],
        answer: { form, facts in
            if let period = Period(form.slots[DuePeriod.name]) {
                return Balance.answer(form, facts) { DuePeriod.answer(period, $0) }
            }
            guard let loan = LoanSlot.chosen(form, facts) else {
                let bill = facts.account.map { FallingDue.soon($0).map(\.line) } ?? []
                return .say(
                    [Reply("schedule_none")] + bill + (facts.account.map(PaidOff.lines) ?? []))
            }
            let open = loan.rows.filter { !$0.isPaid }
            var values = LoanSlot.values(loan)
            values["left"] = .count(open.count)
            values["total"] = .money(open.map(\.open.total).sum())
            guard loan.terms.method != .daily else {
                return .say([Reply("schedule_daily", values)])
            }
            return .say(
                [Reply("schedule_intro", values)]
                    + open.map { row in
                        Reply(
                            "schedule_row",
                            [
                                "number": .count(row.instalment.number),
                                "day": .day(row.instalment.due), "amount": .money(row.open.total),
                                "principal": .money(row.open.principal),
                                "cost": .money(row.open.interest + row.open.fee),
                            ])
                    } + (LoanSlot.account(form, facts).map { Booked.lines($0) } ?? []))
        })
}

private enum Balance {
    static func answer(_ facts: Facts, _ replies: (Account) -> [Reply]) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        return .say(replies(account))
    }

    /// The same of one contract, where the customer names one.
    static let loan = LoanSlot.slot(
        ask: "ask_quote_loan", isNeeded: false, takesSeveral: true)

    static func answer(
        _ form: Form, _ facts: Facts, _ replies: (Account) -> [Reply]
    ) -> Outcome {
        answer(facts) { account in replies(LoanSlot.account(form, facts) ?? account) }
    }

    /// One contract among several.
    static func line(_ loan: Loan) -> Reply {
        var values = LoanSlot.values(loan)
        values["paid"] = .count(loan.paidRows)
        values["term"] = .count(loan.rows.count)
        values["left"] = .count(loan.rows.count - loan.paidRows)
        values["bar"] = .bar(loan.paidRows, of: loan.rows.count)
        return Reply(
            loan.terms.method == .daily ? "outstanding_daily" : "outstanding_loan", values)
    }

    /// Interest by the day is owed as well, though no day is set for it.
    static func interest(_ loans: [Loan], _ facts: Facts) -> [Reply] {
        let day = facts.now.day
        let daily = loans.filter { $0.terms.method == .daily }
        func interest(on day: Day) -> Money {
            daily.map { $0.remainingTotal(on: day) - $0.outstandingPrincipal }.sum()
        }
        let soFar = interest(on: day)
        guard soFar > .zero else { return [] }
        let values: [String: Reply.Value] = [
            "amount": .money(soFar), "day": .day(day),
            "each": .money(interest(on: day + 1) - soFar),
        ]
        return [Reply("outstanding_interest", values)]
    }

    static func owed(on loan: Loan, _ facts: Facts) -> Reply {
        var values = LoanSlot.values(loan)
        values["left"] = .count(loan.rows.count - loan.paidRows)
        let total = loan.remainingTotal(on: facts.now.day)
        values["total"] = .money(total)
        values["cost"] = .money(total - loan.outstandingPrincipal)
        return Reply(
            loan.terms.method == .daily ? "outstanding_one_daily" : "outstanding_one", values)
    }

    /// Of one contract where there are others: what is owed in all.
    static func inAll(besides loan: Loan, _ account: Account) -> [Reply] {
        let total = account.outstandingPrincipal
        guard total > loan.outstandingPrincipal else { return [] }
        return [Reply("outstanding_in_all", ["total": .money(total)])]
    }

    /// What will be left on a later day, when the debits until then have been taken.
    static func owed(after day: Day, _ form: Form, _ facts: Facts) -> [Reply] {
        let then = facts.projected(to: day)
        let loans = LoanSlot.chosenSeveral(form, then) ?? then.account?.activeContracts ?? []
        let values: [String: Reply.Value] = [
            "day": .day(day), "total": .money(loans.map(\.outstandingPrincipal).sum()),
        ]
        return [Reply("outstanding_after", values)]
            + loans.filter { $0.outstandingPrincipal > .zero }.map(line) + interest(loans, then)
    }

    static func purchases(_ account: Account) -> [Reply] {
        var replies: [Reply] = []
        if let statement = account.statement, statement.unpaid > .zero {
            replies.append(
                Reply(
                    "outstanding_statement",
                    ["amount": .money(statement.unpaid), "day": .day(statement.due)]))
        }
        let unbilled = account.unbilled.map(\.amount).sum()
        if unbilled > .zero {
            replies.append(Reply("outstanding_unbilled", ["amount": .money(unbilled)]))
        }
        return replies
    }

    static func overdue(_ account: Account) -> [Reply] {
        let arrears = account.arrears(on: account.asOf)
        guard arrears.total > .zero else { return [] }
        let more = account.arrears(on: account.asOf + 1).penalty - arrears.penalty
        return [
            Reply(
                "overdue",
                [
                    "amount": .money(arrears.total), "penalty": .money(arrears.penalty),
                    "days": .count(account.daysLate(on: account.asOf)),
                    "day": .day(account.asOf - account.daysLate(on: account.asOf)),
                    "more": .money(more),
                ])
        ]
    }

    /// What will be past due on a later day when nothing is paid until then.
    static func overdue(_ account: Account, by day: Day) -> [Reply] {
        let arrears = account.arrears(on: day)
        guard arrears.total > .zero else {
            return [Reply("overdue_none_by", ["day": .day(day)])]
        }
        let values: [String: Reply.Value] = [
            "day": .day(day), "amount": .money(arrears.total),
            "penalty": .money(arrears.penalty), "days": .count(account.daysLate(on: day)),
        ]
        return [Reply("overdue_by", values)]
    }
}
