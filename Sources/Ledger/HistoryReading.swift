import Lending
import Quantities

extension Book {
    /// Of older operations the statements and the journal tell.
    private static let longestHistory = 200

    /// What was paid and arranged, and which debits failed, the oldest first.
    func history(of customer: String) throws -> [HistoryItem] {
        let items =
            try arranged(by: customer) + failedDebits(of: customer) + failedBookings(of: customer)
        return items.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    private func arranged(by customer: String) throws -> [HistoryItem] {
        let lines = try all(
            """
            SELECT operations.number, kind, subject, at, origin, receipts.number, account, debit,
                credit, CASE WHEN kind LIKE 'booking%' THEN receipts.content END
            FROM operations LEFT JOIN receipts ON receipts.operation = operations.number
                LEFT JOIN postings ON postings.operation = operations.number
            WHERE operations.number IN (
                SELECT number FROM operations WHERE customer = ?
                    AND kind IN ('repayment', 'conversion', 'change', 'reversal', 'certificate',
                        'booking', 'booking_cancelled')
                ORDER BY number DESC LIMIT \(Self.longestHistory))
            ORDER BY operations.number, line
            """, [customer], Line.init)
        var items: [HistoryItem] = []
        for (index, line) in lines.enumerated() {
            // One item for all lines of an operation.
            guard index == 0 || lines[index - 1].operation != line.operation else { continue }
            let whole = lines[index...].prefix { $0.operation == line.operation }
            guard let what = line.what(whole.map(\.posting)) else { continue }
            items.append(
                HistoryItem(
                    at: line.at, subject: line.subject, what: what,
                    receipt: line.receipt.map(Receipt.number)))
        }
        return items
    }

    private func failedBookings(of customer: String) throws -> [HistoryItem] {
        try refusedBookings(of: customer).map { _, booking, reason in
            HistoryItem(
                at: booking.due, subject: booking.order.subject,
                what: .bookingRefused(booking, reason: reason))
        }
    }

    private func failedDebits(of customer: String) throws -> [HistoryItem] {
        try all(
            "SELECT at, record FROM audit WHERE customer = ? AND kind = ? ORDER BY number",
            [customer, AuditKind.debitRefused.rawValue]
        ) { cells in
            let facts = try cells.text(1).split(separator: "\n").dropFirst()
            func value(_ name: String) -> String {
                let line = facts.first { $0.hasPrefix(name + "=") }
                return String(line?.dropFirst(name.count + 1) ?? "")
            }
            guard let total = Int64(value("total")) else {
                throw LedgerError.damaged("the audit record of a failed debit has no total")
            }
            return HistoryItem(
                at: try cells.moment(0), subject: value("subject"),
                what: .debitFailed(Money(fen: total)))
        }
    }

    /// A line of an operation; one without postings has a line of nothing.
    private struct Line {
        var operation: Int64
        var kind: Entry.Kind
        var subject: String
        var at: Moment
        var origin: Entry.Origin
        var receipt: Int64?
        var posting: Posting
        /// Of a booking, and of taking it back.
        var order: Order?

        init(_ cells: Cells) throws {
            operation = try cells.integer(0)
            kind = try cells.name(1)
            subject = try cells.text(2)
            at = try cells.moment(3)
            origin = try cells.name(4)
            receipt = try cells.optionalInteger(5)
            posting =
                try cells.optionalText(6) == nil
                ? Posting(account: .cash)
                : Posting(
                    account: try cells.name(6), debit: try cells.money(7),
                    credit: try cells.money(8))
            order = try cells.optionalText(9).flatMap(OrderText.read)
        }

        func what(_ postings: [Posting]) -> HistoryItem.What? {
            switch kind {
            case .repayment: .paid(Parts(paidBy: postings), isAutomatic: origin == .debit)
            case .conversion: .planMade(postings.map(\.debit).sum())
            case .change: .planChanged(postings.last?.credit ?? .zero)
            case .reversal: origin == .desk ? .planCancelled(postings.map(\.debit).sum()) : nil
            case .certificate: .certificate
            case .booking: order?.booking.map(HistoryItem.What.booked)
            case .bookingCancelled:
                if case .cancelBooking(let booking) = order {
                    .bookingCancelled(booking)
                } else {
                    nil
                }
            case .drawdown, .purchase: nil
            }
        }
    }
}

extension Parts {
    /// The credits of a repayment, by kind.
    init(paidBy postings: [Posting]) {
        self.init()
        for posting in postings {
            switch posting.account {
            case .loanPrincipal, .planPrincipal, .statementReceivable: principal += posting.credit
            case .interestIncome: interest += posting.credit
            case .feeIncome: fee += posting.credit
            case .penaltyIncome: penalty += posting.credit
            case .prepaymentFeeIncome: prepaymentFee += posting.credit
            case .unapplied: unapplied += posting.credit
            case .cash: continue
            }
        }
    }
}
