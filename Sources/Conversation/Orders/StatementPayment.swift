import Lending
import Quantities

extension StatementOrder: ToldOrder {
    var topic: String { "statement" }
    var needs: [[Disclosure.Field]] { Disclosure.payment + [[.unpaid], [.left], [.noFee]] }

    func figures(_ facts: Facts) -> [String: Reply.Value] {
        let unpaid = facts.account?.statement.flatMap { $0.id == statement ? $0.unpaid : nil }
        return ["left": .money(max((unpaid ?? amount) - amount, .zero))]
    }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        let billed = facts.account?.statement.flatMap { $0.id == statement ? $0 : nil }
        card.tell(amount, on: billed, facts)
    }
}

extension Disclosure {
    /// A statement, or a part of it.
    mutating func tell(_ amount: Money, on statement: Statement?, _ facts: Facts) {
        day = valueDate(at: facts.now)
        unpaid = statement?.unpaid
        let rest = statement.map { $0.unpaid - amount }
        left = rest
        due = statement?.due
        sentences = [.undo: .paymentStays, .noFee: .noFeeStatement]
        add(
            "pay_statement_card",
            [.day, .unpaid, .total, .left, .card, .company, .noFee, .until, .undo])
        if let rest, let due, rest > .zero, due >= facts.now.day {
            add("pay_statement_left", [.left, .due])
        }
    }
}
