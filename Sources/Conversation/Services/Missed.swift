import Lending
import NLU
import Quantities

/// The payments that were missed, each by its day: "which months did I miss", 一月那期欠多少.
enum Missed {
    static let name = "missed"

    /// All of them, or those of a month that is past and was not paid.
    static let slot = Slot(
        name: name, isNeeded: { _, _ in false },
        read: { heard, form, facts in
            guard let account = LoanSlot.account(form, facts) else { return .nothing }
            let back = PeriodReading(heard, today: account.asOf, facts.words).back
            if let back, rows(of: account).contains(where: { back.contains($0.day) }) {
                return .value(back.slotValue)
            }
            return facts.words.finds("which_missed", in: heard.text)
                ? .value(.choice("each")) : .nothing
        })

    /// A day to come, where the line does not name the time of one that was missed.
    static let laterDay: Slot = {
        var day = LaterDay.slot
        day.read = { heard, form, facts in
            if case .value(.days) = slot.read(heard, form, facts) { return .nothing }
            return LaterDay.slot.read(heard, form, facts)
        }
        return day
    }()

    /// The payments that a form asks about; nil where it asks for the sum.
    static func answer(_ form: Form, _ account: Account) -> [Reply]? {
        guard let asked = form.slots[name] else { return nil }
        let period = Period(asked)
        let late = rows(of: account).filter { period?.contains($0.day) ?? true }
        guard !late.isEmpty else { return nil }
        let values: [String: Reply.Value] = [
            "count": .count(late.count), "total": .money(late.map(\.amount).sum()),
        ]
        return [Reply("overdue_rows", values)] + late.map(\.line)
    }

    /// Instalments that are late and not paid, without their penalty, the oldest first.
    private static func rows(of account: Account) -> [FallingDue] {
        account.activeContracts.flatMap { loan in
            loan.rows.filter { $0.instalment.due < account.asOf && $0.open.total > .zero }
                .map { FallingDue($0, of: loan) }
        }.sorted { $0.day < $1.day }
    }
}
