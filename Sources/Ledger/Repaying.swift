import Lending
import Quantities

extension Book {
    /// Marks everything due by `day` as paid: what an automatic debit of a contract's dues does.
    func payDues(of loan: Loan, on day: Day) throws {
        for row in loan.rows where row.instalment.due <= day && !row.isPaid {
            try payDue(row, of: loan, on: day)
        }
        try closeWhenPaid(loan.id)
    }

    /// Carries a payoff into the rows. What the settlement no longer charges of later rows is
    /// waived rather than taken out, so the schedule that was signed stays readable.
    func settle(_ loan: Loan, _ quote: PayoffQuote) throws {
        if loan.terms.method == .daily {
            let repaid = DailyMovement(
                day: quote.valueDate, kind: .repay, amount: quote.parts.principal)
            try add(repaid, to: loan.id)
        }
        var interest = quote.accruedInterest
        var fee = quote.accruedFee
        for row in loan.rows where !row.isPaid {
            guard row.instalment.due > quote.valueDate else {
                try payDue(row, of: loan, on: quote.valueDate)
                continue
            }
            var paid = row.open
            paid.interest = min(interest, paid.interest)
            paid.fee = min(fee, paid.fee)
            interest -= paid.interest
            fee -= paid.fee
            try pay(paid, of: row, of: loan, on: quote.valueDate)
            try waive(
                interest: row.open.interest - paid.interest, fee: row.open.fee - paid.fee,
                ofRow: row.instalment.number, of: loan.id)
        }
        let isTaken = loan.terms.method == .daily || (interest == .zero && fee == .zero)
        guard isTaken else {
            throw LedgerError.damaged("the rows of \(loan.id) cannot take its payoff")
        }
        try run("UPDATE loans SET status = 'settled' WHERE id = ?", [loan.id])
    }

    /// Carries a payment of dues into the rows it covers.
    func pay(_ quote: DuesQuote, of loan: Loan) throws {
        for covered in quote.covered {
            guard let row = loan.rows.first(where: { $0.instalment.number == covered.number })
            else { throw LedgerError.damaged("contract \(loan.id) has no row \(covered.number)") }
            try pay(covered.parts, of: row, of: loan, on: quote.valueDate)
        }
        try closeWhenPaid(loan.id)
    }

    /// Keeps what was paid early and puts the rows worked out afresh in place of those left.
    func prepay(_ loan: Loan, _ quote: PrepaymentQuote) throws {
        try add(Loan.Prepayment(day: quote.valueDate, parts: quote.parts), to: loan.id)
        for row in quote.rows {
            try run(
                """
                UPDATE rows SET principal = ?, interest = ?, balance_after = ?
                WHERE loan = ? AND number = ?
                """,
                [
                    row.principal.fen, row.interest.fen, row.balanceAfter.fen, loan.id, row.number,
                ])
        }
        try run(
            "DELETE FROM rows WHERE loan = ? AND number > ?",
            [loan.id, quote.rows.last?.number ?? 0])
    }

    private func payDue(_ row: Loan.Row, of loan: Loan, on day: Day) throws {
        var parts = row.open
        parts.penalty =
            try loan.penaltyCharged(on: row, by: day).map {
                $0.amount - row.paid.penalty
            } ?? .zero
        try pay(parts, of: row, of: loan, on: day)
    }

    /// A penalty that has grown by the day is charged with the payment, whatever is paid of it.
    private func pay(_ parts: Parts, of row: Loan.Row, of loan: Loan, on day: Day) throws {
        let charged = try loan.penaltyCharged(on: row, by: day)
        try run(
            """
            UPDATE rows SET paid_principal = paid_principal + ?,
                paid_interest = paid_interest + ?, paid_fee = paid_fee + ?,
                paid_penalty = paid_penalty + ?, penalty = ?, penalty_up_to = ?
            WHERE loan = ? AND number = ?
            """,
            [
                parts.principal.fen, parts.interest.fen, parts.fee.fen, parts.penalty.fen,
                charged?.amount.fen ?? 0, charged?.upTo.number, loan.id, row.instalment.number,
            ])
    }

    private func waive(interest: Money, fee: Money, ofRow number: Int, of loan: String) throws {
        guard interest > .zero || fee > .zero else { return }
        try run(
            """
            UPDATE rows SET waived_interest = waived_interest + ?, waived_fee = waived_fee + ?
            WHERE loan = ? AND number = ?
            """, [interest.fen, fee.fen, loan, number])
    }

    private func closeWhenPaid(_ loan: String) throws {
        try run(
            """
            UPDATE loans SET status = 'settled'
            WHERE id = ? AND NOT EXISTS
                (SELECT 1 FROM rows WHERE rows.loan = loans.id AND \(Schema.isOpen))
            """, [loan])
    }
}
