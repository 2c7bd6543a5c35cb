import Lending
import NLU
import Quantities

/// What was paid and arranged: dates, sums, parts, receipts, and debits that failed.
extension Service {
    static let history = Service(
        name: "history",
        intents: ["query_history"],
        slots: [Past.focus, LoanSlot.slot(ask: "ask_quote_loan", isNeeded: false)],
        answer: Past.answer)
}

private enum Past {
    private static let shown = 8

    /// "回单" asks for the last receipt only.
    static let focus = Slot(
        name: "about", isNeeded: { _, _ in false },
        read: { heard, _, _ in
            let text = heard.text.lowercased()
            return ["回单", "收据", "凭证", "receipt"].contains { text.contains($0) }
                ? .value(.choice("receipt")) : .nothing
        })

    @Sendable static func answer(_ form: Form, _ facts: Facts) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        let loan = LoanSlot.chosen(form, facts)
        let items = account.history.filter { loan == nil || $0.subject == loan?.id }
        if form.slots["about"] == .choice("receipt") {
            guard let last = items.last(where: { $0.receipt != nil }) else {
                return .say([Reply("receipt_none")])
            }
            return .say([Reply("receipt_last")] + lines(last, account))
        }
        guard !items.isEmpty else { return .say([Reply("history_none")]) }
        let paid = items.compactMap { item -> Parts? in
            if case .paid(let parts, _) = item.what { parts } else { nil }
        }
        let intro: [String: Reply.Value] = [
            "count": .count(paid.count), "total": .money(paid.map(\.total).sum()),
            "principal": .money(paid.map(\.principal).sum()),
        ]
        let newest = items.suffix(shown).reversed()
        return .say(
            [Reply("history_intro", intro)] + newest.flatMap { lines($0, account) }
                + (items.count > shown ? [Reply("history_more")] : []))
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
        }
        return [Reply("history_row", values), Reply("history_receipt", values)]
    }

    private static func arrangement(_ what: HistoryItem.What) -> String {
        switch what {
        case .planChanged: "history_plan_changed"
        case .planCancelled: "history_plan_cancelled"
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
