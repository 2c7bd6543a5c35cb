import Quantities

extension Disclosure {
    /// One thing a card tells. The raw value is the placeholder that renders it.
    package enum Field: String, Codable, Sendable, CaseIterable {
        case name, tail, merchant, holder, amount, term
        case formerAmount = "was_amount"
        case formerTerm = "was_term"
        case principal, interest, days, dues, penalty, fee, total, unpaid, debits, left, number
        case lateDays = "late_days"
        case saved, net, loss, each, first, last, count
        case formerEach = "was_each"
        case formerCount = "was_count"
        case fees, nominal, effective
        case feeRate = "fee_rate"
        case aDay = "a_day"
        case aDayAfter = "a_day_after"
        /// Who charges, the same for every order: the phrasebook knows the name.
        case company
        case card, day, due, drawn, paid, until
        case firstDue = "first_due"
        case lastDue = "last_due"
        case formerLastDue = "was_last"
        case cancelBy = "cancel_by"
        case cutOff = "cut_off"
        case graceDays = "grace_days"
        case dailyPenalty = "daily_penalty"
        case yearlyPenalty = "daily_penalty_year"
        // Told in words.
        case effect, undo, simple, compound, early, states
        case otherTerms = "other_terms"
        case noFee = "no_fee"
        case noSaving = "no_saving"
        case byTheDay = "by_the_day"
        case creditRegister = "credit_register"
    }

    /// What is told of a field; nil where the order has nothing of the kind.
    func value(of field: Field) -> Reply.Value? {
        if let path = Self.sums[field] { return self[keyPath: path].map(Reply.Value.money) }
        if let path = Self.dates[field] { return self[keyPath: path].map(Reply.Value.day) }
        if let path = Self.counts[field] { return self[keyPath: path].map(Reply.Value.count) }
        if let path = Self.percents[field] { return self[keyPath: path].map(Reply.Value.percent) }
        if let path = Self.rates[field] { return self[keyPath: path].map(Reply.Value.rate) }
        if let path = Self.times[field] { return self[keyPath: path].map(Reply.Value.time) }
        if let path = Self.texts[field] { return self[keyPath: path].map(Reply.Value.text) }
        if field == .name { return purpose.map { .phrase("purpose_" + $0) } }
        return sentences[field].map { .phrase($0.rawValue) }
    }

    private typealias Path<Value> = KeyPath<Disclosure, Value?> & Sendable

    private static let sums: [Field: Path<Money>] = [
        .amount: \.amount, .formerAmount: \.formerAmount, .principal: \.principal,
        .interest: \.interest, .dues: \.dues, .penalty: \.penalty, .fee: \.fee, .total: \.total,
        .unpaid: \.unpaid, .debits: \.debits, .left: \.left, .saved: \.saved, .net: \.net,
        .loss: \.loss,
        .each: \.each, .first: \.first, .last: \.last, .formerEach: \.formerEach, .fees: \.fees,
        .aDay: \.aDay, .aDayAfter: \.aDayAfter,
    ]
    private static let dates: [Field: Path<Day>] = [
        .day: \.day, .due: \.due, .firstDue: \.firstDue, .lastDue: \.lastDue,
        .formerLastDue: \.formerLastDue, .drawn: \.drawn, .paid: \.paid,
    ]
    private static let counts: [Field: Path<Int>] = [
        .term: \.term, .formerTerm: \.formerTerm, .days: \.days, .number: \.number,
        .lateDays: \.lateDays, .count: \.count, .formerCount: \.formerCount,
        .graceDays: \.graceDays,
    ]
    private static let percents: [Field: Path<Int>] = [
        .nominal: \.nominal, .effective: \.effective,
    ]
    private static let rates: [Field: Path<Rate>] = [
        .feeRate: \.feeRate, .dailyPenalty: \.dailyPenalty, .yearlyPenalty: \.yearlyPenalty,
    ]
    private static let times: [Field: Path<Moment>] = [.until: \.until, .cancelBy: \.cancelBy]
    private static let texts: [Field: Path<String>] = [
        .tail: \.tail, .merchant: \.merchant, .holder: \.holder, .card: \.card, .cutOff: \.cutOff,
    ]
}

extension Disclosure {
    /// What a reply owes the customer: the fields its text has to render, and the rule that asks.
    package struct Duty: Equatable, Codable, Sendable {
        package var sheet: Sheet
        package var fields: [Field]

        package init(_ sheet: Sheet, _ fields: [Field]) {
            self.sheet = sheet
            self.fields = fields
        }
    }

    /// The card as it is said.
    package var replies: [Reply] {
        parts.map { part in
            var values: [String: Reply.Value] = [:]
            for field in part.fields { values[field.rawValue] = value(of: field) }
            return Reply(part.key, values, duty: Duty(sheet, part.fields))
        }
    }
}
