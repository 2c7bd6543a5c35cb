import Quantities

/// The day a payment made now counts for: today before the cut-off at 22:00, else tomorrow.
package func valueDate(at moment: Moment) -> Day {
    moment.hour < Product.cutOffHour ? moment.day : moment.day + 1
}

extension Loan {
    /// A row that is due today counts even before the book has marked its debit.
    func isDebitPending(at moment: Moment) -> Bool {
        guard moment.hour < Product.debitHour else { return false }
        return pendingDebit == moment.day
            || rows.contains { $0.instalment.due == moment.day && !$0.isPaid }
    }
}
