import Lending
import Quantities

extension PrepaymentOrder: ToldOrder {
    var topic: String { "prepay" }
    var needs: [[Disclosure.Field]] {
        Disclosure.payment + [
            [.principal], [.interest], [.days], [.dues], [.penalty], [.fee], [.left], [.each],
            [.count], [.lastDue], [.saved],
        ]
    }
    var parts: Parts? { quote.parts }
    var rows: [Instalment] { quote.rows }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.tell(quote, of: contract)
    }

    func figures(_ facts: Facts) -> [String: Reply.Value] {
        let open = facts.account?.contract(loan)?.rows.first { !$0.isPaid }
        let former = open?.open.total ?? .zero
        return [
            "days": .count(quote.accruedDays), "saved": .money(quote.interestSaved),
            "net": .money(quote.netSaved), "each": .money(quote.rows.first?.total ?? .zero),
            "count": .count(quote.rows.count),
            "first_due": .day(quote.rows.first?.due ?? quote.valueDate),
            "last_due": .day(quote.rows.last?.due ?? quote.valueDate),
            "left": .money(quote.remainingPrincipal),
            "less_each": .money(max(former - (quote.rows.first?.total ?? .zero), .zero)),
        ]
    }
}

extension Disclosure {
    /// A part of the principal, and what becomes of the instalments.
    mutating func tell(_ quote: PrepaymentQuote, of loan: Loan?) {
        day = quote.valueDate
        principal = quote.principal
        interest = quote.accruedInterest
        days = quote.accruedDays
        (dues, penalty) = (.zero, .zero)
        fee = quote.prepaymentFee
        left = quote.remainingPrincipal
        let open = loan?.rows.filter { !$0.isPaid } ?? []
        formerEach = open.first?.open.total
        formerCount = open.count
        formerLastDue = open.last?.instalment.due
        each = quote.rows.first?.total
        count = quote.rows.count
        lastDue = quote.rows.last?.due
        sentences = [.undo: .paymentStays, .otherTerms: .otherTermsStay]
        add(
            "prepay_card",
            [
                .name, .tail, .day, .principal, .interest, .days, .dues, .penalty, .fee, .total,
                .company, .card, .until, .undo,
            ])
        switch quote.mode {
        case .shortenTerm where count == formerCount:
            add("prepay_last_less", [.left, .each, .count, .lastDue, .otherTerms])
        case .shortenTerm:
            add(
                "prepay_ends_sooner",
                [.left, .each, .formerCount, .count, .lastDue, .formerLastDue, .otherTerms])
        case .reduceInstalment:
            add(
                "prepay_costs_less",
                [.left, .formerEach, .each, .count, .lastDue, .otherTerms])
        }
        tellSaving(
            quote.interestSaved, net: quote.netSaved, "prepay_saving", orLoss: "prepay_loss")
    }
}
