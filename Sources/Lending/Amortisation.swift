import Quantities

/// How a balance is spread over due dates: the one loop behind rules R3 to R6 and R10.
enum Amortisation {
    /// The place of a row in a schedule.
    struct Slot {
        var number: Int
        var due: Day
    }

    /// What of a balance is too little for a month of its own: below one yuan. Rounding leaves a
    /// fen or two when whole instalments are paid early, and nobody should owe 0.01 on another day,
    /// be late with it, or wait for a certificate because of it. A shorter term pays it with the
    /// row before. (The vectors of R10 know no such row: the least last one there is 82.03.)
    private static let largestCrumb = Money(fen: 99)

    /// A whole month's interest, half up to the fen. A month is a twelfth of the contract rate,
    /// whatever its length.
    static func monthlyInterest(on balance: Money, at rate: Rate) -> Money {
        Money(fen: roundHalfUp(Int128(balance.fen) * Int128(rate.ppm), over: 12_000_000))
    }

    /// The rows that repay `balance`. The last one takes whatever is left, so rounding never leaves
    /// a remainder.
    ///
    /// - Parameter endsEarly: whether the row that can clear the balance ends the schedule, a crumb
    ///   included; else rows of nothing are kept to the end of the term.
    /// - Parameter principal: the principal part of a row before the last, given its interest.
    static func rows(
        of balance: Money, at rate: Rate, on slots: [Slot], endsEarly: Bool = false,
        principal: (_ interest: Money) -> Money
    ) -> [Instalment] {
        var rows: [Instalment] = []
        var left = balance
        for slot in slots {
            let interest = monthlyInterest(on: left, at: rate)
            let wanted = max(.zero, principal(interest))
            let isCleared = endsEarly && left <= wanted + largestCrumb
            let isLast = slot.number == slots.last?.number || isCleared
            let part = isLast ? left : min(wanted, left)
            left -= part
            rows.append(
                Instalment(
                    number: slot.number, due: slot.due, principal: part, interest: interest,
                    fee: .zero, balanceAfter: left))
            if isLast { break }
        }
        return rows
    }

    /// An equal share of an amount, rounded down to the fen (rules R4, R6).
    static func equalShare(of amount: Money, periods: Int) -> Money {
        Money(fen: roundDown(Int128(amount.fen), over: Int128(periods)))
    }
}
