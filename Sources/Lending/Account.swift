import Quantities

/// A customer's whole position on a day, as the book holds it: what a turn may speak of.
public struct Account: Equatable, Codable, Sendable {
    /// The day the book has been brought to.
    public var asOf: Day
    /// Counts every change of this customer's position. A quote is good for one version only.
    public var version: Int
    public var customer: Customer
    /// Loans in the order they were drawn, settled ones last.
    public var loans: [Loan]
    /// Instalment plans: flat-fee contracts made from a statement or a purchase.
    public var plans: [Loan]
    /// The newest statement that was cut, paid or not.
    public var statement: Statement?
    /// Purchases of that statement and since, those refunded or in instalments too.
    public var purchases: [Purchase]
    /// When the statement falls due that is cut next.
    public var nextStatementDue: Day?
    public var credit: CreditLine
    public var risk: RiskProfile
    /// Repayments booked for later days, in the order they were booked.
    public var bookings: [Booking]
    /// What was paid and arranged, the oldest first.
    public var history: [HistoryItem]

    public init(
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
    public var unbilled: [Purchase] { purchases.filter { $0.statement == nil && $0.isOpen } }
}

public struct Customer: Equatable, Codable, Sendable {
    public enum Status: String, Codable, Sendable { case normal, frozen }
    /// `zhang-wei`: the name a demo store knows the customer by.
    public var id: String
    public var name: String
    /// Registered mobile number, eleven digits.
    public var phone: String
    /// Last four digits of the bound debit card.
    public var cardTail: String
    /// What the mock bank holds on that card.
    public var cardBalance: Money
    public var status: Status
    /// `zh` or `en`.
    public var language: String

    public init(
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
public struct Loan: Equatable, Codable, Sendable, Identifiable {
    public enum Status: String, Codable, Sendable { case active, settled, cancelled }

    public struct Row: Equatable, Codable, Sendable {
        public var instalment: Instalment
        public var paid: Parts
        /// The penalty charged when a part of the row was paid late, and the day it was charged up
        /// to: what is paid then makes the penalty to come smaller, never the one that has grown.
        public var charged: ChargedPenalty?

        public init(instalment: Instalment, paid: Parts = .zero, charged: ChargedPenalty? = nil) {
            self.instalment = instalment
            self.paid = paid
            self.charged = charged
        }

        /// What of the row's principal, interest and fee is not paid yet.
        public var open: Parts {
            Parts(
                principal: instalment.principal - paid.principal,
                interest: instalment.interest - paid.interest, fee: instalment.fee - paid.fee)
        }
        public var isPaid: Bool {
            open.total == .zero && (charged?.amount ?? .zero) <= paid.penalty
        }
        var asksForNothing: Bool { instalment.total == .zero && paid.total == .zero }
    }

    /// A penalty that no longer depends on what is paid afterwards.
    public struct ChargedPenalty: Equatable, Codable, Sendable {
        public var amount: Money
        public var upTo: Day

        public init(amount: Money, upTo: Day) {
            self.amount = amount
            self.upTo = upTo
        }
    }

    /// Principal that was paid early, with its interest and fee: no row holds it.
    public struct Prepayment: Equatable, Codable, Sendable {
        public var day: Day
        public var parts: Parts

        public init(day: Day, parts: Parts) {
            self.day = day
            self.parts = parts
        }
    }

    /// Contract number; its last four digits are how a customer names it.
    public var id: String
    /// What it was for, a key the phrasebook has a name for: `cash`, `phone`, `statement` ….
    public var purpose: String
    public var status: Status
    public var terms: Terms
    public var rows: [Row]
    /// Draws and repayments of the daily method; empty otherwise.
    public var movements: [DailyMovement]
    /// Partial prepayments, the oldest first.
    public var prepayments: [Prepayment] = []
    public var penalty: PenaltyRule
    public var prepaymentFee: PrepaymentFee
    public var flatFeePolicy: FlatFeePolicy
    /// The day of a row whose automatic debit is still being processed (until 20:00 of that day).
    public var pendingDebit: Day?
    /// The statement or purchase a plan was made from.
    public var source: String?
    /// The day the contract was signed.
    public var signed: Day

    public init(
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
    public var tail: String { String(id.suffix(4)) }
    /// Rows paid in full, counted from the first.
    public var paidRows: Int { rows.prefix { $0.isPaid }.count }

    /// The same for the rules that count instalments: a row that asks for nothing (rule R3 keeps
    /// them) is no instalment paid before its day.
    func paidRows(on day: Day) -> Int {
        rows.prefix { $0.isPaid && (!$0.asksForNothing || $0.instalment.due <= day) }.count
    }
}

/// A draw or a repayment of a revolving loan; on one day in the order listed (rule R7).
public struct DailyMovement: Equatable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable { case draw, repay }
    public var day: Day
    public var kind: Kind
    public var amount: Money

    public init(day: Day, kind: Kind, amount: Money) {
        self.day = day
        self.kind = kind
        self.amount = amount
    }
}

/// A statement of purchases, due as one sum unless it is put into instalments.
public struct Statement: Equatable, Codable, Sendable, Identifiable {
    public var id: String
    public var cut: Day
    public var due: Day
    public var purchases: Money
    /// What of the purchases has been put into instalments.
    public var converted: Money
    /// What of the rest has been paid.
    public var paid: Money
    /// Newest first: was each of the last cycles overdue.
    public var overdueHistory: [Bool]

    public init(
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

    public var unpaid: Money { purchases - converted - paid }
}

public struct Purchase: Equatable, Codable, Sendable, Identifiable {
    public var id: String
    public var merchant: String
    public var amount: Money
    public var booked: Day
    /// The statement it is on; nil until one is cut.
    public var statement: String?
    /// The plan it was put into.
    public var plan: String?
    public var isRefunded: Bool

    public init(
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
    public var isOpen: Bool { plan == nil && !isRefunded }
}

/// The revolving line behind purchases and plans (rule R15).
public struct CreditLine: Equatable, Codable, Sendable {
    public var limit: Money
    /// Principal outstanding on the line: purchases not paid and plan principal.
    public var used: Money
    public var holds: Money

    public init(limit: Money, used: Money, holds: Money) {
        self.limit = limit
        self.used = used
        self.holds = holds
    }
}

/// What the in-loan risk scan looks at (rule R14), apart from the book itself.
public struct RiskProfile: Equatable, Codable, Sendable {
    public var fraudFlag: Bool
    public var lendersWithBalance: Int
    public var hardInquiries90Days: Int
    public var setupAttempts24Hours: Int
    public var monthlyIncome: Money
    public var monthlyObligations: Money
    public var hoursSinceContactChange: Int?

    public init(
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
