import Lending
import Quantities

extension Disclosure {
    /// An instalment plan: what it costs in all, when, and what paying late means.
    mutating func tell(_ offer: InstalmentOffer, _ facts: Facts, under title: Part) {
        amount = offer.amount
        term = offer.periods
        each = offer.perPeriod
        first = offer.first
        last = offer.last
        firstDue = offer.rows.first?.due
        lastDue = offer.rows.last?.due
        fees = offer.totalFee
        feeRate = offer.feeRate
        nominal = offer.annual.nominal
        effective = offer.annual.effective
        let penalty = Product.penaltyRule(for: offer.terms.method)
        graceDays = penalty.graceDays
        if case .daily(let rate) = penalty.mode {
            dailyPenalty = rate
            yearlyPenalty = Rate(ppm: rate.ppm * 365)
        }
        sentences = [
            .simple: .simpleRate, .compound: .compoundRate, .early: .payingOffEarly,
            .creditRegister: .creditRegister,
        ]
        parts.append(title)
        add(
            "instalment_card",
            [
                .each, .first, .last, .firstDue, .lastDue, .fees, .feeRate, .nominal, .simple,
                .effective, .compound, .total, .company, .card, .early, .graceDays,
                .dailyPenalty, .yearlyPenalty, .creditRegister,
            ])
        tellUndo(at: facts.now)
    }

    /// After the cut-off of its day a plan can no longer be undone.
    private mutating func tellUndo(at now: Moment) {
        guard now.hour < Product.cutOffHour else {
            cutOff = "\(Product.cutOffHour):00"
            return add("instalment_no_undo", [.cutOff])
        }
        cancelBy = Moment(now.day, hour: Product.cutOffHour)
        add("instalment_undo", [.cancelBy])
    }

    /// A plan exchanged for another one.
    mutating func tellChange(of plan: Loan?, into offer: InstalmentOffer, _ facts: Facts) {
        formerAmount = plan?.terms.principal
        formerTerm = plan?.rows.count
        let fields: [Field] = [.tail, .formerAmount, .formerTerm, .amount, .term]
        tell(offer, facts, under: Part("change_title", fields))
    }

    /// A plan undone: nothing is charged, and its amount is owed again where it came from.
    mutating func tellUndoing(
        of plan: Loan?, _ amount: Money, _ account: Account, _ facts: Facts
    ) {
        self.amount = amount
        term = plan?.rows.count
        (fees, fee) = (.zero, .zero)
        until = Moment(facts.now.day, hour: Product.cutOffHour)
        sentences = [.undo: .cancellingStays]
        add("cancel_card", [.name, .tail, .amount, .term, .fees, .fee, .until, .undo])
        guard let plan, let statement = account.statement,
            statement.id == account.owed(of: plan)
        else { return add("cancel_to_purchase", [.amount]) }
        unpaid = statement.unpaid + amount
        due = statement.due
        add("cancel_to_statement", [.amount, .unpaid, .due])
    }
}
