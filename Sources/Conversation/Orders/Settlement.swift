import Lending
import Quantities

extension SettlementOrder: ToldOrder {
    var topic: String { "settle" }
    var needs: [[Disclosure.Field]] {
        Disclosure.payment + [
            [.principal], [.interest], [.days], [.dues], [.penalty], [.fee], [.effect],
            [.saved, .byTheDay],
        ]
    }
    var parts: Parts? { quote.parts }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.tell(quote, of: contract)
    }

    func figures(_ facts: Facts) -> [String: Reply.Value] {
        [
            "days": .count(quote.accruedDays),
            "saved": .money(quote.interestSaved + quote.feeSaved), "net": .money(quote.netSaved),
        ]
    }
}

extension Disclosure {
    /// Paying off: every item, also when it is nothing.
    mutating func tell(_ quote: PayoffQuote, of loan: Loan?) {
        day = quote.valueDate
        principal = quote.notDuePrincipal
        interest = quote.accruedInterest + quote.accruedFee
        days = quote.accruedDays
        dues = quote.dueParts.principal + quote.dueParts.interest + quote.dueParts.fee
        penalty = quote.dueParts.penalty
        fee = quote.prepaymentFee
        sentences = [.effect: .contractEnds, .undo: .settlementStays]
        add(
            "settle_card",
            [
                .name, .tail, .day, .principal, .interest, .days, .dues, .penalty, .fee, .total,
                .company, .card, .until, .effect, .undo,
            ])
        guard loan?.terms.method != .daily else {
            sentences[.byTheDay] = .interestByTheDay
            sentences[.noFee] = .noFeeEarly
            return add("settle_daily", [.byTheDay, .noFee])
        }
        tellSaving(
            quote.interestSaved + quote.feeSaved, net: quote.netSaved, "settle_saving",
            orLoss: "settle_loss")
    }
}
