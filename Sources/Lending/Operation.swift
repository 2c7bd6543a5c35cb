import Quantities

/// A change of the book. What it posts follows from it alone (rule R16).
public enum Operation: Equatable, Codable, Sendable {
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
    /// The sides of an earlier operation's lines, swapped.
    case reversal(of: String, postings: [Posting])

    /// The lines in the order of rule R16, debits first, lines of nothing left out. Debits and
    /// credits are equal.
    public var postings: [Posting] {
        lines.filter { $0.debit != .zero || $0.credit != .zero }
    }

    private var lines: [Posting] {
        switch self {
        case .drawdown(_, let amount):
            Self.transfer(amount, debit: .loanPrincipal, credit: .cash)
        case .purchase(_, let amount):
            Self.transfer(amount, debit: .statementReceivable, credit: .cash)
        case .convertStatement(_, _, let amount):
            Self.transfer(amount, debit: .planPrincipal, credit: .statementReceivable)
        case .repayment(_, let principal, let parts):
            [
                Posting(account: .cash, debit: parts.total),
                Posting(account: principal, credit: parts.principal),
                Posting(account: .interestIncome, credit: parts.interest),
                Posting(account: .feeIncome, credit: parts.fee),
                Posting(account: .penaltyIncome, credit: parts.penalty),
                Posting(account: .prepaymentFeeIncome, credit: parts.prepaymentFee),
                Posting(account: .unapplied, credit: parts.unapplied),
            ]
        case .reversal(_, let postings): postings.map(\.reversed)
        }
    }

    private static func transfer(
        _ amount: Money, debit: LedgerAccount, credit: LedgerAccount
    ) -> [Posting] {
        [Posting(account: debit, debit: amount), Posting(account: credit, credit: amount)]
    }
}
