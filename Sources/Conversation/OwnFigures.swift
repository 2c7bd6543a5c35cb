import Lending
import Quantities

/// The closed list of a customer's own figures that the text of an FAQ may tell. They belong to a
/// second text, `utter_<intent>_own`, which is said to somebody who is signed in, and only when
/// every figure it names exists.
enum OwnFigures {
    static let suffix = "_own"

    static let names: Set<String> = [
        "own_owed", "own_next_due", "own_next_amount", "own_card", "own_limit", "own_available",
        "own_late_amount", "own_late_days", "own_late_penalty", "own_loan_tail", "own_loan_rate",
        "own_settle_total", "own_settle_fee", "own_settle_net", "own_splittable", "own_split_until",
    ]

    /// The figures that exist, by name.
    static func values(_ account: Account, at now: Moment) -> [String: Reply.Value] {
        var values: [String: Reply.Value] = [
            "own_card": .text(account.customer.cardTail),
            "own_limit": .money(account.credit.limit),
            "own_available": .money(account.available(on: now.day).usable),
        ]
        let owed = account.outstandingPrincipal
        if owed > .zero { values["own_owed"] = .money(owed) }
        addDues(account, now.day, to: &values)
        addStatement(account, now.day, to: &values)
        addLoan(account, now, to: &values)
        return values
    }

    private static func addDues(
        _ account: Account, _ day: Day, to values: inout [String: Reply.Value]
    ) {
        if let next = account.nextDueDate(on: day) {
            let rows = account.activeContracts.compactMap { $0.nextDue(from: day) }
                .filter { $0.instalment.due == next }
            let statement = account.statement.flatMap { $0.due == next ? $0.unpaid : nil }
            values["own_next_due"] = .day(next)
            values["own_next_amount"] = .money(
                rows.map(\.open.total).sum() + (statement ?? .zero))
        }
        let late = account.arrears(on: day)
        guard late.total > .zero else { return }
        values["own_late_amount"] = .money(late.total)
        values["own_late_penalty"] = .money(late.penalty)
        values["own_late_days"] = .count(account.daysLate(on: day))
    }

    private static func addStatement(
        _ account: Account, _ day: Day, to values: inout [String: Reply.Value]
    ) {
        guard let statement = account.statement,
            account.conversionRefusals(of: statement, amount: statement.convertible, on: day)
                .isEmpty
        else { return }
        values["own_splittable"] = .money(statement.convertible)
        values["own_split_until"] = .day(statement.conversionWindow.upperBound)
    }

    /// Of a loan there is one, or the figures would not say which.
    private static func addLoan(
        _ account: Account, _ now: Moment, to values: inout [String: Reply.Value]
    ) {
        let loans = account.loans.filter { $0.status == .active }
        guard loans.count == 1, let loan = loans.first else { return }
        values["own_loan_tail"] = .text(loan.tail)
        values["own_loan_rate"] = .rate(loan.disclosedRate)
        let day = valueDate(at: now)
        guard loan.payoffRefusal(on: day, at: now, customer: account.customer.status) == nil,
            let quote = try? loan.payoffQuote(on: day)
        else { return }
        values["own_settle_total"] = .money(quote.total)
        values["own_settle_fee"] = .money(quote.prepaymentFee)
        values["own_settle_net"] = .money(quote.netSaved)
    }
}
