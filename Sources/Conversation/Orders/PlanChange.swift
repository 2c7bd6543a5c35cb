import Lending
import Quantities

extension PlanChangeOrder: ToldOrder {
    var topic: String { "plan" }
    var sheet: Disclosure.Sheet { .plan }
    var needs: [[Disclosure.Field]] {
        Disclosure.plan + [[.tail], [.formerAmount], [.formerTerm]]
    }
    var plan: InstalmentOffer? { offer }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.tellChange(of: contract, into: offer, facts)
    }
}

extension Disclosure {
    /// A plan exchanged for another one.
    mutating func tellChange(of plan: Loan?, into offer: InstalmentOffer, _ facts: Facts) {
        formerAmount = plan?.terms.principal
        formerTerm = plan?.rows.count
        let fields: [Field] = [.tail, .formerAmount, .formerTerm, .amount, .term]
        tell(offer, facts, under: Part("change_title", fields))
    }
}
