import Lending
import NLU
import Quantities

/// Balance queries: what is owed, what is due and when, what is left to spend. Read only.
extension Service {
    static let outstanding = Service(
        name: "outstanding", intents: ["query_outstanding"], slots: [Balance.loan],
        answer: { form, facts in
            Balance.answer(facts) { account in
                if let loan = LoanSlot.chosen(form, facts) {
                    return [Balance.owed(on: loan, facts)]
                }
                let owed = account.outstandingPrincipal
                guard owed > .zero else { return [Reply("outstanding_none")] }
                return [Reply("outstanding_total", ["total": .money(owed)])]
                    + account.activeContracts.map { loan in
                        var values = LoanSlot.values(loan)
                        values["paid"] = .count(loan.paidRows)
                        values["term"] = .count(loan.rows.count)
                        values["bar"] = .bar(loan.paidRows, of: loan.rows.count)
                        let key =
                            loan.terms.method == .daily ? "outstanding_daily" : "outstanding_loan"
                        return Reply(key, values)
                    } + Balance.purchases(account) + Balance.overdue(account)
            }
        })

    static let amountDue = Service(
        name: "amount_due", intents: ["query_amount_due"], slots: [Balance.loan],
        answer: { form, facts in
            Balance.answer(form, facts) { account in
                let dues = Balance.dues(account)
                let arrears = account.arrears(on: account.asOf)
                let total = dues.map(\.amount).sum() + arrears.total
                guard total > .zero else { return [Reply("due_nothing")] }
                let late = Reply(
                    "due_arrears",
                    ["amount": .money(arrears.total), "penalty": .money(arrears.penalty)])
                return [Reply("due_total", ["total": .money(total)])]
                    + (arrears.total > .zero ? [late] : []) + dues.map(\.line)
                    + Balance.minimum(account)
            }
        })

    static let dueDate = Service(
        name: "due_date", intents: ["query_due_date"], slots: [Balance.loan],
        answer: { form, facts in
            Balance.answer(form, facts) { account in
                let dues = Balance.dues(account)
                guard let next = dues.map(\.day).min() else { return [Reply("due_nothing")] }
                let card = Reply.Value.text(account.customer.cardTail)
                return Balance.overdue(account)
                    + [Reply("due_date_next", ["day": .day(next), "card": card])]
                    + dues.map(\.line)
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
        name: "overdue_status", intents: ["query_overdue_status"], slots: [Balance.loan],
        answer: { form, facts in
            Balance.answer(form, facts) { account in
                let late = Balance.overdue(account)
                return late.isEmpty ? [Reply("overdue_none")] : late
            }
        })

    static let schedule = Service(
        name: "schedule", intents: ["query_schedule"],
        slots: [LoanSlot.slot(ask: "ask_schedule_loan")],
        answer: { form, facts in
            guard let loan = LoanSlot.chosen(form, facts) else {
                return .say([Reply("schedule_none")])
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
                    })
        })

    static let instalmentPlans = Service(
        name: "instalment_plans", intents: ["query_instalment_plan"],
        answer: { _, facts in
            Balance.answer(facts) { account in
                let plans = account.plans.filter { $0.status == .active }
                guard !plans.isEmpty else { return [Reply("plans_none")] }
                return [Reply("plans_intro", ["count": .count(plans.count)])]
                    + plans.map { plan in
                        var values = LoanSlot.values(plan)
                        values["paid"] = .count(plan.paidRows)
                        values["term"] = .count(plan.rows.count)
                        values["bar"] = .bar(plan.paidRows, of: plan.rows.count)
                        values["left"] = .money(plan.rows.map(\.open.total).sum())
                        return Reply("plan", values)
                    }
            }
        })
}

private enum Balance {
    struct Due {
        var day: Day
        var amount: Money
        var line: Reply
    }

    static func answer(_ facts: Facts, _ replies: (Account) -> [Reply]) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        return .say(replies(account))
    }

    /// The same of one contract, where the customer names one.
    static let loan = LoanSlot.slot(ask: "ask_quote_loan", isNeeded: false)

    static func answer(
        _ form: Form, _ facts: Facts, _ replies: (Account) -> [Reply]
    ) -> Outcome {
        answer(facts) { account in
            guard let loan = LoanSlot.chosen(form, facts) else { return replies(account) }
            var only = account
            only.loans.removeAll { $0.id != loan.id }
            only.plans.removeAll { $0.id != loan.id }
            only.statement = nil
            return replies(only)
        }
    }

    static func owed(on loan: Loan, _ facts: Facts) -> Reply {
        var values = LoanSlot.values(loan)
        values["left"] = .count(loan.rows.count - loan.paidRows)
        values["total"] = .money(loan.remainingTotal(on: facts.now.day))
        return Reply(
            loan.terms.method == .daily ? "outstanding_one_daily" : "outstanding_one", values)
    }

    /// What falls due within a month, by day: a row of each contract and what is left of the
    /// statement. When nothing does, what falls due first after that.
    static func dues(_ account: Account) -> [Due] {
        let ahead = duesAhead(account).sorted { $0.day < $1.day }
        let soon = ahead.filter { $0.day < account.asOf.adding(months: 1) }
        return soon.isEmpty ? Array(ahead.prefix(1)) : soon
    }

    /// The next row of each contract that is not late, and the statement.
    private static func duesAhead(_ account: Account) -> [Due] {
        let rows = account.activeContracts.compactMap { loan -> Due? in
            guard
                let next = loan.rows.first(where: {
                    !$0.isPaid && $0.instalment.due >= account.asOf
                })
            else { return nil }
            var values = LoanSlot.values(loan)
            values["day"] = .day(next.instalment.due)
            values["amount"] = .money(next.open.total)
            values["number"] = .count(next.instalment.number)
            values["term"] = .count(loan.rows.count)
            return Due(
                day: next.instalment.due, amount: next.open.total, line: Reply("due_row", values))
        }
        guard let statement = account.statement, statement.unpaid > .zero,
            statement.due >= account.asOf
        else { return rows }
        let values: [String: Reply.Value] = [
            "day": .day(statement.due), "amount": .money(statement.unpaid),
        ]
        return rows
            + [
                Due(
                    day: statement.due, amount: statement.unpaid,
                    line: Reply("due_statement", values))
            ]
    }

    static func minimum(_ account: Account) -> [Reply] {
        guard let statement = account.statement, statement.unpaid > .zero,
            statement.due >= account.asOf
        else { return [] }
        let minimum = account.minimumPayment(of: statement)
        return [Reply("due_minimum", ["amount": .money(minimum), "day": .day(statement.due)])]
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
        return [
            Reply(
                "overdue",
                [
                    "amount": .money(arrears.total), "penalty": .money(arrears.penalty),
                    "days": .count(account.daysLate(on: account.asOf)),
                ])
        ]
    }
}
