import Lending
import NLU
import Quantities

/// What every service that makes an instalment plan shows and checks alike.
enum Instalments {
    static func option(_ offer: InstalmentOffer) -> Reply {
        Reply("instalment_option", values(offer))
    }

    /// When the first and the last of them are due.
    static func days(_ offer: InstalmentOffer) -> Reply? {
        guard let first = offer.rows.first, let last = offer.rows.last else { return nil }
        return Reply("instalment_days", ["first": .day(first.due), "last": .day(last.due)])
    }

    static func values(_ offer: InstalmentOffer) -> [String: Reply.Value] {
        [
            "term": .count(offer.periods), "amount": .money(offer.amount),
            "each": .money(offer.perPeriod), "first": .money(offer.first),
            "last": .money(offer.last), "fees": .money(offer.totalFee),
            "total": .money(offer.totalPayable), "fee_rate": .rate(offer.feeRate),
            "nominal": .percent(offer.annual.nominal),
            "effective": .percent(offer.annual.effective),
        ]
    }

    /// A term among those on offer; asked for with all of them compared.
    ///
    /// - Parameter ask: the question after them.
    static let termName = "term"

    static func term(
        ask: @escaping @Sendable (Form, Facts) -> String = { _, _ in "ask_term" },
        intro: @escaping @Sendable (Form, Facts) -> [Reply],
        isNeeded: @escaping @Sendable (Form, Facts) -> Bool = { _, _ in true },
        offers: @escaping @Sendable (Form, Facts) -> [InstalmentOffer]
    ) -> Slot {
        Slot(
            name: termName, isNeeded: isNeeded,
            choices: { form, facts in
                offers(form, facts).map { Slot.Choice(.count($0.periods), option($0)) }
            },
            read: { heard, form, facts in
                // Nothing can be offered: the service says why, not this slot.
                let periods = offers(form, facts).map(\.periods)
                guard !periods.isEmpty else { return .nothing }
                // 一个月最多拿出八百: a sum for each month, and no term of one.
                if heard.terms == [1],
                    monthly(heard, among: offers(form, facts), facts) != nil
                {
                    return .nothing
                }
                let heard = heard.takingItsShare(ofTerm: form.slots[termName], facts.words)
                return TermReading.read(heard, facts.words, among: periods)
            },
            ask: { form, facts in
                intro(form, facts) + offers(form, facts).map(option)
                    + [Reply(ask(form, facts))]
            },
            remind: { form, facts in
                let terms = offers(form, facts).map { Reply.Value.count($0.periods) }
                return [Reply("ask_term_again", ["terms": .list(terms)])]
            }
        ).advising { form, facts in advice(among: offers(form, facts)) }
    }

    /// The fewest instalments cost least in all, the most of them least a month.
    private static func advice(among offers: [InstalmentOffer]) -> Slot.Advice? {
        guard offers.count > 1, let least = offers.min(by: { $0.totalFee < $1.totalFee }),
            let lowest = offers.min(by: { $0.perPeriod < $1.perPeriod })
        else { return nil }
        return Slot.Advice(
            value: .count(least.periods),
            reason: Reply(
                "advice_term",
                [
                    "term": .count(least.periods), "fees": .money(least.totalFee),
                    "longest": .count(lowest.periods), "each": .money(lowest.perPeriod),
                    "more": .money(lowest.totalFee),
                ]))
    }

    /// 每月还500的那种: the fewest instalments that are none above it. Nil where no sum a month is
    /// named.
    static func monthly(
        _ heard: Interpretation, among offers: [InstalmentOffer], _ facts: Facts
    ) -> Reply? {
        guard facts.words.finds("each_month", in: heard.text), heard.sums.count == 1 else {
            return nil
        }
        let sum = heard.sums[0]
        let within = offers.filter { $0.perPeriod <= sum }.min { $0.periods < $1.periods }
        guard let offer = within ?? offers.max(by: { $0.periods < $1.periods }) else { return nil }
        var values = values(offer)
        values["sum"] = .money(sum)
        values["nearest"] = values["term"]
        return Reply(within == nil ? "instalment_monthly_over" : "instalment_monthly", values)
    }

    /// The offer of the chosen term.
    static func chosen(_ form: Form, among offers: [InstalmentOffer]) -> InstalmentOffer? {
        guard case .count(let periods) = form.slots["term"] else { return nil }
        return offers.first { $0.periods == periods }
    }

    /// The in-loan risk scan: its reason class in plain words, no bureau data; a person reviews
    /// either way. Nil when it passes.
    static func riskOutcome(_ account: Account, _ facts: Facts) -> Outcome? {
        let scan = account.risk.scan(
            frozen: account.customer.status == .frozen,
            currentDaysPastDue: account.daysPastDue(on: facts.now.day))
        guard scan.decision != .pass, let reason = scan.reasons.first else { return nil }
        let key = scan.decision == .decline ? "risk_decline" : "risk_review"
        return .refer(
            reason.rawValue, [Reply(key, ["why": .phrase("risk_" + reason.rawValue.lowercased())])])
    }
}

extension Interpretation {
    /// 太长了，砍一半: a share of the months, and of no sum.
    func withoutShareOfTheTerm(_ words: Words) -> Interpretation {
        guard words.finds("of_the_term", in: text) else { return self }
        var copy = self
        copy.entities.removeAll { $0.name == "share" }
        return copy
    }

    /// The same as the number of instalments that it comes to.
    fileprivate func takingItsShare(ofTerm term: SlotValue?, _ words: Words) -> Interpretation {
        guard case .count(let term)? = term, words.finds("of_the_term", in: text) else {
            return self
        }
        var copy = self
        for (place, entity) in entities.enumerated() {
            guard case .share(let part, let whole) = entity.value, whole > 0,
                term * part % whole == 0
            else { continue }
            copy.entities[place].name = "count"
            copy.entities[place].value = .count(term * part / whole, unit: .instalment)
        }
        return copy
    }

    /// "In 12 months" beside an order that runs for months is how long, and no day.
    func countingMonths(in service: Service, from today: Day) -> Interpretation {
        guard service.slot(named: Instalments.termName) != nil else { return self }
        var copy = self
        for (place, entity) in entities.enumerated() {
            let text = entity.text.folded
            guard case .date(let day) = entity.value, text.hasPrefix("in "),
                text.contains("month"),
                let months = (1...60).first(where: { today.adding(months: $0) == day })
            else { continue }
            copy.entities[place].name = "count"
            copy.entities[place].value = .count(months, unit: .month)
        }
        return copy
    }
}
