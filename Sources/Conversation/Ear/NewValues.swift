import Lending
import NLU
import Quantities

/// Values that a line gives to what is on the table.
extension Turn {
    /// What a line gives to the plan that was just made.
    func changesPlan(_ heard: Heard) -> (form: Form, given: Values)? {
        guard let done = dialogue.done, done.receipt.order.offer != nil, heard.move != "rest",
            !words.finds("the_bill", in: heard.text), !namesTheRest(heard.line),
            let service = assistant.services.first(where: \.changesPlans),
            let intent = service.intents.first
        else { return nil }
        let form = Form(service: service.name, intent: intent)
        let given = values(of: service, in: heard.line, form)
        return given.filled.contains { $0.slot != LoanSlot.name } ? (form, given) : nil
    }

    /// "What about the 667?": what of the statement was not split.
    private func namesTheRest(_ line: Interpretation) -> Bool {
        guard let unpaid = facts.account?.statement?.unpaid, unpaid > .zero else { return false }
        return line.sums.contains(unpaid)
    }

    /// A value that what is on the table does not have yet.
    func givesNewValues(_ heard: Heard) -> Bool {
        let form: Form
        switch heard.situation.table {
        case .quote(let proposal, let open):
            if asksOnly(of: proposal.order, heard) { return false }
            if meansAnother(than: open, heard) { return true }
            form = open
        case .told(let told):
            // What was told answers the question with them.
            let topics = open(told)?.service.topics ?? []
            if let move = heard.move, topics.contains(move) { return false }
            form = told
        case .done: return changesPlan(heard) != nil
        case .ruled, nil: return false
        }
        if asksOfTheRest(heard), heard.line.sums.isEmpty || heard.situation.isAboutAnOrder {
            return false
        }
        // "Why so little, isn't it two hundred a month?" wants no two hundred.
        if heard.isSurely("ask_why", above: 0.75), words.finds("question", in: heard.text) {
            return false
        }
        let isCompared =
            heard.move == "ask_compare" && heard.line.isWholeWithoutTakingBack(words)
            && !words.finds("prefers", in: heard.text)
        let givesASum = !heard.line.sums.isEmpty && !words.finds("question", in: heard.text)
        guard !isCompared, heard.move != "ask_everything" || givesASum,
            let service = assistant.service(named: form.service)
        else { return false }
        let given = values(of: service, in: heard.line, form)
        // What cannot be taken changes nothing where the line is surely a question.
        let isAsked = heard.share >= 0.9 && heard.move.flatMap(Move.Kind.init) == .about
        let new = given.filled.filter { form.slots[$0.slot] != $0.value }
        // What the other two come to a month is asked, and changes no quote.
        if heard.isSurely("ask_total", "ask_each", above: 0.7),
            words.finds("question", in: heard.text), new.allSatisfy(\.value.isSet)
        {
            return false
        }
        return (!given.unusable.isEmpty && !isAsked) || !new.isEmpty
    }

    /// "No, I meant only the late portion" is another order.
    private func meansAnother(than form: Form, _ heard: Heard) -> Bool {
        guard words.finds("correction", in: heard.text), let known = open(form) else {
            return false
        }
        return other(than: known, heard) != nil
    }

    /// "And is the one on the 16th still taken?": a day that is asked about moves no quote.
    private func asksOnly(of order: Order, _ heard: Heard) -> Bool {
        guard let move = heard.move, heard.share >= 0.85, heard.line.sums.isEmpty,
            Move.Kind(move) == .about, !namesAnother(heard),
            !words.finds("correction", in: heard.text)
        else { return false }
        return Matter.kinds(of: order).contains {
            assistant.phrasebook.has(Matter.key(move, $0))
                || assistant.phrasebook.has(Matter.key(move, $0 + "_quote"))
        }
    }

    /// Another contract, or another purchase, than the one that is quoted.
    func namesAnother(_ heard: Heard) -> Bool {
        guard case .quote(_, let form) = heard.situation.table, let open = open(form) else {
            return false
        }
        let chosen = open.service.slots.filter(\.isChosenByPlace).map(\.name)
        return values(of: open.service, in: heard.line, form).filled.contains { value in
            guard case .reference = value.value, chosen.contains(value.slot),
                let known = form.slots[value.slot]
            else { return false }
            return known != value.value
        }
    }

    /// "What happens to the rest?" takes no share of anything.
    func asksOfTheRest(_ heard: Heard) -> Bool {
        if case .quote(let proposal, _) = heard.situation.table, let offer = proposal.order.offer,
            let unpaid = facts.account?.statement?.unpaid, unpaid > offer.amount,
            heard.line.sums == [unpaid - offer.amount], words.finds("question", in: heard.text)
        {
            return true
        }
        return words.isOne(of: "the_rest", heard.text)
            || ["ask_left", "rest"].contains(heard.move) && words.finds("question", in: heard.text)
                && !words.finds("also", in: heard.text)
    }

    /// 先补一半吧，剩下的发工资再补, at the quote of what is due: a part of it, paid now.
    func offersLess(_ heard: Heard) -> Bool {
        guard case .quote(_, let form) = heard.situation.table, let open = open(form),
            heard.situation.awaited == .consent, heard.parts.count > 1,
            !words.finds("cannot_pay", in: heard.text)
        else { return false }
        return reason(heard.line) != .human
            && heard.parts.contains { part in
                reason(part) == nil
                    && values(of: open.service, in: part, form).filled.contains {
                        $0.slot == "amount" && form.slots[$0.slot] != $0.value
                    }
            }
    }

    /// Records values that a line gives to what is open: by the intent that the line has there, and
    /// by no other that it sounds like.
    mutating func understoodValues(
        of line: Interpretation, for service: Service, _ filled: [SlotFilled]
    ) {
        let own = line.intent.map { intent in
            service.intents.contains(intent) || service.refinedBy.contains(intent)
                || isAnswer(intent)
        }
        guard own == true, !line.isBareValue(words) else {
            return understood(.value, slots: filled)
        }
        understood(line, slots: filled)
    }

    /// Leaves what is open for something else; `resume` comes back to it.
    mutating func suspend() {
        dialogue.suspended.append(dialogue.state)
        if dialogue.suspended.count > Dialogue.deepest { dialogue.suspended.removeFirst() }
        dialogue.state = .idle
    }
}

extension Interpretation {
    /// The sums of money that are named.
    var sums: [Money] {
        entities.compactMap { entity in
            switch entity.value {
            case .amount(let money, "CNY"): money
            case .number(let tenThousandths) where tenThousandths % 100 == 0:
                Money(fen: tenThousandths / 100)
            default: nil
            }
        }
    }

    /// A value is only roughly so much: 八十多块, "80 odd".
    var isRough: Bool { entities.contains(where: \.approximate) }

    /// A sum is named: a small number may count contracts, and "one" may be one of them.
    var namesASum: Bool {
        entities.contains { $0.name == "amount" } || sums.contains { $0 >= Money(fen: 100_00) }
    }

    /// The numbers of instalments that are named.
    var terms: [Int] {
        entities.compactMap { entity in
            switch entity.value {
            case .count(let count, .instalment), .count(let count, .month): count
            case .count(let count, .year): count * 12
            case .number(let value)
            where value % 10_000 == 0 && (10_000..<1_000_000).contains(value):
                Int(value / 10_000)
            default: nil
            }
        }
    }

    /// The stretch of days that is named, if one is.
    var period: ClosedRange<Day>? {
        for entity in entities {
            switch entity.value {
            case .period(let from, let to) where from <= to: return from...to
            case .date(let day): return day...day
            default: continue
            }
        }
        return nil
    }
}
