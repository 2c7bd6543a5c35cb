import Lending
import Quantities

extension CertificateOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        let entry = try book.post(.certificate(loan: loan), request.occasion)
        return .posted(try request.receipt(of: entry))
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        let contract = try book.contract(loan, before: &proof)
        let last = try book.entries(
            where: """
                operations.number < ? AND operations.kind = 'repayment' AND operations.subject = ?
                """, [proof.operation, loan]
        ).last
        guard contract.loan.status == .settled, let last else {
            return proof.findings.append(
                Discrepancy(.contract(loan), "is not paid off by its journal"))
        }
        let amount = last.lines.map(\.posting.debit).sum()
        proof.compare(certificate.paid, last.at.day, "the day of the last payment;")
        proof.compare(certificate.amount, amount, "the last payment;")
        proof.compare(certificate.principal, contract.loan.terms.principal, "the amount lent;")
        proof.notes.append(.paidOff(on: last.at.day, amount))
    }
}
