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
        "own_used", "own_bill", "own_bill_due", "own_bill_least", "own_next_bill_due",
        "own_late_since", "own_late_daily", "own_late_count", "own_loan_method", "own_loan_left",
        "own_loan_daily", "own_loan_due", "own_loan_each", "own_loan_interest", "own_loan_count",
        "own_loan_last", "own_free_from", "own_settle_tomorrow",
        "own_late_principal", "own_late_cost",
    ]

    /// The figures that exist, by name.
    static func values(_ account: Account, at now: Moment) -> [String: Reply.Value] {
        var values: [String: Reply.Value] = [
            "own_card": .text(account.customer.cardTail),
            "own_limit": .money(account.credit.limit),
            "own_available": .money(account.available(on: now.day).usable),
            "own_used": .money(account.credit.used),
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
        values["own_next_bill_due"] = account.nextStatementDue.map(Reply.Value.day)
        let late = account.arrears(on: day)
        guard late.total > .zero else { return }
        let rows = account.activeContracts.flatMap(\.rows)
        values["own_late_since"] = .day(day - account.daysLate(on: day))
        values["own_late_daily"] = .money(account.arrears(on: day + 1).penalty - late.penalty)
        values["own_late_count"] = .count(
            rows.filter { !$0.isPaid && $0.instalment.due < day }.count)
        values["own_late_amount"] = .money(late.total)
        values["own_late_principal"] = .money(late.principal)
        values["own_late_cost"] = .money(late.interest + late.fee)
        values["own_late_penalty"] = .money(late.penalty)
        values["own_late_days"] = .count(account.daysLate(on: day))
    }

    private static func addStatement(
        _ account: Account, _ day: Day, to values: inout [String: Reply.Value]
    ) {
        if let statement = account.statement, statement.unpaid > .zero {
            values["own_bill"] = .money(statement.unpaid)
            values["own_bill_due"] = .day(statement.due)
            values["own_bill_least"] = .money(account.minimumPayment(of: statement))
        }
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
        addRows(loan, now, to: &values)
        let day = valueDate(at: now)
        guard loan.payoffRefusal(on: day, at: now, customer: account.customer.status) == nil,
            let quote = try? loan.payoffQuote(on: day)
        else { return }
        values["own_settle_total"] = .money(quote.total)
        values["own_settle_fee"] = .money(quote.prepaymentFee)
        values["own_settle_net"] = .money(quote.netSaved)
    }

    private static func addRows(
        _ loan: Loan, _ now: Moment, to values: inout [String: Reply.Value]
    ) {
        values["own_loan_method"] = .phrase("method_" + loan.terms.method.rawValue)
        values["own_loan_left"] = .money(loan.outstandingPrincipal)
        values["own_loan_daily"] = .money(
            loan.costOfADay(from: max(now.day, loan.lastDrawdown + 1)))
        // On the day it was drawn it cannot be paid off: what it costs on the day after.
        if loan.lastDrawdown == now.day, let then = try? loan.payoffQuote(on: now.day + 1) {
            values["own_settle_tomorrow"] = .money(then.total)
        }
        let open = loan.rows.filter { !$0.isPaid && $0.instalment.due >= now.day }
        guard let next = open.first, let last = open.last else { return }
        values["own_loan_due"] = .day(next.instalment.due)
        values["own_loan_each"] = .money(next.open.total)
        values["own_loan_interest"] = .money(next.open.interest)
        values["own_loan_count"] = .count(open.count)
        values["own_loan_last"] = .day(last.instalment.due)
        let free = loan.prepaymentFee.freeAfterPaidRows
        if loan.paidRows < free, loan.rows.count >= free {
            values["own_free_from"] = .day(loan.rows[free - 1].instalment.due)
        }
    }
}
