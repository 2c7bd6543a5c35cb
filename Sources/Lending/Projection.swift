import Quantities

/// How a position will look on a later day when all goes on as it is: what falls due meanwhile is
/// debited, what is overdue stays so, and nothing is drawn or paid beside it. For calculations that
/// are said to be calculations; nothing is ever posted from it.
extension Loan {
    /// What the regular debits take from `today` to `day`, both inclusive, in fen.
    package func debits(from today: Day, to day: Day) -> Money {
        guard status == .active else { return .zero }
        return rows.filter { isDebited($0, from: today, to: day) }.map(\.open.total).sum()
    }

    /// The contract on `day`, with these debits taken.
    package func projected(from today: Day, to day: Day) -> Loan {
        var later = self
        later.pendingDebit = nil
        guard status == .active, terms.method != .daily else { return later }
        for index in rows.indices where isDebited(rows[index], from: today, to: day) {
            later.rows[index].paid = later.rows[index].paid + rows[index].open
        }
        if later.rows.allSatisfy(\.isPaid) { later.status = .settled }
        return later
    }

    private func isDebited(_ row: Row, from today: Day, to day: Day) -> Bool {
        !row.isPaid && row.instalment.due >= today && row.instalment.due <= day
    }
}

extension Account {
    /// The position on a later day, or when today's debits have been taken; the same for a day that
    /// is past.
    package func projected(to day: Day) -> Account {
        guard day >= asOf else { return self }
        var later = self
        later.loans = loans.map { $0.projected(from: asOf, to: day) }
        later.plans = plans.map { $0.projected(from: asOf, to: day) }
        if let statement, (asOf...day).contains(statement.due) {
            later.statement?.paid = statement.purchases - statement.converted
        }
        later.asOf = day
        return later
    }
}
