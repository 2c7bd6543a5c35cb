import Lending

/// What has to be told of each kind of order, whatever its card looks like.
extension Order {
    /// The line of the inspection sheet that asks for its card.
    var sheet: Disclosure.Sheet {
        switch self {
        case .settle, .payDues, .payStatement, .prepay, .repayDrawn, .certify, .book,
            .cancelBooking:
            .payment
        case .convertStatement, .convertPurchase, .cancelPlan, .changePlan: .plan
        }
    }

    /// Of each entry at least one field has to be rendered.
    var needs: [[Disclosure.Field]] {
        switch self {
        case .settle:
            Self.payment + [
                [.principal], [.interest], [.days], [.dues], [.penalty], [.fee], [.effect],
                [.saved, .byTheDay],
            ]
        case .prepay:
            Self.payment + [
                [.principal], [.interest], [.days], [.dues], [.penalty], [.fee], [.left], [.each],
                [.count], [.lastDue], [.saved],
            ]
        case .repayDrawn:
            Self.payment + [
                [.principal], [.interest], [.fee], [.left], [.aDayAfter], [.nominal], [.simple],
            ]
        case .payDues: Self.payment + [[.principal], [.interest], [.fee], [.penalty]]
        case .payStatement: Self.payment + [[.unpaid], [.left], [.noFee]]
        case .convertStatement: Self.plan
        case .convertPurchase: Self.plan + [[.merchant]]
        case .changePlan: Self.plan + [[.tail], [.formerAmount], [.formerTerm]]
        case .cancelPlan: [.tail, .amount, .term, .fees, .fee, .total, .until, .undo].map { [$0] }
        case .certify:
            [.holder, .tail, .principal, .drawn, .paid, .company, .noFee, .states].map { [$0] }
        case .book(let booking): booking.order.needs + [[.cancelBy]]
        case .cancelBooking: [.day, .total, .cancelBy, .undo].map { [$0] }
        }
    }

    /// Whatever is paid: how much, when, by whom to whom, and that it stays paid.
    private static let payment: [[Disclosure.Field]] =
        [.total, .day, .card, .company, .until, .undo].map { [$0] }

    /// Whatever is put into instalments.
    private static let plan: [[Disclosure.Field]] =
        [
            .amount, .term, .each, .first, .last, .firstDue, .lastDue, .fees, .feeRate, .nominal,
            .simple, .effective, .total, .company, .card, .early, .graceDays, .dailyPenalty,
            .yearlyPenalty, .creditRegister,
        ].map { [$0] } + [[.cancelBy, .cutOff]]
}
