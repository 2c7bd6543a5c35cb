import Quantities

/// A customer's whole position on a day, as the book holds it: what a turn may speak of.
package struct Account: Equatable, Codable, Sendable {
    /// The day the book has been brought to.
    package var asOf: Day
    /// Counts every change of this customer's position. A quote is good for one version only.
    package var version: Int
    package var customer: Customer
    /// Loans in the order they were drawn, settled ones last.
    package var loans: [Loan]
    /// Instalment plans: flat-fee contracts made from a statement or a purchase.
    package var plans: [Loan]
    /// The newest statement that was cut, paid or not.
    package var statement: Statement?
    /// Purchases of that statement and since, those refunded or in instalments too.
    package var purchases: [Purchase]
    /// When the statement falls due that is cut next.
    package var nextStatementDue: Day?
    package var credit: CreditLine
    package var risk: RiskProfile
    /// Repayments booked for later days, in the order they were booked.
    package var bookings: [Booking]
    /// What was paid and arranged, the oldest first.
    package var history: [HistoryItem]

    package init(
        asOf: Day, version: Int, customer: Customer, loans: [Loan], plans: [Loan],
        statement: Statement?, purchases: [Purchase], nextStatementDue: Day? = nil,
        credit: CreditLine, risk: RiskProfile, bookings: [Booking] = [],
        history: [HistoryItem] = []
    ) {
        self.asOf = asOf
        self.version = version
        self.customer = customer
        self.loans = loans
        self.plans = plans
        self.statement = statement
        self.purchases = purchases
        self.nextStatementDue = nextStatementDue
        self.credit = credit
        self.risk = risk
        self.bookings = bookings
        self.history = history
    }

    /// Purchases since the newest statement that are owed as they are.
    package var unbilled: [Purchase] { purchases.filter { $0.statement == nil && $0.isOpen } }
}

package struct Customer: Equatable, Codable, Sendable {
    package enum Status: String, Codable, Sendable { case normal, frozen }
    /// `zhang-wei`: the name a demo store knows the customer by.
    package var id: String
    package var name: String
    /// Registered mobile number, eleven digits.
    package var phone: String
    /// Last four digits of the bound debit card.
    package var cardTail: String
    /// What the mock bank holds on that card.
    package var cardBalance: Money
    package var status: Status
    /// `zh` or `en`.
    package var language: String

    package init(
        id: String, name: String, phone: String, cardTail: String, cardBalance: Money,
        status: Status, language: String
    ) {
        self.id = id
        self.name = name
        self.phone = phone
        self.cardTail = cardTail
        self.cardBalance = cardBalance
        self.status = status
        self.language = language
    }
}

/// A loan or an instalment plan: its terms, its rows as stored, and what has been paid of each.
package struct Loan: Equatable, Codable, Sendable, Identifiable {
    package enum Status: String, Codable, Sendable { case active, settled, cancelled }

    package struct Row: Equatable, Codable, Sendable {
        package var instalment: Instalment
        package var paid: Parts
        /// The penalty charged when a part of the row was paid late, and the day it was charged up
        /// to: what is paid then makes the penalty to come smaller, never the one that has grown.
        package var charged: ChargedPenalty?

        package init(instalment: Instalment, paid: Parts = .zero, charged: ChargedPenalty? = nil) {
            self.instalment = instalment
            self.paid = paid
            self.charged = charged
        }

        /// What of the row's principal, interest and fee is not paid yet.
        package var open: Parts {
            Parts(
                principal: instalment.principal - paid.principal,
                interest: instalment.interest - paid.interest, fee: instalment.fee - paid.fee)
        }
        package var isPaid: Bool {
            open.total == .zero && (charged?.amount ?? .zero) <= paid.penalty
        }
        var asksForNothing: Bool { instalment.total == .zero && paid.total == .zero }
    }

    /// A penalty that no longer depends on what is paid afterwards.
    package struct ChargedPenalty: Equatable, Codable, Sendable {
        package var amount: Money
        package var upTo: Day

        package init(amount: Money, upTo: Day) {
            self.amount = amount
            self.upTo = upTo
        }
    }

    /// Principal that was paid early, with its interest and fee: no row holds it.
    package struct Prepayment: Equatable, Codable, Sendable {
        package var day: Day
        package var parts: Parts

        package init(day: Day, parts: Parts) {
            self.day = day
            self.parts = parts
        }
    }

    /// Contract number; its last four digits are how a customer names it.
    package var id: String
    /// What it was for, a key the phrasebook has a name for: `cash`, `phone`, `statement` ….
    package var purpose: String
    package var status: Status
    package var terms: Terms
    package var rows: [Row]
    /// Draws and repayments of the daily method; empty otherwise.
    package var movements: [DailyMovement]
    /// Partial prepayments, the oldest first.
    package var prepayments: [Prepayment] = []
    package var penalty: PenaltyRule
    package var prepaymentFee: PrepaymentFee
    package var flatFeePolicy: FlatFeePolicy
    /// The day of a row whose automatic debit is still being processed (until 20:00 of that day).
    package var pendingDebit: Day?
    /// The statement or purchase a plan was made from.
    package var source: String?
    /// The day the contract was signed.
    package var signed: Day

    package init(
        id: String, purpose: String, status: Status, terms: Terms, rows: [Row],
        movements: [DailyMovement] = [], penalty: PenaltyRule, prepaymentFee: PrepaymentFee,
        flatFeePolicy: FlatFeePolicy = .proRataCurrent, pendingDebit: Day? = nil,
        source: String? = nil, signed: Day
    ) {
        self.id = id
        self.purpose = purpose
        self.status = status
        self.terms = terms
        self.rows = rows
        self.movements = movements
        self.penalty = penalty
        self.prepaymentFee = prepaymentFee
        self.flatFeePolicy = flatFeePolicy
        self.pendingDebit = pendingDebit
        self.source = source
        self.signed = signed
    }

    /// Last four digits of the contract number.
    package var tail: String { String(id.suffix(4)) }
    /// Rows paid in full, counted from the first.
    package var paidRows: Int { rows.prefix { $0.isPaid }.count }

    /// The same for the rules that count instalments: a row that asks for nothing (rule R3 keeps
    /// them) is no instalment paid before its day.
    func paidRows(on day: Day) -> Int {
        rows.prefix { $0.isPaid && (!$0.asksForNothing || $0.instalment.due <= day) }.count
    }
}

/// A draw or a repayment of a revolving loan; on one day in the order listed (rule R7).
package struct DailyMovement: Equatable, Codable, Sendable {
    package enum Kind: String, Codable, Sendable { case draw, repay }
    package var day: Day
    package var kind: Kind
    package var amount: Money

    package init(day: Day, kind: Kind, amount: Money) {
        self.day = day
        self.kind = kind
        self.amount = amount
    }
}

/// A statement of purchases, due as one sum unless it is put into instalments.
package struct Statement: Equatable, Codable, Sendable, Identifiable {
    package var id: String
    package var cut: Day
    package var due: Day
    package var purchases: Money
    /// What of the purchases has been put into instalments.
    package var converted: Money
    /// What of the rest has been paid.
    package var paid: Money
    /// Newest first: was each of the last cycles overdue.
    package var overdueHistory: [Bool]

    package init(
        id: String, cut: Day, due: Day, purchases: Money, converted: Money, paid: Money,
        overdueHistory: [Bool]
    ) {
        self.id = id
        self.cut = cut
        self.due = due
        self.purchases = purchases
        self.converted = converted
        self.paid = paid
        self.overdueHistory = overdueHistory
    }

    package var unpaid: Money { purchases - converted - paid }
}

package struct Purchase: Equatable, Codable, Sendable, Identifiable {
    package var id: String
    package var merchant: String
    package var amount: Money
    package var booked: Day
    /// The statement it is on; nil until one is cut.
    package var statement: String?
    /// The plan it was put into.
    package var plan: String?
    package var isRefunded: Bool

    package init(
        id: String, merchant: String, amount: Money, booked: Day, statement: String? = nil,
        plan: String? = nil, isRefunded: Bool = false
    ) {
        self.id = id
        self.merchant = merchant
        self.amount = amount
        self.booked = booked
        self.statement = statement
        self.plan = plan
        self.isRefunded = isRefunded
    }

    /// Neither refunded nor in instalments.
    package var isOpen: Bool { plan == nil && !isRefunded }
}

/// The revolving line behind purchases and plans (rule R15).
package struct CreditLine: Equatable, Codable, Sendable {
    package var limit: Money
    /// Principal outstanding on the line: purchases not paid and plan principal.
    package var used: Money
    package var holds: Money

    package init(limit: Money, used: Money, holds: Money) {
        self.limit = limit
        self.used = used
        self.holds = holds
    }
}

/// What the in-loan risk scan looks at (rule R14), apart from the book itself.
package struct RiskProfile: Equatable, Codable, Sendable {
    package var fraudFlag: Bool
    package var lendersWithBalance: Int
    package var hardInquiries90Days: Int
    package var setupAttempts24Hours: Int
    package var monthlyIncome: Money
    package var monthlyObligations: Money
    package var hoursSinceContactChange: Int?

    package init(
        fraudFlag: Bool, lendersWithBalance: Int, hardInquiries90Days: Int,
        setupAttempts24Hours: Int, monthlyIncome: Money, monthlyObligations: Money,
        hoursSinceContactChange: Int?
    ) {
        self.fraudFlag = fraudFlag
        self.lendersWithBalance = lendersWithBalance
        self.hardInquiries90Days = hardInquiries90Days
        self.setupAttempts24Hours = setupAttempts24Hours
        self.monthlyIncome = monthlyIncome
        self.monthlyObligations = monthlyObligations
        self.hoursSinceContactChange = hoursSinceContactChange
    }
}
