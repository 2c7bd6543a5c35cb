import Lending
import Quantities

/// Orders as a setting of a transcript tells them: enough to make them again from the account.
extension Order {
    package var words: String {
        switch self {
        case .settle(let id, _): "settle \(id)"
        case .payDues(let id, let quote): "pay \(id) amount=\(quote.total.fen)"
        case .payStatement(let id, let amount): "pay \(id) amount=\(amount.fen)"
        case .prepay(let id, let quote):
            "prepay \(id) amount=\(quote.principal.fen) mode=\(quote.mode.rawValue)"
        case .repayDrawn(let id, let quote): "repay \(id) amount=\(quote.principal.fen)"
        case .convertStatement(let id, let offer):
            "convert \(id) amount=\(offer.amount.fen) term=\(offer.periods)"
        case .convertPurchase(let id, let offer): "split \(id) term=\(offer.periods)"
        case .cancelPlan(let id, _): "cancel \(id)"
        case .changePlan(let id, let offer):
            "change \(id) amount=\(offer.amount.fen) term=\(offer.periods)"
        case .certify(let id, _): "certify \(id)"
        case .book(let booking): "book \(booking.day) \(booking.order.words)"
        case .cancelBooking(let booking): "unbook \(booking.order.subject)"
        }
    }

    /// The order these words name, with the figures of the account; nil when there is none.
    init?(_ words: [String], _ account: Account, at moment: Moment) {
        guard words.count >= 2 else { return nil }
        if words[0] == "book" {
            guard let booking = Booking(Array(words.dropFirst()), account) else { return nil }
            self = .book(booking)
            return
        }
        let request = Request(
            id: words[1], values: Array(words.dropFirst(2)), account: account, at: moment)
        guard let order = request.order(words[0]) else { return nil }
        self = order
    }

    private struct Request {
        var id: String
        var values: [String]
        var account: Account
        var at: Moment

        func order(_ verb: String) -> Order? {
            switch verb {
            case "settle": settle
            case "pay": pay
            case "prepay": prepay
            case "repay": repay
            case "convert": convert
            case "split": split
            case "cancel": plan.map { .cancelPlan(id: id, amount: $0.terms.principal) }
            case "change": change
            case "certify": certify
            case "unbook": account.booking(of: id).map(Order.cancelBooking)
            default: nil
            }
        }

        private var contract: Loan? { (account.loans + account.plans).first { $0.id == id } }
        private var plan: Loan? { account.plans.first { $0.id == id } }
        private var amount: Money? { value("amount").flatMap(Int64.init).map(Money.init(fen:)) }
        private var term: Int? { value("term").flatMap(Int.init) }

        private func value(_ name: String) -> String? {
            values.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
        }

        private var settle: Order? {
            guard let quote = try? contract?.payoffQuote(on: valueDate(at: at)) else { return nil }
            return .settle(loan: id, quote)
        }

        private var pay: Order? {
            guard let amount else { return nil }
            if account.statement?.id == id { return .payStatement(id: id, amount: amount) }
            let quote = try? contract?.duesQuote(paying: amount, on: valueDate(at: at))
            return quote.map { .payDues(contract: id, $0) }
        }

        private var prepay: Order? {
            guard let amount, let mode = value("mode").flatMap(PrepaymentQuote.Mode.init),
                let quote = try? contract?.prepaymentQuote(
                    of: amount, mode: mode, on: valueDate(at: at))
            else { return nil }
            return .prepay(loan: id, quote)
        }

        private var repay: Order? {
            guard let amount,
                let quote = try? contract?.drawnRepayment(of: amount, on: valueDate(at: at))
            else { return nil }
            return .repayDrawn(loan: id, quote)
        }

        private var convert: Order? {
            guard let amount, let statement = account.statement, statement.id == id else {
                return nil
            }
            let offers = try? InstalmentOffer.offers(for: amount, startingFrom: statement.due)
            return offers?.first { $0.periods == term }.map { .convertStatement(id: id, $0) }
        }

        private var split: Order? {
            guard let purchase = account.purchases.first(where: { $0.id == id }) else { return nil }
            let offers = try? account.instalmentOffers(for: purchase)
            return offers?.first { $0.periods == term }.map { .convertPurchase(id: id, $0) }
        }

        private var change: Order? {
            guard let amount, let plan else { return nil }
            let offers = try? account.changeOffers(plan, amount: amount)
            return offers?.first { $0.periods == term }.map { .changePlan(id: id, $0) }
        }

        private var certify: Order? {
            guard let contract,
                case .success(let certificate) = account.certificate(of: contract, on: at.day)
            else { return nil }
            return .certify(loan: id, certificate)
        }
    }
}

extension Booking {
    /// `2026-03-06 settle LN10003815`.
    fileprivate init?(_ words: [String], _ account: Account) {
        guard let day = words.first.flatMap({ Day($0) }), day > account.asOf else { return nil }
        let due = Booking(day: day, order: .payStatement(id: "", amount: .zero)).due
        guard let order = Order(Array(words.dropFirst()), account.projected(to: day), at: due)
        else { return nil }
        self.init(day: day, order: order)
    }
}
