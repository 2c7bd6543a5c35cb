import Lending
import Quantities

extension DuesOrder: ToldOrder {
    var topic: String { "dues" }
    var needs: [[Disclosure.Field]] {
        Disclosure.payment + [[.principal], [.interest], [.fee], [.penalty]]
    }
    var parts: Parts? { quote.parts }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.tell(quote, of: contract)
    }

    func figures(_ facts: Facts) -> [String: Reply.Value] {
        let contract = facts.account?.contract(subject)
        let owed = contract?.outstandingPrincipal ?? .zero
        return [
            "left": .money(quote.remaining.total),
            "owed_after": .money(max(owed - quote.parts.principal, .zero)),
            "count": .count(contract?.rows.filter { !$0.isPaid && !isPaid($0) }.count ?? 0),
        ]
    }

    /// Whether the payment covers all that is open of a row.
    private func isPaid(_ row: Loan.Row) -> Bool {
        let covered = quote.covered.first { $0.number == row.instalment.number }?.parts
        return covered.map { $0.total - $0.penalty >= row.open.total } ?? false
    }
}

extension Disclosure {
    /// What is due or overdue, or the next instalment ahead of its day.
    mutating func tell(_ quote: DuesQuote, of loan: Loan?) {
        day = quote.valueDate
        principal = quote.parts.principal
        interest = quote.parts.interest
        fee = quote.parts.fee
        penalty = quote.parts.penalty
        sentences = [.undo: .paymentStays]
        add(
            "pay_card",
            [
                .name, .tail, .day, .principal, .interest, .fee, .penalty, .total, .card,
                .company, .until, .undo,
            ])
        if quote.isAhead {
            number = quote.covered.first?.number
            due = loan?.nextDue?.instalment.due
            sentences[.noSaving] = .noSavingAhead
            add("pay_ahead", [.due, .number, .noSaving])
        }
        if quote.remaining.total > .zero {
            left = quote.remaining.total
            if quote.daysPastDue >= Allocation.principalFirstFrom {
                lateDays = Allocation.principalFirstFrom - 1
                add("pay_order_principal", [.lateDays])
            } else {
                add("pay_order_rows", [])
            }
            add("pay_left", [.left])
        } else if !quote.isAhead {
            add("pay_clear", [])
        }
    }
}
