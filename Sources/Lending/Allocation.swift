import Quantities

/// How a payment that is less than all dues is spread over them (rule R12). All amounts in fen.
package struct Allocation: Equatable, Sendable {
    /// A due row: what is owed of it, or what a payment covers of it.
    package struct Row: Equatable, Codable, Sendable {
        /// The number of the row in its schedule.
        package var number: Int
        /// Principal, interest, fee and penalty.
        package var parts: Parts

        package init(number: Int, parts: Parts) {
            self.number = number
            self.parts = parts
        }
    }

    /// From this many days overdue on, principal comes first.
    package static let principalFirstFrom = 91

    /// What the payment covers, row by row in the order handed in.
    package let allocated: [Row]
    /// What stays owed, row by row.
    package let remaining: [Row]
    /// What is left of the payment: the customer's credit (account 2241).
    package let unapplied: Money

    /// - Parameters:
    ///   - payment: the money received.
    ///   - dues: due rows with principal, interest, fee and penalty, the oldest first.
    ///   - daysPastDue: of the oldest row. Up to 90, row by row: fee, penalty, interest, principal.
    ///     From 91, all principal, then all interest, penalty, fee.
    /// - Throws: `LendingError` for negative amounts and amounts above the limit.
    package init(
        of payment: Money, to dues: [Row], daysPastDue: Int
    ) throws(LendingError) {
        try Limits.check(payment)
        for row in dues { for part in Self.kinds { try Limits.check(row.parts[keyPath: part]) } }
        var left = payment
        var covered = dues.map { Row(number: $0.number, parts: .zero) }
        var open = dues
        for (index, part) in Self.order(rows: dues.indices, daysPastDue: daysPastDue) {
            let share = min(left, open[index].parts[keyPath: part])
            covered[index].parts[keyPath: part] += share
            open[index].parts[keyPath: part] -= share
            left -= share
        }
        allocated = covered
        remaining = open
        unapplied = left
    }

    private typealias Kind = WritableKeyPath<Parts, Money>

    private static var kinds: [Kind] { [\.fee, \.penalty, \.interest, \.principal] }

    private static func order(rows: Range<Int>, daysPastDue: Int) -> [(Int, Kind)] {
        guard daysPastDue >= principalFirstFrom else {
            return rows.flatMap { row in kinds.map { (row, $0) } }
        }
        let vertical: [Kind] = [\.principal, \.interest, \.penalty, \.fee]
        return vertical.flatMap { kind in rows.map { ($0, kind) } }
    }
}
