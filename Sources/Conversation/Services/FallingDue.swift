import Lending
import NLU
import Quantities

/// A payment that falls due: a row of a contract, or what is left of the statement.
struct FallingDue {
    var day: Day
    var amount: Money
    /// Nil for the statement.
    var contract: Loan?
    /// Of an instalment what is principal, and what is interest and fees.
    var parts: (principal: Money, cost: Money)?
    var line: Reply

    /// Everything from today on, the nearest first; what is late already is none of it.
    static func all(_ account: Account) -> [FallingDue] {
        var found = account.activeContracts.flatMap { loan in
            loan.rows.filter { !$0.isPaid && $0.instalment.due >= account.asOf }
                .map { FallingDue($0, of: loan) }
        }
        if let statement = account.statement, statement.unpaid > .zero,
            statement.due >= account.asOf
        {
            let values: [String: Reply.Value] = [
                "day": .day(statement.due), "amount": .money(statement.unpaid),
            ]
            found.append(
                FallingDue(
                    day: statement.due, amount: statement.unpaid, contract: nil,
                    line: Reply("due_statement", values)))
        }
        return found.enumerated().sorted {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }.map(\.element)
    }

    /// What falls due within a month; when nothing does, what falls due first after that.
    static func soon(_ account: Account) -> [FallingDue] {
        let all = all(account)
        let soon = all.filter { $0.day < account.asOf.adding(months: 1) }
        return soon.isEmpty ? Array(all.prefix(1)) : soon
    }

    /// "How much of it is interest?"
    static let inParts = Slot(
        name: "parts", isNeeded: { _, _ in false },
        read: { heard, _, facts in
            facts.words.finds("asks_parts", in: heard.text) ? .value(.choice("interest")) : .nothing
        })

    /// What falls due, the principal and the cost of it apart.
    static func parts(_ period: Period?, _ account: Account) -> [Reply] {
        let dues =
            period.map { period in all(account).filter { period.contains($0.day) } }
            ?? soon(account)
        guard !dues.isEmpty else { return [Reply("due_nothing")] }
        let cost = dues.compactMap(\.parts?.cost).sum()
        let values: [String: Reply.Value] = [
            "total": .money(dues.map(\.amount).sum()), "cost": .money(cost),
            "principal": .money(dues.map(\.amount).sum() - cost),
            "count": .count(dues.count), "day": .day(dues[0].day),
        ]
        guard dues.count > 1 else { return [Reply("due_parts", values)] }
        let lines = dues.map { due in
            guard let loan = due.contract, let parts = due.parts else { return due.line }
            var values = LoanSlot.values(loan)
            values["day"] = .day(due.day)
            values["amount"] = .money(due.amount)
            values["cost"] = .money(parts.cost)
            return Reply("due_parts_row", values)
        }
        return [Reply("due_parts_several", values)] + lines
    }

    /// What somebody who has paid nothing yet will pay first.
    static func first(_ account: Account) -> [Reply] {
        guard let first = all(account).first else { return [] }
        return [Reply("history_first", ["day": .day(first.day), "amount": .money(first.amount)])]
    }

    /// The least to pay of the statement, while it is not late.
    static func minimum(_ account: Account) -> [Reply] {
        guard let statement = account.statement, statement.unpaid > .zero,
            statement.due >= account.asOf
        else { return [] }
        let minimum = account.minimumPayment(of: statement)
        return [Reply("due_minimum", ["amount": .money(minimum), "day": .day(statement.due)])]
    }
}

extension FallingDue {
    init(_ row: Loan.Row, of loan: Loan) {
        var values = LoanSlot.values(loan)
        values["day"] = .day(row.instalment.due)
        values["amount"] = .money(row.open.total)
        values["number"] = .count(row.instalment.number)
        values["term"] = .count(loan.rows.count)
        self.init(
            day: row.instalment.due, amount: row.open.total, contract: loan,
            parts: (row.open.principal, row.open.interest + row.open.fee),
            line: Reply("due_row", values))
    }
}

/// What is due in a period that was named: a month, a day, the payment after the next, by year's
/// end.
enum DuePeriod {
    static let name = "period"

    static let slot = Slot(
        name: name, isNeeded: { _, _ in false },
        read: { heard, form, facts in
            guard let account = LoanSlot.account(form, facts) else { return .nothing }
            let earlier = Period(form.slots[name])
            let isOfSeveral = form.slots[LoanSlot.name]?.isSet ?? false
            let period = read(heard, after: earlier, account, isOfSeveral, facts.words)
            return period.map { .value($0.slotValue) } ?? .nothing
        })

    private static func read(
        _ heard: Interpretation, after earlier: Period?, _ account: Account, _ isOfSeveral: Bool,
        _ words: Words
    ) -> Period? {
        let reading = PeriodReading(heard, today: account.asOf, words)
        let says = { words.says($0 as PeriodWord, in: reading.text) }
        if says(.monthAfter) {
            return .month(of: Period.month(of: earlier?.to ?? account.asOf).to + 1)
        }
        if says(.afterThat) { return next(after: told(earlier, account), account) }
        if says(.next), !says(.each), !isOfSeveral {
            return next(after: earlier?.to ?? account.asOf - 1, account)
        }
        // Of each contract its own next one is told.
        if says(.each) || says(.next) { return reading.ahead }
        if says(.coming) { return next(after: account.asOf - 1, account) }
        if says(.everyMonth) { return nil }
        if let named = reading.ahead { return named }
        // 最后一期 is the end of all, and no stretch from today.
        let isAhead = says(.ahead) && !words.finds("last_or_least", in: heard.text)
        return isAhead ? stretch(heard, account) : nil
    }

    /// The days that an answer has told of, which "and the next one" comes after; nil where it told
    /// of none.
    static func told(by form: Form, _ service: Service, _ account: Account) -> Period? {
        guard service.slot(named: name) != nil else { return nil }
        if let period = Period(form.slots[name]) { return period }
        let soon = FallingDue.soon(account)
        guard service.topics.contains("ask_taken") || service.topics.contains("ask_each"),
            let first = soon.first, let last = soon.last
        else { return nil }
        return Period(first.day, last.day)
    }

    /// The last day that an answer has told of.
    private static func told(_ earlier: Period?, _ account: Account) -> Day {
        earlier?.to ?? FallingDue.soon(account).last?.day ?? account.asOf
    }

    /// The next day on which something falls due; where several days of a month do, that month.
    private static func next(after day: Day, _ account: Account) -> Period {
        let days = FallingDue.all(account).map(\.day).filter { $0 > day }
        guard let first = days.first else { return .month(of: day.adding(months: 1)) }
        let month = Period(first, first.adding(months: 1) - 1)
        let isOne = Set(days.filter(month.contains)).count == 1
        return isOne || day < account.asOf ? Period(first) : .month(of: first)
    }

    /// "The next three instalments", 未来半年.
    private static func stretch(
        _ heard: Interpretation, _ account: Account
    ) -> Period? {
        let today = account.asOf
        for entity in heard.entities {
            guard case .count(let count, let unit) = entity.value, (1...600).contains(count) else {
                continue
            }
            switch unit {
            case .day: return Period(today, today + count)
            case .month: return Period(today, today.adding(months: count))
            case .year: return Period(today, today.adding(months: count * 12))
            case .instalment:
                let days = Set(FallingDue.all(account).map(\.day)).sorted().prefix(count)
                return days.last.map { Period(today, $0) }
            }
        }
        return nil
    }
}

extension DuePeriod {
    /// From so many payments on they are told by contract, not one by one.
    private static let mostLines = 8

    static func answer(_ period: Period, _ account: Account) -> [Reply] {
        guard period.to >= account.asOf else { return Past.told(period, account) }
        let all = FallingDue.all(account)
        let dues = all.filter { period.contains($0.day) }
        let arrears = account.arrears(on: account.asOf)
        let includesLate = arrears.total > .zero && period.contains(account.asOf)
        let total = dues.map(\.amount).sum() + (includesLate ? arrears.total : .zero)
        let late = Reply(
            "due_arrears",
            ["amount": .money(arrears.total), "penalty": .money(arrears.penalty)])
        guard total > .zero else {
            let isToday = period == Period(account.asOf)
            let paid = isToday ? Past.paid(in: period, account) : []
            return (paid.isEmpty ? [Reply("due_in_nothing", ["period": period.value])] : paid)
                + nearest(to: period, all) + besides(arrears, period, account)
                + Booked.lines(account, in: period)
        }
        return [Reply("due_in", ["period": period.value, "total": .money(total)])]
            + (includesLate ? [late] : [])
            + (dues.count > mostLines ? byContract(dues) : dues.map(\.line))
            + (dues.contains { $0.contract == nil } ? FallingDue.minimum(account) : [])
            + besides(arrears, period, account) + Booked.lines(account, in: period)
    }

    /// What somebody who asked about days without a payment wants to know instead.
    private static func nearest(to period: Period, _ all: [FallingDue]) -> [Reply] {
        if let next = all.first(where: { $0.day > period.to }) {
            let amount = all.filter { $0.day == next.day }.map(\.amount).sum()
            return [Reply("due_in_next", ["day": .day(next.day), "amount": .money(amount)])]
        }
        return all.last.map { [Reply("due_in_last", ["day": .day($0.day)])] } ?? []
    }

    private static func byContract(_ dues: [FallingDue]) -> [Reply] {
        var replies: [Reply] = []
        var told: Set<String> = []
        for due in dues {
            guard let loan = due.contract else {
                replies.append(due.line)
                continue
            }
            guard told.insert(loan.id).inserted else { continue }
            let own = dues.filter { $0.contract?.id == loan.id }
            var values = LoanSlot.values(loan)
            values["count"] = .count(own.count)
            values["first"] = .day(due.day)
            values["last"] = .day(own.last?.day ?? due.day)
            values["amount"] = .money(own.map(\.amount).sum())
            replies.append(Reply("due_contract", values))
        }
        return replies
    }

    /// What the sum leaves out: arrears that are owed now, and statements that are not cut yet.
    private static func besides(
        _ arrears: Parts, _ period: Period, _ account: Account
    ) -> [Reply] {
        var replies: [Reply] = []
        if arrears.total > .zero, !period.contains(account.asOf) {
            replies.append(Reply("due_besides", ["amount": .money(arrears.total)]))
        }
        if let due = account.nextStatementDue, period.to >= due,
            account.statement != nil || !account.unbilled.isEmpty
        {
            let unbilled = account.unbilled.map(\.amount).sum()
            let key = unbilled > .zero ? "due_next_statement" : "due_statements_to_come"
            replies.append(Reply(key, ["day": .day(due), "amount": .money(unbilled)]))
        }
        return replies
    }
}
