import Lending
import NLU
import Quantities

/// Questions with a rule for an answer, whatever is on the table.
extension Ear {
    /// A question with a rule for an answer, which leaves what is open where it is.
    static func rule(_ turn: Turn, _ heard: Heard) -> Turn? {
        if let part = turn.partInsteadOfAll(heard) {
            return turn.after { turn in
                if turn.dialogue.state != .idle { turn.suspend() }
                turn.open(part, heard.line)
            }
        }
        // With nothing on the table, what begins something is asked about by name.
        if !turn.dialogue.tickets.isEmpty, turn.words.isOne(of: "what_now", heard.text) {
            return turn.after { $0.sayTicket() }
        }
        guard let move = heard.move.map(turn.meant), heard.share >= 0.6,
            heard.situation.isAboutAnOrder || heard.line.decision != .accept
                || turn.isAnswered(move, heard),
            move != "ask_arrangement" || !turn.namesAPart(heard.line),
            let reply = turn.ruled(move)
        else { return nil }
        // Who is to be called back about it has the words written down.
        if move == "ask_arrangement", turn.dialogue.tickets[HandOff.Reason.hardship.name] != nil {
            return turn.after { $0.handOff(.hardship) }
        }
        return turn.after { turn in
            if move == "ask_ticket" { return turn.sayTicket() }
            turn.understood([move])
            turn.say(reply)
            turn.say(turn.assistant.ownFigures(for: move, turn.facts).map { [$0] } ?? [])
            turn.stays()
        }
    }
}

extension Ear {
    /// 全部, "2000 then", 分36期呢, "the longest one", after a rule: the order that it is about.
    static func ruledOrder(_ turn: Turn, _ heard: Heard) -> Turn? {
        // 刚发工资，四千二吧 says why, and then how much.
        let isValue = (heard.parts.last ?? heard.line).isBareValue(turn.words)
        guard let rule = turn.dialogue.ruled, heard.line.isShort || isValue else { return nil }
        let asks = turn.words.finds("question", in: heard.text)
        let doesIt = heard.isSurely("go_ahead") && turn.words.finds("do_it", in: heard.text)
        let orders = turn.assistant.services.filter { !$0.isReadOnly && $0.rules.contains(rule) }
        let paysLate = orders.contains { $0.paysWhatIsLate && turn.wantsDone(heard, $0) }
        let isWhole = heard.isSurely("amount_all", "pick_all") || doesIt || paysLate
        // Asked about once more, with a term: what there is to say of that term.
        let isOfTheRule = heard.line.predicted?.intent == rule && !heard.line.terms.isEmpty
        let pick = heard.move.flatMap(Pick.init)
        guard
            isOfTheRule
                || !asks && (isWhole || pick != nil || isValue)
        else { return nil }
        for service in orders {
            guard let intent = service.intents.first, turn.dialogue.session.level >= service.level
            else { continue }
            let form = Form(service: service.name, intent: intent)
            if !asks, isWhole, let whole = service.rest(form, turn.facts) {
                return turn.after { $0.change(into: whole, heard.line) }
            }
            if let next = turn.begun(form, of: service, by: heard.line, pick) { return next }
        }
        return nil
    }
}

extension Turn {
    /// An order with a value that the line names or picks; nil where it has none for it.
    fileprivate func begun(
        _ form: Form, of service: Service, by line: Interpretation, _ pick: Pick?
    ) -> Turn? {
        let given = values(of: service, in: line, form)
        if !given.filled.isEmpty || !given.unusable.isEmpty {
            return after { $0.start(service, intent: form.intent, line) }
        }
        guard let pick else { return nil }
        var picked = form
        for slot in service.slots {
            if let value = slot.pick(pick, form, facts) { picked.slots[slot.name] = value }
        }
        guard picked != form else { return nil }
        return after { turn in
            turn.understood([form.intent])
            turn.order(picked)
        }
    }
}

extension Turn {
    /// Who is to be called back: by what number, and what to do until then.
    mutating func sayTicket() {
        understood(["ask_ticket"])
        say(ruled("ask_ticket").map { [$0] } ?? [])
        if dialogue.tickets[HandOff.Reason.fraud.name] != nil { say(Reply("fraud_meanwhile")) }
        if dialogue.tickets[HandOff.Reason.complaint.name] != nil { say(Reply("complaint_time")) }
        stays()
    }

    /// Whom to turn to: who calls back already, or how to have a person.
    mutating func sayWhom() {
        guard dialogue.tickets.isEmpty else { return sayTicket() }
        understood(.help)
        say(Reply("whom"))
        stays()
    }

    /// "How long will it take?" of somebody who waits for a call asks about that.
    fileprivate func meant(_ move: String) -> String {
        let waits = !dialogue.tickets.isEmpty && dialogue.done == nil && openQuote == nil
        return move == "ask_arrival" && waits ? "ask_ticket" : move
    }

    /// What the corpus says to a question of rule.
    func ruled(_ move: String) -> Reply? {
        switch move {
        case "frozen":
            guard let account = facts.account else { return Reply("frozen_unknown") }
            return Reply(account.customer.status == .frozen ? "frozen" : "frozen_not")
        case "ask_ticket":
            guard let ticket = dialogue.tickets.values.max() else {
                return Reply("ask_ticket_none")
            }
            guard let by = dialogue.calledBackBy else {
                return Reply("ask_ticket", ["ticket": .text(ticket)])
            }
            return Reply("ask_ticket_by", ["ticket": .text(ticket), "by": .time(by)])
        case "ask_refusal":
            return facts.account?.customer.status == .frozen ? Reply("frozen") : nil
        case "distress": return Reply("distress")
        case _ where Move.rules.contains(move) && assistant.phrasebook.has(move):
            return Reply(move)
        default: return nil
        }
    }

    /// A plea is answered before a ticket is written; a frozen account before what it cannot do.
    func isAnswered(_ move: String, _ heard: Heard) -> Bool {
        let intent = heard.line.intent
        let isFrozen = facts.account?.customer.status == .frozen
        if isFrozen, ["frozen", "ask_refusal"].contains(move) { return true }
        if facts.account == nil, move == "frozen" { return true }
        if move == "ask_arrangement" { return true }
        if move == "ask_ticket", heard.share >= 0.9, !dialogue.tickets.isEmpty { return true }
        // Who is to be called back is told what he asks, and not how things are in general.
        let isFAQ = intent.flatMap { assistant.kinds.kind(of: $0) } == .faq
        // "I want to pay by another card" is no question of how it is done.
        let isWish = move == "ask_other_card" && !words.begins("question_word", heard.text)
        let isOwn = isWish || move == "ask_collection"
        if isFAQ, heard.share >= 0.9, !dialogue.tickets.isEmpty || isOwn { return true }
        return intent.flatMap { assistant.kinds.kind(of: $0) } == .report
    }

    /// "Can I pay 500 first?" by somebody who is behind: the order that takes it.
    fileprivate func partInsteadOfAll(_ heard: Heard) -> String? {
        guard heard.isSurely("ask_arrangement"), namesAPart(heard.line), openQuote == nil else {
            return nil
        }
        return partInsteadOfAll
    }

    /// What takes a part of what is late; nil for somebody who is not behind.
    var partInsteadOfAll: String? {
        guard facts.account.map({ $0.arrears(on: $0.asOf).total > .zero }) ?? false else {
            return nil
        }
        return assistant.services.first { $0.paysWhatIsLate }?.intents.first
    }

    /// "Can I pay 500 first?" can be had at once; "500 a month" cannot.
    func namesAPart(_ line: Interpretation) -> Bool {
        !line.sums.isEmpty && !words.finds("each_month", in: line.text)
    }

    /// "I was never late, why is it frozen?" asks one thing, and says another.
    func asksOnlyWhyFrozen(_ heard: Heard) -> Bool {
        let others = heard.parts.filter { !asksWhyFrozen($0) }
        return others.count < heard.parts.count
            && !others.contains { words.finds("question", in: $0.text) }
    }

    /// Of an account that is not frozen, what sounds so is as a rule something else.
    func asksWhyFrozen(_ part: Interpretation) -> Bool {
        facts.account?.customer.status == .frozen && part.chance(of: "frozen") >= 0.6
    }
}
