import Quantities

/// What a customer has seen, agreed to, and wants carried out: exactly this, or nothing.
public enum Order: Equatable, Codable, Sendable {
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

    /// The sum the customer was told: what is paid now or at most later, in all over the plan, owed
    /// again, or not taken any more. Nothing for a certificate.
    public var total: Money {
        switch self {
        case .settle(_, let quote): quote.total
        case .payDues(_, let quote): quote.total
        case .payStatement(_, let amount), .cancelPlan(_, let amount): amount
        case .prepay(_, let quote): quote.total
        case .repayDrawn(_, let quote): quote.principal
        case .convertStatement(_, let offer), .convertPurchase(_, let offer),
            .changePlan(_, let offer):
            offer.totalPayable
        case .certify: .zero
        case .book(let booking), .cancelBooking(let booking): booking.order.total
        }
    }

    /// The contract, statement or purchase it is about.
    public var subject: String {
        switch self {
        case .settle(let id, _), .payDues(let id, _), .payStatement(let id, _), .prepay(let id, _),
            .repayDrawn(let id, _), .convertStatement(let id, _), .convertPurchase(let id, _),
            .cancelPlan(let id, _), .changePlan(let id, _), .certify(let id, _):
            id
        case .book(let booking), .cancelBooking(let booking): booking.order.subject
        }
    }
}

/// Proof that an order was carried out: numbered without gaps, stored with its postings.
public struct Receipt: Equatable, Codable, Sendable {
    /// `R000001`, counted from the opening of the book.
    public var number: String
    public var at: Moment
    public var order: Order
    public var postings: [Posting]

    public init(number: String, at: Moment, order: Order, postings: [Posting]) {
        self.number = number
        self.at = at
        self.order = order
        self.postings = postings
    }
}
