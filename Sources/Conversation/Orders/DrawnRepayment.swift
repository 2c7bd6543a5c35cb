import Lending
import Quantities

extension DrawnRepaymentOrder: ToldOrder {
    var topic: String { "drawn" }
    var needs: [[Disclosure.Field]] {
        Disclosure.payment + [
            [.principal], [.interest], [.fee], [.left], [.aDayAfter], [.nominal], [.simple],
        ]
    }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.tell(quote, of: contract)
    }

    func figures(_ facts: Facts) -> [String: Reply.Value] {
        [
            "left": .money(quote.remaining), "interest": .money(quote.interestSoFar),
            "a_day": .money(quote.interestADay), "a_day_after": .money(quote.interestADayAfter),
            "less_a_day": .money(quote.interestADay - quote.interestADayAfter),
        ]
    }
}

extension Disclosure {
    /// A part of what is drawn of a revolving loan.
    mutating func tell(_ quote: DrawnRepayment, of loan: Loan?) {
        day = quote.valueDate
        principal = quote.principal
        fee = .zero
        left = quote.remaining
        interest = quote.interestSoFar
        nominal = loan.map { Int($0.terms.annualRate.disclosedSimpleAnnual / 10_000) }
        aDay = quote.interestADay
        aDayAfter = quote.interestADayAfter
        sentences = [.undo: .paymentStays, .simple: .simpleRate]
        add(
            "repay_drawn_card",
            [
                .name, .tail, .day, .principal, .fee, .total, .left, .aDayAfter, .aDay, .nominal,
                .simple, .interest, .company, .card, .until, .undo,
            ])
    }
}
