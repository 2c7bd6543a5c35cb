import Lending
import NLU
import Quantities

/// What a customer has to have read before being asked to agree.
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

    /// QA05: the card of an early repayment says everything before it asks for consent.
    static let settlementDisclosed = QualityRule(
        id: "QA05", name: "Full disclosure before confirming early repayment", severity: .fatal,
        evidence: .orders
    ) { missing(settlementItems, on: .earlyRepayment, in: $0) }

    private static let settlementItems = [
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

    /// QA06: the card of an instalment plan says everything before it asks for consent.
    static let instalmentDisclosed = QualityRule(
        id: "QA06", name: "Full disclosure before confirming an instalment", severity: .fatal,
        evidence: .orders
    ) { missing(instalmentItems, on: .instalments, in: $0) }

    private static let instalmentItems = [
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
            "until when it can be cancelled", ["取消", "撤销", "cancel", "cancelled", "undo", "undone"]),
    ]

    /// Only cards whose words are known are judged; the quote itself is the place.
    private static func missing(
        _ items: [Item], on card: Service.Card, in proceedings: Proceedings
    ) -> [Breach] {
        var opened: Service?
        var breaches: [Breach] = []
        for exchange in proceedings.exchanges {
            opened = proceedings.service(after: opened, exchange)
            guard exchange.places.upperBound > proceedings.judgedFrom,
                opened?.card == card,
                let place = proceedings.place(
                    in: exchange, where: { if case .quote = $0 { true } else { false } }),
                let text = proceedings.text(of: exchange)
            else { continue }
            let isRevolving = revolving.stands(in: text)
            let absent = items.filter {
                !$0.words.stands(in: text) && !($0.isOfInstalments && isRevolving)
            }.map(\.name)
            if !absent.isEmpty {
                breaches.append(
                    (place, "the quote does not tell " + absent.joined(separator: ", ")))
            }
        }
        return breaches
    }

    private static let revolving = Lexicon(["每天的利息", "随借随还", "interest a day", "revolving"])

    /// QA07: a rate or fee by the month, the period or the day stands beside its annual rate.
    static let annualRateShown = QualityRule(
        id: "QA07", name: "Annualised rate always shown with a rate or fee", severity: .fatal
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            for place in exchange.places {
                guard let text = proceedings.text(at: place), let rate = periodicRate(text) else {
                    continue
                }
                guard annual.stands(in: proceedings.text(of: exchange) ?? text) else {
                    return (place, "“\(rate)” without an annualised rate")
                }
            }
            return nil
        }
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

    /// QA08: figures come from the book. Live, every sum a reply fills in is one it was given; on
    /// paper, the sum quoted and the sum posted are the ones the customer reads.
    static let figuresMatch = QualityRule(
        id: "QA08", name: "Numbers match the ledger", severity: .fatal,
        unseen: "on paper, figures other than the sums quoted and posted"
    ) { proceedings in
        proceedings.judged.flatMap { exchange -> [Breach] in
            exchange.places.flatMap { place -> [Breach] in
                switch proceedings.events[place] {
                case .replied(let reply): return inventedSums(in: reply).map { (place, $0) }
                case .quote(let quote, let total, let rate):
                    guard let words = proceedings.words(of: exchange) else { return [] }
                    // A document costs nothing, and its card names no sum.
                    if total != .zero, !words.contains(total.description) {
                        return [(place, "the total of \(quote) is not what the customer reads")]
                    }
                    let percent = rate.map { hundredths in
                        let fraction = hundredths % 100
                        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)%"
                    }
                    guard let percent, !words.contains(percent) else { return [] }
                    return [(place, "the rate of \(quote) is not what the customer reads")]
                case .receipt:
                    let sums = postedSums(exchange, proceedings)
                    guard let words = proceedings.words(of: exchange), exchange.isComplete,
                        !sums.isEmpty, !sums.contains(where: words.contains)
                    else { return [] }
                    return [(place, "the sum that was posted is not what the customer reads")]
                default: return []
                }
            }
        }
    }

    private static func postedSums(_ exchange: Proceedings.Exchange, _ proceedings: Proceedings)
        -> [String]
    {
        proceedings.events(of: exchange).compactMap { event in
            if case .posted(let posting) = event {
                (posting.debit + posting.credit).description
            } else {
                nil
            }
        }
    }

    /// Sums that stand in the text of a reply that was filled in, and are not among its figures.
    /// A text without figures is a fixed one, and an example stands in quotation marks.
    private static func inventedSums(in reply: Reply) -> [String] {
        guard case .list(let figures) = reply.values[Reply.figuresKey], !figures.isEmpty,
            let words = reply.words,
            words.unicodeScalars.contains(where: "¥￥元".unicodeScalars.contains)
        else { return [] }
        let given = Set(
            figures.flatMap { figure -> [[UInt8]] in
                guard case .text(let text) = figure else { return [] }
                return numbers(in: text).map(\.digits)
            })
        return numbers(in: words).filter { $0.isSum && !given.contains($0.digits) }.map {
            "“\(String(decoding: $0.digits, as: UTF8.self))” is not a figure the desk was given"
        }
    }

    /// The numbers of a text; a sum is `¥12.50` or `12.50元`, outside quotation marks.
    private static func numbers(in text: String) -> [(digits: [UInt8], isSum: Bool)] {
        var numbers: [(digits: [UInt8], isSum: Bool)] = []
        var digits: [UInt8] = []
        var isQuoted = false
        var before: Unicode.Scalar = " "
        // The line end behind the text ends its last number.
        for scalar in Array(text.unicodeScalars) + ["\n"] {
            let isDigit = (0x30...0x39).contains(scalar.value)
            if isDigit || (!digits.isEmpty && (scalar == "," || scalar == ".")) {
                digits.append(UInt8(truncatingIfNeeded: scalar.value))
                continue
            }
            if !digits.isEmpty {
                while let last = digits.last, last < 0x30 { digits.removeLast() }
                let isYuan = before == "¥" || before == "￥" || scalar == "元"
                numbers.append((digits, isYuan && !isQuoted))
                digits = []
            }
            switch scalar {
            case "“": isQuoted = true
            case "”": isQuoted = false
            case "\"": isQuoted.toggle()
            default: break
            }
            before = scalar
        }
        return numbers
    }

    /// QA16: whoever reads what is saved also reads the fee and what is left of it.
    static let balancedStatement = QualityRule(
        id: "QA16", name: "Balanced statement", severity: .major
    ) { proceedings in
        proceedings.judged.flatMap { exchange -> [Breach] in
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
