import Lending
import NLU
import Quantities

/// Several things in answer to a question for one: an order for each, one after another.
extension Ear {
    static func several(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        severalNamed(turn, slot, open, heard) ?? severalPlaced(turn, slot, open, heard)
            ?? someOfThem(turn, slot, open, heard) ?? middle(turn, slot, open, heard)
    }

    /// "The travel and the phone loan", 旅游和手机: two of three by name.
    private static func severalNamed(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        guard slot.name == LoanSlot.name, heard.line.decision != .accept,
            !turn.words.finds("question", in: heard.text)
        else { return nil }
        let choices = slot.choices(open.form, turn.facts).map(\.value)
        let named = turn.named(heard.line, among: choices)
        guard named.count > 1, named.count < choices.count else { return nil }
        return turn.after { $0.take(named, for: slot, in: open, heard) }
    }
}

extension Ear {
    /// 第2个和第3个: several of the choices, by their places.
    private static func severalPlaced(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        let places = turn.words.places(heard.text)
        let choices = slot.choices(open.form, turn.facts).map(\.value)
        guard slot.isChosenByPlace, places.count > 1, slot.takesSeveral || !open.service.isReadOnly,
            places.allSatisfy({ choices.indices.contains($0 - 1) })
        else { return nil }
        return turn.after { $0.take(places.map { choices[$0 - 1] }, for: slot, in: open, heard) }
    }

    /// 中间那个, of an odd number of choices.
    private static func middle(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        let choices = slot.choices(open.form, turn.facts).map(\.value)
        guard slot.isChosenByPlace, choices.count > 1, choices.count % 2 == 1,
            turn.words.isOne(of: "place_middle", heard.text)
        else { return nil }
        return turn.after { $0.choose(choices[choices.count / 2], for: slot, in: open.form) }
    }

    /// "Two of them", and nobody knows yet which.
    private static func someOfThem(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        let choices = slot.choices(open.form, turn.facts).map(\.value)
        let isShort = heard.line.isShort && !turn.words.finds("question", in: heard.text)
        guard slot.isChosenByPlace, Pick(heard) == .all || isShort,
            let count = turn.words.countOfContracts(in: heard.text.folded), count < choices.count,
            turn.named(heard.line, among: choices).count == choices.count
        else { return nil }
        return turn.after { turn in
            turn.understood(.value)
            turn.say(Reply("which_several", ["count": .count(count)]))
        }
    }
}

extension Turn {
    /// One order for each of them, or the figures of all.
    fileprivate mutating func take(
        _ values: [SlotValue], for slot: Slot, in open: OpenForm, _ heard: Heard
    ) {
        let ids = values.compactMap { value -> String? in
            if case .reference(let id) = value { id } else { nil }
        }
        guard !open.service.isReadOnly else {
            return choose(.references(ids), for: slot, in: open.form)
        }
        understood(.value, slots: [SlotFilled(slot.name, .references(ids))])
        orderEach(values, for: slot, in: open, heard.line)
    }

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

extension Turn {
    /// "The travel loan too": an order of its own, after the one on the table.
    mutating func putsBehind(
        _ form: Form, _ service: Service, _ heard: Heard
    ) -> Bool {
        let chosen = service.slots.filter(\.isChosenByPlace).map(\.name)
        guard words.finds("also", in: heard.text),
            !words.finds("instead_of_it", in: heard.text), let open = dialogue.state.form,
            chosen.contains(where: { open.slots[$0] != nil && open.slots[$0] != form.slots[$0] })
        else { return false }
        queue([form], line: heard.line)
        let next = chosen.compactMap { form.slots[$0] }.first { !open.slots.values.contains($0) }
        let now = chosen.compactMap { open.slots[$0]?.description }.first ?? ""
        var sum: [Reply] = []
        if let service = assistant.service(named: form.service),
            case .propose(let order, _, _) = service.answer(form, facts)
        {
            sum = [Reply("one_behind_sum", ["total": .money(order.total)])]
        }
        say(
            Reply(
                "one_behind_the_other",
                [
                    "name": .phrase("name_" + form.intent), "tail": .text(next?.description ?? ""),
                    "now": .text(String(now.suffix(4))),
                ]))
        say(sum)
        stays()
        return true
    }
}
