import NLU
import Quantities

/// Several requests in one line: queued, answered one after another, each agreed to on its own.
extension Ear {
    static func several(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard !turn.isOfSeveral(heard), !turn.tellsWhatIsAsked(heard),
            !turn.isPlainAsAWhole(heard), !turn.asksOnlyWhyFrozen(heard)
        else { return nil }
        var turn = turn
        return turn.takesSeveral(heard.parts.map(turn.plainly), of: heard.line) ? turn : nil
    }

    /// "Do it, and what is my limit?" of a price that was told: the order, and what is asked.
    static func orderAndMore(_ turn: Turn, _ heard: Heard) -> Turn? {
        var turn = turn
        return heard.parts.count > 1 && turn.takesOrderAndMore(heard.parts) ? turn : nil
    }

    /// "How is interest worked out, and then get me a person": what was asked first comes first,
    /// and the person after it. Danger does not wait.
    static func severalWithAPerson(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard heard.parts.count > 1, let last = heard.parts.last,
            turn.reason(last) == .human,
            heard.parts.dropLast().allSatisfy({ part in
                turn.reason(part) == nil
            })
        else { return nil }
        return several(turn, heard)
    }
}

extension Turn {
    /// Takes the line as several requests; false when it is one.
    fileprivate mutating func takesSeveral(
        _ parts: [Interpretation], of whole: Interpretation
    ) -> Bool {
        // "What do I pay in April, all the loans": one request, and of what.
        if parts.count == 2, isScope(parts[1]), parts[1].period == nil,
            settled(parts[0]).map({ !isTalk($0) }) ?? false
                || talk(parts[0]) == .value && dialogue.answered != nil
        {
            answer(parts[0].followed(by: parts[1]))
            return true
        }
        // "12期，顺便查一下还款日": the answer first, then the request.
        if let first = parts.first, answersOpenQuestion(first),
            let requests = requests(in: Array(parts.dropFirst()), atLeast: 1),
            !requests.contains(where: refinesWhatIsOpen)
        {
            queue(requests[...], depth: dialogue.suspended.count)
            answer(first)
            return true
        }
        if let requests = requests(in: parts, of: whole).map(inTheOrderTheyAreTaken),
            let first = requests.first, !isOfOthers(requests)
        {
            // Those asked for in a digression come before the way back.
            let depth = dialogue.suspended.count + (dialogue.state == .idle ? 0 : 1)
            queue(requests.dropFirst(), depth: depth)
            let isAllQuestions = requests.allSatisfy { !isOrder($0) }
            let key = isAllQuestions ? "several_questions" : "several_requests"
            let names = requests.compactMap { asksWhyFrozen($0) ? nil : settled($0) }
                .map { Reply.Value.phrase("name_" + $0) }
            // What has no name is answered without being announced.
            if names.count == requests.count {
                say(Reply(key, ["count": .count(names.count), "names": .sequence(names)]))
            }
            answer(first)
            return true
        }
        return false
    }

    /// "How much principal, how much interest?" of figures that were told is one question of them.
    fileprivate func tellsWhatIsAsked(_ heard: Heard) -> Bool {
        guard let move = heard.move, Move.Kind(move) == .about else { return false }
        if case .done(let done) = heard.situation.table {
            return heard.share >= 0.75 && answer(move, about: subject(done.receipt.order)) != nil
        }
        guard heard.share >= 0.9, case .told = heard.situation.table else { return false }
        return assistant.services.contains { $0.topics.contains(move) }
    }

    /// "This month's travel and education instalments" is one order, of two things.
    fileprivate func isOfSeveral(_ heard: Heard) -> Bool {
        guard heard.parts.count > 1, let intent = settled(heard.line), isOrder(heard.line),
            settled(heard.parts[0]) == intent, let service = assistant.service(for: intent)
        else { return false }
        let most = heard.parts.map { things($0, service, intent) }.max() ?? 0
        return things(heard.line, service, intent) > most
            && heard.parts.dropFirst().allSatisfy { part in
                part.sums.isEmpty && (part.predicted?.confidence ?? 0) < 0.6
                    && (intent == Self.payoff || plainly(part).predicted?.intent != Self.payoff)
            }
    }

    /// The whole line names more contracts than this part of it.
    func namesMore(
        _ line: Interpretation, than part: Interpretation, _ intent: String
    ) -> Bool {
        guard let service = assistant.service(for: intent) else { return false }
        return things(line, service, intent) > max(1, things(part, service, intent))
    }

    /// How many contracts a line names to a service.
    private func things(_ line: Interpretation, _ service: Service, _ intent: String) -> Int {
        let form = Form(service: service.name, intent: intent)
        return values(of: service, in: line, form).filled.map { filled in
            switch filled.value {
            case .references(let ids): ids.count
            case .reference: 1
            default: 0
            }
        }.max() ?? 0
    }

    /// What is only asked is answered at once, and what is ordered after it; but "then see what I
    /// can borrow" asks how it stands afterwards.
    private func inTheOrderTheyAreTaken(_ requests: [Interpretation]) -> [Interpretation] {
        guard !words.finds("afterwards", in: lastLine ?? "") else { return requests }
        func isAsked(_ line: Interpretation) -> Bool {
            guard let intent = settled(line) else { return false }
            return assistant.service(for: intent)?.isReadOnly ?? assistant.faqs.contains(intent)
        }
        return requests.filter(isAsked) + requests.filter { !isAsked($0) }
    }

    /// "Shorter" in the middle of a part repayment is no change of a plan.
    private func refinesWhatIsOpen(_ part: Interpretation) -> Bool {
        guard let form = dialogue.state.form, let open = open(form), let intent = settled(part)
        else { return false }
        return open.service.refinedBy.contains(intent) || open.service.intents.contains(intent)
    }

    /// The parts as requests of their own, no two about the same. What else is said around one
    /// order belongs to it: "pay 2000 early, keep the instalments, and when is my bill due".
    func requests(
        in parts: [Interpretation], of whole: Interpretation? = nil, atLeast least: Int = 2
    ) -> [Interpretation]? {
        guard !asksOfALaterDay(parts) else { return nil }
        let hasOneOrder = parts.filter(isOrder).count == 1
        func belongs(_ part: Interpretation) -> Bool {
            isDetail(part) || hasOneOrder && isObject(part) || part != parts[0] && isScope(part)
        }
        var asked = parts.filter {
            topic($0) != nil && !isDenied($0) && !belongs($0) && !isFaint($0)
        }
        // "How late am I, and what is the penalty up to" is asked of one answer.
        asked = asked.enumerated().filter { place, part in
            kind(of: settled(part) ?? "") != .query
                || !asked[..<place].contains { topic($0) == topic(part) }
        }.map(\.element)
        guard (least...Requests.most).contains(asked.count) else { return nil }
        let topics = asked.compactMap(topic)
        guard Set(topics).count == topics.count else { return nil }
        let services = asked.map { settled($0).flatMap(assistant.service(for:)) }
        // A rule asked about beside an order is answered by the order's own disclosure.
        let hasOrder = asked.contains(where: isOrder)
        let own = Set(services.compactMap { $0?.isReadOnly == false ? $0?.rules : nil }.joined())
        let ruled = zip(asked, services).contains { part, service in
            service == nil && reason(part) == nil && ruleAsked(part) == nil
                && settled(part).map(own.contains) ?? true
        }
        // But where the rule outweighs the order in the line, the order would be lost.
        let isLost = whole.map { !isOrder($0) } ?? false
        guard !hasOrder || !ruled || isLost else { return nil }
        let refinements = Set(services.compactMap { $0?.refinedBy }.joined())
        guard !asked.contains(where: { refinements.contains(settled($0) ?? "") }),
            !asked.contains(where: refinesWhatIsOpen)
        else { return nil }
        // "Okay, two things" gives no values.
        let others = parts.filter { part in
            [nil, .value].contains(talk(part))
                && (topic(part) == nil && !part.entities.isEmpty || belongs(part))
        }
        guard asked.filter(isOrder).count == 1 else { return detailed(asked, others, parts) }
        return asked.map { part in
            isOrder(part) ? others.reduce(part) { $0.followed(by: $1) } : part
        }
    }

    /// Of several orders each with what is said right after it; nil where that is of none.
    private func detailed(
        _ asked: [Interpretation], _ others: [Interpretation], _ parts: [Interpretation]
    ) -> [Interpretation]? {
        var requests: [Interpretation] = []
        for part in parts where asked.contains(part) || others.contains(part) {
            guard others.contains(part) else {
                requests.append(part)
                continue
            }
            guard let last = requests.last, isOrder(last) else { return nil }
            requests[requests.count - 1] = last.followed(by: part)
        }
        return requests
    }

    /// "If I leave it till Monday, what is the penalty?" books nothing.
    private func asksOfALaterDay(_ parts: [Interpretation]) -> Bool {
        let isBooked = parts.contains { settled($0) == Booked.intent && $0.sums.isEmpty }
        return isBooked && parts.contains { words.finds("question", in: $0.text) }
    }

    /// "My mate wants to pay early, he asks if there is a fee": nobody here orders anything. But
    /// "what is the penalty if I am late" beside an order is a question, and "someone" a person.
    private func isOfOthers(_ requests: [Interpretation]) -> Bool {
        guard requests.contains(where: isOrder) else { return false }
        return requests.contains { part in
            part.isSupposed && reason(part) == nil
                && (isOrder(part)
                    || !words.begins("question_word", part.text)
                        && !words.finds("looking", in: part.text))
        }
    }

    /// A part that only says how: "keep the end date".
    private func isDetail(_ part: Interpretation) -> Bool {
        if PartWay(in: part.text, words).mode != nil, part.sums.isEmpty,
            !words.finds("question", in: part.text)
        {
            return true
        }
        return isSaidOfAnother(part)
    }

    /// 这期的月供，现在交上: what is paid is named before it, and nothing is asked of it.
    private func isObject(_ part: Interpretation) -> Bool {
        guard let intent = settled(part), assistant.kinds.kind(of: intent) == .query,
            assistant.service(for: intent)?.slot(named: LoanSlot.name) != nil
        else { return false }
        return !words.finds("question", in: part.text) && !words.ends("tag_question", part.text)
            && !words.begins("question_word", part.text)
            && !words.finds("looking", in: part.text)
    }

    private func isSaidOfAnother(_ part: Interpretation) -> Bool {
        // What is asked and surely understood is a request of its own.
        if words.finds("question", in: part.text), !isOrder(part), settled(part) != nil,
            (part.predicted?.confidence ?? 0) >= 0.45
        {
            return false
        }
        // An order with a sum of its own stands by itself.
        if isOrder(part), !part.sums.isEmpty, (part.predicted?.confidence ?? 0) >= 0.8 {
            return false
        }
        return part.chance(of: "change") >= 0.4
            && (topic(part) == nil || part.chance(of: "begin") < 0.3)
    }

    /// A question of rule, by its move; a greeting asks for none.
    func ruleAsked(_ part: Interpretation) -> String? {
        if let intent = part.intent, isTalk(intent), !isAnswer(intent) { return nil }
        return asksWhyFrozen(part) ? "frozen" : Move.rules.first { part.chance(of: $0) >= 0.6 }
    }

    /// "What was taken in February, all loans together?": of what it is asked, and no question.
    private func isScope(_ part: Interpretation) -> Bool {
        if words.isOne(of: "sum_of_it", part.text) { return true }
        let text = part.text.folded
        guard part.isShort, !words.finds("payoff", in: text), !words.finds("paying", in: text),
            !words.finds("question", in: text)
        else { return false }
        return words.says("contracts_all", in: text) || words.finds("together", in: text)
    }

    /// Small talk around a request asks for nothing.
    func isChat(_ part: Interpretation) -> Bool {
        let names = Set(part.entities.map(\.name)).subtracting(["date", "period"])
        return part.decision != .accept && names.isEmpty && part.chance(of: "chat") > 0.4
    }

    func isOrder(_ heard: Interpretation) -> Bool {
        settled(heard).flatMap(assistant.service(for:))?.isReadOnly == false
    }

    private func topic(_ heard: Interpretation) -> String? {
        if let rule = ruleAsked(heard) { return rule }
        guard let intent = settled(heard), !isTalk(intent) else { return nil }
        if reason(of: intent) == .human { return intent }
        if let service = assistant.service(for: intent) {
            return service.intents.count > 1 && service.slots.isEmpty ? intent : service.name
        }
        return assistant.faqs.contains(intent) ? intent : nil
    }

    private func answersOpenQuestion(_ heard: Interpretation) -> Bool {
        guard case .asking(let form, _) = dialogue.state,
            let service = assistant.service(named: form.service),
            isRefinement(Heard(heard, in: Situation(dialogue, assistant)), of: service)
        else { return false }
        return !values(of: service, in: heard, form).filled.isEmpty
    }
}
