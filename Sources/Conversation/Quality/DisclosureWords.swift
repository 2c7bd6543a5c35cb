import NLU
import Text

/// What stands on paper is only words: a record, or the transcript of another desk. Here a card is
/// told by the words such cards use, and a rate and a saving by what stands beside them. What our
/// own desk is about to show is judged by its facts, in `DisclosureRules`.
extension QualityRule {
    /// One thing a card has to carry, and the words it is known by.
    struct Item: Sendable {
        var name: String
        var words: QualityList
        /// A revolving loan has no instalments that could be due or late.
        var isOfInstalments: Bool

        init(_ name: String, _ words: QualityList, isOfInstalments: Bool = false) {
            self.name = name
            self.words = words
            self.isOfInstalments = isOfInstalments
        }
    }

    private static let settlementWords = [
        Item("the principal", .cardPrincipal),
        Item("the interest", .cardInterest),
        Item("its days", .cardDays),
        Item("what is due and unpaid", .cardUnpaid, isOfInstalments: true),
        Item("the penalty", .cardPenalty, isOfInstalments: true),
        Item("the fee", .cardFee),
        Item("the total", .cardTotal),
        Item("the value date", .cardValueDate),
        Item("how long the quote is good", .cardValidity),
        Item("what is saved", .cardSaving),
        Item("the effect", .cardEffect),
        Item("that it cannot be undone", .cardFinal),
    ]

    private static let instalmentWords = [
        Item("the number of periods", .cardPeriods),
        Item("the payment of a period", .cardPayment),
        Item("the first and last payment", .cardFirstAndLast),
        Item("the first due date", .cardFirstDue),
        Item("the total cost", .cardCost),
        Item("the annualised rate", .cardAnnual),
        Item("how the rate is counted", .cardCounting),
        Item("who charges it", .cardChargedBy),
        Item("the rule for paying off early", .cardEarly),
        Item("the penalty for being late", .cardPenalty),
        Item("the credit register", .cardRegister),
        Item("until when it can be cancelled", .cardUndo),
    ]

    /// The cards of a conversation on paper that do not tell everything; the quote is the place.
    static func untoldOnPaper(
        _ sheet: Disclosure.Sheet, in proceedings: Proceedings
    ) -> [Breach] {
        // A corpus without these words tells nothing of a card.
        guard proceedings.rulebook.has(words(of: sheet).map(\.words)) else { return [] }
        var opened: Service?
        return proceedings.exchanges.compactMap { exchange in
            opened = proceedings.service(after: opened, exchange)
            guard opened?.sheet == sheet, proceedings.isOnPaper(exchange),
                let place = proceedings.place(in: exchange, where: \.isQuote),
                let text = proceedings.text(of: exchange)
            else { return nil }
            let isRevolving = proceedings.says(.revolving, in: text)
            let absent = words(of: sheet).filter {
                !proceedings.says($0.words, in: text) && !($0.isOfInstalments && isRevolving)
            }
            guard !absent.isEmpty else { return nil }
            let names = absent.map(\.name).joined(separator: ", ")
            return (place, "the quote does not tell " + names)
        }
    }

    private static func words(of sheet: Disclosure.Sheet) -> [Item] {
        switch sheet {
        case .payment: settlementWords
        case .plan: instalmentWords
        }
    }

    /// QA07 on paper: a rate by the month, the period or the day without the word for a year.
    static func rateAloneOnPaper(
        in exchange: Proceedings.Exchange, _ proceedings: Proceedings
    ) -> [Breach] {
        for place in exchange.places {
            guard let text = proceedings.text(at: place), let rate = periodicRate(text, proceedings)
            else {
                continue
            }
            guard proceedings.says(.annual, in: proceedings.text(of: exchange) ?? text) else {
                return [(place, "“\(rate)” without an annualised rate")]
            }
        }
        return []
    }

    /// A percentage with a period right before or behind it, such as `每期0.6%` or `0.05% a day`.
    private static func periodicRate(
        _ text: FoldedText, _ proceedings: Proceedings
    ) -> String? {
        for place in text.scalars.indices where text.scalars[place] == percent {
            var start = place
            while start > 0, (0x2E...0x39).contains(text.scalars[start - 1]) { start -= 1 }
            guard start < place else { continue }
            let before = nearby(text.scalars[..<start].reversed(), 15)
            let behind = nearby(text.scalars[(place + 1)...], 11)
            if proceedings.says(.periodsBefore, in: text, within: start - before..<start)
                || proceedings.says(
                    .periodsBehind, in: text, within: place + 1..<place + 1 + behind)
            {
                return text.string(start..<(place + 1))
            }
        }
        return nil
    }

    /// How many of these are near: so many letters, or a third as many ideographs.
    private static func nearby(_ scalars: some Sequence<UInt32>, _ letters: Int) -> Int {
        var (room, count) = (letters, 0)
        for scalar in scalars {
            room -= scalar < 0x80 ? 1 : 3
            if room < 0 { break }
            count += 1
        }
        return count
    }

    private static let percent: UInt32 = 0x25

    /// QA16 on paper: a saving, or “free of interest”, without what it costs.
    static func savingAloneOnPaper(
        in exchange: Proceedings.Exchange, _ proceedings: Proceedings
    ) -> [Breach] {
        guard let whole = proceedings.text(of: exchange) else { return [] }
        let hasFee = proceedings.says(.fee, in: whole)
        return exchange.places.compactMap { place in
            guard let text = proceedings.text(at: place) else { return nil }
            // A table tells them in rows of their own.
            if proceedings.says(.saved, in: text), !(hasFee && proceedings.says(.net, in: whole)) {
                return (place, "a saving without the fee and the net saving")
            }
            if proceedings.meant(.free, in: text) != nil,
                !(hasFee && proceedings.says(.annual, in: whole))
            {
                return (place, "“free of interest” without fees and annualised rate")
            }
            return nil
        }
    }

}
