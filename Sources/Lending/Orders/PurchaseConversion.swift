import Quantities

/// Putting one purchase into instalments.
package struct PurchaseConversionOrder: OrderRules {
    package let purchase: String
    package let offer: InstalmentOffer

    package init(_ purchase: String, _ offer: InstalmentOffer) {
        self.purchase = purchase
        self.offer = offer
    }

    package var subject: String { purchase }
    package var total: Money { offer.totalPayable }

    package func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let bought = account.purchases.first(where: { $0.id == purchase }) else {
            return .failure(OrderRefusal("NO_SUCH_PURCHASE"))
        }
        let refusals = account.purchaseRefusals(bought, periods: offer.periods, on: moment.day)
        if let refusal = refusals.first { return .failure(OrderRefusal(refusal)) }
        let offers = try account.instalmentOffers(for: bought)
        return account.chosen(offer, among: offers, on: moment.day).map {
            .convertPurchase(id: purchase, $0)
        }
    }
}

/// Why a purchase cannot be put into instalments, in the order in which the reasons are given. The
/// raw values are reason codes.
package enum PurchaseRefusal: String, Codable, Sendable, CaseIterable {
    case accountBlocked = "ACCOUNT_BLOCKED"
    case overdueNow = "OVERDUE_NOW"
    case refunded = "REFUNDED"
    /// The purchase, or the statement it is on, is in instalments.
    case alreadyConverted = "ALREADY_CONVERTED"
    /// Less is owed on its statement than it cost.
    case paidStatement = "ON_PAID_STATEMENT"
    /// Its statement falls due today, or did.
    case outsideWindow = "OUTSIDE_WINDOW"
    case tooOld = "TOO_OLD"
    case belowMinimum = "BELOW_MINIMUM"
    case aboveMaximum = "ABOVE_MAXIMUM"
    case termNotAllowed = "TERM_NOT_ALLOWED"
}

extension Account {
    /// Every reason against putting a purchase into instalments; none when it can be.
    package func purchaseRefusals(
        _ purchase: Purchase, periods: Int? = nil, on day: Day
    ) -> [PurchaseRefusal] {
        let statement = purchase.statement.flatMap { id in
            self.statement.flatMap { $0.id == id ? $0 : nil }
        }
        let isBilledElsewhere = purchase.statement != nil && statement == nil
        let isConverted =
            purchase.plan != nil
            || plans.contains {
                $0.source != nil && $0.source == statement?.id && $0.status != .cancelled
            }
        let found: [(PurchaseRefusal, Bool)] = [
            (.accountBlocked, customer.status != .normal),
            (.overdueNow, daysPastDue(on: day) > 0),
            (.refunded, purchase.isRefunded),
            (.alreadyConverted, isConverted),
            (
                .paidStatement,
                isBilledElsewhere || statement.map { $0.unpaid < purchase.amount } ?? false
            ),
            (
                .outsideWindow,
                statement.map { day > ConversionRule.standard.window(of: $0).upperBound } ?? false
            ),
            (.tooOld, day - purchase.booked > Product.purchaseDays),
            (.belowMinimum, purchase.amount < Product.minimumConversion),
            (.aboveMaximum, purchase.amount > Product.maximumConversion),
            (.termNotAllowed, periods.map { !ConversionRule.standard.terms.contains($0) } ?? false),
        ]
        return found.filter(\.1).map(\.0)
    }

    /// The day instalments of a purchase count from: when the statement falls due that it is on, or
    /// will be on. The first instalment is due a month later, as for a statement.
    package func instalmentStart(of purchase: Purchase) -> Day? {
        guard let id = purchase.statement else { return nextStatementDue }
        return statement?.id == id ? statement?.due : nil
    }

    /// The terms on offer for a purchase.
    package func instalmentOffers(
        for purchase: Purchase
    ) throws(LendingError) -> [InstalmentOffer] {
        guard let start = instalmentStart(of: purchase) else { return [] }
        return try InstalmentOffer.offers(for: purchase.amount, startingFrom: start)
    }
}
