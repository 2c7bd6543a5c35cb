import Conversation
import Lending
import Quantities

/// What became of orders: told where it has not been, and noted once it is on the screen.
extension Desk {
    /// To be called once these events are on the customer's screen: only then a receipt, or what
    /// became of an earlier order, counts as told.
    package func shown(_ events: [Event]) {
        let references = events.compactMap { event -> String? in
            switch event {
            case .receipt(let number): number
            case .told(let reference): reference
            default: nil
            }
        }
        guard !references.isEmpty else { return }
        // What cannot be noted is told once more at the next sign-in, and no harm is done.
        try? book.markTold(references, heardAt)
    }

    /// Looked for only when the position is no longer the one that was quoted on.
    func doneElsewhere(_ customer: String?) throws -> Receipt? {
        guard let customer, let proposal = dialogue.openProposal, let lastAccount,
            lastAccount.version != proposal.accountVersion
        else { return nil }
        return try book.equalReceipt(proposal, customer)
    }

    /// Read where somebody signs in, and after an outcome that could not be told. A book that
    /// cannot answer now is asked again at the next sign-in.
    mutating func untold(to customer: String?, for input: Input) -> [UntoldOutcome] {
        guard let customer else { return [] }
        switch input {
        case .opened, .digits(.right, _): break
        case .said where hasDoubt: break
        default: return []
        }
        guard let outcomes = try? book.untold(customer) else { return [] }
        hasDoubt = false
        return outcomes
    }
}
