import Lending
import Quantities

/// The figures of an order, by the names that replies use: what a question about it is answered by.
extension Order {
    /// Which of its figures a sum is: `fee`, `interest` …
    func name(of sum: Money, roughly: Bool = false) -> String? {
        guard sum > .zero else { return nil }
        if let offer {
            if sum == offer.perPeriod { return "each" }
            return sum == offer.totalFee ? "fee" : (sum == total ? "total" : nil)
        }
        guard let parts = told.parts else { return nil }
        let figures = [
            (parts.prepaymentFee, "fee"), (parts.penalty, "penalty"), (parts.interest, "interest"),
            (total, "why"),
        ]
        return figures.first { $0.0 == sum }?.1
            ?? figures.first { sum.names($0.0, roughly: roughly) }?.1
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
        if let parts = told.parts {
            values["principal"] = .money(parts.principal)
            values["interest"] = .money(parts.interest + parts.fee)
            values["fee"] = .money(parts.prepaymentFee)
            values["penalty"] = .money(parts.penalty)
        }
        if let offer {
            values.merge(Instalments.values(offer)) { _, new in new }
            values["first_due"] = .day(offer.rows.first?.due ?? facts.now.day)
            values["last_due"] = .day(offer.rows.last?.due ?? facts.now.day)
        }
        if let loan = facts.account?.activeContracts.first(where: { $0.id == subject }) {
            values.merge(LoanSlot.values(loan)) { own, _ in own }
            values["rate"] = .rate(loan.disclosedRate)
            values["a_day"] = .money(loan.costOfADay(from: valueDate(at: facts.now)))
        }
        values.merge(told.figures(facts)) { _, own in own }
        return values
    }

    /// The quote in one line, before it is agreed to.
    func restated(as intent: String) -> Reply {
        var key = told.isDocument ? "restated_document" : "restated"
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
    var askAgain: Reply { Reply("ask_again", duty: Disclosure.Duty(told.sheet, [])) }
}

extension Loan {
    /// What paying it off costs more a day later, in fen: interest, and the penalty of what is
    /// late.
    func costOfADay(from day: Day) -> Money {
        guard let now = try? payoffQuote(on: day), let then = try? payoffQuote(on: day + 1) else {
            return .zero
        }
        let more = then.total - then.prepaymentFee - (now.total - now.prepaymentFee)
        return max(more, .zero)
    }
}

extension Money {
    /// Whether a sum is called so: 26块3 of 26.32, as the fen may be left out; 八十多块 of 84.55
    /// leaves out more.
    func names(_ sum: Money, roughly: Bool) -> Bool {
        var unit: Int64 = fen % 100 == 0 ? 100 : 10
        while roughly, fen > 0, fen % (unit * 10) == 0 { unit *= 10 }
        return sum == self || sum > self && (sum - self).fen < unit
    }
}
