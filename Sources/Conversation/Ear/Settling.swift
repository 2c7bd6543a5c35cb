import NLU
import Quantities

/// What a line is taken for, where the classifier leaves a doubt: by what is known of the customer,
/// by what the line names, and by what a mistake would cost.
extension Turn {
    /// The intent a line is taken for: the one understood, or, of an order, its price and its
    /// rules, the order where the line gives it something to work with.
    func settled(_ line: Interpretation) -> String? {
        switch line.decision {
        case .reject: return (line.isNearlyKnown ? enquiry(line) : nil) ?? ofTheAccount(line)
        case .accept:
            return instead(line)
                ?? line.intent.map {
                    ruleOrOrder(dayAsked(dueThen(today(past($0, line), line), line), line), line)
                }
        case .clarify(let heard): return settled(line, among: meant(heard, line))
        }
    }

    /// The one of several meanings that a line in doubt is taken for; nil where it is asked about.
    private func settled(_ line: Interpretation, among intents: [String]) -> String? {
        guard let first = intents.first else { return nil }
        if isTalk(first) { return endsOnAGuess(first, line) ? nil : first }
        let orders =
            asksOnly(line)
            ? [] : intents.filter { assistant.service(for: $0)?.isReadOnly == false }
        if isSupposed(line) { return supposed(line, intents) }
        if let paid = paidThen(line) { return paid }
        if intents.contains(Booked.intent), let due = dueInstead(line) { return due }
        if let order = taking(line, among: orders) { return order }
        let queries = intents.filter { assistant.service(for: $0)?.isReadOnly == true }
        let asked = dueThen(first, line)
        if asked != first { return asked }
        if orders.isEmpty, let query = telling(line, queries) ?? taking(line, among: queries) {
            return query
        }
        // Of two enquiries the likelier one costs less than a question.
        if let best = line.predicted, best.confidence >= 0.3,
            intents.allSatisfy({ kind(of: $0) == .query })
        {
            return best.intent
        }
        // "Can you help me pay a part early" wants it done, and no rule.
        if words.finds("asks_for_help", in: line.text),
            let order = orders.first(where: { line.chance(ofIntent: $0) >= 0.3 })
        {
            return order
        }
        if let best = line.predicted, best.confidence >= least(for: best.intent) {
            return best.intent
        }
        // What is asked of a time is told the same, whether it is past or to come.
        if line.period != nil, intents.allSatisfy(tellsOfATime) { return first }
        // All of one family: the likeliest answers with the same figures.
        let family = orders.first.flatMap(assistant.service(for:)).map {
            Set($0.intents + $0.refinedBy + $0.rules)
        }
        guard let family, intents.allSatisfy(family.contains) else { return nil }
        return first
    }

    private func tellsOfATime(_ intent: String) -> Bool {
        let service = assistant.service(for: intent)
        return service?.isReadOnly == true && service?.slot(named: DuePeriod.name) != nil
    }

    /// "Now" may be many things; a goodbye ends the conversation and is not guessed at.
    private func endsOnAGuess(_ intent: String, _ line: Interpretation) -> Bool {
        assistant.kinds.talk(intent) == .goodbye && (line.predicted?.confidence ?? 0) < 0.6
    }

    /// Each once, as it is meant.
    private func meant(_ intents: [String], _ line: Interpretation) -> [String] {
        intents.reduce(into: []) { meant, name in
            let intent = self.meant(name, line)
            if !meant.contains(intent) { meant.append(intent) }
        }
    }

    /// A payment for another day that names none is one for today.
    private func meant(_ intent: String, _ line: Interpretation) -> String {
        guard intent == Booked.intent, let service = assistant.service(for: intent) else {
            return intent
        }
        return assistant.transferred(service, intent, line, facts)?.intent ?? intent
    }

    /// A payment "today" is booked for no later day.
    private func today(_ intent: String, _ line: Interpretation) -> String {
        guard intent == Booked.intent else { return intent }
        let isNow =
            line.period == facts.now.day...facts.now.day
            || words.finds("right_now", in: line.text) && words.finds("falls_due", in: line.text)
        return isNow ? meant(intent, line) : intent
    }

    /// 分期上个月扣了多少 asks what was paid, and not how the plan stands.
    private func past(_ intent: String, _ line: Interpretation) -> String {
        guard assistant.kinds.kind(of: intent) == .query, let period = line.period,
            period.upperBound < facts.now.day, let service = assistant.service(for: intent),
            ![DuePeriod.name, LaterDay.name].contains(where: { service.slot(named: $0) != nil }),
            let history = Service.history.intents.first
        else { return intent }
        return history
    }

    /// "What do I have to pay in April?" asks for what falls due then, and neither for all that is
    /// owed nor for the price of paying it off.
    private func dueThen(_ intent: String, _ line: Interpretation) -> String {
        if let price = payoffThen(intent, line) { return price }
        let topics = assistant.service(for: intent)?.topics ?? []
        let isOfAll = topics.contains("ask_left") || topics.contains("ask_saving")
        guard isOfAll, let period = line.period, period.lowerBound > facts.now.day,
            words.finds("paying", in: line.text), words.finds("question", in: line.text),
            !words.finds("by_then", in: line.text), !words.finds("payoff", in: line.text),
            let due = dueInstead(line)
        else { return intent }
        return due
    }

    /// 要是到12号再全部还清: what would be paid then, and not what falls due until then.
    private func payoffThen(_ intent: String, _ line: Interpretation) -> String? {
        guard assistant.kinds.kind(of: intent) == .query, line.isSupposed,
            words.finds("payoff", in: line.text), line.sums.isEmpty,
            let period = line.period, period.lowerBound >= facts.now.day,
            period.upperBound > facts.now.day
        else { return nil }
        return assistant.services.first { $0.topics.contains("ask_saving") }?.intents.first
    }

    /// "Stick 900 on whichever is dearest" pays, and compares only to say which.
    func paidOn(_ line: Interpretation) -> String? {
        guard line.sums.count == 1, !words.finds("question", in: line.text),
            line.intent.flatMap(assistant.service(for:))?.name == ContractQuestion.serviceName
        else { return nil }
        return Service.partialRepayment.intents.first
    }

    /// "Paying which of these two off saves more?" asks what each saves, and for no rates.
    func savingOf(_ line: Interpretation) -> String? {
        guard words.finds("saves", in: line.text),
            words.finds("early", in: line.text) || words.finds("payoff", in: line.text),
            LoanSlot.set(in: line, among: facts.account?.activeContracts ?? [], facts) != nil
        else { return nil }
        return assistant.services.first { $0.topics.contains("ask_saving") }?.intents.first
    }

    /// "What is left to pay on the 16th?" books nothing.
    private func dueInstead(_ line: Interpretation) -> String? {
        guard line.sums.isEmpty, words.begins("asks_how_much", line.text) else { return nil }
        return assistant.services.first { $0.topics.contains("ask_each") }?.intents.first
    }

    /// "When was the one due that I haven't paid?" sounds like paying it, and asks for a day.
    private func dayAsked(_ intent: String, _ line: Interpretation) -> String {
        guard assistant.kinds.isOrder(intent), line.sums.isEmpty else { return intent }
        if intent == Booked.intent, let due = dueInstead(line) { return due }
        // When a certificate can be had is told where one is asked for.
        guard words.finds("asks_when", in: line.text),
            assistant.service(for: intent)?.name != Service.settlementCertificate.name
        else { return intent }
        let asked = line.ranking.first {
            assistant.service(for: $0.intent)?.isReadOnly == true && $0.confidence >= 0.01
        }
        let due = assistant.services.first { $0.topics.contains("ask_first") }
        return asked?.intent ?? due?.intents.first ?? intent
    }

    /// "Can I pay half of it off?": the rule is known, and so is what would be quoted.
    private func ruleOrOrder(_ intent: String, _ line: Interpretation) -> String {
        guard assistant.kinds.kind(of: intent) == .faq, !isSupposed(line), !isDenied(line) else {
            return intent
        }
        let orders = assistant.services.filter { !$0.isReadOnly && $0.rules.contains(intent) }
            .compactMap(\.intents.first)
        let ranked = line.ranking.map(\.intent).filter(orders.contains)
        let names: Set = ["amount", "share", "number"]
        if line.entities.contains(where: { names.contains($0.name) }) {
            return ranked.first { values(line, taken: $0) > 0 } ?? intent
        }
        if words.finds("asks_for_help", in: line.text),
            let order = ranked.first(where: { line.chance(ofIntent: $0) >= 0.05 })
        {
            return order
        }
        // 刷的机票能分期不 asks it of the one thing that it names.
        if let named = ranked.first(where: { intent in
            assistant.services.contains { $0.meant(line, facts)?.intent == intent }
        }) {
            return named
        }
        // 账单分36期 orders what cannot be; 能分36期吗 asks for the rule.
        guard !line.terms.isEmpty, !words.finds("question", in: line.text) else { return intent }
        return ranked.first { intent in
            guard let service = assistant.service(for: intent) else { return false }
            let given = values(of: service, in: line, Form(service: service.name, intent: intent))
            return !given.filled.isEmpty || !given.unusable.isEmpty
        } ?? intent
    }

    /// How likely an intent has to be to be taken without asking back. Nothing moves before
    /// consent, and an answer beside the point costs less than a question.
    private func least(for intent: String) -> Double {
        switch assistant.kinds.kind(of: intent) {
        case .order: 0.6
        case .price, .query, .faq: 0.45
        case .report, .talk, nil: 2
        }
    }

    /// Of a supposition the price, or a rule that it may well be; never the order.
    private func supposed(_ line: Interpretation, _ intents: [String]) -> String? {
        let prices = intents.compactMap { assistant.kinds[$0]?.price }
        return prices.first ?? intents.first { assistant.kinds.kind(of: $0) == .price }
            ?? intents.first { intent in
                !assistant.kinds.isOrder(intent)
                    && line.ranking.contains {
                        $0.intent == intent && $0.confidence >= Self.leastOfASupposition
                    }
            }
    }

    private static let leastOfASupposition = 0.1

    /// "To catch up I pay 4483.28, right?": what is past due says whether it is.
    func checked(_ line: Interpretation) -> String? {
        guard words.ends("tag_question", line.text), !line.sums.isEmpty else { return nil }
        guard facts.account.map({ $0.arrears(on: $0.asOf).total > .zero }) ?? false else {
            // 还是每月536对吧: what falls due says so.
            guard line.intent.map(isTalk) ?? true else { return nil }
            return assistant.services.first { $0.topics.contains("ask_each") }?.intents.first
        }
        return assistant.services.first { $0.topics.contains("ask_penalty") }?.intents.first
    }

    /// The intent whose service takes most of what a line names; of two that take as much the
    /// likelier one, unless they are much alike.
    private func taking(_ line: Interpretation, among intents: [String]) -> String? {
        let taking = intents.map { (intent: $0, count: values(line, taken: $0)) }
            .filter { $0.count > 0 }
        guard let most = taking.map(\.count).max() else { return nil }
        let best = taking.filter { $0.count == most }
        guard best.count > 1 else { return best[0].intent }
        let isLikelier =
            best[0].intent == line.predicted?.intent
            && (line.predicted?.confidence ?? 0) >= 0.4
        return isLikelier ? best[0].intent : nil
    }

    /// An enquiry that the line is surely, though it was held to be none of the desk's.
    private func enquiry(_ line: Interpretation) -> String? {
        guard let best = line.predicted, best.confidence >= 0.8,
            assistant.service(for: best.intent)?.isReadOnly == true
        else { return nil }
        return best.intent
    }

    /// "What time does it get taken?" of nothing that was told: the enquiry that tells of it.
    private func ofTheAccount(_ line: Interpretation) -> String? {
        guard let best = line.moves.first, best.confidence >= 0.9,
            Move.Kind(best.intent) == .about
        else { return nil }
        return assistant.services.first { $0.topics.contains(best.intent) }?.intents.first
    }

    /// Somebody else's affair, a supposition, a wish denied: no order is opened by it.
    private func isSupposed(_ line: Interpretation) -> Bool {
        line.isSupposed || line.chance(of: "not_wanted") > 0.4
    }

    /// How much of what a line names an order takes: sums, terms, contracts.
    private func values(_ line: Interpretation, taken intent: String) -> Int {
        guard let service = assistant.service(for: intent) else { return 0 }
        let form = Form(service: service.name, intent: intent)
        let filled = values(of: service, in: line, form).filled.count
        return service.becomes(line, form, facts) == nil ? filled : max(1, filled)
    }
}
