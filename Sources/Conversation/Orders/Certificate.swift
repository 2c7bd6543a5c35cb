import Lending
import Quantities

extension CertificateOrder: ToldOrder {
    var topic: String { "certificate" }
    var needs: [[Disclosure.Field]] {
        [.holder, .tail, .principal, .drawn, .paid, .company, .noFee, .states].map { [$0] }
    }
    var asksConsent: String { "ask_consent_document" }
    var isDocument: Bool { true }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        if let customer = facts.account?.customer { card.tell(certificate, of: customer) }
    }

    func figures(_ facts: Facts) -> [String: Reply.Value] { ["from": .day(facts.now.day + 1)] }
}

extension Disclosure {
    /// The paper that a contract is paid off.
    mutating func tell(_ certificate: Certificate, of customer: Customer) {
        holder = Masking.name(customer.name)
        principal = certificate.principal
        drawn = certificate.drawn
        paid = certificate.paid
        amount = certificate.amount
        sentences = [.noFee: .noFeeDocument, .states: .obligationsPerformed]
        add(
            "certificate_card",
            [
                .name, .tail, .holder, .principal, .drawn, .paid, .amount, .company, .noFee,
                .states,
            ])
    }
}
