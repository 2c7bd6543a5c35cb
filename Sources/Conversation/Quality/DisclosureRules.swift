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
        evidence: .events
    ) { untold(.payment, in: $0) + untoldOnPaper(.payment, in: $0) }

    /// QA06: the card of an instalment plan says everything before it asks for consent.
    static let planDisclosed = QualityRule(
        id: Disclosure.Sheet.plan.rawValue,
        name: "Full disclosure before confirming an instalment", severity: .fatal,
        evidence: .events
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

    /// QA08: figures come from the book. Live, every sum a reply fills in is one it was given; on
    /// paper, the sum quoted and the sum posted are the ones the customer reads.
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
        case .replied(let reply): return inventedSums(in: reply)
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

    /// Sums that stand in the text of a reply that was filled in, and are not among its figures.
    /// A text without figures is a fixed one, and an example stands in quotation marks.
    private static func inventedSums(in reply: Reply) -> [String] {
        guard let spoken = reply.spoken, !spoken.figures.isEmpty,
            spoken.words.unicodeScalars.contains(where: "¥￥元".unicodeScalars.contains)
        else { return [] }
        let given = Set(spoken.figures.flatMap { numbers(in: $0).map(\.digits) })
        return numbers(in: spoken.words).filter { $0.isSum && !given.contains($0.digits) }.map {
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
}
