import NLU

/// What stands on paper is only words: a record, or the transcript of another desk. Here a card is
/// told by the words such cards use, and a rate and a saving by what stands beside them. What our
/// own desk is about to show is judged by its facts, in `DisclosureRules`.
extension QualityRule {
    /// One thing a card has to carry, and the words it is known by.
    struct Item: Sendable {
        var name: String
        var words: Lexicon
        /// A revolving loan has no instalments that could be due or late.
        var isOfInstalments: Bool

        init(_ name: String, _ words: [String], isOfInstalments: Bool = false) {
            self.name = name
            self.words = Lexicon(words)
            self.isOfInstalments = isOfInstalments
        }
    }

    private static let settlementWords = [
        Item("the principal", ["本金", "principal"]),
        Item("the interest", ["利息", "interest"]),
        Item("its days", ["天）", "天)", "按天", "days)", "by the day", "up to the day"]),
        Item(
            "what is due and unpaid",
            ["已到期未还", "逾期", "due and not yet paid", "past due", "arrears"], isOfInstalments: true),
        Item("the penalty", ["罚息", "penalty"], isOfInstalments: true),
        Item("the fee", ["手续费", "fee"]),
        Item("the total", ["合计", "total"]),
        Item("the value date", ["扣款", "debited on", "is debited", "taken on"]),
        Item("how long the quote is good", ["有效到", "有效至", "good until", "valid until"]),
        Item(
            "what is saved",
            [
                "少付", "净省", "多付", "只收到还款当天", "每天的利息", "interest a day", "you save", "net saving",
                "costs you", "only up to the day", "省下",
            ]),
        Item(
            "the effect",
            [
                "合同终止", "每期还", "新的月供", "每期应还", "每期变", "期数", "提前结束", "剩余本金", "contract ends",
                "new instalment",
                "new end date", "each month", "last payment", "instalments", "principal left",
                "payments left",
            ]),
        Item("that it cannot be undone", ["不能撤销", "不可撤销", "cannot be undone", "can't be undone"]),
    ]

    private static let instalmentWords = [
        Item("the number of periods", ["期", "months", "periods", "instalments"]),
        Item("the payment of a period", ["每期", "each month", "a month"]),
        Item("the first and last payment", ["首期", "末期", "第一期", "first ¥", "last ¥"]),
        Item("the first due date", ["首次还款", "首期还款日", "首个还款日", "first payment"]),
        Item(
            "the total cost",
            [
                "总费用", "总息费", "息费合计", "费用合计", "手续费合计", "total fees", "total interest", "total cost",
                "共付", "总手续费",
            ]),
        Item("the annualised rate", ["年化", "annualised"]),
        Item("how the rate is counted", ["单利", "内部收益率", "simple", "irr"]),
        Item("who charges it", ["收取", "charged by"]),
        Item(
            "the rule for paying off early",
            ["提前结清", "提前还", "pay off early", "repay early", "paying off early"]),
        Item("the penalty for being late", ["罚息", "penalty"]),
        Item("the credit register", ["征信", "credit register", "credit report", "credit bureau"]),
        Item(
            "until when it can be cancelled",
            ["取消", "撤销", "cancel", "cancelled", "undo", "undone"]),
    ]

    /// The cards of a conversation on paper that do not tell everything; the quote is the place.
    static func untoldOnPaper(
        _ sheet: Disclosure.Sheet, in proceedings: Proceedings
    ) -> [Breach] {
        var opened: Service?
        return proceedings.exchanges.compactMap { exchange in
            opened = proceedings.service(after: opened, exchange)
            guard opened?.sheet == sheet, proceedings.isOnPaper(exchange),
                let place = proceedings.place(in: exchange, where: \.isQuote),
                let text = proceedings.text(of: exchange)
            else { return nil }
            let isRevolving = revolving.stands(in: text)
            let absent = words(of: sheet).filter {
                !$0.words.stands(in: text) && !($0.isOfInstalments && isRevolving)
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

    private static let revolving = Lexicon(["每天的利息", "随借随还", "interest a day", "revolving"])

    /// QA07 on paper: a rate by the month, the period or the day without the word for a year.
    static func rateAloneOnPaper(
        in exchange: Proceedings.Exchange, _ proceedings: Proceedings
    ) -> [Breach] {
        for place in exchange.places {
            guard let text = proceedings.text(at: place), let rate = periodicRate(text) else {
                continue
            }
            guard annual.stands(in: proceedings.text(of: exchange) ?? text) else {
                return [(place, "“\(rate)” without an annualised rate")]
            }
        }
        return []
    }

    /// A percentage with a period right before or behind it, such as `每期0.6%` or `0.05% a day`.
    private static func periodicRate(_ text: FoldedText) -> String? {
        for place in text.bytes.indices where text.bytes[place] == UInt8(ascii: "%") {
            var start = place
            while start > 0, (0x2E...0x39).contains(text.bytes[start - 1]) { start -= 1 }
            guard start < place else { continue }
            let before = max(0, start - 15)..<start
            let behind = (place + 1)..<min(text.bytes.count, place + 12)
            if periodsBefore.stands(in: text, within: before)
                || periodsBehind.stands(in: text, within: behind)
            {
                return text.string(start..<(place + 1))
            }
        }
        return nil
    }

    private static let periodsBefore = Lexicon([
        "每期", "每月", "月利率", "日利率", "每天", "每日", "月费率", "日息", "月息", "monthly rate", "daily rate",
    ])
    private static let periodsBehind = Lexicon([
        "/月", "/日", "每月", "每天", "每期", "a month", "a day", "per month", "per day", "monthly",
        "daily", "a period",
        "per period",
    ])
    private static let annual = Lexicon([
        "年化", "年利率", "annualised", "annualized", "a year", "per year",
    ])

    /// QA16 on paper: a saving, or “free of interest”, without what it costs.
    static func savingAloneOnPaper(
        in exchange: Proceedings.Exchange, _ proceedings: Proceedings
    ) -> [Breach] {
        guard let whole = proceedings.text(of: exchange) else { return [] }
        let hasFee = fee.stands(in: whole)
        return exchange.places.compactMap { place in
            guard let text = proceedings.text(at: place) else { return nil }
            // A table tells them in rows of their own.
            if saved.stands(in: text), !(hasFee && net.stands(in: whole)) {
                return (place, "a saving without the fee and the net saving")
            }
            if free.meant(in: text) != nil, !(hasFee && annual.stands(in: whole)) {
                return (place, "“free of interest” without fees and annualised rate")
            }
            return nil
        }
    }

    private static let saved = Lexicon([
        "少付利息", "利息少付", "可省利息", "节省利息", "省下利息", "you save ¥", "saves you ¥", "interest saved",
    ])
    private static let fee = Lexicon(["手续费", "费用", "fee", "fees"])
    private static let net = Lexicon(["净省", "多付", "net saving", "costs you", "净节省"])
    private static let free = Lexicon([
        "免息", "interest-free", "interest free", "0% interest", "no interest at all",
    ])
}
