import Quantities

/// Issuing the certificate that a contract is paid off.
package struct CertificateOrder: OrderRules {
    package let loan: String
    package let certificate: Certificate

    package init(_ loan: String, _ certificate: Certificate) {
        self.loan = loan
        self.certificate = certificate
    }

    package var subject: String { loan }
    package var total: Money { .zero }

    package func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let contract = account.contract(loan) else { return .failure(.noContract) }
        return account.certificate(of: contract, on: moment.day)
            .map { .certify(loan: loan, $0) }.mapError { OrderRefusal($0) }
    }
}

/// What a settlement certificate states of a contract that is paid off. Amounts in fen.
package struct Certificate: Equatable, Codable, Sendable {
    package var contract: String
    /// What was lent.
    package var principal: Money
    /// Number of instalments agreed; 0 for a revolving loan.
    package var periods: Int
    package var drawn: Day
    /// The day of the last payment, and its amount.
    package var paid: Day
    package var amount: Money
    /// Whether it was paid off before its last due date.
    package var isEarly: Bool
    package var requested: Day
}

/// Why no settlement certificate can be issued. The raw values are reason codes.
package enum CertificateRefusal: String, Codable, Sendable, CaseIterable {
    case notSettled = "NOT_SETTLED"
    /// Issued from the day after the last payment on.
    case fromTomorrow = "FROM_TOMORROW"
}

extension Account {
    /// The certificate of a contract that is paid off, or why there is none yet.
    package func certificate(
        of loan: Loan, on day: Day
    ) -> Result<Certificate, CertificateRefusal> {
        guard loan.status == .settled, let (paid, amount) = lastPayment(of: loan.id) else {
            return .failure(.notSettled)
        }
        guard paid < day else { return .failure(.fromTomorrow) }
        let last =
            Schedule.dueDates(start: loan.terms.start, periods: loan.terms.periods).last
            ?? loan.terms.start
        return .success(
            Certificate(
                contract: loan.id, principal: loan.terms.principal, periods: loan.terms.periods,
                drawn: loan.lastDrawdown, paid: paid, amount: amount,
                isEarly: loan.terms.method != .daily && paid < last, requested: day))
    }

    private func lastPayment(of contract: String) -> (Day, Money)? {
        history.reversed().lazy.compactMap { item in
            guard item.subject == contract, case .paid(let parts, _) = item.what else { return nil }
            return (item.at.day, parts.total)
        }.first
    }
}

extension CertificateRefusal: Error {}
