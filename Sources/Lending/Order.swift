import Quantities

/// What a customer has seen, agreed to, and wants carried out: exactly this, or nothing.
public enum Order: Equatable, Codable, Sendable {
    /// Pay a loan or an instalment plan off in full.
    case settle(loan: String, PayoffQuote)
    /// Put a part of a statement into instalments.
    case convertStatement(id: String, InstalmentOffer)

    /// The sum the customer was told: what is paid now, or in all over the plan.
    public var total: Money {
        switch self {
        case .settle(_, let quote): quote.total
        case .convertStatement(_, let offer): offer.totalPayable
        }
    }

    /// The contract or statement it is about.
    public var subject: String {
        switch self {
        case .settle(let loan, _): loan
        case .convertStatement(let id, _): id
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
