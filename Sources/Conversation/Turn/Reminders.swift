import Lending
import Quantities

/// What a customer should know on signing in, in neutral words: what is past due, what falls due
/// within three days, and a contract that ends with its next payment.
enum Reminders {
    /// Days ahead that a due date is told of.
    static let daysAhead = 3

    /// Services whose own answer says the same.
    static let toldBy: Set = [
        "amount_due", "due_date", "overdue_status", "outstanding", "due_repayment",
    ]

    static func replies(_ account: Account, on today: Day) -> [Reply] {
        pastDue(account, today) + fallingDue(account, today) + ending(account, today)
    }

    private static func pastDue(_ account: Account, _ today: Day) -> [Reply] {
        let arrears = account.arrears(on: today)
        guard arrears.total > .zero else { return [] }
        return [Reply("remind_past_due", ["amount": .money(arrears.total)])]
    }

    private static func fallingDue(_ account: Account, _ today: Day) -> [Reply] {
        let soon = today...(today + daysAhead)
        var dues = account.activeContracts.flatMap(\.rows)
            .filter { !$0.isPaid && soon.contains($0.instalment.due) }
            .map { (day: $0.instalment.due, amount: $0.open.total) }
        if let statement = account.statement, statement.unpaid > .zero,
            soon.contains(statement.due)
        {
            dues.append((statement.due, statement.unpaid))
        }
        guard let first = dues.map(\.day).min() else { return [] }
        return [
            Reply(
                "remind_due",
                [
                    "day": .day(first), "amount": .money(dues.map(\.amount).sum()),
                    "card": .text(account.customer.cardTail),
                ])
        ]
    }

    /// One payment is left, and it is due within a month.
    private static func ending(_ account: Account, _ today: Day) -> [Reply] {
        account.activeContracts.compactMap { loan in
            let open = loan.rows.filter { !$0.isPaid }
            guard loan.rows.count > 1, open.count == 1, let last = open.first,
                (today...today.adding(months: 1)).contains(last.instalment.due)
            else { return nil }
            var values = LoanSlot.values(loan)
            values["day"] = .day(last.instalment.due)
            values["amount"] = .money(last.open.total)
            return Reply("remind_last", values)
        }
    }
}
