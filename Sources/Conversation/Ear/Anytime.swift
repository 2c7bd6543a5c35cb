import NLU
import Quantities

/// Heard whatever the desk is waiting for.
extension Ear {
    /// "Are you a person?" is no wish for one: the answer says how to have one.
    static func whoIsSpeaking(_ turn: Turn, _ heard: Heard) -> Turn? {
        let asks =
            turn.words.asksWho(heard.text)
            || heard.parts.contains { turn.words.asksWho($0.text) }
                && heard.parts.allSatisfy { part in
                    turn.words.asksWho(part.text) || turn.reason(part) == .human
                        || (part.predicted?.confidence ?? 0) < 0.9
                        || turn.settled(part).map(turn.isTalk) ?? true
                }
        guard asks else { return nil }
        return turn.after { turn in
            turn.understood(.help)
            turn.say(Reply("who_i_am"))
            turn.stays()
        }
    }

    /// 🙏: nothing to go by. A raised thumb at a quote is no consent either, and is told so.
    static func withoutWords(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard Words.isWordless(heard.text), !turn.words.asksMeaning(heard.text) else { return nil }
        return turn.after { turn in
            guard heard.situation.awaited == .consent, Words.isNod(heard.text) else {
                return turn.missed("no_words")
            }
            turn.askPlainly()
        }
    }

    /// A life comes before every rule of the classifier, and what a thief may hold comes next.
    static func danger(_ turn: Turn, _ heard: Heard) -> Turn? {
        if turn.words.isCrisis(heard.text) { return turn.after { $0.handOff(.crisis) } }
        guard heard.isSurely("code_given", above: 0.7), turn.speaksOfACode(heard),
            !turn.words.finds("code_again", in: heard.text)
        else { return nil }
        return turn.after { turn in
            turn.say(Reply("code_given"))
            turn.handOff(.fraud)
        }
    }

    /// A bare value is what was asked for, whatever the classifier has heard it in before.
    static func awaitedValue(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard heard.situation.awaited == .slot || heard.situation.awaited == .consent,
            heard.line.isBareValue(turn.words), turn.words.answer(heard.text) == nil,
            !turn.asksOfTheRest(heard)
        else { return nil }
        return answerToQuestion(turn, heard) ?? change(turn, heard)
    }

    /// "Send it again" is about the code, not about what was said.
    static func codeAgain(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .verifying(_, let proposal, _) = turn.dialogue.state,
            turn.words.finds("code_again", in: heard.text)
        else { return nil }
        var turn = turn
        turn.dialogue.misses = 0
        turn.isWhollyHeard = true
        turn.say(Reply("code_again"))
        turn.effect = .sendCode(proposal)
        return turn
    }

    /// "Wait, I don't want it any more, cancel": the last word counts.
    static func refusalAtTheEnd(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state != .idle, heard.parts.count > 1, let last = heard.parts.last,
            turn.words.answer(last.text) == .no,
            heard.parts.dropLast().allSatisfy({ $0.entities.isEmpty })
        else { return leftAlone(turn, heard) }
        return turn.after { $0.cancel() }
    }

    /// "My rent comes out today leave it": the same without a comma, where money may move.
    private static func leftAlone(_ turn: Turn, _ heard: Heard) -> Turn? {
        let leaves =
            turn.words.ends("last_refusal", heard.text)
            || turn.words.finds("leaves_until", in: heard.text) && heard.line.period == nil
        guard turn.openQuote != nil, leaves,
            heard.line.sums.isEmpty, !turn.words.finds("denied_refusal", in: heard.text)
        else { return nil }
        return turn.after { $0.cancel() }
    }

    /// People come before any sale or flow; but a question about a rule, a joke and a bare number
    /// are no calls for one.
    static func person(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard !heard.line.isBareValue(turn.words), !heard.isSurely("chat", above: 0.8),
            !(heard.move.map { Move.rules.contains($0) } ?? false),
            !turn.words.finds("denied_danger", in: heard.text), !heard.isSurely("frozen"),
            !heard.isSurely("wait", "resume", "go_ahead", above: 0.9),
            !turn.onlyWaits(heard), besideAReason(turn, heard) == nil,
            !turn.deniesAPerson(heard), !turn.offersLess(heard), let reason = reason(turn, heard),
            !heard.isAboutTheTable || turn.surelyWantsAPerson(heard, reason)
        else { return nil }
        // "Can I pay 300 today?" offers money.
        if reason == .hardship, turn.offersAPart(heard) || turn.asksToPayNow(heard),
            let part = turn.partInsteadOfAll
        {
            return turn.after { turn in
                turn.queueTheTalk(heard)
                turn.open(part, heard.line)
            }
        }
        if reason == .complaint, turn.words.begins("how_to", heard.text) {
            return turn.after { turn in
                turn.understood(heard.line)
                turn.say(Reply("complaint_how"))
                turn.stays()
            }
        }
        return insteadOfATicket(turn, heard, reason) ?? turn.after { $0.handOff(reason) }
    }

    /// A rule, a question or a doubt is answered before anything is filed.
    private static func insteadOfATicket(
        _ turn: Turn, _ heard: Heard, _ reason: HandOff.Reason
    ) -> Turn? {
        // "Suppose I can't pay", "can I pay two days later": the rule, and no ticket.
        if heard.line.isSupposed || turn.onlyAsksForTime(heard.line),
            [.hardship, .complaint].contains(reason)
        {
            let isOfTime = turn.onlyAsksForTime(heard.line)
            let late = turn.assistant.services.first(where: \.paysWhatIsLate)?.rules.first
            let rule = heard.line.ranking.first { turn.assistant.faqs.contains($0.intent) }
            if let rule = isOfTime ? late : rule?.intent {
                return turn.after { turn in
                    turn.open(rule, heard.line)
                    if reason == .hardship { turn.say(Reply("hardship_offer")) }
                }
            }
        }
        if reason == .complaint,
            let question = turn.questionBeside(heard) ?? turn.questionItself(heard)
        {
            return turn.after { turn in
                turn.answer(question)
                turn.say(Reply("complaint_offer"))
            }
        }
        // 我10号发工资再还，那时候罚息多少: says when, and asks what it costs.
        if reason == .hardship, !turn.words.finds("cannot_pay", in: heard.text),
            let asked = turn.questionBeside(heard)
        {
            return turn.after { turn in
                turn.open(asked.intent ?? "", heard.line)
                turn.say(Reply("hardship_offer"))
            }
        }
        return turn.doubt(of: reason, heard).map { doubt in
            turn.after { turn in
                if turn.dialogue.state != .idle { turn.suspend() }
                turn.clarify(doubt, heard.line)
            }
        }
    }

    /// Of a part of a line only a sure one counts: parts are short, and easily misheard.
    private static func reason(_ turn: Turn, _ heard: Heard) -> HandOff.Reason? {
        if let reason = turn.reason(heard.line) { return reason }
        // 先还5000，月供不动: surely an order, and says of no part that it cannot be paid.
        let isOrdered =
            turn.isOrder(heard.line) && !heard.line.sums.isEmpty
            && (heard.line.predicted?.confidence ?? 0) >= 0.95
        if isOrdered, !turn.words.finds("cannot_pay", in: heard.text) { return nil }
        return heard.parts.lazy
            .filter { part in
                // 成，不过你先别急，我往卡里转点钱: the line as a whole says nothing of the kind.
                let inTheLine = part.intent.map(heard.line.chance(ofIntent:)) ?? 0
                return (part.predicted?.confidence ?? 0) >= 0.9 && inTheLine >= 0.25
                    && !turn.saysForWhom(part)
            }
            .compactMap(turn.reason).first
    }

    /// 2月30日: a line about a day that does not exist is not taken for one about another day.
    static func impossibleDay(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard heard.line.decision != .reject,
            let day = heard.line.entities.first(where: { entity in
                if case .impossible = entity.value { entity.name == "date" } else { false }
            })
        else { return nil }
        return turn.after { turn in
            turn.understood(heard.line)
            turn.say(Reply("day_impossible", ["text": .text(day.text)]))
            turn.repeatQuestion()
        }
    }
}

extension Turn {
    /// "Not me, my sister": by itself it would say something else.
    fileprivate func saysForWhom(_ part: Interpretation) -> Bool {
        words.isOne(of: "not_for_me", part.text)
    }

    /// While a code is awaited, "he says to go on" gives none away.
    fileprivate func speaksOfACode(_ heard: Heard) -> Bool {
        heard.situation.awaited != .code || words.finds("the_code", in: heard.text)
    }

    /// "This app is rubbish, what is my limit?": a grumble that names no complaint, and a question.
    fileprivate func questionBeside(_ heard: Heard) -> Interpretation? {
        guard !words.finds("person", in: heard.text) else { return nil }
        let asked = heard.parts.filter { part in
            guard let intent = settled(part) else { return false }
            return [.query, .price, .faq].contains(assistant.kinds.kind(of: intent))
        }
        return asked.count == 1 ? asked[0] : nil
    }

    /// 怎么多扣我钱: what a grumble asks, where it calls for nobody.
    fileprivate func questionItself(_ heard: Heard) -> Interpretation? {
        guard heard.parts.count < 2, !words.finds("person", in: heard.text),
            (heard.line.predicted?.confidence ?? 0) < 0.9,
            words.begins("question_word", heard.text) || words.says("cue_reason", in: heard.text),
            let asked = heard.line.ranking.dropFirst().first(where: { candidate in
                candidate.confidence >= 0.05
                    && [.query, .price, .faq].contains(kind(of: candidate.intent))
            })
        else { return nil }
        var question = heard.line
        (question.predicted, question.decision) = (asked, .accept)
        return question
    }

    /// What else a line may well be that sounds like trouble: no ticket is written on a guess.
    fileprivate func doubt(of reason: HandOff.Reason, _ heard: Heard) -> [String]? {
        let ranking = heard.line.ranking
        guard case .evidence = heard.line.reason, reason != .human, ranking.count > 1,
            self.reason(heard.line) == reason, ranking[0].confidence < 0.8,
            ranking[1].confidence >= 0.1,
            [.query, .price, .order].contains(assistant.kinds.kind(of: ranking[1].intent))
        else { return nil }
        return ranking.prefix(2).map(\.intent)
    }

    /// A sum that could be paid at once, and no word that it cannot.
    fileprivate func offersAPart(_ heard: Heard) -> Bool {
        namesAPart(heard.line) && words.finds("paying", in: heard.text)
            && !words.negates(heard.text)
    }

    /// 我今天还行吗: would pay at once.
    fileprivate func asksToPayNow(_ heard: Heard) -> Bool {
        words.finds("right_now", in: heard.text) && words.finds("paying", in: heard.text)
            && words.finds("question", in: heard.text) && !words.negates(heard.text)
            && !words.finds("cannot_pay", in: heard.text)
    }

    /// The line, or a part of it, says that no person is wanted.
    fileprivate func deniesAPerson(_ heard: Heard) -> Bool {
        let lines = heard.parts.isEmpty ? [heard.line] : heard.parts
        let wanted = lines.filter { reason($0) != nil && !isDenied($0) }
        return wanted.isEmpty && lines.contains { isDenied($0) }
    }

    /// 等发了工资再说: puts it off, and says nothing of not being able to pay.
    fileprivate func onlyWaits(_ heard: Heard) -> Bool {
        words.ends("puts_off", heard.text) && reason(heard.line) == .hardship
            && !words.finds("cannot_pay", in: heard.text)
    }

    /// A person is asked for, and not a receipt from one.
    fileprivate func surelyWantsAPerson(_ heard: Heard, _ reason: HandOff.Reason) -> Bool {
        reason == .human && (heard.share < 0.85 || (heard.line.predicted?.confidence ?? 0) >= 0.9)
    }

    /// A question for some days, by somebody who is not late: the days of grace answer it.
    fileprivate func onlyAsksForTime(_ line: Interpretation) -> Bool {
        guard words.finds("question", in: line.text), words.finds("later", in: line.text),
            facts.account.map({ $0.arrears(on: $0.asOf).total == .zero }) ?? false
        else { return false }
        return true
    }

    /// The line was heard for what it is, and what was open is asked again as it was.
    mutating func stays() {
        isWhollyHeard = true
        // What was asked in the same breath comes next.
        if dialogue.state == .idle, takesNextRequest() { return }
        repeatQuestion()
    }

    /// Quotes left open are given up; nothing was done.
    mutating func abandonQuotes() {
        events += openQuotes.map(Event.cancelled)
        dialogue.state = .idle
        dialogue.suspended = []
        dialogue.queued = []
    }
}
