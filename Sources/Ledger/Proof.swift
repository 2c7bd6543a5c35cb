import Lending
import Quantities

/// A receipt worked out again: from what the contract agrees, the journal before it and the rules,
/// and compared with what was posted. Nothing that the receipt itself stores is believed.
public struct Proof: Equatable, Sendable {
    /// A line of the operation, as the rules make it.
    public struct Line: Equatable, Sendable {
        public var account: LedgerAccount
        /// In fen, debits positive.
        public var amount: Money
        public var reason: Reason
    }

    /// Where an amount comes from, with every figure that goes into it.
    public enum Reason: Equatable, Sendable {
        public enum Part: Equatable, Sendable { case principal, interest, fee }

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
    public enum Note: Equatable, Sendable {
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
    public struct Price: Equatable, Sendable {
        public var periods: Int
        /// A period, on the original amount.
        public var feeRate: Rate
        public var fee: Money
        public var first: Money
        public var last: Money
        public var totalFee: Money
        public var nominal: Int
        public var effective: Int

        init(_ offer: InstalmentOffer) {
            (periods, feeRate, fee) = (offer.periods, offer.feeRate, offer.rows[0].fee)
            (first, last, totalFee) = (offer.first, offer.last, offer.totalFee)
            (nominal, effective) = (offer.annual.nominal, offer.annual.effective)
        }
    }

    public var issued: IssuedReceipt
    /// Number of the operation in the journal.
    public var operation: Int64
    public var evidence: Evidence
    /// The day the operation counts for, by the hour it was ordered at.
    public var valueDate: Day
    /// The contract as it was before, worked out again; nil where none is concerned.
    public var contract: Loan?
    public var lines: [Line] = []
    public var notes: [Note] = []
    /// What differs, as sentences; empty when the books and the rules agree.
    public var findings: [String] = []

    public var holds: Bool { findings.isEmpty }

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
                "account \(account.rawValue): the rules make \(derived), \(booked) was posted")
        }
        if posted.map(\.signed).sum() != .zero { findings.append("the postings do not balance") }
    }
}
