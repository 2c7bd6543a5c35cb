import Quantities

/// A statement (or any amount) in instalments at one of the terms on offer, with every figure that
/// has to be disclosed before it is agreed to. All amounts in fen.
package struct InstalmentOffer: Equatable, Codable, Sendable {
    /// Number of monthly instalments.
    package var periods: Int
    /// Fee a period on the original amount.
    package var feeRate: Rate
    /// What is put into instalments.
    package var amount: Money
    /// A regular row: principal and fee.
    package var perPeriod: Money
    /// The first row.
    package var first: Money
    /// The last row, which takes the remainder of the principal.
    package var last: Money
    /// The fees of all rows.
    package var totalFee: Money
    /// Amount and fees: what the customer pays in all.
    package var totalPayable: Money
    /// The cost a year, all fees included (rule R11).
    package var annual: AnnualRate
    /// The terms of the plan that an agreement makes.
    package var terms: Terms
    /// The rows of that plan.
    package var rows: [Instalment]

    /// - Throws: `LendingError` for an amount or terms that no schedule can be made of.
    package init(
        amount: Money, price: Product.Price, startingFrom statementDue: Day
    ) throws(LendingError) {
        terms = Terms(
            method: .flatFee, principal: amount, feeRatePerPeriod: price.feeRate,
            periods: price.periods, start: statementDue)
        let schedule = try Schedule(terms)
        rows = schedule.rows
        periods = price.periods
        feeRate = price.feeRate
        self.amount = amount
        perPeriod = rows[0].total
        first = rows[0].total
        last = rows[rows.count - 1].total
        totalFee = schedule.totals.fee
        totalPayable = schedule.totalPayable
        annual = try AnnualRate(disbursed: amount, flows: rows.map(\.total))
    }

    /// Every term of the price table for an amount, the shortest first. A term that would cost more
    /// than the cap of 24 % a year is left out.
    ///
    /// - Parameter statementDue: the due date of the statement; the first instalment falls due a
    ///   month after it, with the next statement.
    package static func offers(
        for amount: Money, startingFrom statementDue: Day
    ) throws(LendingError) -> [InstalmentOffer] {
        var offers: [InstalmentOffer] = []
        for price in Product.priceTable {
            let offer = try InstalmentOffer(
                amount: amount, price: price, startingFrom: statementDue)
            if !offer.annual.exceedsCap { offers.append(offer) }
        }
        return offers
    }
}

extension Account {
    /// The offer of the term that was chosen, as it is now, when nothing speaks against lending:
    /// the in-loan risk scan is asked (rule R14).
    func chosen(
        _ offer: InstalmentOffer, among offers: [InstalmentOffer], on day: Day
    ) -> Result<InstalmentOffer, OrderRefusal> {
        let scan = risk.scan(
            frozen: customer.status == .frozen, currentDaysPastDue: daysPastDue(on: day))
        if scan.decision != .pass, let reason = scan.reasons.first {
            return .failure(OrderRefusal(reason))
        }
        guard let now = offers.first(where: { $0.periods == offer.periods }) else {
            return .failure(OrderRefusal(ConversionRefusal.termNotAllowed))
        }
        return .success(now)
    }
}
