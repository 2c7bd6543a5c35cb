import Lending
import Quantities

/// The figures of an order, by the names that replies use: what a question about it is answered by.
extension Order {
    /// Which texts answer for it.
    var kind: String {
        switch self {
        case .settle: "settle"
        case .prepay: "prepay"
        case .repayDrawn: "drawn"
        case .payDues: "dues"
        case .payStatement: "statement"
        case .convertStatement, .convertPurchase, .changePlan: "plan"
        case .cancelPlan: "undo"
        case .certify: "certificate"
        case .book(let booking): booking.order.kind
        case .cancelBooking: "unbooking"
        }
    }

    /// The offer of an instalment plan, where it makes one.
    var offer: InstalmentOffer? {
        switch self {
        case .convertStatement(_, let offer), .convertPurchase(_, let offer),
            .changePlan(_, let offer):
            offer
        default: nil
        }
    }

    /// The instalments there will be.
    var rows: [Instalment] {
        switch self {
        case .prepay(_, let quote): quote.rows
        case .book(let booking): booking.order.rows
        default: offer?.rows ?? []
        }
    }

    /// What is paid now, part by part.
    private var parts: Parts? {
        switch self {
        case .settle(_, let quote): quote.parts
        case .payDues(_, let quote): quote.parts
        case .prepay(_, let quote): quote.parts
        case .book(let booking): booking.order.parts
        default: nil
        }
    }

    /// Which of its figures a sum is: `fee`, `interest` …
    func name(of sum: Money) -> String? {
        guard sum > .zero else { return nil }
        if let offer {
            if sum == offer.perPeriod { return "each" }
            return sum == offer.totalFee ? "fee" : (sum == total ? "total" : nil)
        }
        guard let parts else { return nil }
        if sum == parts.prepaymentFee { return "fee" }
        if sum == parts.penalty { return "penalty" }
        if sum == parts.interest { return "interest" }
        return sum == total ? "why" : nil
    }

    /// In fen, days and hundredths of a percent, under the names that replies use.
    func figures(_ facts: Facts) -> [String: Reply.Value] {
        var values: [String: Reply.Value] = [
            "total": .money(total), "tail": .text(String(subject.suffix(4))),
            "card": .text(facts.account?.customer.cardTail ?? ""),
            "day": .day(valueDate(at: facts.now)),
            "valid": .time(Product.nextCutOff(after: facts.now)),
            "until": .time(Moment(facts.now.day, hour: Product.cutOffHour)),
        ]
        add(parts, to: &values)
        switch self {
        case .settle(_, let quote): add(quote, to: &values)
        case .prepay(_, let quote): add(quote, to: &values)
        case .repayDrawn(_, let quote):
            values["left"] = .money(quote.remaining)
            values["interest"] = .money(quote.interestSoFar)
            values["less_a_day"] = .money(quote.interestADay - quote.interestADayAfter)
        case .payDues(_, let quote): values["left"] = .money(quote.remaining.total)
        case .payStatement, .cancelPlan: break
        case .convertStatement(_, let offer), .convertPurchase(_, let offer),
            .changePlan(_, let offer):
            values.merge(Instalments.values(offer)) { _, new in new }
            values["first_due"] = .day(offer.rows.first?.due ?? facts.now.day)
            values["last_due"] = .day(offer.rows.last?.due ?? facts.now.day)
        case .certify: values["from"] = .day(facts.now.day + 1)
        case .book(let booking):
            var then = booking.order.figures(facts.projected(to: booking.day))
            (then["valid"], then["until"]) = (values["valid"], values["until"])
            then["cancel_by"] = .time(booking.due)
            return then
        case .cancelBooking(let booking): values["day"] = .day(booking.day)
        }
        if let loan = facts.account?.activeContracts.first(where: { $0.id == subject }) {
            values.merge(LoanSlot.values(loan)) { own, _ in own }
            values["rate"] = .rate(loan.disclosedRate)
        }
        return values
    }

    private func add(_ parts: Parts?, to values: inout [String: Reply.Value]) {
        guard let parts else { return }
        values["principal"] = .money(parts.principal)
        values["interest"] = .money(parts.interest + parts.fee)
        values["fee"] = .money(parts.prepaymentFee)
        values["penalty"] = .money(parts.penalty)
    }

    private func add(_ quote: PayoffQuote, to values: inout [String: Reply.Value]) {
        values["days"] = .count(quote.accruedDays)
        values["saved"] = .money(quote.interestSaved + quote.feeSaved)
        values["net"] = .money(quote.netSaved)
    }

    private func add(_ quote: PrepaymentQuote, to values: inout [String: Reply.Value]) {
        values["days"] = .count(quote.accruedDays)
        values["saved"] = .money(quote.interestSaved)
        values["net"] = .money(quote.netSaved)
        values["each"] = .money(quote.rows.first?.total ?? .zero)
        values["count"] = .count(quote.rows.count)
        values["first_due"] = .day(quote.rows.first?.due ?? quote.valueDate)
        values["last_due"] = .day(quote.rows.last?.due ?? quote.valueDate)
        values["left"] = .money(quote.remainingPrincipal)
    }

    /// The quote in one line, before it is agreed to.
    func restated(as intent: String) -> Reply {
        var key = "restated"
        if case .certify = self { key = "restated_document" }
        var values: [String: Reply.Value] = [
            "name": .phrase("name_" + intent), "tail": .text(String(subject.suffix(4))),
            "total": .money(total),
        ]
        if let offer {
            key = "restated_plan"
            values["term"] = .count(offer.periods)
            values["each"] = .money(offer.perPeriod)
        }
        return asking(Reply(key, values))
    }

    /// The question for consent, without the figures: they have just been restated.
    var askAgain: Reply { Reply("ask_again", duty: Disclosure.Duty(sheet, [])) }
}
