import Lending
import Quantities

/// A receipt worked out again: from what the contract agrees, the journal before it and the rules,
/// and compared with what was posted. Nothing that the receipt itself stores is believed.
package struct Proof: Equatable, Sendable {
    /// A line of the operation, as the rules make it.
    package struct Line: Equatable, Sendable {
        package var account: LedgerAccount
        /// In fen, debits positive.
        package var amount: Money
        package var reason: Reason
    }

    /// Where an amount comes from, with every figure that goes into it.
    package enum Reason: Equatable, Sendable {
        package enum Part: Equatable, Sendable { case principal, interest, fee }

        /// All of it together, from the bound card.
        case taken
        /// An instalment that is due, or the next one paid ahead.
        case row(Int, Part)
        /// Penalty on the principal of a late row (rule R8); days since its due date.
        case penalty(row: Int, on: Money, days: Int)
        /// Principal of the rows that are not due yet.
        case notDue(first: Int, last: Int)
        /// What is drawn of a revolving loan.
        case drawn
        /// Interest of the running period (rule R9): days of actual, base 360, at most `atMost`.
        case interest(on: Money, rate: Rate, days: Int, atMost: Money)
        /// Interest by the day (rule R7) on the sum of balance times days.
        case dailyInterest(fenDays: Int64, rate: Rate)
        /// Fee of a plan's running period.
        case periodFee(Money, days: Int, FlatFeePolicy)
        case prepaymentFee(on: Money, rate: Rate)
        /// Principal paid early at the customer's wish.
        case prepaid
        case statement(String)
        /// Into a new plan, out of where the amount was owed, out of a plan that is undone.
        case intoPlan(String)
        case from(String)
        case backTo(String)
    }

    /// Something disclosed that no line posts.
    package enum Note: Equatable, Sendable {
        /// Why there is no fee for paying early.
        case freeInCoolingOff(days: Int, of: Int)
        case freeAfterRows(paid: Int, needed: Int)
        case freeByContract
        case saved(interest: Money, fee: Money, net: Money)
        /// The rows after a prepayment.
        case rowsLeft(PrepaymentQuote.Mode, count: Int, first: Money, last: Money, lastDue: Day)
        case plan(Price)
        case unpaidBefore(Money)
        /// What stays due after a payment of dues.
        case stillDue(Money)
        case principalFirst(daysPastDue: Int)
        case paidOff(on: Day, Money)
        /// A repayment for a later day, and the most that may be taken then.
        case booked(for: Day, atMost: Money)
        /// The receipt of the booking, and the day it was made on.
        case asBooked(String, on: Day, atMost: Money)
    }

    /// What a plan costs; annual rates in hundredths of a percent.
    package struct Price: Equatable, Sendable {
        package var periods: Int
        /// A period, on the original amount.
        package var feeRate: Rate
        package var fee: Money
        package var first: Money
        package var last: Money
        package var totalFee: Money
        package var nominal: Int
        package var effective: Int

        init(_ offer: InstalmentOffer) {
            (periods, feeRate, fee) = (offer.periods, offer.feeRate, offer.rows[0].fee)
            (first, last, totalFee) = (offer.first, offer.last, offer.totalFee)
            (nominal, effective) = (offer.annual.nominal, offer.annual.effective)
        }
    }

    package var issued: IssuedReceipt
    /// Number of the operation in the journal.
    package var operation: Int64
    package var evidence: Evidence
    /// The day the operation counts for, by the hour it was ordered at.
    package var valueDate: Day
    /// The contract as it was before, worked out again; nil where none is concerned.
    package var contract: Loan?
    package var lines: [Line] = []
    package var notes: [Note] = []
    /// What differs; empty when the books and the rules agree.
    package var findings: [Discrepancy] = []

    package var holds: Bool { findings.isEmpty }

    mutating func add(_ account: LedgerAccount, _ amount: Money, _ reason: Reason) {
        if amount != .zero { lines.append(Line(account: account, amount: amount, reason: reason)) }
    }

    /// Each account's lines must come to what was posted on it.
    mutating func compareWithPostings() {
        let posted = issued.receipt.postings
        for account in LedgerAccount.allCases {
            let derived = lines.filter { $0.account == account }.map(\.amount).sum()
            let booked = posted.filter { $0.account == account }.map(\.signed).sum()
            guard derived != booked else { continue }
            findings.append(
                Discrepancy(
                    "account \(account.rawValue): the rules make \(derived), \(booked) was posted",
                    about: .account(account), expected: derived, found: booked))
        }
        if posted.map(\.signed).sum() != .zero {
            findings.append(Discrepancy("the postings do not balance"))
        }
    }
}
