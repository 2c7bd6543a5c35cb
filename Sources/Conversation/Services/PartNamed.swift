import Entities
import Lending
import NLU
import Quantities

/// A part of a loan as a line names it, or all of it.
extension Part {
    /// Whether a line names a part of what is owed: a sum below it, a share, some instalments.
    static func isNamed(in line: Interpretation, _ form: Form, _ facts: Facts) -> Bool {
        let line = line.naming(facts.account?.activeContracts ?? [], in: .partialRepayment)
            .withoutWhatItTakesBack(facts.words).withoutRestBesideASum(facts.words)
        if leavesSome(line, facts) { return true }
        guard !isWhole(line, facts.words) else { return false }
        let loan = loan(form, facts)
        let owed = loan?.outstandingPrincipal
        let left = loan.map { $0.rows.filter { !$0.isPaid }.count }
        return line.entities.contains { entity in
            switch entity.value {
            case .amount(let sum, "CNY"): owed.map { sum < $0 } ?? true
            case .number(let tenThousandths):
                tenThousandths >= 1_000_000
                    && owed.map { Money(fen: tenThousandths / 100) < $0 } ?? true
            case .share(let numerator, let denominator): numerator < denominator
            case .count(let count, .instalment):
                !line.isLeft(entity, facts.words) && left.map { count < $0 } ?? true
            default: false
            }
        }
    }

    /// "Leave 1000 on it and pay the rest": what is named stays.
    static func leavesSome(_ line: Interpretation, _ facts: Facts) -> Bool {
        facts.words.finds("leaving", in: line.text) && !line.sums.isEmpty
    }

    /// Of the last instalment no part is left to pay early: paying it ends the loan.
    static func isLastPeriod(_ line: Interpretation, _ form: Form, _ facts: Facts) -> Bool {
        guard !isNamed(in: line, form, facts), !isWished(in: line, facts),
            let loan = loan(form, facts)
        else { return false }
        return refusal(loan, nil, facts) == .lastPeriod || namesAllLeft(line, of: loan)
    }

    /// 最后一期 of a loan that has one left, "the last three payments" of three.
    private static func namesAllLeft(_ line: Interpretation, of loan: Loan) -> Bool {
        let left = loan.rows.filter { !$0.isPaid }.count
        return loan.terms.method != .daily
            && line.entities.contains { entity in
                if case .count(let count, .instalment) = entity.value {
                    count >= left
                } else {
                    false
                }
            }
    }

    /// 清一部分算了, "just some of it": a part, and nobody knows yet how much.
    static func isWished(in line: Interpretation, _ facts: Facts) -> Bool {
        facts.words.finds("a_part", in: line.text) && !facts.words.finds("question", in: line.text)
    }

    /// 全部, "all of it".
    static func isWhole(_ line: Interpretation, _ words: Words) -> Bool {
        let line = line.withoutWhatItTakesBack(words).withoutRestBesideASum(words)
        return line.entities.contains { entity in
            if case .share(let numerator, let denominator) = entity.value {
                numerator == denominator
            } else {
                false
            }
        }
    }

    /// "I'll pay 400" of a loan that is behind pays what is due, unless it is to be paid early.
    static func overdue(_ line: Interpretation, _ form: Form, _ facts: Facts) -> Form? {
        guard let loan = loan(form, facts), !line.withoutWhatItTakesBack(facts.words).sums.isEmpty,
            !facts.words.finds("early", in: line.text),
            loan.duesUnpaid(on: valueDate(at: facts.now)).total > .zero
        else { return nil }
        var other = self.form(of: form, Service.dueRepayment.name, "repay_due")
        other.slots["amount"] = nil
        other.slots["due"] = .reference(loan.id)
        return other
    }

    /// 先把贷款那916还了: the instalment that falls due next, by its sum to the yuan.
    static func due(_ line: Interpretation, _ form: Form, _ facts: Facts) -> Form? {
        guard let loan = loan(form, facts), line.sums.count == 1,
            !facts.words.finds("early", in: line.text),
            let next = loan.nextDue(from: facts.now.day)?.open.total
        else { return nil }
        let yuan = Money(fen: next.fen / 100 * 100)
        guard [next, yuan].contains(line.sums[0]) else { return nil }
        var other = self.form(of: form, Service.dueRepayment.name, "repay_due")
        other.slots["amount"] = nil
        other.slots["due"] = .reference(loan.id)
        return other
    }

    /// The same loan in a form of another service, with the sum and the day where there are any.
    static func form(of form: Form, _ service: String, _ intent: String) -> Form {
        var other = Form(service: service, intent: intent)
        for name in [LoanSlot.name, "amount", LaterDay.name] {
            other.slots[name] = form.slots[name]
        }
        return other
    }

    /// The settlement of the loan that a part was to be paid of.
    @Sendable static func whole(_ form: Form, _ facts: Facts) -> Form? {
        var other = Self.form(
            of: form, Service.earlySettlement.name, "early_settle_full")
        other.slots["amount"] = nil
        if let loan = loan(form, facts) { other.slots[LoanSlot.name] = .reference(loan.id) }
        return other
    }

    /// "Pay all but 1000", 还到只剩5000: what is named stays.
    static func leaving(
        _ heard: Interpretation, _ loan: Loan, _ facts: Facts
    ) -> Interpretation? {
        guard let kept = heard.sumLeft(facts.words), kept >= Product.minimumPrepayment else {
            return nil
        }
        var line = heard
        line.entities = [
            Entity(
                name: "amount",
                value: .amount(
                    loan.prepayable(on: valueDate(at: facts.now)) - kept, currency: "CNY"),
                text: "", start: 0, end: 0)
        ]
        return line
    }
}

extension Interpretation {
    /// "All but 1000": the sum that stays stands behind the words for it. "Fifteen hundred, and
    /// leave the months alone" leaves none.
    fileprivate func sumLeft(_ words: Words) -> Money? {
        let text = text.folded
        let places = words.written("leaving").compactMap { text.firstRange(of: $0)?.upperBound }
        guard let place = places.min() else { return nil }
        let start = text.unicodeScalars.distance(from: text.startIndex, to: place)
        var behind = self
        behind.entities.removeAll { $0.start < start }
        return behind.sums.last
    }
}
