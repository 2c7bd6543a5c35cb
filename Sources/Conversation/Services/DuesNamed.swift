import Lending
import NLU
import Quantities
import Text

/// Which of what is due a line names.
extension Dues {
    /// "Just pay it all" of somebody without a contract: the statement.
    @Sendable static func onlyBill(_ line: Interpretation, _ facts: Facts) -> Form? {
        guard let account = facts.account, account.activeContracts.isEmpty,
            let statement = account.statement, statement.unpaid > .zero,
            facts.words.finds("pays_it_all", in: line.text),
            !facts.words.says("due_loan", in: line.text.folded)
        else { return nil }
        return Form(service: Service.dueRepayment.name, intent: "repay_due")
    }

    /// "Wait, I want to settle it, not this instalment": the contract whose dues are on the table.
    @Sendable static func paidOffInstead(
        _ line: Interpretation, _ form: Form, _ facts: Facts
    ) -> Form? {
        let words = facts.words
        guard case .reference? = form.slots["due"] ?? items(facts).first.map({ .reference($0.id) }),
            words.finds("payoff", in: line.text), words.finds("correction", in: line.text),
            line.sums.isEmpty, !words.finds("question", in: line.text)
        else { return nil }
        var settled = Form(service: Service.earlySettlement.name, intent: "early_settle_full")
        if case .reference(let id)? = form.slots["due"],
            LoanSlot.contracts(facts).contains(where: { $0.id == id })
        {
            settled.slots[LoanSlot.name] = .reference(id)
        }
        return settled
    }

    /// "No, only the late portion": the arrears of what was to be paid off.
    static func onlyLate(_ line: Interpretation, _ form: Form, _ facts: Facts) -> Form? {
        let words = facts.words
        guard words.finds("only_this", in: line.text) || words.finds("correction", in: line.text),
            words.says("due_late", in: line.text.folded), line.sums.isEmpty,
            let loan = LoanSlot.chosen(form, facts),
            loan.arrears(on: facts.now.day).total > .zero
        else { return nil }
        return Form(
            service: Service.dueRepayment.name, intent: "repay_due",
            slots: ["due": .reference(loan.id)])
    }

    /// 账单一次还清: the statement, where a line names that and no loan.
    static func bill(in line: Interpretation, _ facts: Facts) -> Form? {
        let (words, text) = (facts.words, line.text.folded)
        let isOfALoan =
            words.says("due_loan", in: text) || words.says("contracts_all", in: text)
            || facts.account?.activeContracts.contains { loan in
                LoanSlot.candidate(loan, words).words.contains(where: text.contains)
                    || text.contains(loan.tail)
            } ?? false
        guard let statement = facts.account?.statement, statement.unpaid > .zero, !isOfALoan,
            words.finds("the_bill", in: line.text)
        else { return nil }
        return Form(
            service: Service.dueRepayment.name, intent: "repay_due",
            slots: ["due": .reference(statement.id)])
    }

    static func read(
        _ heard: Interpretation, among items: [Item], _ facts: Facts
    ) -> Slot.Reading {
        let (words, text) = (facts.words, heard.text.folded)
        let loans = items.compactMap { item in
            if case .rows(let loan, _, _, _) = item { loan } else { nil }
        }
        let candidates = candidates(items, isOneLoan: loans.count == 1, words)
        let leavesSome =
            words.says("contracts_others", in: text)
            && !LoanSlot.leftAlone(text, loans, words).isEmpty
        if words.says("contracts_except", in: text) || leavesSome,
            let left = LoanSlot.set(in: heard, among: loans, facts)
        {
            let ids = items.map(\.id).filter { id in left.contains { $0.id == id } }
            return .value(ids.count == 1 ? .reference(ids[0]) : .references(ids))
        }
        let wanted = LoanSlot.withoutLeftAlone(text, words)
        let named = candidates.filter { candidate in
            candidate.words.contains { wanted.contains($0) && !words.denies($0, in: text) }
        }
        let last = LoanSlot.lastNamed(heard, among: loans, facts)
        if named.count == 2, last != .nothing { return last }
        if named.count > 1 { return .value(.references(named.map(\.id))) }
        if named.count == 1, wanted != text { return .value(.reference(named[0].id)) }
        // "The smallest of them" is of what is to be paid, and not of what is owed.
        if named.isEmpty, let sized = sized(text, items, words) { return .value(.reference(sized)) }
        let reading = LoanSlot.read(heard, among: loans, named: candidates, facts)
        guard reading == .nothing, items.count > 1 else { return reading }
        let days = heard.entities.compactMap { entity -> Day? in
            if case .date(let day) = entity.value { day } else { nil }
        }
        let onDay = items.filter { days.contains($0.due) }
        if onDay.count == 1 { return .value(.reference(onDay[0].id)) }
        let summed = items.filter { heard.sums.contains($0.total) }
        if summed.count == 1 { return .value(.reference(summed[0].id)) }
        let late = items.filter { $0.due < facts.now.day }
        if words.says("due_all", in: text) || words.says("contracts_all", in: text) {
            return .value(.references(items.map(\.id)))
        }
        return words.says("due_late", in: text) && late.count == 1
            ? .value(.reference(late[0].id)) : .nothing
    }

    /// "The smaller of the two", 多的那个: by what is to be paid; nothing where two are equal.
    private static func sized(_ text: String, _ items: [Item], _ words: Words) -> String? {
        let isMost = words.says("contract_amount_high", in: text)
        guard items.count > 1, isMost || words.says("contract_amount_low", in: text) else {
            return nil
        }
        let sums = items.map(\.total)
        guard let sum = isMost ? sums.max() : sums.min() else { return nil }
        let meant = items.filter { $0.total == sum }
        return meant.count == 1 ? meant[0].id : nil
    }

    /// What customers call each of them.
    ///
    /// - Parameter isOneLoan: 账单和贷款: where there is one loan, that one.
    private static func candidates(
        _ items: [Item], isOneLoan: Bool, _ words: Words
    ) -> [NamedReading.Candidate] {
        items.map { item in
            guard case .rows(let loan, _, _, _) = item else {
                return NamedReading.Candidate(id: item.id, words: words.written("due_statement"))
            }
            var candidate = LoanSlot.candidate(loan, words)
            if isOneLoan { candidate.words += words.written("due_loan") }
            return candidate
        }
    }
}
