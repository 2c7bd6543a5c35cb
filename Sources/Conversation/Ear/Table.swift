import Lending
import NLU
import Quantities

/// What a line asks about what is on the table, or about what was just done.
extension Ear {
    /// "Why so much", "what is the fee", "when is it finished": answered in a sentence or two from
    /// the quote, the order or the figures, and the quote stays as it is.
    static func aboutTheTable(_ turn: Turn, _ heard: Heard) -> Turn? {
        if let next = whatItIs(turn, heard) { return next }
        guard let table = heard.situation.table, turn.words.answer(heard.text) == nil,
            !heard.line.isBareValue(turn.words) || turn.asksOfTheRest(heard),
            !turn.givesNewValues(heard), !turn.asksOfAnother(heard), !turn.asksByName(heard)
        else { return nil }
        if let next = figureNamed(turn, heard) { return next }
        if let next = rowAt(turn, table, heard) { return next }
        // Of a quote the rest is what is left after it; of a settlement nothing is.
        let leaves = turn.dialogue.openProposal.map { $0.order.told.topic != "settle" } ?? false
        let isOfTheRest = leaves && turn.asksOfTheRest(heard)
        guard let topic = isOfTheRest ? "ask_left" : whyOf(heard) ?? heard.move,
            Move.Kind(topic) == .about,
            heard.share >= 0.75 || turn.laterDay(in: heard.line) == nil
        else { return inPart(turn, heard) }
        if let next = sumOfAll(turn, topic, heard) { return next }
        if turn.asksOfNow(topic, table, heard) { return queried(turn, topic, heard) }
        let subjects = turn.subjects(of: table, topic: topic)
        if case .ruled = table, subjects.isEmpty { return nil }
        if topic == "ask_compare", let subject = subjects.first,
            let next = comparison(turn, subject, heard)
        {
            return next
        }
        guard let reply = subjects.lazy.compactMap({ turn.answer(topic, about: $0) }).first else {
            return queried(turn, topic, heard)
        }
        return turn.after { turn in
            turn.understood([topic])
            turn.say(reply)
            if topic == "ask_left" { turn.sayWhatElseIsOwed(beside: subjects) }
            turn.stays()
        }
    }

    /// "Why not 8454?" of a quote, where nothing was refused, asks what it is made of.
    private static func whyOf(_ heard: Heard) -> String? {
        guard heard.situation.awaited == .consent, heard.isSurely("ask_refusal", above: 0.8) else {
            return nil
        }
        return "ask_why"
    }

    /// 说人话，到底多少: of a line that is not clear as a whole, the last part that asks.
    private static func inPart(_ turn: Turn, _ heard: Heard) -> Turn? {
        let isAnswer = turn.talk(heard.line) == .yes
        guard heard.parts.count > 1, isAnswer || heard.move == nil,
            isAnswer || heard.line.decision != .accept
        else { return nil }
        let parts = heard.parts.map { Heard($0, in: heard.situation) }
        let asking = parts.last { part in
            part.share >= 0.8 && part.move.flatMap(Move.Kind.init) == .about
        }
        return asking.flatMap { aboutTheTable(turn, $0) }
    }

    /// "What do the two come to?" of a quote with others of its kind behind it.
    private static func sumOfAll(_ turn: Turn, _ topic: String, _ heard: Heard) -> Turn? {
        guard ["ask_total", "ask_everything"].contains(topic),
            case .quote(let proposal, _) = heard.situation.table,
            turn.words.finds("together", in: heard.text)
        else { return nil }
        let orders =
            [proposal.order]
            + turn.dialogue.queued.compactMap { request in
                request.form.flatMap { form in
                    guard let service = turn.assistant.service(named: form.service),
                        case .propose(let order, _, _) = service.answer(form, turn.facts)
                    else { return nil }
                    return order
                }
            }
        guard orders.count > 1 else {
            let contracts = turn.facts.account?.activeContracts ?? []
            let isOfSeveral = LoanSlot.set(in: heard.line, among: contracts, turn.facts) != nil
            return isOfSeveral ? queried(turn, topic, heard) : nil
        }
        return turn.after { turn in
            turn.understood([topic])
            let total = orders.map(\.total).sum()
            turn.say(
                Reply("answer_sum", ["count": .count(orders.count), "total": .money(total)]))
            turn.say(orders.map { Reply("answer_sum_row", turn.subject($0).values) })
            turn.stays()
        }
    }
}

extension Turn {
    /// "Payment history": an enquiry by its very name is about nothing else, unless surely asked so.
    fileprivate func asksByName(_ heard: Heard) -> Bool {
        guard case .rule = heard.line.reason, let intent = heard.line.intent else { return false }
        return kind(of: intent) == .query && heard.share < 0.75
    }

    /// "How much do I owe?" beside a plan, or a price of paying all off, asks of all there is now.
    fileprivate func asksOfNow(
        _ topic: String, _ table: Situation.Table, _ heard: Heard
    ) -> Bool {
        guard topic == "ask_left" else { return false }
        switch table {
        case .quote(let proposal, _):
            return proposal.order.offer != nil && !words.finds("remainder", in: heard.text)
        case .told:
            return subjects(of: table, topic: topic).first?.order.told.topic == "settle"
        case .done, .ruled: return false
        }
    }

    /// 到目前为止付了多少利息 is of all that was paid, and not of what was told or paid last.
    fileprivate func asksOfAnother(_ heard: Heard) -> Bool {
        if heard.move == "ask_debited", asksWhichAreTaken(heard) { return true }
        let reading = PeriodReading(heard.line, today: facts.now.day, words)
        let isOfThePast =
            words.says(PeriodWord.soFar, in: heard.text.folded)
            || asksOfTheFirst(heard.line, reading)
        return goesBackInTime(heard) || takesUp(heard)
            || openQuote == nil
                && (isOfThePast || supposedPart(heard.line) != nil || feesPaid(heard.line) != nil
                    || surelyAsksElsewhere(heard, heard.move ?? ""))
    }

    /// Of a contract paid off nothing is left, but there may be others.
    fileprivate mutating func sayWhatElseIsOwed(beside subjects: [Subject]) {
        guard let order = subjects.first?.order, order.told.topic == "settle" else { return }
        let others = LoanSlot.contracts(facts).filter { $0.id != order.subject }
        let left = others.map(\.outstandingPrincipal).sum()
        if left > .zero { say(Reply("settle_others", ["left": .money(left)])) }
    }

    /// An order as a question about it sees it.
    struct Subject {
        var order: Order
        var values: [String: Reply.Value]
    }

    func subject(_ order: Order) -> Subject {
        Subject(order: order, values: order.figures(facts))
    }

    /// What an order that was carried out no longer tells: the account does.
    private static let openAfterwards: Set = [
        "ask_penalty", "ask_total", "ask_everything", "ask_first", "ask_taken", "ask_left",
    ]

    /// What a question may be about, the nearest first: what is on the table, and of figures told
    /// after it, the order that was carried out before.
    func subjects(of table: Situation.Table, topic: String) -> [Subject] {
        let nearest = subject(of: table, topic: topic)
        guard case .told = table, Self.staysWithTheOrder.contains(topic), let done = dialogue.done
        else { return nearest.map { [$0] } ?? [] }
        return [nearest, subject(of: .done(done), topic: topic)].compactMap { $0 }
    }

    /// What a rule that was told leaves open for the one who asks: his own figure.
    private static let pricedByARule: Set = ["ask_fee", "ask_cheapest", "ask_saving"]

    /// What figures of the account do not answer.
    private static let staysWithTheOrder: Set = [
        "ask_extra", "ask_fee", "ask_rate", "ask_saving", "ask_undo", "ask_cheapest",
    ]

    /// The order on the table; of a price that was told, the order it is the price of.
    private func subject(of table: Situation.Table, topic: String) -> Subject? {
        switch table {
        case .quote(let proposal, _): return subject(proposal.order)
        case .done(let done):
            let staysOpen = done.receipt.order.offer != nil || done.receipt.order.booking != nil
            // "What was it in the end?" is of the order, and not of what is owed now.
            let isOfThen = words.finds("in_the_past", in: lastLine ?? "")
            guard
                staysOpen && topic != "ask_left" || !Self.openAfterwards.contains(topic)
                    || isOfThen && ["ask_total", "ask_everything"].contains(topic)
            else { return nil }
            var subject = subject(done.receipt.order)
            subject.values["receipt"] = .text(done.receipt.number)
            return subject
        case .ruled(let rule):
            guard Self.pricedByARule.contains(topic) else { return nil }
            let orders = assistant.services.filter { !$0.isReadOnly && $0.rules.contains(rule) }
            return orders.lazy.compactMap { service -> Subject? in
                var form = Form(service: service.name, intent: "")
                for slot in service.slots {
                    form.slots[slot.name] = slot.pick(.cheapest, form, facts)
                }
                guard case .propose(let order, _, _) = service.answer(form, facts) else {
                    return nil
                }
                return subject(order)
            }.first
        case .told(let form):
            guard let service = assistant.service(named: form.service) else { return nil }
            if let ordered = service.ordered(form, facts),
                let order = assistant.service(named: ordered.service),
                case .propose(let proposed, _, _) = order.answer(ordered, facts)
            {
                return subject(proposed)
            }
            return service.priced(form, facts).map(subject)
        }
    }

    /// What the corpus says to a question about an order of this kind; nil where it says nothing.
    func answer(_ topic: String, about subject: Subject) -> Reply? {
        let about = "answer_" + topic.dropFirst(4) + "_"
        // What is asked of the booking itself, before what it pays.
        if subject.order.booking != nil, assistant.phrasebook.has(about + "booking") {
            return Reply(about + "booking", subject.values)
        }
        let key = about + subject.order.told.topic
        guard assistant.phrasebook.has(key) else { return nil }
        // Only of a statement a rest is left to pay.
        if topic == "ask_left", subject.order.offer != nil, subject.values["rest"] == nil {
            return nil
        }
        // Of a fee there is none no rule is told.
        if topic == "ask_fee", ["settle", "prepay"].contains(subject.order.told.topic),
            subject.values["fee"] == .money(.zero)
        {
            // A plan has a fee of its own, as a loan has interest.
            if let parts = subject.order.told.parts, parts.fee > .zero {
                return Reply("answer_fee_accrued", subject.values)
            }
            return Reply("answer_fee_none", subject.values)
        }
        if topic == "ask_saving", case .money(let less) = subject.values["less_each"], less > .zero
        {
            return Reply("answer_saving_each", subject.values)
        }
        return Reply(key, subject.values)
    }

    mutating func sayWhetherDone() {
        understood(["ask_done"])
        if openQuote != nil {
            say(Reply("done_not_yet"))
        } else if let done = dialogue.done {
            say(Reply("done_yes", values(of: done)))
            if let now = assistant.services.first(where: { $0.topics.contains("ask_penalty") }),
                case .say(let replies) = now.answer(Form(service: now.name, intent: ""), facts),
                done.receipt.order.told.topic == "dues"
            {
                say(replies)
            }
        } else {
            say(Reply("done_nothing"))
            if !dialogue.refusal.isEmpty { say(dialogue.refusal) }
        }
        stays()
    }

    func values(of done: Done) -> [String: Reply.Value] {
        [
            "receipt": .text(done.receipt.number), "total": .money(done.receipt.order.total),
            "time": .time(done.receipt.at),
            "name": .phrase("name_" + done.form.intent),
        ]
    }
}
