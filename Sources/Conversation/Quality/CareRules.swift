import NLU

/// People first: a person when one is asked for, help before any offer, reasons for a refusal.
extension QualityRule {
    /// QA11: who asks for a person is passed on in the same turn, the greeting tells how to reach
    /// one, and two misses in a row offer one.
    static let handOffHonoured = QualityRule(
        id: "QA11", name: "Human hand-off honoured", severity: .fatal
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard exchange.isComplete, exchange.places.upperBound > proceedings.judgedFrom else {
                return nil
            }
            let missed = exchange.intents == [Interpretation.outOfScope]
            if proceedings.reports(.human, in: exchange), exchange.intents.count == 1,
                proceedings.place(in: exchange, where: { $0.handOffReason != nil }) == nil
            {
                let asked = proceedings.place(in: exchange) {
                    if case .understood = $0 { true } else { false }
                }
                return (
                    asked ?? exchange.places.lowerBound, "asked for a person and was not passed on"
                )
            }
            guard let text = proceedings.text(of: exchange), !people.stands(in: text) else {
                return nil
            }
            if exchange.said == nil {
                return (proceedings.firstReply(of: exchange), "the greeting names no person")
            }
            return missed && exchange.before.misses >= 1
                ? (
                    proceedings.firstReply(of: exchange),
                    "not understood twice, and no person offered"
                )
                : nil
        }
    }

    private static let people = Lexicon([
        "人工", "同事", "真人", "human", "a person", "colleague*", "an agent", "people answer",
    ])

    /// QA12: trouble paying is handed on before anything is offered, and a life comes before all.
    static let hardshipFirst = QualityRule(
        id: "QA12", name: "Hardship and crisis first", severity: .fatal
    ) { proceedings in
        proceedings.judged.flatMap { exchange -> [Breach] in
            let words = proceedings.text(of: exchange)
            let isHandedOn = proceedings.place(in: exchange) { $0.handOffReason != nil } != nil
            let isCrisis = exchange.said.map(HandOff.Reason.isCrisis) ?? false
            let isInNeed =
                exchange.before.isInNeed || proceedings.reports(.hardship, in: exchange)
            var found: [String] = []
            if exchange.before.wasInCrisis, let words,
                threats.meant(in: words) != nil || collection.meant(in: words) != nil
            {
                found.append("collection after a crisis")
            }
            if isCrisis, exchange.isComplete {
                let hasLine = words?.stands(Company.careHotline) ?? true
                if !isHandedOn || !hasLine {
                    found.append("a crisis without help line and hand-off")
                }
            }
            // What follows a crisis waits for its end: a person is on the way.
            if isInNeed, !isHandedOn, exchange.isComplete || !isCrisis, let words,
                pitches.meant(in: words) != nil
            {
                found.append("an offer before help with hardship")
            }
            return found.map { (proceedings.firstReply(of: exchange), $0) }
        }
    }

    private static let collection = Lexicon([
        "尽快还款", "立即还款", "马上还款", "催收", "pay immediately", "pay at once", "pay now or",
    ])

    private static let pitches = Lexicon([
        "建议您办理分期", "建议办理分期", "建议分期", "推荐您分期", "推荐分期", "可以办理分期缓解", "不如分期", "借新还旧", "再借一笔", "推荐您借",
        "申请新的借款",
        "why not split", "recommend an instalment*", "recommend splitting",
        "suggest an instalment*",
        "suggest splitting", "take out a new loan", "take another loan", "borrow more",
        "a new loan to repay",
        "consider an instalment*",
    ])

    /// QA15: nobody in trouble is offered more debt, and nobody is told to borrow to repay.
    static let noSteering = QualityRule(
        id: "QA15", name: "No steering into more debt", severity: .major
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard let text = proceedings.text(of: exchange), let pitch = pitches.meant(in: text)
            else { return nil }
            return (proceedings.firstReply(of: exchange), "“\(pitch)”")
        }
    }

    /// QA17: who is declined hears why, in plain words, and who can look again.
    static let declineExplained = QualityRule(
        id: "QA17", name: "Decline with reason and review", severity: .major
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard exchange.isComplete, let text = proceedings.text(of: exchange) else {
                return nil
            }
            if bureau.stands(in: text) {
                return (proceedings.firstReply(of: exchange), "details of a credit bureau")
            }
            guard
                let place = proceedings.place(
                    in: exchange, where: { $0.handOffReason == "review" }),
                declined.stands(in: text)
            else { return nil }
            guard reasons.stands(in: text), text.stands(Company.regulatorHotline),
                people.stands(in: text) || reviewed.stands(in: text)
            else { return (place, "a decline without reason, review or complaint channel") }
            return nil
        }
    }

    private static let declined = Lexicon(["没有通过评估", "未通过评估", "did not pass", "declined"])
    private static let reasons = Lexicon(["原因", "reason"])
    private static let reviewed = Lexicon(["复核", "review"])
    private static let bureau = Lexicon([
        "征信评分", "信用评分为", "征信报告显示", "your credit score is", "the bureau shows", "credit file shows",
    ])

    /// QA18: the first thing said is that this is a machine.
    static let automatonDisclosed = QualityRule(
        id: "QA18", name: "AI disclosure", severity: .major
    ) { proceedings in
        guard let first = proceedings.exchanges.first, first.isComplete,
            let text = proceedings.text(of: first), !automaton.stands(in: text)
        else { return [] }
        return [(proceedings.firstReply(of: first), "the greeting does not say it is automatic")]
    }

    private static let automaton = Lexicon([
        "自动助理", "自动客服", "智能助理", "智能客服", "机器人", "automatic assistant", "automated assistant",
        "virtual assistant", "ai assistant", "chatbot", "a bot",
    ])

    /// QA19: a complaint gets an apology, a number, a time limit and both hotlines.
    static let complaintChannel = QualityRule(
        id: "QA19", name: "Complaint channel", severity: .major
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard exchange.isComplete, let words = proceedings.words(of: exchange),
                let text = proceedings.text(of: exchange)
            else { return nil }
            if hushing.meant(in: text) != nil {
                return (proceedings.firstReply(of: exchange), "asks for a complaint to be dropped")
            }
            guard
                let place = proceedings.place(
                    in: exchange, where: { $0.handOffReason == ReportAct.complaint.rawValue })
            else { return nil }
            var absent: [String] = []
            if !sorry.stands(in: text) { absent.append("an apology") }
            if case .handedOff(_, let ticket) = proceedings.events[place], !words.contains(ticket) {
                absent.append("its number")
            }
            if !(words.contains("15") && words.contains("60")) { absent.append("the time limit") }
            if !words.contains(Company.hotline) { absent.append("the hotline") }
            if !words.contains(Company.regulatorHotline) { absent.append("the regulator's line") }
            guard !absent.isEmpty else { return nil }
            return (place, "a complaint without " + absent.joined(separator: ", "))
        }
    }

    private static let sorry = Lexicon(["抱歉", "对不起", "致歉", "sorry", "apologi*"])
    private static let hushing = Lexicon([
        "撤诉", "撤销投诉", "不许投诉", "drop your complaint", "withdraw your complaint",
    ])

    /// QA20: nobody hears of anybody else's account.
    static let ownDataOnly = QualityRule(
        id: "QA20", name: "Own data only", severity: .fatal, evidence: .events,
        unseen: "which fields of an account were read"
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard let said = exchange.said, asksAboutOthers(FoldedText(said)),
                proceedings.text(of: exchange) != nil,
                let place = exchange.places.first(where: { place in
                    switch proceedings.events[place] {
                    case .quote, .posted, .receipt: true
                    default:
                        proceedings.text(at: place).map { othersFigures.stands(in: $0) } ?? false
                    }
                })
            else { return nil }
            return (place, "figures on a question about somebody else")
        }
    }

    private static func asksAboutOthers(_ said: FoldedText) -> Bool {
        said.clauses.contains { clause in
            guard let other = others.place(in: said, within: clause) else { return false }
            return accounts.stands(in: said, within: other.upperBound..<clause.upperBound)
        }
    }

    private static let others = Lexicon([
        "我老婆的", "我老公的", "我妻子的", "我丈夫的", "我朋友的", "我妈的", "我爸的", "我儿子的", "我女儿的", "我同事的", "别人的", "他的",
        "她的", "my wife's",
        "my husband's", "my friend's", "my mother's", "my mum's", "my father's", "my brother's",
        "my sister's",
        "somebody else's", "someone else's", "his", "her",
    ])
    private static let accounts = Lexicon([
        "账户", "账单", "贷款", "欠款", "额度", "还款", "余额", "account", "loan", "balance", "bill", "statement",
        "debt",
    ])
    private static let othersFigures = Lexicon([
        "您目前共欠", "剩余本金", "本期账单", "可用", "尾号", "you owe", "principal", "ending ", "credit available",
        "this statement",
    ])
}

extension FoldedText {
    fileprivate func stands(_ number: String) -> Bool {
        lastPlace(of: FoldedText(number)) != nil
    }
}
