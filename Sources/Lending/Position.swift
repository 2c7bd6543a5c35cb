import Quantities

/// Where a contract stands. A contract that is settled or cancelled owes nothing, whatever its
/// rows would still have charged. All amounts in fen.
extension Loan {
    /// Principal not paid back, due or not.
    package var outstandingPrincipal: Money {
        guard status == .active else { return .zero }
        guard terms.method == .daily else { return rows.map(\.open.principal).sum() }
        return movements.map { $0.kind == .draw ? $0.amount : -$0.amount }.sum()
    }

    /// Rows due by a day and not paid, with the penalty on those beyond grace (rules R8, R9).
    package func duesUnpaid(on day: Day) -> Parts { unpaid(dueBy: day, on: day) }

    /// Of these, what was due before that day.
    package func arrears(on day: Day) -> Parts { unpaid(dueBy: day - 1, on: day) }

    /// The first row that is not paid, due or not; nil for the daily method, which has no rows.
    package var nextDue: Row? { openRows.first }

    /// The first unpaid row that is due on a day or after it.
    package func nextDue(from day: Day) -> Row? { openRows.first { $0.instalment.due >= day } }

    /// Days since the oldest unpaid due date when it is beyond the days of grace, else 0.
    package func daysPastDue(on day: Day) -> Int {
        let days = daysLate(on: day)
        return days > penalty.graceDays ? days : 0
    }

    /// Days since the oldest unpaid due date, the days of grace included; 0 when none has passed.
    package func daysLate(on day: Day) -> Int {
        max(0, openRows.map { day - $0.instalment.due }.max() ?? 0)
    }

    /// All that is still to be paid when the rest is paid as it falls due, with the penalty up to a
    /// day; for the daily method principal and interest up to that day.
    package func remainingTotal(on day: Day) -> Money {
        guard terms.method == .daily, status == .active else {
            return remainingScheduled + duesUnpaid(on: day).penalty
        }
        let interest = try? DailyInterest(movements, rate: terms.annualRate, until: day)
        return interest?.payoff ?? outstandingPrincipal
    }

    /// What the rows not paid still charge.
    var remainingScheduled: Money { openRows.map(\.open.total).sum() }

    /// Rows due by `last` and not paid, with the penalty on them on `day`.
    func owed(dueBy last: Day, on day: Day) throws(LendingError) -> Parts {
        var owed = Parts.zero
        for row in openRows where row.instalment.due <= last {
            owed = owed + row.open
            owed.penalty += try penaltyOwed(on: row, day: day)
        }
        return owed
    }

    /// A position has to be shown even when a penalty cannot be worked out, which the book's own
    /// constraints rule out: then without it. No quote is ever made from this.
    private func unpaid(dueBy last: Day, on day: Day) -> Parts {
        if let owed = try? owed(dueBy: last, on: day) { return owed }
        return openRows.filter { $0.instalment.due <= last }.reduce(.zero) { $0 + $1.open }
    }

    private var openRows: [Row] { status == .active ? rows.filter { !$0.isPaid } : [] }
}
