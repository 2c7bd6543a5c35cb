import Lending
import NLU
import Quantities

/// Several things in answer to a question for one: an order for each, one after another.
extension Ear {
    /// "The travel and the phone loan", 旅游和手机: two of three by name.
    static func severalNamed(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        guard slot.name == LoanSlot.name, heard.line.decision != .accept,
            !turn.words.finds("question", in: heard.text)
        else { return nil }
        let choices = slot.choices(open.form, turn.facts).map(\.value)
        let named = turn.named(heard.line, among: choices)
        guard named.count > 1, named.count < choices.count else { return nil }
        return turn.after { turn in
            let ids = named.compactMap { value -> String? in
                if case .reference(let id) = value { id } else { nil }
            }
            turn.understood(.value, slots: [SlotFilled(slot.name, .references(ids))])
            turn.orderEach(named, for: slot, in: open, heard.line)
        }
    }
}

extension Turn {
    /// "Both, travel and phone": those that are named; without a name all of them.
    func named(_ line: Interpretation, among choices: [SlotValue]) -> [SlotValue] {
        let contracts = facts.account?.activeContracts ?? []
        let named = LoanSlot.set(in: line, among: contracts, facts).map { set in
            choices.filter { choice in set.contains { choice == .reference($0.id) } }
        }
        return named.map { $0.isEmpty ? choices : $0 } ?? choices
    }

    /// "Both": one after another, each agreed to on its own.
    mutating func orderEach(
        _ values: [SlotValue], for slot: Slot, in open: OpenForm, _ line: Interpretation
    ) {
        let forms = values.map { value in
            var form = open.form
            form.slots[slot.name] = value
            return form
        }
        let totals = forms.compactMap { form -> Money? in
            guard case .propose(let order, _, _) = open.service.answer(form, facts) else {
                return nil
            }
            return order.total
        }
        if totals.count == forms.count, totals.sum() > .zero {
            say(
                Reply(
                    "one_after_another_of",
                    ["count": .count(forms.count), "total": .money(totals.sum())]))
        } else {
            say(Reply("one_after_another", ["count": .count(forms.count)]))
        }
        queue(Array(forms.dropFirst()), line: line)
        if let first = forms.first { advance(first) }
    }

    /// "Both", "all but the education loan": an order for each, one after another.
    mutating func takesOneByOne(_ form: Form) -> Bool {
        guard let open = open(form), !open.service.isReadOnly,
            let slot = open.service.slots.first(where: { slot in
                if case .references = form.slots[slot.name] { true } else { false }
            }), case .references(let ids) = form.slots[slot.name]
        else { return false }
        if let quote = openQuote { events.append(.cancelled(quote)) }
        let line = Interpretation(
            text: "", language: nil, predicted: nil, ranking: [], decision: .reject,
            reason: .nothingKnown, entities: [])
        orderEach(ids.map(SlotValue.reference), for: slot, in: open, line)
        return true
    }
}
