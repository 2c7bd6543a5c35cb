import Quantities

/// The in-loan risk scan before a new plan (rule R14).
package struct RiskScan: Equatable, Codable, Sendable {
    /// What the scan comes to; the raw values are reason codes.
    package enum Decision: String, Codable, Sendable {
        case pass = "PASS"
        case review = "REVIEW"
        case decline = "DECLINE"
    }

    /// Reason classes; what a bureau knows beyond them is never shown.
    package enum Reason: String, Codable, Sendable, CaseIterable {
        case accountRestricted = "ACCOUNT_RESTRICTED"
        case overdueNow = "OVERDUE_NOW"
        case multiLenderHigh = "MULTI_LENDER_HIGH"
        case debtBurden = "DEBT_BURDEN"
        case multiLenderElevated = "MULTI_LENDER_ELEVATED"
        case manyInquiries = "MANY_INQUIRIES"
        case repeatedAttempts = "REPEATED_ATTEMPTS"
        case debtBurdenElevated = "DEBT_BURDEN_ELEVATED"
        case incomeUnknown = "INCOME_UNKNOWN"
        case recentContactChange = "RECENT_CONTACT_CHANGE"
    }

    /// Whether the plan may be made, needs a person first, or is declined.
    package var decision: Decision
    /// For a decline only the hard reasons, in the rule's order.
    package var reasons: [Reason]
    /// A decline goes to a person as well: nobody is refused by a machine alone.
    package var handoff: Bool { decision != .pass }

    init(hard: [Reason], review: [Reason]) {
        switch (hard.isEmpty, review.isEmpty) {
        case (false, _): (decision, reasons) = (.decline, hard)
        case (true, false): (decision, reasons) = (.review, review)
        case (true, true): (decision, reasons) = (.pass, [])
        }
    }
}

extension RiskProfile {
    /// - Parameters:
    ///   - frozen: whether the account is frozen.
    ///   - currentDaysPastDue: days overdue beyond grace, over all contracts.
    package func scan(frozen: Bool, currentDaysPastDue: Int) -> RiskScan {
        let hard: [(RiskScan.Reason, Bool)] = [
            (.accountRestricted, fraudFlag || frozen),
            (.overdueNow, currentDaysPastDue > 0),
            (.multiLenderHigh, lendersWithBalance >= 6),
            (.debtBurden, isBurdenAbove(percent: 70)),
        ]
        let review: [(RiskScan.Reason, Bool)] = [
            (.multiLenderElevated, (4...5).contains(lendersWithBalance)),
            (.manyInquiries, hardInquiries90Days >= 6),
            (.repeatedAttempts, setupAttempts24Hours >= 3),
            (.debtBurdenElevated, monthlyIncome > .zero && isBurdenAbove(percent: 55)),
            (.incomeUnknown, monthlyIncome <= .zero),
            (.recentContactChange, hoursSinceContactChange.map { $0 < 72 } ?? false),
        ]
        return RiskScan(
            hard: hard.filter(\.1).map(\.0), review: review.filter(\.1).map(\.0))
    }

    /// Without an income any obligation is too much.
    private func isBurdenAbove(percent: Int) -> Bool {
        Int128(monthlyObligations.fen) * 100 > Int128(monthlyIncome.fen) * Int128(percent)
    }
}
