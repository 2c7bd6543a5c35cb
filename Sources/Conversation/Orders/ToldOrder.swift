import Lending
import Quantities

/// What is told of a kind of order: its card, its figures, and the words around consent. Each kind
/// lies in a file of its own beside this one.
protocol ToldOrder {
    /// Which texts answer questions about it.
    var topic: String { get }
    /// The line of the inspection sheet that asks for its card.
    var sheet: Disclosure.Sheet { get }
    /// What has to be told whatever the card looks like: of each entry at least one field has to be
    /// rendered.
    var needs: [[Disclosure.Field]] { get }
    /// What is paid now, part by part.
    var parts: Parts? { get }
    /// The offer of an instalment plan, where it makes one.
    var plan: InstalmentOffer? { get }
    /// The instalments there will be.
    var rows: [Instalment] { get }
    /// The question for consent, a key of the phrasebook.
    var asksConsent: String { get }
    /// No money is concerned.
    var isDocument: Bool { get }

    /// Adds to a card what has to be told of it.
    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts)
    /// Its own figures, by the names that replies use; those of its parts and plan besides.
    func figures(_ facts: Facts) -> [String: Reply.Value]
}

extension ToldOrder {
    var sheet: Disclosure.Sheet { .payment }
    var parts: Parts? { nil }
    var plan: InstalmentOffer? { nil }
    var rows: [Instalment] { plan?.rows ?? [] }
    var asksConsent: String { "ask_consent" }
    var isDocument: Bool { false }
    func figures(_ facts: Facts) -> [String: Reply.Value] { [:] }
}

extension Order {
    /// The one place where the kinds of order part in what is told of them.
    var told: any ToldOrder {
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

    /// The offer of an instalment plan, where it makes one.
    var offer: InstalmentOffer? { told.plan }
}

extension Disclosure {
    /// What has to be told of an order on the day of the facts. Where the book does not hold what
    /// the order is about, fields are missing and the card will not pass.
    package init(of order: Order, _ facts: Facts) {
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
        order.told.tell(in: &self, of: contract, facts)
    }

    mutating func add(_ key: String, _ fields: [Field]) { parts.append(Part(key, fields)) }

    /// Whatever is paid: how much, when, by whom to whom, and that it stays paid.
    static let payment: [[Field]] = [.total, .day, .card, .company, .until, .undo].map { [$0] }

    /// What is saved, with the fee and the net beside it, and plainly when it is a loss.
    mutating func tellSaving(
        _ saved: Money, net: Money, _ saving: String, orLoss aLoss: String
    ) {
        self.saved = saved
        if net < .zero {
            loss = -net
            add(aLoss, [.saved, .fee, .loss])
        } else {
            self.net = net
            add(saving, [.saved, .fee, .net])
        }
    }
}

extension Disclosure.Part {
    init(_ key: String, _ fields: [Disclosure.Field]) {
        self.key = key
        self.fields = fields
    }
}
