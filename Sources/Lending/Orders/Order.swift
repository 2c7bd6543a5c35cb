import Quantities

/// What a customer has seen, agreed to, and wants carried out: exactly this, or nothing.
package enum Order: Equatable, Codable, Sendable {
    /// Pay a loan or an instalment plan off in full.
    case settle(loan: String, PayoffQuote)
    /// Pay what is due of a loan or a plan, or its next instalment before it is due.
    case payDues(contract: String, DuesQuote)
    /// Pay a statement, or a part of it.
    case payStatement(id: String, amount: Money)
    /// Pay a part of a loan's principal early.
    case prepay(loan: String, PrepaymentQuote)
    /// Pay back a part of what is drawn of a revolving loan.
    case repayDrawn(loan: String, DrawnRepayment)
    /// Put a part of a statement into instalments.
    case convertStatement(id: String, InstalmentOffer)
    /// Put one purchase into instalments.
    case convertPurchase(id: String, InstalmentOffer)
    /// Undo a plan on the day it was made; its amount is owed again where it came from.
    case cancelPlan(id: String, amount: Money)
    /// Exchange a plan for another one on the day it was made.
    case changePlan(id: String, InstalmentOffer)
    /// Issue the certificate that a contract is paid off.
    case certify(loan: String, Certificate)
    /// Make one of the repayments above on a later day.
    indirect case book(Booking)
    /// Take a booking back.
    indirect case cancelBooking(Booking)

    /// The one place where the kinds of order part. What the rules know of each lies in a file of
    /// its own beside this one.
    package var rules: any OrderRules {
        switch self {
        case .settle(let id, let quote): SettlementOrder(id, quote)
        case .payDues(let id, let quote): DuesOrder(id, quote)
        case .payStatement(let id, let amount): StatementOrder(id, amount)
        case .prepay(let id, let quote): PrepaymentOrder(id, quote)
        case .repayDrawn(let id, let quote): DrawnRepaymentOrder(id, quote)
        case .convertStatement(let id, let offer): StatementConversionOrder(id, offer)
        case .convertPurchase(let id, let offer): PurchaseConversionOrder(id, offer)
        case .cancelPlan(let id, let amount): PlanCancellationOrder(id, amount)
        case .changePlan(let id, let offer): PlanChangeOrder(id, offer)
        case .certify(let id, let certificate): CertificateOrder(id, certificate)
        case .book(let booking): BookingOrder(booking)
        case .cancelBooking(let booking): BookingCancellationOrder(booking)
        }
    }

    /// The sum the customer was told: what is paid now or at most later, in all over the plan, owed
    /// again, or not taken any more. Nothing for a certificate.
    package var total: Money { rules.total }

    /// The contract, statement or purchase it is about.
    package var subject: String { rules.subject }

    /// Pays a contract or a statement back, so that it can be booked.
    package var isRepayment: Bool { rules.isRepayment }
}

/// What the rules know of a kind of order, with what was agreed to.
package protocol OrderRules: Sendable {
    /// See `Order.total`.
    var total: Money { get }
    /// See `Order.subject`.
    var subject: String { get }
    /// See `Order.isRepayment`.
    var isRepayment: Bool { get }
    /// The order as it comes out at a moment, with the figures of then; or why it cannot be had. A
    /// sum that the customer chose is never exceeded, and made less where less is owed.
    ///
    /// - Throws: `LendingError` where the contract contradicts itself.
    func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal>
}

extension OrderRules {
    package var isRepayment: Bool { false }
}

extension Account {
    /// See `OrderRules.renewed`.
    package func renewed(
        _ order: Order, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        try order.rules.renewed(in: self, at: moment)
    }

    /// A loan or a plan of the customer's own.
    package func contract(_ id: String) -> Loan? { (loans + plans).first { $0.id == id } }
}

/// Proof that an order was carried out: numbered without gaps, stored with its postings.
package struct Receipt: Equatable, Codable, Sendable {
    /// `R000001`, counted from the opening of the book.
    package var number: String
    package var at: Moment
    package var order: Order
    package var postings: [Posting]

    package init(number: String, at: Moment, order: Order, postings: [Posting]) {
        self.number = number
        self.at = at
        self.order = order
        self.postings = postings
    }
}
