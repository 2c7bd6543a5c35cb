import Lending
import Quantities

extension StatementConversionOrder: ToldOrder {
    var topic: String { "plan" }
    var sheet: Disclosure.Sheet { .plan }
    var needs: [[Disclosure.Field]] { Disclosure.plan }
    var plan: InstalmentOffer? { offer }

    /// What is not split stays due with the statement.
    func figures(_ facts: Facts) -> [String: Reply.Value] {
        guard let statement = facts.account?.statement else { return [:] }
        let rest = statement.unpaid - offer.amount
        return ["rest": .money(max(rest, .zero)), "rest_day": .day(statement.due)]
    }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.tell(
            offer, facts, under: Disclosure.Part("instalment_title_statement", [.amount, .term]))
    }
}

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

    /// Whatever is put into instalments.
    static let plan: [[Field]] =
        [
            .amount, .term, .each, .first, .last, .firstDue, .lastDue, .fees, .feeRate, .nominal,
            .simple, .effective, .total, .company, .card, .early, .graceDays, .dailyPenalty,
            .yearlyPenalty, .creditRegister,
        ].map { [$0] } + [[.cancelBy, .cutOff]]
}
