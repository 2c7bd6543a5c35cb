import NLU

/// What is said not to be wanted: nothing is opened by it, and what stands beside it is heard.
extension Ear {
    /// "No need for a person, just tell me what I owe": the part that is wanted is heard.
    static func besideDenied(_ turn: Turn, _ heard: Heard) -> Turn? {
        // "Leave the months alone, make the payments smaller" at a quote denies no wish.
        guard heard.parts.count > 1, !turn.words.ends("wish_turned_down", heard.text),
            turn.openQuote == nil || !turn.givesNewValues(heard), !turn.saysOfWhich(heard.line),
            !(turn.talk(heard.line) == .no && heard.isSurely("decline", above: 0.9))
        else { return nil }
        let denied = heard.parts.filter(turn.isDenied)
        let others = heard.parts.filter { part in
            !turn.isDenied(part) && !turn.isChat(part)
                && (turn.dialogue.state != .idle || turn.words.answer(part.text) == nil)
        }
        if let next = onlyThis(turn, denied, others) { return next }
        let intents = denied.compactMap { $0.predicted?.intent }
        let wanted = others.compactMap { $0.without(intents) }
            .filter { part in
                turn.settled(part).map { !turn.isTalk($0) } ?? false
                    && (others.count == 1 && !turn.isGuessedOrder(part)
                        || !turn.isFaint(part))
            }
        // A statement beside what is denied only says why.
        let isAll = others.count == 1 || !denied.isEmpty && !others.contains(where: \.namesASum)
        guard wanted.count == 1, isAll, let part = wanted.first else { return nil }
        return turn.after { turn in
            // What is denied is not left on the table either.
            if !denied.isEmpty { turn.abandonQuotes() }
            turn.answer(part)
        }
    }

    /// "I don't want to clear all three, only the travel one": the order that is denied of all, of
    /// what it is wanted of.
    private static func onlyThis(
        _ turn: Turn, _ denied: [Interpretation], _ others: [Interpretation]
    ) -> Turn? {
        guard denied.count == 1, others.count == 1, turn.dialogue.state == .idle,
            turn.words.begins("only_this", turn.words.afterOpening(others[0].text)),
            let intent = denied[0].ranking.first(where: {
                $0.confidence >= leastOfAnOrder && turn.assistant.kinds.isOrder($0.intent)
            })?.intent,
            let service = turn.assistant.service(for: intent)
        else { return nil }
        // "Don't pay the loan off, only the one instalment": an order of another kind.
        if turn.words.finds("dues", in: others[0].text),
            !turn.words.finds("question", in: others[0].text),
            let pays = turn.assistant.services.first(where: \.paysWhatIsLate)?.intents.first
        {
            return turn.after { $0.open(pays, others[0]) }
        }
        let form = Form(service: service.name, intent: intent)
        guard !turn.values(of: service, in: others[0], form).filled.isEmpty else { return nil }
        return turn.after { $0.open(intent, others[0]) }
    }

    private static let leastOfAnOrder = 0.2

    /// "I never said I'd pay it off", 别给我分期: nothing is opened, and what is open is left.
    static func deniedWish(_ turn: Turn, _ heard: Heard) -> Turn? {
        let isSaid =
            heard.isSurely("not_wanted", above: 0.65)
            && turn.words.negates(heard.text)
            && !(heard.line.isSupposed && turn.words.finds("question", in: heard.text))
        // "Nobody has hacked me": a report that is none.
        let isNoDanger =
            turn.words.finds("denied_danger", in: heard.text)
            && (turn.settled(heard.line).map { turn.reason(of: $0) == .fraud } ?? true)
        // 老公催我结清，我没答应: somebody else's wish, and not followed.
        let isTurnedDown =
            heard.parts.count > 1 && turn.words.ends("wish_turned_down", heard.text)
        // 别转人工，你直接说: what is said of the same is not wanted either.
        let denied = Set(heard.parts.filter(turn.isDenied).compactMap { $0.predicted?.intent })
        let leavesAlone =
            heard.situation.awaited == .slot
            && turn.words.says("contracts_left_alone", in: heard.text.folded)
        // 我是说不用啰嗦了 赶紧办: what was dropped is wanted after all.
        let isTakenUp = turn.dialogue.dropped != nil && turn.goesAheadAtTheEnd(heard)
        guard turn.words.answer(heard.text) == nil, !leavesAlone, !isTakenUp,
            !turn.saysOfWhich(heard.line),
            isSaid || isTurnedDown
                || (heard.situation.awaited == .nothing
                    && (turn.isDenied(heard.line) || heard.parts.contains(where: turn.isDenied))
                    && heard.parts.allSatisfy { part in
                        turn.isDenied(part)
                            || turn.settled(part).map { intent in
                                turn.isOnlyManners(intent) || denied.contains(intent)
                            } ?? true
                    }),
            isNoDanger || isTurnedDown
                || !heard.parts.contains(where: { part in
                    turn.begins(part) && !(part.intent.map(denied.contains) ?? false)
                })
        else { return nil }
        return turn.after { turn in
            if turn.dialogue.state != .idle { return turn.cancel() }
            turn.understood(.no)
            turn.say(Reply("not_wanted"))
            turn.remembersLeftAlone(heard.line)
        }
    }
}

extension Interpretation {
    /// The line where it can mean none of these: what was just denied is not wanted after all. Nil
    /// where nothing else is left that it could well mean.
    fileprivate func without(_ denied: [String]) -> Interpretation? {
        guard let first = predicted, denied.contains(first.intent) else { return self }
        guard let other = ranking.first(where: { !denied.contains($0.intent) }),
            first.confidence < 0.9
        else { return nil }
        var copy = self
        copy.ranking.removeAll { denied.contains($0.intent) }
        copy.predicted = other
        copy.decision = .accept
        return copy
    }
}

extension Turn {
    /// 除了教育贷，别的都还清; 手机和教育的都交上，旅游的先不动: surely an order of several, and what is not
    /// wanted says of which.
    fileprivate func saysOfWhich(_ line: Interpretation) -> Bool {
        guard line.decision == .accept, (line.predicted?.confidence ?? 0) >= 0.9,
            isOrder(line), !isDenied(line)
        else { return false }
        return LoanSlot.set(in: line, among: LoanSlot.contracts(facts), facts) != nil
    }

    /// 钱迟早还你们 sounds like an order, and is none.
    fileprivate func isGuessedOrder(_ part: Interpretation) -> Bool {
        isOrder(part) && part.decision != .accept && (part.predicted?.confidence ?? 0) < 0.5
    }

    /// Thanks and greetings, and no answer: "hold it, and just those two?" asks for something.
    func isOnlyManners(_ intent: String) -> Bool {
        isTalk(intent) && !isAnswer(intent)
    }

    /// A part that is understood, and by its words begins something.
    fileprivate func begins(_ part: Interpretation) -> Bool {
        part.intent.map { !isTalk($0) } ?? false
            && part.moves.first?.intent == Interpretation.beginning && !isDenied(part)
    }

    /// Says of an order or a report that it is not wanted: don't close it, 别给我分期.
    func isDenied(_ line: Interpretation) -> Bool {
        if words.finds("denied_danger", in: line.text) { return true }
        // 我不是不想还: what follows says why not, and is no wish to be left alone.
        if words.finds("denied_unwillingness", in: line.text) { return false }
        if begins("denial_of_others", line), reason(line) != nil { return false }
        if leavesAContract(line) { return true }
        // How a part is paid is said, and a rule is asked for, with the same words.
        if PartWay(in: line.text, words).mode != nil || ruleAsked(line) != nil { return false }
        // Where the words themselves call for something, a doubt is no denial.
        var least = 0.5
        if case .rule = line.reason { least = 0.9 }
        let asks = line.intent.map { assistant.kinds.kind(of: $0) == .query } ?? false
        if asks, (line.predicted?.confidence ?? 0) >= 0.9 { least = 0.9 }
        if line.chance(of: "not_wanted") >= least, words.negates(line.text) {
            return true
        }
        if begins("denial_of_trouble", line), line.sums.isEmpty { return true }
        // "I'm not able to pay", "I don't want you to call my boss" say and want what they name.
        guard !words.finds("cannot_pay", in: line.text), !begins("denial_of_others", line),
            begins("denial", line) || begins("denial_of_doing", line)
                || words.ends("denial_at_the_end", line.text),
            let best = line.predicted
        else { return false }
        switch assistant.kinds.kind(of: best.intent) {
        case .order: return true
        // "Stop calling me" is a complaint; "no need for a person" is none.
        case .report:
            return reason(of: best.intent) == .human || words.finds("person", in: line.text)
                || begins("denial_of_mine", line)
        // "I won't be splitting it" sounds like the rules of doing so.
        case .price, .faq: return begins("denial_of_doing", line) && !line.text.hasSuffix("?")
        case .query, .talk, nil: return false
        }
    }

    /// 教育贷先不动: of one contract, and nothing is asked.
    private func leavesAContract(_ line: Interpretation) -> Bool {
        words.says("contracts_left_alone", in: line.text.folded) && line.sums.isEmpty
            && !words.finds("question", in: line.text)
            && LoanSlot.namedOf(line, facts).count == 1
            && !line.text.contains { ",，".contains($0) }
    }

    /// "Leave the education loan alone", and then "the other two": the others than that one.
    fileprivate mutating func remembersLeftAlone(_ line: Interpretation) {
        guard let service = assistant.services.first(where: { $0.topics.contains("ask_left") }),
            let intent = service.intents.first, let first = LoanSlot.namedOf(line, facts).first
        else { return }
        let alone = LoanSlot.namedOf(line, facts)
        let named: SlotValue = alone.count == 1 ? .reference(first) : .references(alone)
        dialogue.answered = Form(
            service: service.name, intent: intent, slots: [LoanSlot.name: named])
    }

    /// As the line stands, or after the words that only open it: "no, I don't want to".
    private func begins(_ list: String, _ line: Interpretation) -> Bool {
        words.begins(list, line.text) || words.begins(list, words.afterOpening(line.text))
    }
}
