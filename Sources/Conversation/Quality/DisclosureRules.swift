import Lending
import NLU
import Quantities

/// What a customer has to have read before being asked to agree: judged by the facts of the order
/// and by what of them the texts have rendered, whatever words they use.
extension QualityRule {
    /// QA05: the card of a payment says everything before it asks for consent.
    static let paymentDisclosed = QualityRule(
        id: Disclosure.Sheet.payment.rawValue,
        name: "Full disclosure before confirming early repayment", severity: .fatal,
        evidence: .orders
    ) { untold(.payment, in: $0) + untoldOnPaper(.payment, in: $0) }

    /// QA06: the card of an instalment plan says everything before it asks for consent.
    static let planDisclosed = QualityRule(
        id: Disclosure.Sheet.plan.rawValue,
        name: "Full disclosure before confirming an instalment", severity: .fatal,
        evidence: .orders
    ) { untold(.plan, in: $0) + untoldOnPaper(.plan, in: $0) }

    private static func untold(
        _ sheet: Disclosure.Sheet, in proceedings: Proceedings
    ) -> [Breach] {
        proceedings.judged.flatMap { exchange -> [Breach] in
            exchange.places.compactMap { place in
                guard place >= proceedings.judgedFrom else { return nil }
                let missing: [String]
                switch proceedings.events[place] {
                case .replied(let reply): missing = untold(sheet, by: reply)
                case .disclosed(let disclosure) where disclosure.sheet == sheet:
                    missing = untold(disclosure, after: place, in: exchange, proceedings)
                case .quote where sheet == .payment:
                    missing = hasFacts(place, in: exchange, proceedings) ? [] : ["its facts"]
                default: return nil
                }
                guard !missing.isEmpty else { return nil }
                return (place, "the card does not tell " + missing.joined(separator: ", "))
            }
        }
    }

    /// What a reply owes the customer and does not tell. A part of a card counts by itself: the
    /// fee of the sum is not told by the fee of the saving.
    private static func untold(_ sheet: Disclosure.Sheet, by reply: Reply) -> [String] {
        guard let duty = reply.duty, duty.sheet == sheet, let spoken = reply.spoken else {
            return []
        }
        let isEmpty = !spoken.isInCorpus || spoken.words.allSatisfy(\.isWhitespace)
        let missing = duty.fields.map(\.rawValue).filter { !spoken.told.contains($0) }
        return isEmpty ? [reply.key] + missing : missing
    }

    /// What the order needs and no reply after its quote tells. Replies without words are not said
    /// yet, and judged when they are.
    private static func untold(
        _ disclosure: Disclosure, after place: Int, in exchange: Proceedings.Exchange,
        _ proceedings: Proceedings
    ) -> [String] {
        guard proceedings.isSpoken(exchange) else { return [] }
        let said = proceedings.spoken(in: exchange, from: place)
        let told = Set(said.flatMap(\.spoken.told))
        return disclosure.needs.compactMap { need in
            let names = need.map(\.rawValue)
            return told.isDisjoint(with: names) ? names.joined(separator: " or ") : nil
        }
    }

    /// A quote of our own desk is never without its facts.
    private static func hasFacts(
        _ place: Int, in exchange: Proceedings.Exchange, _ proceedings: Proceedings
    ) -> Bool {
        proceedings.isOnPaper(exchange)
            || exchange.places.contains {
                guard $0 > place, case .disclosed = proceedings.events[$0] else { return false }
                return true
            }
    }

    /// QA07: a rate or fee by the month, the period or the day stands beside its annual rate.
    static let annualRateShown = QualityRule(
        id: "QA07", name: "Annualised rate always shown with a rate or fee", severity: .fatal
    ) { proceedings in
        proceedings.judged.flatMap { exchange in
            proceedings.isOnPaper(exchange)
                ? rateAloneOnPaper(in: exchange, proceedings)
                : alone(annualRates, in: exchange, proceedings)
        }
    }

    /// QA16: whoever reads what is saved also reads the fee and what is left of it.
    static let balancedStatement = QualityRule(
        id: "QA16", name: "Balanced statement", severity: .major
    ) { proceedings in
        proceedings.judged.flatMap { exchange in
            proceedings.isOnPaper(exchange)
                ? savingAloneOnPaper(in: exchange, proceedings)
                : alone(savings, in: exchange, proceedings)
        }
    }

    /// Placeholders that may not be told without one of each set of others.
    private typealias Companions = [String: [[Disclosure.Field]]]

    private static let annualRates: Companions = [
        Disclosure.Field.feeRate.rawValue: [[.nominal]],
        Disclosure.Field.dailyPenalty.rawValue: [[.yearlyPenalty]],
    ]
    private static let savings: Companions = [
        Disclosure.Field.saved.rawValue: [[.fee], [.net, .loss]]
    ]

    private static func alone(
        _ companions: Companions, in exchange: Proceedings.Exchange, _ proceedings: Proceedings
    ) -> [Breach] {
        let said = proceedings.spoken(in: exchange, from: exchange.places.lowerBound)
        let told = Set(said.flatMap(\.spoken.told))
        return said.flatMap { place, _, spoken in
            spoken.told.compactMap { name in
                let missing = companions[name, default: []].map { $0.map(\.rawValue) }
                    .filter(told.isDisjoint).map { $0.joined(separator: " or ") }
                guard !missing.isEmpty else { return nil }
                return (place, "\(name) without " + missing.joined(separator: ", "))
            }
        }
    }

    /// QA08: figures come from the book. Live, every sum and every rate in a reply is one it was
    /// given; on paper, the sum quoted and the sum posted are the ones the customer reads.
    static let figuresMatch = QualityRule(
        id: "QA08", name: "Numbers match the ledger", severity: .fatal,
        unseen: "on paper, figures other than the sums quoted and posted"
    ) { proceedings in
        proceedings.judged.flatMap { exchange in
            exchange.places.flatMap { place in
                untrue(proceedings.events[place], in: exchange, proceedings).map { (place, $0) }
            }
        }
    }

    private static func untrue(
        _ event: Event, in exchange: Proceedings.Exchange, _ proceedings: Proceedings
    ) -> [String] {
        switch event {
        case .replied(let reply): return inventedFigures(in: reply)
        case .quote(let quote, let total, let rate):
            // A document costs nothing, and its card names no sum.
            if total != .zero, !isRead(total.description, in: exchange, proceedings) {
                return ["the total of \(quote) is not what the customer reads"]
            }
            guard let rate, !isRead(Wording.percent(rate), in: exchange, proceedings) else {
                return []
            }
            return ["the rate of \(quote) is not what the customer reads"]
        case .receipt:
            let sums = postedSums(exchange, proceedings)
            guard exchange.isComplete, !sums.isEmpty,
                !sums.contains(where: { isRead($0, in: exchange, proceedings) })
            else { return [] }
            return ["the sum that was posted is not what the customer reads"]
        default: return []
        }
    }

    /// Whether a figure was filled into what is said in a turn; on paper, whether it stands there.
    /// True where nothing that was said is known.
    private static func isRead(
        _ figure: String, in exchange: Proceedings.Exchange, _ proceedings: Proceedings
    ) -> Bool {
        let said = proceedings.spoken(in: exchange, from: exchange.places.lowerBound)
        return said.isEmpty
            || said.contains { _, reply, spoken in
                reply.isOnPaper
                    ? spoken.words.contains(figure)
                    : spoken.figures.contains { $0.contains(figure) }
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
}

/// Figures in the text of a reply that nobody gave it.
extension QualityRule {
    /// Rates that stand in a text of our own desk, and sums in one that was filled in, and are not
    /// among its figures. A text without figures is a fixed one, and an example stands in quotation
    /// marks.
    private static func inventedFigures(in reply: Reply) -> [String] {
        guard !reply.isOnPaper, let spoken = reply.spoken,
            Wording.mayTellFigures(spoken.words)
        else { return [] }
        let given = Set(spoken.figures.flatMap { numbers(in: $0).map(\.digits) })
        return numbers(in: spoken.words).filter { number in
            let isFigure = number.kind == .rate || number.kind == .sum && !spoken.figures.isEmpty
            return isFigure && !given.contains(number.digits)
        }.map {
            "“\(String(decoding: $0.digits, as: UTF8.self))” is not a figure the desk was given"
        }
    }

    private struct Number {
        enum Kind { case sum, rate, other }
        var digits: [UInt8]
        var kind: Kind
    }

    /// The numbers of a text; a sum is `¥12.50` or `12.50元`, a rate is `12.5%`, both outside
    /// quotation marks.
    private static func numbers(in text: String) -> [Number] {
        var numbers: [Number] = []
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
                let kind = isQuoted ? .other : kind(between: before, and: scalar)
                numbers.append(Number(digits: digits, kind: kind))
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

    private static func kind(
        between before: Unicode.Scalar, and behind: Unicode.Scalar
    ) -> Number.Kind {
        if behind == "%" || behind == "％" { return .rate }
        return Wording.isSum(between: before, and: behind) ? .sum : .other
    }
}
