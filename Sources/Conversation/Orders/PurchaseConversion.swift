import Lending
import Quantities

extension PurchaseConversionOrder: ToldOrder {
    var topic: String { "plan" }
    var sheet: Disclosure.Sheet { .plan }
    var needs: [[Disclosure.Field]] { Disclosure.plan + [[.merchant]] }
    var plan: InstalmentOffer? { offer }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.merchant = facts.account?.purchases.first { $0.id == purchase }?.merchant
        let title = Disclosure.Part("instalment_title_purchase", [.merchant, .amount, .term])
        card.tell(offer, facts, under: title)
    }
}
