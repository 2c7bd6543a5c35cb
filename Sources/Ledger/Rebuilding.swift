import Lending
import Quantities

extension Book {
    /// A contract as its terms and the journal before an operation make it. Of what is stored only
    /// the agreement is taken; what was paid is worked out again, payment by payment.
    ///
    /// - Throws: `LedgerError.damaged` where a payment is not what the rules make of it.
    func rebuilt(_ id: String, before number: Int64) throws -> Contract? {
        guard var contract = try contract(id, at: try reached()) else { return nil }
        contract.loan = try contract.loan.asSigned
        let entries = try entries(
            where: """
                operations.number < ? AND EXISTS (SELECT 1 FROM postings AS touching
                    WHERE touching.operation = operations.number AND touching.contract = ?)
                """, [number, id])
        for entry in entries {
            do {
                try contract.loan.carry(entry, in: contract.principalAccount)
            } catch let error as LendingError {
                throw LedgerError.damaged("operation \(entry.number): \(error)")
            }
        }
        return contract
    }
}

extension Loan {
    /// On the day it was signed: nothing drawn by the day, nothing paid.
    fileprivate var asSigned: Loan {
        get throws {
            var loan = self
            loan.status = .active
            loan.rows =
                terms.method == .daily ? [] : try Schedule(terms).rows.map { Row(instalment: $0) }
            (loan.movements, loan.prepayments, loan.pendingDebit) = ([], [], nil)
            return loan
        }
    }

    fileprivate mutating func carry(_ entry: Entry, in account: LedgerAccount) throws {
        let own = entry.lines.filter { $0.contract == id }.map(\.posting)
        let order = entry.receipt.flatMap { OrderText.read($0.content) }
        switch entry.kind {
        case .drawdown:
            guard terms.method == .daily else { return }
            movements.append(
                DailyMovement(
                    day: entry.at.day, kind: .draw,
                    amount: own.filter { $0.account == account }.map(\.debit).sum()))
        case .repayment:
            let posted = Parts(paidBy: own)
            let derived = try repay(posted, order, at: entry.at, isOrdered: entry.isOrdered)
            guard derived == posted else {
                throw LedgerError.damaged(
                    "operation \(entry.number) posted \(posted.total) on contract \(id) where the "
                        + "rules make \(derived.total)")
            }
        case .conversion, .change:
            if own.contains(where: { $0.account == account && $0.credit > .zero }) {
                status = .cancelled
            }
        case .reversal: status = .cancelled
        case .purchase, .certificate, .booking, .bookingCancelled: break
        }
    }

    /// Carries a payment in and answers what it has to be by kind.
    private mutating func repay(
        _ posted: Parts, _ order: Order?, at moment: Moment, isOrdered: Bool
    ) throws -> Parts {
        let day = isOrdered ? valueDate(at: moment) : moment.day
        if let parts = try order?.inBook.repay(posted, of: &self, on: day) { return parts }
        guard terms.method != .daily else {
            movements.append(DailyMovement(day: day, kind: .repay, amount: posted.principal))
            return Parts(principal: posted.principal)
        }
        let dues = try payable(on: day).rows
        try cover(dues, on: day)
        return dues.map(\.parts).reduce(.zero, +)
    }

    mutating func cover(_ covered: [Allocation.Row], on day: Day) throws {
        for part in covered {
            guard let index = rows.firstIndex(where: { $0.instalment.number == part.number })
            else { continue }
            rows[index].charged = try penaltyCharged(on: rows[index], by: day)
            rows[index].paid = rows[index].paid + part.parts
        }
        if rows.allSatisfy(\.isPaid) { status = .settled }
    }
}
