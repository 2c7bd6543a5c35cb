import Lending
import NLU
import Quantities

/// Which contract is meant: by its last four digits, by what it was for, or by its place in a list.
enum LoanSlot {
    static let name = "loan"

    /// - Parameter ask: the question, said before the numbered contracts.
    static func slot(ask: String) -> Slot {
        Slot(
            name: name, isChosenByPlace: true,
            choices: { _, facts in
                contracts(facts).map { Slot.Choice(.reference($0.id), label($0, facts)) }
            },
            read: { heard, _, facts in read(heard, among: contracts(facts)) },
            ask: { _, _ in [Reply(ask)] })
    }

    /// What can be paid off: active loans, then active plans.
    static func contracts(_ facts: Facts) -> [Loan] {
        facts.account?.activeContracts ?? []
    }

    static func chosen(_ form: Form, _ facts: Facts) -> Loan? {
        guard case .reference(let id) = form.slots[name] else { return nil }
        return contracts(facts).first { $0.id == id }
    }

    /// Name, tail and principal of a contract, as replies show it.
    static func values(_ loan: Loan) -> [String: Reply.Value] {
        [
            "name": .phrase("purpose_" + loan.purpose), "tail": .text(loan.tail),
            "principal": .money(loan.outstandingPrincipal),
        ]
    }

    private static func label(_ loan: Loan, _ facts: Facts) -> Reply {
        Reply("loan_choice", values(loan))
    }

    private static func read(_ heard: Interpretation, among loans: [Loan]) -> Slot.Reading {
        let tails = heard.entities.compactMap { entity -> String? in
            guard entity.name == "reference", case .text(let text) = entity.value else {
                return nil
            }
            let digits = text.filter(\.isNumber)
            return digits.count >= 4 ? String(digits.suffix(4)) : nil
        }
        // A bare number of four digits is a tail too, when a contract has it.
        let bare = Phrase.bare(heard.text)
        if let loan = loans.first(where: { tails.contains($0.tail) || $0.tail == bare }) {
            return .value(.reference(loan.id))
        }
        if let tail = tails.first { return .unusable(Reply("loan_unknown", ["tail": .text(tail)])) }
        let text = heard.text.lowercased()
        let named = loans.filter { loan in
            words[loan.purpose, default: []].contains { text.contains($0) }
        }
        guard named.count == 1, loans.count > 1 else { return .nothing }
        return .value(.reference(named[0].id))
    }

    /// How customers name a contract by its purpose.
    private static let words: [String: [String]] = [
        "phone": ["手机", "phone", "mobile"],
        "travel": ["旅游", "旅行", "travel", "trip", "holiday"],
        "education": ["教育", "学费", "培训", "education", "tuition", "school", "course"],
        "cash": ["现金", "cash"],
        "statement": ["账单分期", "statement plan", "instalment plan", "bill plan"],
    ]
}
