import Quantities

/// The accounts of the ledger (rule R16).
package enum LedgerAccount: String, Codable, Sendable, CaseIterable {
    /// Clearing account with the bank.
    case cash = "1001"
    case loanPrincipal = "1301"
    case planPrincipal = "1302"
    /// Purchases on statements, billed or not, that are not paid and not in instalments.
    case statementReceivable = "1303"
    case interestIncome = "6011"
    case feeIncome = "6021"
    case penaltyIncome = "6051"
    case prepaymentFeeIncome = "6052"
    /// Money received beyond what was owed: the customer's.
    case unapplied = "2241"
}

/// One line of an operation. One of the two sides is nothing.
package struct Posting: Equatable, Codable, Sendable {
    /// The account the line is booked on.
    package var account: LedgerAccount
    /// In fen, never negative.
    package var debit: Money
    /// In fen, never negative.
    package var credit: Money

    package init(account: LedgerAccount, debit: Money = .zero, credit: Money = .zero) {
        self.account = account
        self.debit = debit
        self.credit = credit
    }

    /// The line as one number, debits positive.
    package var signed: Money { debit - credit }

    /// The line that undoes this one.
    package var reversed: Posting { Posting(account: account, debit: credit, credit: debit) }
}
