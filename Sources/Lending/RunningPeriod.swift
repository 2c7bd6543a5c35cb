import Quantities

/// The period that a value date falls into: the first row not due yet and the rows after it
/// (rules R9, R10). Empty when every row is due or paid.
struct RunningPeriod {
    /// Rows that are due after the value date and not paid, the running one first.
    var rows: [Loan.Row]
    /// The due date before, or the drawdown.
    var begin: Day
    /// Days used of the running period; 0 when it has not begun, or nothing runs.
    var days: Int

    /// What the rows not due yet would still have charged.
    var open: Parts { rows.reduce(.zero) { $0 + $1.open } }

    /// Interest for the days used on a principal, in fen: actual days on a base of 360, at most
    /// what the running row charges, since a month of 31 days must not cost more than a month.
    func interest(on principal: Money, _ terms: Terms) throws(LendingError) -> Money {
        guard terms.method != .flatFee, let running = rows.first else { return .zero }
        return min(try brokenInterest(on: principal, terms), running.open.interest)
    }

    /// The same without a ceiling.
    func brokenInterest(on principal: Money, _ terms: Terms) throws(LendingError) -> Money {
        try Limits.roundedHalfUp(
            Int128(principal.fen) * Int128(terms.annualRate.ppm) * Int128(days),
            over: 360_000_000)
    }

    /// The fee charged for the rows not due yet, in fen, by the contract's policy.
    func accruedFee(_ terms: Terms, _ policy: FlatFeePolicy) -> Money {
        guard terms.method == .flatFee, let running = rows.first else { return .zero }
        let fee = running.open.fee
        switch policy {
        case .proRataCurrent:
            return Money(fen: roundHalfUp(Int128(fee.fen) * Int128(min(days, 30)), over: 30))
        case .waiveFuture: return days > 0 ? fee : .zero
        case .chargeAll: return open.fee
        }
    }
}

extension Loan {
    func runningPeriod(on day: Day) -> RunningPeriod {
        guard
            let first = rows.firstIndex(where: {
                $0.instalment.due > day && (!$0.isPaid || $0.asksForNothing)
            })
        else { return RunningPeriod(rows: [], begin: day, days: 0) }
        let begin = first == 0 ? terms.start : rows[first - 1].instalment.due
        return RunningPeriod(
            rows: Array(rows[first...]), begin: begin, days: max(0, day - begin))
    }
}
