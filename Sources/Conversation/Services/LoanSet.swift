import Lending
import NLU
import Quantities
import Text

/// Contracts that are picked without a name: the dearest, the two smallest, both, all but one.
extension LoanSlot {
    /// The contracts a line means when it means several, in the order they are listed; nil when it
    /// speaks of no set, or of one that cannot be told: "the other two" of four.
    ///
    /// - Parameters:
    ///   - loans: what there is to mean.
    ///   - spokenOf: what was answered or settled before: "the others" are the rest.
    static func set(
        in heard: Interpretation, among loans: [Loan], besides spokenOf: [String] = [],
        _ facts: Facts
    ) -> [Loan]? {
        guard loans.count > 1 else { return nil }
        let (day, words) = (facts.now.day, facts.words)
        let text = heard.text.folded
        if let rest = allBut(text, loans, facts) { return rest }
        if let due = due(on: heard, loans, words) { return due }
        let denied = denied(text, loans, words)
        // "Not the phone one and not the education one" of three is the third.
        if denied.count > 1, denied.count + 1 == loans.count, named(text, loans, words).count <= 2 {
            return loans.filter { !denied.contains($0.id) }
        }
        let excluded = spokenOf + denied
        if words.says("contracts_other", in: text) { return other(text, loans, excluded, facts) }
        let count = words.countOfContracts(in: text)
        if let order = words.order(in: text), let count {
            let sorted = order.sorted(loans, on: day)
            return sorted.count >= count ? Array(sorted.prefix(count)) : nil
        }
        if words.says("contracts_others", in: text) {
            let known = excluded + leftAlone(text, loans, words).map(\.id)
            let rest = loans.filter { !known.contains($0.id) }
            return rest.isEmpty || rest.count != count ?? rest.count ? nil : rest
        }
        let named = named(text, loans, words)
        // "Both, the travel and the phone loan" are the two that are named.
        if named.count < 2, words.says("contracts_all", in: text) {
            if count ?? loans.count == loans.count { return loans }
        }
        // One or the other is no set.
        if words.says("contracts_or", in: text) { return nil }
        let takesBack =
            words.finds("correction", in: heard.text) || heard.lastSaid(words) != nil
        return named.count > 1 && !takesBack ? named : nil
    }

    /// The contracts that stand in a line by their names; none where that is all of them.
    static func namedOf(_ line: Interpretation, _ facts: Facts) -> [String] {
        let (text, all) = (line.text.folded, contracts(facts))
        let named = all.filter { loan in
            text.contains(loan.tail)
                || facts.words.names(ofPurpose: loan.purpose).contains(where: text.contains)
        }
        return named.count < all.count ? named.map(\.id) : []
    }

    /// The set as the value of a slot.
    static func several(
        _ heard: Interpretation, among loans: [Loan], _ form: Form, _ facts: Facts
    ) -> Slot.Reading? {
        let spokenOf = form.slots[name]?.contracts ?? []
        guard let set = set(in: heard, among: loans, besides: spokenOf, facts) else {
            return nil
        }
        return .value(set.count == 1 ? .reference(set[0].id) : .references(set.map(\.id)))
    }

    /// The one that is first in the order a line asks for, or second; nothing where two are equal.
    static func superlative(
        _ heard: Interpretation, among loans: [Loan], _ facts: Facts
    ) -> Slot.Reading? {
        let (text, day) = (heard.text.folded, facts.now.day)
        guard loans.count > 1, let order = facts.words.order(in: text) else { return nil }
        var first = order.first(of: loans, on: day)
        guard first.count == 1 else { return nil }
        if facts.words.takesSecond(order, in: text) {
            let best = first[0].id
            first = order.first(of: loans.filter { $0.id != best }, on: day)
        }
        return first.count == 1 ? .value(.reference(first[0].id)) : nil
    }

    /// "The other one", "the other big one": of those not spoken of.
    private static func other(
        _ text: String, _ loans: [Loan], _ spokenOf: [String], _ facts: Facts
    ) -> [Loan]? {
        let rest = loans.filter { !spokenOf.contains($0.id) }
        guard rest.count < loans.count else { return nil }
        if rest.count == 1 { return rest }
        return facts.words.order(in: text).map {
            Array($0.sorted(rest, on: facts.now.day).prefix(1))
        }
    }

    /// "Not the phone loan and not the travel one": what is named to be denied.
    private static func denied(_ text: String, _ loans: [Loan], _ words: Words) -> [String] {
        loans.filter { loan in
            candidate(loan, words).words.contains {
                text.contains($0) && words.denies($0, in: text)
            }
        }.map(\.id)
    }

    /// All but the one that is named after "except".
    private static func allBut(_ text: String, _ loans: [Loan], _ facts: Facts) -> [Loan]? {
        let words = facts.words
        let places = words.written("contracts_except").compactMap { text.firstRange(of: $0) }
        guard let word = places.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
        var rest = text[word.upperBound...].drop { $0 == " " }
        if let longer = places.filter({ $0.lowerBound == word.lowerBound })
            .map(\.upperBound).max()
        {
            rest = text[longer...].drop { $0 == " " }
        }
        let ends = words.written("contracts_except_end").compactMap { word in
            rest.firstRange(of: word)?.lowerBound
        }
        let part = String(ends.min().map { rest[..<$0] } ?? rest)
        var out = named(part, loans, words)
        if out.isEmpty, let order = words.order(in: part) {
            out = Array(order.sorted(loans, on: facts.now.day).prefix(1))
        }
        // 把手机那笔刨掉: what is excepted stands before the word.
        if out.isEmpty { out = named(String(text[..<word.lowerBound]), loans, words) }
        let left = loans.filter { loan in !out.contains { $0.id == loan.id } }
        return out.isEmpty || left.isEmpty ? nil : left
    }

    /// 19号跟25号扣的那俩: those that fall due next on the days that are named; nil for a stretch of
    /// days, and where a day is not that of one contract.
    static func due(
        on heard: Interpretation, _ loans: [Loan], _ words: Words
    ) -> [Loan]? {
        let days = heard.entities.filter { if case .date = $0.value { true } else { false } }
            .sorted { $0.start < $1.start }
        guard days.count > 1,
            words.finds("falls_due", in: heard.text) || words.finds("together", in: heard.text)
                || words.finds("one_of_them", in: heard.text)
        else { return nil }
        let line = Array(heard.text.unicodeScalars)
        let areJoined = zip(days, days.dropFirst()).allSatisfy { day, next in
            guard day.end <= next.start, next.start <= line.count else { return false }
            let between = String(String.UnicodeScalarView(line[day.end..<next.start])).bare
            return words.phrases(of: "contracts_days_joint").contains(between)
        }
        let due = days.compactMap { day -> Loan? in
            let due = loans.filter { loan in
                loan.nextDue.map { day.value == .date($0.instalment.due) } ?? false
            }
            return due.count == 1 ? due[0] : nil
        }
        return areJoined && due.count == days.count ? due : nil
    }

    /// Those that the first sentence naming any of them names.
    private static func named(_ text: String, _ loans: [Loan], _ words: Words) -> [Loan] {
        NamedReading.sentences(text, words).lazy
            .map { namedTogether(withoutLeftAlone($0, words), loans, words) }
            .first { !$0.isEmpty } ?? []
    }

    /// 手机的先不动，另外两笔: what a clause says is to be left alone.
    static func leftAlone(_ text: String, _ loans: [Loan], _ words: Words) -> [Loan] {
        text.split { ",，".contains($0) }.map(String.init)
            .filter { words.says("contracts_left_alone", in: $0) }
            .flatMap { namedTogether($0, loans, words) }
    }

    /// 手机和教育的，旅游的别动: a clause that says what is to be left alone names nothing.
    static func withoutLeftAlone(_ text: String, _ words: Words) -> String {
        text.split { ",，".contains($0) }
            .filter { !words.says("contracts_left_alone", in: String($0)) }
            .joined(separator: ",")
    }

    /// Those of a text that are named by their purpose or their last four digits.
    private static func namedTogether(
        _ text: String, _ loans: [Loan], _ words: Words
    ) -> [Loan] {
        let byName = loans.filter { loan in
            candidate(loan, words).words.contains { text.contains($0) } || text.contains(loan.tail)
        }
        // Two loans of one kind are not told apart by its name.
        let byTail = byName.filter { text.contains($0.tail) }
        let purposes = byName.map(\.purpose)
        return Set(purposes).count == purposes.count ? byName : byTail
    }
}

extension SlotValue {
    /// The contracts that it names.
    var contracts: [String] {
        switch self {
        case .reference(let id): [id]
        case .references(let ids): ids
        default: []
        }
    }
}
