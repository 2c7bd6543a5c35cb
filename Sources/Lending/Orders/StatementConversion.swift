import Quantities

/// Putting a part of a statement into instalments.
package struct StatementConversionOrder: OrderRules {
    package let statement: String
    package let offer: InstalmentOffer

    package init(_ statement: String, _ offer: InstalmentOffer) {
        self.statement = statement
        self.offer = offer
    }

    package var subject: String { statement }
    package var total: Money { offer.totalPayable }

    package func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let billed = account.statement, billed.id == statement else {
            return .failure(OrderRefusal("NO_SUCH_STATEMENT"))
        }
        let refusals = account.conversionRefusals(
            of: billed, amount: offer.amount, periods: offer.periods, on: moment.day)
        if let refusal = refusals.first { return .failure(OrderRefusal(refusal)) }
        let offers = try InstalmentOffer.offers(for: offer.amount, startingFrom: billed.due)
        return account.chosen(offer, among: offers, on: moment.day).map {
            .convertStatement(id: statement, $0)
        }
    }
}

/// Why an amount of a statement cannot be put into instalments (rule R13), in the order in which
/// the reasons are given. The raw values are reason codes.
package enum ConversionRefusal: String, Codable, Sendable, CaseIterable {
    case accountBlocked = "ACCOUNT_BLOCKED"
    case overdueNow = "OVERDUE_NOW"
    /// Of the newest six cycles three were overdue, or two in a row.
    case overdueHistory = "OVERDUE_HISTORY"
    case outsideWindow = "OUTSIDE_WINDOW"
    case alreadyConverted = "ALREADY_CONVERTED"
    /// Whatever the amount: what can be converted at all is below the minimum.
    case belowMinimumAvailable = "BELOW_MINIMUM_AVAILABLE"
    case belowMinimum = "BELOW_MINIMUM"
    case aboveMaximum = "ABOVE_MAXIMUM"
    case termNotAllowed = "TERM_NOT_ALLOWED"
}

/// The days on which a statement can be converted, first and last included. Empty when the first
/// is after the last.
package struct ConversionWindow: Equatable, Sendable {
    /// The first day.
    package var lowerBound: Day
    /// The last day.
    package var upperBound: Day

    /// Whether a day lies in the window.
    package func contains(_ day: Day) -> Bool { lowerBound <= day && day <= upperBound }
}

/// Who may convert how much of a statement, when (rule R13).
package struct ConversionRule: Equatable, Sendable {
    /// Share of the purchases not yet converted.
    package var maximumShare: Rate
    /// In fen.
    package var minimum: Money
    /// In fen.
    package var maximum: Money
    /// Numbers of instalments on offer.
    package var terms: [Int]
    /// The window closes this many days before the due date.
    package var daysBeforeDue: Int

    package init(
        maximumShare: Rate, minimum: Money, maximum: Money, terms: [Int], daysBeforeDue: Int
    ) {
        self.maximumShare = maximumShare
        self.minimum = minimum
        self.maximum = maximum
        self.terms = terms
        self.daysBeforeDue = daysBeforeDue
    }

    /// This company's rule.
    package static let standard = ConversionRule(
        maximumShare: Product.maximumShare, minimum: Product.minimumConversion,
        maximum: Product.maximumConversion, terms: Product.priceTable.map(\.periods),
        daysBeforeDue: Product.conversionClosesBeforeDue)

    /// The most of a statement that can be converted, in fen, down to a whole yuan.
    package func convertible(of statement: Statement) -> Money {
        let base = max(.zero, statement.purchases - statement.converted)
        let share = min(max(0, maximumShare.ppm), 1_000_000)
        let most = Money(fen: roundDown(Int128(base.fen) * Int128(share), over: 1_000_000))
        let least = max(.zero, min(most, statement.unpaid, maximum))
        return Money(fen: least.fen - least.fen % 100)
    }

    /// From the day after the statement was cut.
    package func window(of statement: Statement) -> ConversionWindow {
        ConversionWindow(
            lowerBound: statement.cut + 1, upperBound: statement.due - daysBeforeDue)
    }

    /// Every reason against a request, in the order of `ConversionRefusal`; none if it is allowed.
    package func refusals(_ request: ConversionRequest) -> [ConversionRefusal] {
        let most = convertible(of: request.statement)
        let hasEnough = most >= minimum
        let found: [(ConversionRefusal, Bool)] = [
            (.accountBlocked, request.isBlocked),
            (.overdueNow, request.isOverdue),
            (.overdueHistory, Self.isPoor(request.statement.overdueHistory)),
            (.outsideWindow, !window(of: request.statement).contains(request.day)),
            (.alreadyConverted, request.isConverted),
            (.belowMinimumAvailable, !hasEnough),
            (.belowMinimum, hasEnough && request.amount < minimum),
            (.aboveMaximum, hasEnough && request.amount > most),
            (.termNotAllowed, request.periods.map { !terms.contains($0) } ?? false),
        ]
        return found.filter(\.1).map(\.0)
    }

    /// - Parameter history: newest first.
    private static func isPoor(_ history: [Bool]) -> Bool {
        let newest = history.prefix(6)
        return newest.filter { $0 }.count >= 3
            || zip(newest, newest.dropFirst()).contains { $0 && $1 }
    }
}

/// A wish to convert a part of a statement, with what the rule has to know of the customer.
package struct ConversionRequest: Equatable, Sendable {
    /// The statement to convert a part of.
    package var statement: Statement
    /// In fen.
    package var amount: Money
    /// Number of instalments; nil while it is not chosen.
    package var periods: Int?
    /// The day of the request.
    package var day: Day
    /// Whether the account is frozen or otherwise blocked.
    package var isBlocked: Bool
    /// Whether anything is overdue beyond grace.
    package var isOverdue: Bool
    /// Whether a plan was already made from this statement.
    package var isConverted: Bool

    package init(
        statement: Statement, amount: Money, periods: Int?, day: Day, isBlocked: Bool,
        isOverdue: Bool, isConverted: Bool
    ) {
        self.statement = statement
        self.amount = amount
        self.periods = periods
        self.day = day
        self.isBlocked = isBlocked
        self.isOverdue = isOverdue
        self.isConverted = isConverted
    }
}

extension Account {
    /// Every reason against converting an amount of a statement (rule R13); none when it can be.
    ///
    /// - Parameter periods: the number of instalments, when it is chosen.
    package func conversionRefusals(
        of statement: Statement, amount: Money, periods: Int? = nil, on day: Day
    ) -> [ConversionRefusal] {
        ConversionRule.standard.refusals(
            ConversionRequest(
                statement: statement, amount: amount, periods: periods, day: day,
                isBlocked: customer.status != .normal, isOverdue: daysPastDue(on: day) > 0,
                isConverted: plans.contains {
                    $0.source == statement.id && $0.status != .cancelled
                }))
    }
}
