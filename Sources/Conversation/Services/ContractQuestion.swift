import Lending
import NLU
import Quantities
import Text

/// A question that compares a customer's contracts: what each costs a year, which is the dearest,
/// the smallest, due first, over last. Other services may ask it too.
package enum ContractQuestion: Equatable, Sendable {
    /// The rate of each.
    case rates
    /// The last day of each.
    case ends
    /// The interest and fees of each that are still to come, and their sum.
    case costs
    /// The first in an order.
    case most(ContractOrder)

    static let slotName = "by"
    static let serviceName = "comparison"

    /// The question that a move asks, in the order that the line names.
    init?(asked move: String, _ line: Interpretation, _ words: Words) {
        let isLast = words.finds("last_or_least", in: line.text)
        let read = words.order(in: line.text.folded)
        let orders: (first: ContractOrder, last: ContractOrder)
        switch move {
        case "which_rate": orders = (.rateHigh, .rateLow)
        case "which_due": orders = (.dueFirst, .dueLast)
        case "which_ends": orders = (.endFirst, .endLast)
        case "which_amount"
        where words.finds("each_month", in: line.text) || read.map(Self.ofEach.contains) == true:
            orders = (.instalmentHigh, .instalmentLow)
        case "which_amount": orders = (.amountHigh, .amountLow)
        default: return nil
        }
        let isOfThisKind = read == orders.first || read == orders.last
        // "What is due this month" asks for a sum, however much it sounds like "which is due next".
        guard isOfThisKind || PeriodReading(line, today: Day(number: 0), words).named == nil else {
            return nil
        }
        self = .most(isOfThisKind ? read ?? orders.first : (isLast ? orders.last : orders.first))
    }

    init?(_ value: SlotValue?) {
        guard case .choice(let name) = value else { return nil }
        switch name {
        case "ends": self = .ends
        case "costs": self = .costs
        default: self = ContractOrder(rawValue: name).map(Self.most) ?? .rates
        }
    }

    var slotValue: SlotValue {
        switch self {
        case .rates: .choice("rates")
        case .ends: .choice("ends")
        case .costs: .choice("costs")
        case .most(let order): .choice(order.rawValue)
        }
    }

    /// The question a line asks by its words; nil when it compares nothing.
    static func read(_ heard: Interpretation, _ words: Words) -> ContractQuestion? {
        words.order(in: heard.text.folded).map(ContractQuestion.most)
    }

    /// The answer in a sentence; for the rates a line of each contract.
    ///
    /// - Parameter day: today, from which payments are to come.
    package func answer(_ loans: [Loan], on day: Day) -> [Reply] {
        guard !loans.isEmpty else { return [Reply("compare_none")] }
        switch self {
        case .rates:
            let lines = loans.map { Reply("compare_rate", Self.values($0, on: day)) }
            return loans.count > 1 ? [Reply("compare_rates")] + lines : lines
        case .ends: return Self.ends(loans, on: day)
        case .costs: return Self.costs(loans, on: day)
        case .most(let order):
            let first = order.first(of: loans, on: day)
            guard let loan = first.first else { return [Reply("compare_none")] }
            guard loans.count > 1 || Self.ofDays.contains(order) else {
                return [Reply("compare_only_one")]
                    + [Reply("compare_rate", Self.values(loan, on: day))]
            }
            let others = first.dropFirst().map {
                Reply("compare_same", Self.values($0, on: day))
            }
            return [Reply("compare_" + order.rawValue, Self.values(loan, on: day))] + others
        }
    }

    private static func ends(_ loans: [Loan], on day: Day) -> [Reply] {
        let lines = loans.map { loan in
            Reply(loan.lastDue == nil ? "schedule_daily" : "compare_end", values(loan, on: day))
        }
        return loans.count > 1 ? [Reply("compare_ends")] + lines : lines
    }

    private static func costs(_ loans: [Loan], on day: Day) -> [Reply] {
        let lines = loans.map { loan in
            Reply(
                loan.costToCome == nil ? "schedule_daily" : "compare_cost", values(loan, on: day)
            )
        }
        guard loans.count > 1 else {
            return loans[0].costToCome == nil
                ? lines : [Reply("compare_cost_one", values(loans[0], on: day))]
        }
        let sum = loans.compactMap(\.costToCome).sum()
        return [Reply("compare_costs", ["total": .money(sum)])] + lines
    }

    private static let ofEach: Set<ContractOrder> = [.instalmentHigh, .instalmentLow]

    /// Orders that tell of a contract what its rate does not.
    private static let ofDays: Set<ContractOrder> = [
        .instalmentHigh, .instalmentLow, .dueFirst, .dueLast, .endFirst, .endLast, .costHigh,
        .costLow,
    ]

    private static func values(_ loan: Loan, on day: Day) -> [String: Reply.Value] {
        var values = LoanSlot.values(loan)
        values["rate"] = .rate(loan.disclosedRate)
        if let next = loan.nextDue(from: day) {
            values["day"] = .day(next.instalment.due)
            values["amount"] = .money(next.open.total)
        }
        if let last = loan.lastDue { values["last"] = .day(last) }
        values["cost"] = loan.costToCome.map(Reply.Value.money)
        values["count"] = .count(loan.rows.count - loan.paidRows)
        return values
    }
}

/// Comparing contracts: read only.
extension Service {
    static let comparison = Service(
        name: ContractQuestion.serviceName, intents: ["query_compare_loans"],
        slots: [
            Slot(
                name: ContractQuestion.slotName, isNeeded: { _, _ in false },
                read: { heard, form, facts in
                    if let question = ContractQuestion.read(heard, facts.words) {
                        return .value(question.slotValue)
                    }
                    // "And the other two?" after the dearest: what each of them costs.
                    let contracts = LoanSlot.contracts(facts)
                    let isOfOthers =
                        form.slots[ContractQuestion.slotName] != nil
                        && LoanSlot.several(heard, among: contracts, form, facts) != nil
                    return isOfOthers ? .value(ContractQuestion.rates.slotValue) : .nothing
                }
            ).picking { way, form, _ in
                guard
                    case .most(let order) = ContractQuestion(form.slots[ContractQuestion.slotName])
                else { return nil }
                return order.turned(way).map { ContractQuestion.most($0).slotValue }
            },
            named,
        ],
        answer: { form, facts in
            guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
            var question = ContractQuestion(form.slots[ContractQuestion.slotName]) ?? .rates
            let loan = form.slots[LoanSlot.name]
            if question == .ends, account.activeContracts.isEmpty {
                return .say(PaidOff.lines(account))
            }
            guard case .most = question else {
                let named = LoanSlot.chosenSeveral(form, facts)
                return .say(question.answer(named ?? account.activeContracts, on: facts.now.day))
            }
            // "And the other two?" after the first of them.
            let isOfSeveral = loan?.isSet ?? false
            if loan != nil, !isOfSeveral, loan != first(form, facts) { question = .rates }
            let named =
                question == .rates || isOfSeveral ? LoanSlot.chosenSeveral(form, facts) : nil
            return .say(question.answer(named ?? account.activeContracts, on: facts.now.day))
        }
    ).with {
        $0.tells = { form, facts in
            if case .reference = form.slots[LoanSlot.name] { return form.slots[LoanSlot.name] }
            return first(form, facts) ?? form.slots[LoanSlot.name]
        }
    }

    /// The contract that is first in the order that was asked for.
    @Sendable private static func first(_ form: Form, _ facts: Facts) -> SlotValue? {
        guard case .most(let order) = ContractQuestion(form.slots[ContractQuestion.slotName]),
            let loans = form.slots[LoanSlot.name]?.isSet ?? false
                ? LoanSlot.chosenSeveral(form, facts) : facts.account?.activeContracts,
            let first = order.first(of: loans, on: facts.now.day).first
        else { return nil }
        return .reference(first.id)
    }
}

extension Service {
    /// Those whose rates are asked for; a line that compares names none.
    private static let named: Slot = {
        var slot = LoanSlot.slot(ask: "ask_quote_loan", isNeeded: false, takesSeveral: true)
        let read = slot.read
        slot.read = { heard, form, facts in
            // "Which is dearer, the travel or the education loan": of those two.
            guard ContractQuestion.read(heard, facts.words) == nil else {
                let named = LoanSlot.namedOf(heard, facts)
                return named.count > 1 ? .value(.references(named)) : .nothing
            }
            let reading = read(heard, form, facts)
            // All of them are what is told anyway.
            if case .value(.references(let ids)) = reading,
                ids.count == facts.account?.activeContracts.count
            {
                return .nothing
            }
            return reading
        }
        return slot
    }()
}

extension ContractOrder {
    /// The same figure from the other end: "and the least?" after the dearest. Nil for a way that
    /// is neither end, and for what is told from that end already.
    fileprivate func turned(_ way: Pick) -> ContractOrder? {
        let (high, low): (ContractOrder, ContractOrder) =
            switch self {
            case .rateHigh, .rateLow: (.rateHigh, .rateLow)
            case .amountHigh, .amountLow: (.amountHigh, .amountLow)
            case .instalmentHigh, .instalmentLow: (.instalmentHigh, .instalmentLow)
            case .dueFirst, .dueLast: (.dueLast, .dueFirst)
            case .endFirst, .endLast: (.endLast, .endFirst)
            case .costHigh, .costLow: (.costHigh, .costLow)
            }
        let end: ContractOrder? =
            switch way {
            case .biggest, .most, .longest, .last: high
            case .smallest, .least, .shortest, .cheapest, .first: low
            case .other, .all, .everything: nil
            }
        return end == self ? nil : end
    }
}
