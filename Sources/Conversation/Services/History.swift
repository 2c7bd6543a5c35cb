import Lending
import NLU
import Quantities
import Text

/// What was paid and arranged: dates, sums, parts, receipts, and debits that failed.
extension Service {
    static let history = Service(
        name: "history",
        intents: ["query_history"],
        slots: [Past.focus, LoanSlot.slot(ask: "ask_quote_loan", isNeeded: false), Past.period],
        answer: Past.answer)
}

enum Past {
    private static let shown = 8

    /// "回单" asks for the last receipt only, "利息" for one sum.
    static let focus = Slot(
        name: "about", isNeeded: { _, _ in false },
        read: { heard, _, facts in
            let text = heard.text.folded
            let words = facts.words
            if words.says("history_receipt", in: text) { return .value(.choice("receipt")) }
            let isInterestToo = words.says("history_interest", in: text)
            if words.says("history_fees", in: text), !isInterestToo {
                return .value(.choice("fees"))
            }
            // Interest beside principal is what every row tells.
            let isInterest = isInterestToo && !words.says("history_principal", in: text)
            return isInterest ? .value(.choice("interest")) : .nothing
        })

    /// A month, a year, a day, since then; the last payment, the one before it, the very first.
    static let period = Slot(
        name: "period", isNeeded: { _, _ in false },
        read: { heard, form, facts in
            // "The last that went through" is none that failed.
            let isPaid =
                facts.words.finds("went_through", in: heard.text)
                && facts.words.finds("asks_when", in: heard.text)
            let days = items(form, facts).filter { isPaid ? $0.parts != nil : $0.isDebit }
                .map(\.at.day)
            let next = facts.account.flatMap { FallingDue.all($0).first?.day }
            let period = read(
                heard, before: Period(form.slots["period"]), days, next.map { Period($0) },
                facts)
            return period.map { .value($0.slotValue) } ?? .nothing
        })

    /// - Parameters:
    ///   - days: of the payments made or tried, the oldest first.
    ///   - toCome: the payment that comes after them.
    private static func read(
        _ heard: Interpretation, before earlier: Period?, _ days: [Day], _ toCome: Period?,
        _ facts: Facts
    ) -> Period? {
        let today = facts.now.day
        let reading = PeriodReading(heard, today: facts.now.day, facts.words)
        let says = { facts.words.says($0 as PeriodWord, in: reading.text) }
        if says(.monthBefore) {
            return .month(of: Period.month(of: earlier?.from ?? today).from - 1)
        }
        if says(.next) || says(.afterThat) {
            let paid = earlier.flatMap { earlier in days.first { $0 > earlier.to } }
            return paid.map { Period($0) } ?? toCome
        }
        if says(.coming), reading.goesOn { return toCome }
        if says(.monthAfter), let earlier { return .month(of: Period.month(of: earlier.to).to + 1) }
        if says(.beforeThat) {
            let last = earlier?.from ?? days.last
            return last.flatMap { last in days.last { $0 < last } }.map { Period($0) }
        }
        if says(.first) { return days.first.map { Period($0) } }
        if let named = reading.back { return named }
        if says(.soFar) { return days.first.map { Period($0, today) } }
        return says(.last) ? days.last.map { Period($0) } : nil
    }

    private static func items(_ form: Form, _ facts: Facts) -> [HistoryItem] {
        let loans = LoanSlot.chosenSeveral(form, facts)?.map(\.id)
        return (facts.account?.history ?? []).filter { loans?.contains($0.subject) ?? true }
    }

    /// The day of the latest payment made or tried.
    static func latest(_ form: Form, _ facts: Facts) -> Period? {
        items(form, facts).last(where: \.isDebit).map { Period($0.at.day) }
    }

    @Sendable static func answer(_ form: Form, _ facts: Facts) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        let items = items(form, facts)
        if form.slots["about"] == .choice("receipt") {
            guard let last = items.last(where: { $0.receipt != nil }) else {
                return .say([Reply("receipt_none")])
            }
            return .say([Reply("receipt_last")] + lines(last, account))
        }
        let period = Period(form.slots["period"])
        // "And the next one?" after the last one that was paid.
        if let period, period.from > account.asOf {
            return .say(DuePeriod.answer(period, account))
        }
        guard !items.isEmpty else {
            return .say([Reply("history_none")] + FallingDue.first(account))
        }
        if form.slots["about"] == .choice("interest") {
            return .say(interest(items, period, account))
        }
        if form.slots["about"] == .choice("fees") {
            return .say(fees(items, period, account))
        }
        if let period {
            // 这个月呢: of what is not over yet, what is still to come.
            let isOpen = period.to > account.asOf && !items.contains { period.contains($0.at.day) }
            guard isOpen, let narrowed = LoanSlot.account(form, facts) else {
                return .say(told(period, items, account))
            }
            return .say(DuePeriod.answer(period, narrowed))
        }
        let newest = items.suffix(shown).reversed()
        return .say(
            [Reply("history_intro", sums(items))] + newest.flatMap { lines($0, account) }
                + (items.count > shown ? [Reply("history_more")] : []))
    }

    /// What was paid in a period, of everything or of the contracts an account is narrowed to.
    static func told(_ period: Period, _ account: Account) -> [Reply] {
        let open = Set((account.loans + account.plans).map(\.id))
        let items = account.history.filter {
            account.statement != nil || open.isEmpty || open.contains($0.subject)
        }
        return told(period, items, account)
    }

    /// The same, where anything was paid then.
    static func paid(in period: Period, _ account: Account) -> [Reply] {
        let isPaid = account.history.contains { item in
            if case .paid = item.what { period.contains(item.at.day) } else { false }
        }
        return isPaid ? told(period, account) : []
    }

    private static func told(
        _ period: Period, _ items: [HistoryItem], _ account: Account
    ) -> [Reply] {
        let within = items.filter { period.contains($0.at.day) }
        var values = sums(within)
        values["period"] = period.value
        let isPaid = within.contains { $0.parts != nil }
        return [Reply(isPaid ? "history_in" : "history_none_in", values)]
            + within.suffix(shown).reversed().flatMap { lines($0, account) }
            + (within.count > shown ? [Reply("history_more")] : [])
    }

    /// Interest paid so far, or in a period, in one sentence.
    private static func interest(
        _ items: [HistoryItem], _ period: Period?, _ account: Account
    ) -> [Reply] {
        let within = items.filter { period?.contains($0.at.day) ?? true }
        var values = sums(within)
        values["day"] = .day(account.asOf)
        let isAll = within.count == items.count && period?.contains(account.asOf) ?? true
        let hasMore = values["fees"] != .money(.zero) || values["penalty"] != .money(.zero)
        let more = hasMore ? [Reply("history_besides", values)] : []
        guard let period, !isAll else { return [Reply("history_interest", values)] + more }
        values["period"] = period.value
        return [Reply("history_interest_in", values)] + more
    }

    /// Fees paid so far, or in a period, and those of plans that are still to come.
    private static func fees(
        _ items: [HistoryItem], _ period: Period?, _ account: Account
    ) -> [Reply] {
        let within = items.filter { period?.contains($0.at.day) ?? true }
        var values = sums(within)
        values["period"] =
            (period ?? Period(items.first?.at.day ?? account.asOf, account.asOf)).value
        let toCome = account.plans.filter { $0.status == .active }
            .flatMap(\.rows).map(\.open.fee).sum()
        let paid = within.compactMap(\.parts).map { $0.fee + $0.prepaymentFee }.sum()
        values["left"] = .money(toCome)
        values["all"] = .money(paid + toCome)
        let isAll = items.allSatisfy { $0.parts == nil || period?.contains($0.at.day) ?? true }
        let more = isAll && toCome > .zero ? [Reply("history_fees_to_come", values)] : []
        return [Reply("history_fees", values)] + more
    }

    private static func sums(_ items: [HistoryItem]) -> [String: Reply.Value] {
        let paid = items.compactMap(\.parts)
        let sum = paid.reduce(.zero, +)
        return [
            "count": .count(paid.count), "total": .money(sum.total),
            "principal": .money(sum.principal), "interest": .money(sum.interest),
            "fees": .money(sum.fee + sum.prepaymentFee), "penalty": .money(sum.penalty),
        ]
    }

    private static func lines(_ item: HistoryItem, _ account: Account) -> [Reply] {
        var values: [String: Reply.Value] = [
            "day": .day(item.at.day), "time": .text(item.at.timeOfDay),
            "tail": .text(String(item.subject.suffix(4))),
            "what": .phrase(name(of: item, account)), "receipt": .text(item.receipt ?? ""),
        ]
        switch item.what {
        case .paid(let parts, let isAutomatic):
            values["amount"] = .money(parts.total)
            values["how"] = .phrase(isAutomatic ? "history_debited" : "history_paid")
            values["principal"] = .money(parts.principal)
            values["cost"] = .money(parts.interest + parts.fee + parts.prepaymentFee)
            values["penalty"] = .money(parts.penalty)
            return [
                Reply("history_row", values),
                Reply(item.receipt == nil ? "history_parts" : "history_parts_receipt", values),
            ]
        case .debitFailed(let amount):
            values["amount"] = .money(amount)
            values["how"] = .phrase("history_failed")
            return [Reply("history_row", values), Reply("history_failed_why")]
        case .planMade(let amount), .planChanged(let amount), .planCancelled(let amount):
            values["amount"] = .money(amount)
            values["how"] = .phrase(arrangement(item.what))
        case .certificate:
            values["amount"] = .text("")
            values["how"] = .phrase("history_certificate")
        case .booked(let booking), .bookingCancelled(let booking),
            .bookingRefused(let booking, _):
            values["amount"] = .money(booking.order.total)
            values["how"] = .phrase(arrangement(item.what))
            if item.receipt == nil { return [Reply("history_row", values)] }
        }
        return [Reply("history_row", values), Reply("history_receipt", values)]
    }

    private static func arrangement(_ what: HistoryItem.What) -> String {
        switch what {
        case .planChanged: "history_plan_changed"
        case .planCancelled: "history_plan_cancelled"
        case .booked: "history_booked"
        case .bookingCancelled: "history_booking_cancelled"
        case .bookingRefused: "history_booking_refused"
        default: "history_plan_made"
        }
    }

    private static func name(of item: HistoryItem, _ account: Account) -> String {
        if let loan = (account.loans + account.plans).first(where: { $0.id == item.subject }) {
            return "purpose_" + loan.purpose
        }
        return item.subject.hasPrefix("PU") ? "history_purchase" : "history_statement"
    }
}

extension HistoryItem {
    /// A payment, or a debit that failed.
    fileprivate var isDebit: Bool {
        switch what {
        case .paid, .debitFailed: true
        case .planMade, .planChanged, .planCancelled, .certificate, .booked, .bookingCancelled,
            .bookingRefused:
            false
        }
    }

    /// What was paid; nil for what was no payment.
    fileprivate var parts: Parts? {
        if case .paid(let parts, _) = what { parts } else { nil }
    }
}
