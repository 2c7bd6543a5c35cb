import Lending
import Quantities

extension Ledger {
    /// Works a receipt out again and compares it with the books; nil when there is no such receipt.
    ///
    /// - Parameter number: `R000001`.
    package func prove(_ number: String) throws(LedgerError) -> Proof? {
        guard let wanted = Receipt.number(in: number) else { return nil }
        return try store.read { try $0.prove(wanted) }
    }
}

extension Book {
    fileprivate func prove(_ number: Int64) throws -> Proof? {
        let entry = try entries(
            where: "operations.number = (SELECT operation FROM receipts WHERE number = ?)",
            [number]
        ).first
        guard let entry, let authority = entry.authority else { return nil }
        let isShown = try self.number("SELECT count(*) FROM shown WHERE receipt = ?", [number]) > 0
        var proof = Proof(
            issued: try issued(entry, isShown: isShown),
            operation: entry.number, evidence: authority.evidence,
            valueDate: valueDate(at: entry.at))
        do {
            try proof.issued.receipt.order.inBook.derive(&proof, in: self)
            try deriveOrigin(of: entry, &proof)
            proof.compareWithPostings()
        } catch LedgerError.damaged(let what) {
            proof.findings.append(Discrepancy(what))
        } catch let error as LendingError {
            proof.findings.append(Discrepancy("\(error)"))
        }
        if let wrong = try contradictionToChain(entry) { proof.findings.append(wrong) }
        return proof
    }

    func contract(_ id: String, before proof: inout Proof) throws -> Contract {
        guard let contract = try rebuilt(id, before: proof.operation) else {
            throw LedgerError.damaged("contract \(id) is missing")
        }
        proof.contract = contract.loan
        return contract
    }

    /// What of the operation is not what the audit chain says, or a link that does not hold.
    private func contradictionToChain(_ entry: Entry) throws -> Discrepancy? {
        let links = try auditLinks()
        guard let place = links.firstIndex(where: { $0.link.operation == entry.number }) else {
            return Discrepancy(
                "the audit chain does not know operation \(entry.number)",
                about: .operation(entry.number))
        }
        let (link, digest) = links[place]
        let previous = place == 0 ? Digest.chainStart : links[place - 1].digest
        guard link.record == entry.record, link.digest(after: previous) == digest else {
            return Discrepancy(.operation(entry.number), "differs from its audit record")
        }
        return nil
    }
}
