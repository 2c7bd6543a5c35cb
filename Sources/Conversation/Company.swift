import Lending
import Quantities
import Text

/// Who the desk works for: names, numbers and hours, in this one place. Rates, fees and limits
/// are `Lending.Product`'s.
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

    /// The text of a placeholder that every reply may use, whoever is asking.
    static func value(_ name: String, in language: Language) -> String? {
        // Annual rates are worked out when they are asked for, not at every start.
        name == "instalment_rates" ? Terms.rates(Wording(language)) : texts[language]?[name]
    }

    /// The placeholders every reply may use.
    static let names = Set(values(.zh).keys).union(["instalment_rates"])

    private static let texts = [Language.zh: values(.zh), Language.en: values(.en)]

    private static func values(_ language: Language) -> [String: String] {
        let phrase: (String, String) -> String = { language == .zh ? $0 : $1 }
        return [
            "company": phrase("安行消费金融", "Anxing Consumer Finance"),
            "hotline": hotline,
            "regulator_hotline": regulatorHotline,
            "care_hotline": careHotline,
            "people_hours": "\(opens):00-\(closes):00",
        ].merging(Terms.values(language)) { own, _ in own }
    }

    /// The product's rules as texts; figures from `Product`, never from a sentence.
    private enum Terms {
        static func values(_ language: Language) -> [String: String] {
            let wording = Wording(language)
            let fee = Product.prepaymentFee(for: .equalInstalment)
            return [
                "grace_days": "\(Product.graceDays)",
                "cooling_off_days": "\(fee.coolingOffDays)",
                "prepay_free_after": "\(fee.freeAfterPaidRows)",
                "prepay_fee_rate": "\(fee.rate)",
                "cut_off": "\(Product.cutOffHour):00",
                "debit_time": "\(Product.debitHour):00",
                "min_prepay": wording.money(Product.minimumPrepayment),
                "purchase_days": "\(Product.purchaseDays)",
                "instalment_min": wording.money(Product.minimumConversion),
                "instalment_share": "\(Product.maximumShare)",
                "instalment_terms": wording.list(Product.priceTable.map { "\($0.periods)" }),
            ].merging(penalties(language)) { own, _ in own }
        }

        /// What paying late costs: loans by a multiple of their rate, fee products by the day.
        private static func penalties(_ language: Language) -> [String: String] {
            var values: [String: String] = [:]
            if case .multiple(let numerator, let denominator, let cap) =
                Product.penaltyRule(for: .equalInstalment).mode
            {
                let tenths = numerator * 10 / denominator
                let most = cap.map { "\($0)" } ?? ""
                values["penalty_multiple"] = "\(tenths / 10).\(tenths % 10)"
                values["penalty_cap"] = language == .zh ? "年化\(most)" : "\(most) a year"
            }
            if case .daily(let rate) = Product.penaltyRule(for: .flatFee).mode {
                values["daily_penalty"] = "\(rate)"
                values["daily_penalty_year"] = "\(Rate(ppm: rate.ppm * 365))"
            }
            return values
        }

        /// Each term with its fee a period and, in the same breath, its annualised rate.
        static func rates(_ wording: Wording) -> String {
            let sample = Money(fen: 1_000_000)
            let day = Day(number: 0)
            let offers = (try? InstalmentOffer.offers(for: sample, startingFrom: day)) ?? []
            return offers.map { offer in
                let annual = Wording.percent(offer.annual.nominal)
                return wording.language == .zh
                    ? "\(offer.periods)期：每期\(offer.feeRate)，年化\(annual)（单利）"
                    : "\(offer.periods) months: \(offer.feeRate) a month, annualised \(annual) (simple)"
            }.joined(separator: "\n")
        }
    }
}
