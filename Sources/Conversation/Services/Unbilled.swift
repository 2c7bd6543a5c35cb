import Lending
import NLU
import Text

/// Purchases that no statement has yet: which they are, and what they come to.
enum Unbilled {
    static let slot = Slot(
        name: "about", isNeeded: { _, _ in false },
        read: { heard, _, facts in
            // Beside a loan they are part of all that is owed.
            let isBeside = facts.words.says("due_loan", in: heard.text.folded)
            return facts.words.finds("not_billed", in: heard.text) && !isBeside
                ? .value(.choice("unbilled")) : .nothing
        })

    static func lines(_ account: Account) -> [Reply] {
        let purchases = account.unbilled
        guard !purchases.isEmpty else { return [Reply("unbilled_none")] }
        let values: [String: Reply.Value] = [
            "count": .count(purchases.count), "total": .money(purchases.map(\.amount).sum()),
        ]
        return [Reply("unbilled", values)]
            + purchases.map { purchase in
                Reply(
                    "unbilled_row",
                    [
                        "day": .day(purchase.booked), "merchant": .text(purchase.merchant),
                        "amount": .money(purchase.amount),
                    ])
            }
    }
}
