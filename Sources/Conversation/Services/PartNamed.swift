import Entities
import Lending
import NLU
import Quantities

/// A part of a loan as a line names it, or all of it.
extension Part {
    /// Whether a line names a part of what is owed: a sum below it, a share, some instalments.
    static func isNamed(in line: Interpretation, _ form: Form, _ facts: Facts) -> Bool {
        let line = line.naming(facts.account?.activeContracts ?? [], in: .partialRepayment)
            .withoutWhatItTakesBack
        if facts.words.finds("leaving", in: line.text), !line.sums.isEmpty { return true }
        guard !isWhole(line) else { return false }
        let owed = loan(form, facts)?.outstandingPrincipal
        return line.entities.contains { entity in
            switch entity.value {
            case .amount(let sum, "CNY"): owed.map { sum < $0 } ?? true
            case .number(let tenThousandths):
                tenThousandths >= 1_000_000
                    && owed.map { Money(fen: tenThousandths / 100) < $0 } ?? true
            case .share(let numerator, let denominator): numerator < denominator
            case .count(_, .instalment): !line.isLeft(entity)
            default: false
            }
        }
    }

    /// 全部, "all of it".
    static func isWhole(_ line: Interpretation) -> Bool {
        line.withoutWhatItTakesBack.entities.contains { entity in
            if case .share(let numerator, let denominator) = entity.value {
                numerator == denominator
            } else {
                false
            }
        }
    }

    /// "I'll pay 400" of a loan that is behind pays what is due, unless it is to be paid early.
    static func overdue(_ line: Interpretation, _ form: Form, _ facts: Facts) -> Form? {
        guard let loan = loan(form, facts), !line.withoutWhatItTakesBack.sums.isEmpty,
            !facts.words.finds("early", in: line.text),
            loan.duesUnpaid(on: valueDate(at: facts.now)).total > .zero
        else { return nil }
        var other = Form(service: Service.dueRepayment.name, intent: "repay_due")
        other.slots["due"] = .reference(loan.id)
        return other
    }

    /// The same loan in a form of another service, with the sum where there is one.
    static func form(of form: Form, _ service: String, _ intent: String) -> Form {
        var other = Form(service: service, intent: intent)
        for name in [LoanSlot.name, "amount"] { other.slots[name] = form.slots[name] }
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
        guard facts.words.finds("leaving", in: heard.text), let kept = heard.sums.last,
            kept >= Product.minimumPrepayment
        else { return nil }
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

/// How the two ways after a part was paid are named.
enum PartWords {
    /// The way a line names; "don't shorten it" names the other. Nil when it names none.
    static func mode(in text: String) -> PrepaymentQuote.Mode? {
        let said = PrepaymentQuote.Mode.allCases.filter { mode in
            words[mode, default: []].contains { text.contains($0) }
        }
        let meant = said.filter { mode in
            words[mode, default: []].contains {
                text.contains($0) && !Interpretation.denies($0, in: text)
            }
        }
        let others = PrepaymentQuote.Mode.allCases.filter { !said.contains($0) }
        let chosen = meant.isEmpty && said.count == 1 ? others : meant
        return chosen.count == 1 ? chosen[0] : nil
    }

    private static let words: [PrepaymentQuote.Mode: [String]] = [
        .reduceInstalment: [
            "每期少", "月供少", "少还点", "减少月供", "降低月供", "减月供", "期数不变", "期限不变", "期数一样",
            "期数别变", "期数照旧", "期限照旧", "期限别变", "期限一样", "每月少", "每个月少", "月供降", "月供低",
            "期数別變", "期數不變", "期限不變", "每期還少", "lower", "smaller", "same term", "keep the term",
            "keep the end date", "same end date", "less each", "less a month", "less per month",
            "same number", "number of payments", "number of instalments", "number of installments",
            "number of months", "reduce the instalment", "reduce instalment", "reduce the payment",
            "keep the length",
        ],
        .shortenTerm: [
            "缩短", "缩期", "减期", "少几期", "减少期数", "减期数", "早点还完", "早点清", "提前还完", "月供不变",
            "月供照旧", "每期不变", "每月不变", "期数少", "縮短", "月供不變", "每期不變", "shorter", "fewer",
            "sooner", "shorten", "same instalment", "same installment", "same payment",
            "same monthly",
            "monthly the same", "instalment the same", "payments the same", "payment the same",
            "finish earlier", "done earlier",
        ],
    ]
}
