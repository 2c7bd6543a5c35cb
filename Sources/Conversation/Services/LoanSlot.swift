import Lending
import NLU
import Quantities
import Text

/// Which contract is meant.
enum LoanSlot {
    static let name = "loan"

    /// - Parameters:
    ///   - ask: the question, said before the numbered contracts.
    ///   - unless: a slot that makes the question needless once it has a value.
    ///   - takesSeveral: a set of contracts is a value too: figures of each, and their sum.
    ///   - offered: the contracts to choose from; any open one may be named.
    static func slot(
        ask: String, isNeeded: Bool = true, unless other: String = "",
        takesSeveral: Bool = false,
        offered: @escaping @Sendable (Facts) -> [Loan] = contracts
    ) -> Slot {
        Slot(
            name: name, isChosenByPlace: true,
            isNeeded: { form, _ in isNeeded && form.slots[other] == nil },
            choices: { _, facts in
                offered(facts).map {
                    Slot.Choice(.reference($0.id), Reply("loan_choice", values($0)))
                }
            },
            read: { heard, form, facts in
                let first = offered(facts)
                let others = contracts(facts).filter { loan in
                    !first.contains { $0.id == loan.id }
                }
                func reading(_ line: Interpretation) -> Slot.Reading {
                    read(line, among: first + others, form, facts, takesSeveral)
                }
                let last = heard.lastSaid(facts.words).map(reading) ?? .nothing
                if last != .nothing { return last }
                let whole = reading(heard)
                guard whole == .nothing else { return whole }
                return lastNamed(heard, among: first + others, facts)
            },
            ask: { _, _ in [Reply(ask)] }
        ).takingSeveral(takesSeveral).picking { way, form, facts in
            // Of the others, where one was spoken of.
            let spokenOf = form.slots[name]?.contracts ?? []
            let others = offered(facts).filter { !spokenOf.contains($0.id) }
            return picked(way, among: others)
        }.advising { _, facts in advice(among: offered(facts)) }
    }

    private static func read(
        _ heard: Interpretation, among loans: [Loan], _ form: Form, _ facts: Facts,
        _ takesSeveral: Bool
    ) -> Slot.Reading {
        if let paid = byInstalment(heard, among: loans, facts) { return paid }
        if let set = several(heard, among: loans, form, facts) {
            // An order is of one: what is excepted from a set is not that one either.
            if case .value(.references) = set, !takesSeveral { return .nothing }
            return set
        }
        let heard = heard.withoutLeftAlone(facts.words)
        let reading = read(
            heard, among: loans, named: loans.map { candidate($0, facts.words) }, facts)
        return reading == .nothing ? described(heard, among: loans, facts) : reading
    }

    /// "Wait, I said travel but I was thinking of the phone": of two names the last counts.
    static func lastNamed(
        _ heard: Interpretation, among loans: [Loan], _ facts: Facts
    ) -> Slot.Reading {
        let text = heard.text.folded
        guard facts.words.finds("correction", in: heard.text) else { return .nothing }
        let places = loans.compactMap { loan in
            candidate(loan, facts.words).words.filter { !facts.words.denies($0, in: text) }
                .compactMap { text.ranges(of: $0).last?.lowerBound }.max()
                .map { (loan: loan, place: $0) }
        }
        let last = places.max { ($0.place, $1.loan.id) < ($1.place, $0.loan.id) }
        return places.count == 2
            ? last.map { .value(.reference($0.loan.id)) } ?? .nothing : .nothing
    }

    /// The dearest contract saves most when it is gone first.
    private static func advice(among loans: [Loan]) -> Slot.Advice? {
        let dearest = loans.max { ($0.disclosedRate, $1.id) < ($1.disclosedRate, $0.id) }
        guard loans.count > 1, let dearest else { return nil }
        var values = values(dearest)
        values["rate"] = .rate(dearest.disclosedRate)
        return Slot.Advice(
            value: .reference(dearest.id), reason: Reply("advice_loan", values))
    }

    /// The contract that stands out by what is still owed on it.
    private static func picked(_ way: Pick, among loans: [Loan]) -> SlotValue? {
        let bySize = loans.sorted {
            ($0.outstandingPrincipal, $0.id) < ($1.outstandingPrincipal, $1.id)
        }
        switch way {
        case .smallest: return bySize.first.map { .reference($0.id) }
        case .biggest: return bySize.last.map { .reference($0.id) }
        case .other: return loans.count == 1 ? .reference(loans[0].id) : nil
        default: return nil
        }
    }

    /// What can be paid off: active loans, then active plans.
    @Sendable static func contracts(_ facts: Facts) -> [Loan] {
        facts.account?.activeContracts ?? []
    }

    static func chosen(_ form: Form, _ facts: Facts) -> Loan? {
        guard case .reference(let id) = form.slots[name], let account = facts.account else {
            return nil
        }
        return (account.loans + account.plans).first { $0.id == id }
    }

    /// The contracts an answer is about: the one, or the several, that were named; nil for all.
    static func chosenSeveral(_ form: Form, _ facts: Facts) -> [Loan]? {
        guard case .references(let ids) = form.slots[name], let account = facts.account else {
            return chosen(form, facts).map { [$0] }
        }
        let all = account.loans + account.plans
        return ids.compactMap { id in all.first { $0.id == id } }
    }

    /// The account as far as it is asked about: the contracts that were named, or all there is.
    static func account(_ form: Form, _ facts: Facts) -> Account? {
        guard var account = facts.account, let loans = chosenSeveral(form, facts) else {
            return facts.account
        }
        let ids = Set(loans.map(\.id))
        account.loans.removeAll { !ids.contains($0.id) }
        account.plans.removeAll { !ids.contains($0.id) }
        account.statement = nil
        account.purchases = []
        return account
    }

    /// There is no loan; what is due of the statement all the same is said with it.
    static func none(_ account: Account, _ key: String) -> Reply {
        guard let statement = account.statement, statement.unpaid > .zero else { return Reply(key) }
        return Reply(
            "no_loan_statement",
            ["amount": .money(statement.unpaid), "day": .day(statement.due)])
    }

    /// Name, tail and principal of a contract, as replies show it.
    static func values(_ loan: Loan) -> [String: Reply.Value] {
        [
            "name": .phrase("purpose_" + loan.purpose), "tail": .text(loan.tail),
            "principal": .money(loan.outstandingPrincipal),
        ]
    }

    /// Paid as planned, it is over before the day that was asked about.
    static func ended(_ loan: Loan) -> Reply {
        var values = values(loan)
        values["last"] = loan.lastDue.map(Reply.Value.day)
        values["amount"] = (loan.rows.last?.open.total).map(Reply.Value.money)
        return Reply("later_paid", values)
    }

    /// Which of these is named. A kind of loan the customer does not have is none of them.
    static func read(
        _ heard: Interpretation, among loans: [Loan], named candidates: [NamedReading.Candidate],
        _ facts: Facts
    ) -> Slot.Reading {
        let words = facts.words
        let reading = NamedReading.read(heard, among: candidates, words)
        guard reading == .nothing, !loans.isEmpty else { return reading }
        if let most = superlative(heard, among: loans, facts) { return most }
        if let method = words.method(in: heard.text.folded) {
            let repaid = loans.filter { $0.terms.method == method }
            if repaid.count == 1 { return .value(.reference(repaid[0].id)) }
        }
        let purposes = Set(loans.map(\.purpose))
        let text = heard.text.folded
        // What follows a purpose when a loan is named by it.
        let kinds = words.written("loan_kind")
        let missing = words.purposes.first { purpose in
            !purposes.contains(purpose)
                && words.names(ofPurpose: purpose).contains { word in
                    kinds.contains { text.contains(word + $0) }
                }
        }
        guard let missing else { return .nothing }
        return .unusable(Reply("loan_none_such", ["name": .phrase("purpose_" + missing)]))
    }

    /// 月供六百多的那个: the only one with this instalment, and not the biggest; nil where none is
    /// named so.
    private static func byInstalment(
        _ heard: Interpretation, among loans: [Loan], _ facts: Facts
    ) -> Slot.Reading? {
        guard let sum = heard.instalmentNaming(facts.words) else { return nil }
        let paid = loans.filter { loan in
            loan.nextDue.map { sum.names($0.open.total, roughly: heard.isRough) } ?? false
        }
        return paid.count == 1 ? .value(.reference(paid[0].id)) : .nothing
    }

    /// "The 20k one", 29号到期的那个, 24期那个: the only one with this principal, due on this day, or
    /// of so many instalments.
    private static func described(
        _ heard: Interpretation, among loans: [Loan], _ facts: Facts
    ) -> Slot.Reading {
        var described: [Loan] = []
        // "What is due on the 16th" asks of all that is.
        let asks =
            facts.words.begins("asks_which", facts.words.afterOpening(heard.text))
            && !facts.words.begins("the_one", heard.text)
        if facts.words.finds("falls_due", in: heard.text), let day = heard.period?.lowerBound,
            !asks
        {
            described = loans.filter { $0.nextDue?.instalment.due == day }
        } else if let day = heard.dayEachMonth {
            described = loans.filter { $0.nextDue?.instalment.due.dayOfMonth == day }
        } else if let term = heard.termNaming(facts.words) {
            described = loans.filter { $0.rows.count == term }
        } else if let left = heard.instalmentsLeft(facts.words) {
            described = loans.filter { loan in loan.rows.filter { !$0.isPaid }.count == left }
        } else if let sum = heard.sumNaming(facts.words) {
            described = loans.filter { $0.outstandingPrincipal == sum || $0.terms.principal == sum }
        } else if facts.words.isBareName(heard.text) || facts.words.begins("the_one", heard.text) {
            let sums = Set(heard.sums)
            described = loans.filter {
                sums.contains($0.outstandingPrincipal) || sums.contains($0.terms.principal)
            }
        }
        return described.count == 1 ? .value(.reference(described[0].id)) : .nothing
    }

    static func candidate(_ loan: Loan, _ words: Words) -> NamedReading.Candidate {
        NamedReading.Candidate(id: loan.id, words: words.names(ofPurpose: loan.purpose))
    }
}

extension Interpretation {
    /// 教育的千万别碰 picks nothing: what is to be left alone is not what is meant.
    fileprivate func withoutLeftAlone(_ words: Words) -> Interpretation {
        let folded = text.folded
        guard words.says("contracts_left_alone", in: folded) else { return self }
        var copy = self
        copy.text = LoanSlot.withoutLeftAlone(folded, words)
        copy.entities.removeAll { !copy.text.contains($0.text.folded) }
        return copy
    }

    /// 每月25号扣的那个: the day of each month by which a contract is named.
    fileprivate var dayEachMonth: Int? {
        entities.lazy.compactMap { entity in
            if case .monthly(let day) = entity.value { day } else { nil }
        }.first
    }
}
