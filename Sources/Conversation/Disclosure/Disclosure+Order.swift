import Lending
import Quantities

extension Disclosure {
    /// What has to be told of an order on the day of the facts. Where the book does not hold what
    /// the order is about, fields are missing and the card will not pass.
    public init(of order: Order, _ facts: Facts) {
        self.init(for: order)
        total = order.total
        until = Product.nextCutOff(after: facts.now)
        tell(order, facts)
    }

    mutating func tell(_ order: Order, _ facts: Facts) {
        guard let account = facts.account else { return }
        card = account.customer.cardTail
        let contract = account.contract(order.subject)
        purpose = contract?.purpose
        tail = contract?.tail
        switch order {
        case .settle(_, let quote): tell(quote, of: contract)
        case .prepay(_, let quote): tell(quote, of: contract)
        case .repayDrawn(_, let quote): tell(quote, of: contract)
        case .payDues(_, let quote): tell(quote, of: contract)
        case .payStatement(let id, let amount):
            tell(amount, on: account.statement.flatMap { $0.id == id ? $0 : nil }, facts)
        case .convertStatement(_, let offer):
            tell(offer, facts, under: Part("instalment_title_statement", [.amount, .term]))
        case .convertPurchase(let id, let offer):
            merchant = account.purchases.first { $0.id == id }?.merchant
            let title = Part("instalment_title_purchase", [.merchant, .amount, .term])
            tell(offer, facts, under: title)
        case .changePlan(_, let offer): tellChange(of: contract, into: offer, facts)
        case .cancelPlan(_, let amount): tellUndoing(of: contract, amount, account, facts)
        case .certify(_, let certificate): tell(certificate, of: account.customer)
        case .book(let booking): tell(booking, facts)
        case .cancelBooking(let booking): tellCancelling(of: booking)
        }
    }

    mutating func add(_ key: String, _ fields: [Field]) { parts.append(Part(key, fields)) }
}

extension Disclosure.Part {
    init(_ key: String, _ fields: [Disclosure.Field]) {
        self.key = key
        self.fields = fields
    }
}
