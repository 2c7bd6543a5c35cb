import Quantities

/// What can still be spent on a credit line (rule R15), in fen.
package struct AvailableCredit: Equatable, Codable, Sendable {
    /// What the limit leaves on paper.
    package var nominal: Money
    /// What can really be used: nothing while the account is blocked or overdue.
    package var usable: Money
    /// What is used beyond the limit.
    package var overLimit: Money
}

extension CreditLine {
    /// - Parameters:
    ///   - isNormal: whether the account is neither frozen nor otherwise blocked.
    ///   - isOverdue: whether anything is overdue beyond grace.
    package func available(isNormal: Bool, isOverdue: Bool) -> AvailableCredit {
        let nominal = max(.zero, limit - used - holds)
        return AvailableCredit(
            nominal: nominal, usable: isNormal && !isOverdue ? nominal : .zero,
            overLimit: max(.zero, used - limit))
    }
}
