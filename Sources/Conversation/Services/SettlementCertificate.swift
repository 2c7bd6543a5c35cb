import Lending
import NLU
import Quantities

/// The certificate that a loan is paid off: masked on the screen, whole in the document.
extension Service {
    static let settlementCertificate = Service(
        name: "settlement_certificate",
        intents: ["settlement_certificate"],
        slots: [LoanSlot.slot(ask: "ask_certificate_loan", offered: Certifying.loans)],
        answer: Certifying.answer,
        receipt: { receipt, _ in
            [Reply("certificate_done", ["receipt": .text(receipt.number)])]
        })
}

/// Documents a receipt stands for: the shell writes them to a file.
package enum Document {
    /// The text of the certificate a receipt was given for; nil for other receipts.
    package static func certificate(_ receipt: Receipt, of customer: Customer) -> Reply? {
        guard case .certify(_, let certificate) = receipt.order else { return nil }
        var values = Certifying.values(certificate)
        values["name"] = .text(customer.name)
        values["contract"] = .text(certificate.contract)
        values["receipt"] = .text(receipt.number)
        values["issued"] = .day(receipt.at.day)
        values["title"] = .phrase(certificate.isEarly ? "certificate_early" : "certificate_plain")
        return Reply("certificate_document", values)
    }
}

private enum Certifying {
    /// What is paid off; where nothing is, what is open, so that the reason can be told.
    @Sendable static func loans(_ facts: Facts) -> [Loan] {
        guard let account = facts.account else { return [] }
        let settled = (account.loans + account.plans).filter { $0.status == .settled }
        return settled.isEmpty ? account.activeContracts : settled
    }

    static func values(_ certificate: Certificate) -> [String: Reply.Value] {
        [
            "tail": .text(String(certificate.contract.suffix(4))),
            "principal": .money(certificate.principal),
            "term": .count(certificate.periods), "drawn": .day(certificate.drawn),
            "paid": .day(certificate.paid), "amount": .money(certificate.amount),
            "requested": .day(certificate.requested),
        ]
    }

    @Sendable static func answer(_ form: Form, _ facts: Facts) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        guard let loan = LoanSlot.chosen(form, facts) ?? loans(facts).first else {
            return .refuse("NO_LOAN", [Reply("certificate_no_loan")])
        }
        switch account.certificate(of: loan, on: facts.now.day) {
        case .failure(let reason):
            var values = LoanSlot.values(loan)
            values["next"] = .day(facts.now.day + 1)
            return .refuse(
                reason.rawValue, [Reply("certificate_" + reason.rawValue.lowercased(), values)])
        case .success(let certificate):
            return .propose(.certify(loan: loan.id, certificate), facts)
        }
    }
}
