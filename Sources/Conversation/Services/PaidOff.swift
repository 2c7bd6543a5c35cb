import Lending
import Quantities

/// Loans that are paid off, told where none is open: when, and how much the last payment was.
enum PaidOff {
    static func lines(_ account: Account) -> [Reply] {
        guard account.activeContracts.isEmpty else { return [] }
        return account.loans.filter { $0.status == .settled }.compactMap { loan in
            let payments = account.history.compactMap { item -> (Day, Money)? in
                guard item.subject == loan.id, case .paid(let parts, _) = item.what else {
                    return nil
                }
                return (item.at.day, parts.total)
            }
            guard let (day, amount) = payments.last else { return nil }
            var values = LoanSlot.values(loan)
            values["day"] = .day(day)
            values["amount"] = .money(amount)
            return Reply("paid_off", values)
        }
    }
}
