import Lending
import Quantities

/// Who sets an operation going, and on what authority.
struct Occasion {
    var customer: String
    var origin: Entry.Origin
    var at: Moment
    var authority: Entry.Authority?
    /// The order a receipt is to be written for, as JSON.
    var receipt: String?
}

extension Book {
    /// Writes an operation into the journal and answers its entry. Changing the contracts it
    /// speaks of is the caller's, in the same transaction.
    @discardableResult
    func post(_ operation: Operation, _ occasion: Occasion) throws -> Entry {
        var entry = Entry(
            number: try nextNumber(in: "operations"), customer: occasion.customer,
            origin: occasion.origin, kind: operation.kind, subject: operation.subject,
            at: occasion.at, authority: occasion.authority,
            lines: operation.lines.map { Entry.Line(contract: $0.contract, posting: $0.posting) })
        if let content = occasion.receipt {
            entry.receipt = Entry.ReceiptNote(
                number: try nextNumber(in: "receipts"), content: content)
        }
        try enter(entry)
        return entry
    }

    /// The bank's side of a payment from the bound card.
    func take(_ amount: Money, fromCardOf customer: String) throws {
        try run(
            "UPDATE customers SET card_balance = card_balance - ? WHERE id = ?",
            [amount.fen, customer])
    }

    func cardBalance(of customer: String) throws -> Money {
        let balance = try first(
            "SELECT card_balance FROM customers WHERE id = ?", [customer]
        ) { try $0.money(0) }
        return balance ?? .zero
    }

    /// Stores a new contract with its rows.
    func add(_ loan: Loan, of customer: String, isPlan: Bool) throws {
        let terms = loan.terms
        let penalty = loan.penalty.columns
        try run(
            """
            INSERT INTO loans (number, id, customer, kind, purpose, status, method, principal,
                annual_rate, fee_rate, fee_timing, periods, start, signed, source, grace_days,
                penalty_numerator, penalty_denominator, penalty_cap, penalty_daily,
                prepayment_rate, free_after_paid_rows, cooling_off_days, flat_fee_policy)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                try nextNumber(in: "loans"), loan.id, customer, isPlan ? "plan" : "loan",
                loan.purpose, loan.status.rawValue, terms.method.rawValue, terms.principal.fen,
                terms.annualRate.ppm, terms.feeRatePerPeriod.ppm, terms.feeTiming.rawValue,
                terms.periods, terms.start.number, loan.signed.number, loan.source,
                loan.penalty.graceDays, penalty.numerator, penalty.denominator, penalty.cap,
                penalty.daily, loan.prepaymentFee.rate.ppm, loan.prepaymentFee.freeAfterPaidRows,
                loan.prepaymentFee.coolingOffDays, loan.flatFeePolicy.rawValue,
            ])
        for row in loan.rows { try add(row.instalment, to: loan.id) }
    }

    private func add(_ row: Instalment, to loan: String) throws {
        try run(
            """
            INSERT INTO rows (loan, number, due, principal, interest, fee, balance_after,
                paid_principal, paid_interest, paid_fee, paid_penalty, penalty, waived_interest,
                waived_fee)
            VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0)
            """,
            [
                loan, row.number, row.due.number, row.principal.fen, row.interest.fen, row.fee.fen,
                row.balanceAfter.fen,
            ])
    }

    func add(_ movement: DailyMovement, to loan: String) throws {
        try run(
            "INSERT INTO movements (loan, day, kind, amount) VALUES (?, ?, ?, ?)",
            [loan, movement.day.number, movement.kind.rawValue, movement.amount.fen])
    }
}

extension Book {
    func add(_ prepayment: Loan.Prepayment, to loan: String) throws {
        let parts = prepayment.parts
        try run(
            "INSERT INTO prepayments (loan, day, principal, interest, fee) VALUES (?, ?, ?, ?, ?)",
            [
                loan, prepayment.day.number, parts.principal.fen, parts.interest.fen,
                parts.prepaymentFee.fen,
            ])
    }
}

extension PenaltyRule {
    fileprivate var columns: (numerator: Int?, denominator: Int?, cap: Int64?, daily: Int64?) {
        switch mode {
        case .multiple(let numerator, let denominator, let cap):
            (numerator, denominator, cap?.ppm, nil)
        case .daily(let rate): (nil, nil, nil, rate.ppm)
        }
    }
}

extension Operation {
    var kind: Entry.Kind {
        switch self {
        case .drawdown: .drawdown
        case .purchase: .purchase
        case .repayment: .repayment
        case .convertStatement, .convertPurchase: .conversion
        case .changePlan: .change
        case .reversal: .reversal
        case .certificate: .certificate
        case .booking: .booking
        case .bookingCancelled: .bookingCancelled
        }
    }
}
