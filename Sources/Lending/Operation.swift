import Quantities

/// A change of the book. What it posts follows from it alone (rule R16).
package enum Operation: Equatable, Codable, Sendable {
    /// A loan is paid out.
    case drawdown(loan: String, amount: Money)
    /// A purchase is paid to the merchant and owed by the customer.
    case purchase(id: String, amount: Money)
    /// Money for a contract or a statement.
    ///
    /// - `principal`: where the principal is held: 1301 for a loan, 1302 for a plan, 1303 for a
    ///   statement.
    case repayment(contract: String, principal: LedgerAccount, parts: Parts)
    /// A part of a statement becomes an instalment plan; no money moves.
    case convertStatement(statement: String, plan: String, amount: Money)
    /// A purchase becomes a plan. `owed` is where it is owed: its statement, or itself before one.
    case convertPurchase(purchase: String, owed: String, plan: String, amount: Money)
    /// A plan gives way to another one of the same statement or purchase.
    case changePlan(plan: String, to: String, owed: String, was: Money, amount: Money)
    /// The sides of an earlier operation's lines, swapped.
    case reversal(of: String, lines: [Line])
    /// A document is issued; no money moves.
    case certificate(loan: String)
    /// A repayment is booked for a later day, or the booking taken back; no money moves.
    case booking(of: String)
    case bookingCancelled(of: String)

    /// A posting and the contract, statement or purchase whose balance it changes.
    package struct Line: Equatable, Codable, Sendable {
        package var contract: String
        package var posting: Posting

        package init(_ contract: String, _ posting: Posting) {
            self.contract = contract
            self.posting = posting
        }
    }

    /// The contract, statement or purchase the operation is about.
    package var subject: String {
        switch self {
        case .drawdown(let loan, _), .certificate(let loan): loan
        case .purchase(let id, _): id
        case .repayment(let contract, _, _): contract
        case .convertStatement(let statement, _, _): statement
        case .convertPurchase(let purchase, _, _, _): purchase
        case .changePlan(let plan, _, _, _, _): plan
        case .reversal(let original, _): original
        case .booking(let contract), .bookingCancelled(let contract): contract
        }
    }

    /// The postings of `lines`.
    package var postings: [Posting] { lines.map(\.posting) }

    /// The lines in the order of rule R16, debits first, lines of nothing left out. Debits and
    /// credits are equal.
    package var lines: [Line] {
        allLines.filter { $0.posting.debit != .zero || $0.posting.credit != .zero }
    }

    private var allLines: [Line] {
        switch self {
        case .drawdown(let loan, let amount):
            Self.transfer(amount, debit: (loan, .loanPrincipal), credit: (loan, .cash))
        case .purchase(let id, let amount):
            Self.transfer(amount, debit: (id, .statementReceivable), credit: (id, .cash))
        case .convertStatement(let owed, let plan, let amount),
            .convertPurchase(_, let owed, let plan, let amount):
            Self.transfer(
                amount, debit: (plan, .planPrincipal), credit: (owed, .statementReceivable))
        case .changePlan(let plan, let new, let owed, let was, let amount):
            Self.transfer(was, debit: (owed, .statementReceivable), credit: (plan, .planPrincipal))
                + Self.transfer(
                    amount, debit: (new, .planPrincipal), credit: (owed, .statementReceivable))
        case .repayment(let contract, let principal, let parts):
            [
                Posting(account: .cash, debit: parts.total),
                Posting(account: principal, credit: parts.principal),
                Posting(account: .interestIncome, credit: parts.interest),
                Posting(account: .feeIncome, credit: parts.fee),
                Posting(account: .penaltyIncome, credit: parts.penalty),
                Posting(account: .prepaymentFeeIncome, credit: parts.prepaymentFee),
                Posting(account: .unapplied, credit: parts.unapplied),
            ].map { Line(contract, $0) }
        case .reversal(_, let lines): lines.map { Line($0.contract, $0.posting.reversed) }
        case .certificate, .booking, .bookingCancelled: []
        }
    }

    private static func transfer(
        _ amount: Money, debit: (contract: String, account: LedgerAccount),
        credit: (contract: String, account: LedgerAccount)
    ) -> [Line] {
        [
            Line(debit.contract, Posting(account: debit.account, debit: amount)),
            Line(credit.contract, Posting(account: credit.account, credit: amount)),
        ]
    }
}
