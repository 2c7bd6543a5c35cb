import Lending
import Quantities

/// Who the desk works for: numbers and hours, in this one place. The name is a text of the corpus;
/// rates, fees and limits are `Lending.Product`'s.
package enum Company {
    static let hotline = "400-000-0000"
    static let regulatorHotline = "12378"
    static let careHotline = "12356"
    /// People answer from 8:00 to 22:00.
    static let opens = 8
    static let closes = 22

    static func peopleAnswer(at now: Moment) -> Bool { (opens..<closes).contains(now.hour) }

    /// By when somebody calls back, in hours in which people answer.
    ///
    /// - Parameter promise: seconds; two hours, half an hour where it is urgent.
    static func callBack(after now: Moment, isUrgent: Bool) -> Moment {
        let promise: Int64 = isUrgent ? 1800 : 7200
        let day = now.hour < closes ? now.day : now.day + 1
        let opening = Moment(day, hour: opens)
        if now < opening { return opening + promise }
        let closing = Moment(day, hour: closes)
        guard now + promise > closing else { return now + promise }
        return Moment(day + 1, hour: opens) + (now + promise - closing)
    }

    /// The placeholders every reply may use, whoever is asking.
    static let names = Set(values.keys).union(["company", "penalty_cap", "instalment_rates"])

    /// What fills a placeholder of them, where it is one value.
    static func value(_ name: String) -> Reply.Value? { values[name] }

    /// What fills it, where it is a text of the corpus: one line or several.
    static func replies(_ name: String) -> [Reply] {
        switch name {
        case "company": [Reply("company")]
        case "penalty_cap":
            Terms.penaltyCap.map { [Reply("penalty_cap", ["rate": .rate($0)])] } ?? []
        // Worked out when they are asked for, not at every start.
        case "instalment_rates": Terms.rates()
        default: []
        }
    }

    private static let values: [String: Reply.Value] = [
        "hotline": .text(hotline),
        "regulator_hotline": .text(regulatorHotline),
        "care_hotline": .text(careHotline),
        "people_hours": .text("\(opens):00-\(closes):00"),
    ].merging(Terms.values()) { own, _ in own }

    /// The product's rules; figures from `Product`, never from a sentence.
    private enum Terms {
        static func values() -> [String: Reply.Value] {
            let fee = Product.prepaymentFee(for: .equalInstalment)
            return [
                "grace_days": .count(Product.graceDays),
                "cooling_off_days": .count(fee.coolingOffDays),
                "prepay_free_after": .count(fee.freeAfterPaidRows),
                "prepay_fee_rate": .rate(fee.rate),
                "cut_off": .text("\(Product.cutOffHour):00"),
                "debit_time": .text("\(Product.debitHour):00"),
                "min_prepay": .money(Product.minimumPrepayment),
                "purchase_days": .count(Product.purchaseDays),
                "instalment_min": .money(Product.minimumConversion),
                "instalment_share": .rate(Product.maximumShare),
                "instalment_terms": .list(Product.priceTable.map { .count($0.periods) }),
            ].merging(penalties()) { own, _ in own }
        }

        /// What paying late costs: loans by a multiple of their rate, fee products by the day.
        private static func penalties() -> [String: Reply.Value] {
            var values: [String: Reply.Value] = [:]
            if case .multiple(let numerator, let denominator, _) =
                Product.penaltyRule(for: .equalInstalment).mode
            {
                let tenths = numerator * 10 / denominator
                values["penalty_multiple"] = .text("\(tenths / 10).\(tenths % 10)")
            }
            if case .daily(let rate) = Product.penaltyRule(for: .flatFee).mode {
                values["daily_penalty"] = .rate(rate)
                values["daily_penalty_year"] = .rate(Rate(ppm: rate.ppm * 365))
            }
            return values
        }

        static var penaltyCap: Rate? {
            guard case .multiple(_, _, let cap) = Product.penaltyRule(for: .equalInstalment).mode
            else { return nil }
            return cap
        }

        /// Each term with its fee a period and, in the same breath, its annualised rate.
        static func rates() -> [Reply] {
            let sample = Money(fen: 1_000_000)
            let day = Day(number: 0)
            let offers = (try? InstalmentOffer.offers(for: sample, startingFrom: day)) ?? []
            return offers.map { offer in
                Reply(
                    "instalment_rate",
                    [
                        "term": .count(offer.periods), "fee_rate": .rate(offer.feeRate),
                        "annual": .percent(offer.annual.nominal),
                    ])
            }
        }
    }
}
