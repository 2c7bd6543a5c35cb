import Entities
import Lending
import NLU
import Quantities
import Text

/// A sum of money in a line: exact, in yuan, within limits; otherwise the reason it is not taken.
struct AmountReading {
    /// Below this a bare number is more likely a term, a place in a list or a day.
    private static let leastBareAmount: Int64 = 100

    /// What is said of a sum outside the limits: keys of replies with `amount`, `least`, `most`.
    struct Refusals {
        var tooSmall = "amount_too_small"
        var tooLarge = "amount_too_large"
    }

    private let limits: ClosedRange<Money>
    private let refusals: Refusals

    /// - Parameter whole: what a share is a share of; without it shares are not heard.
    static func read(
        _ heard: Interpretation, _ words: Words, from least: Money, to most: Money,
        whole: Money? = nil, refusals: Refusals = Refusals()
    ) -> Slot.Reading {
        let reading = AmountReading(limits: least...max(least, most), refusals: refusals)
        let talksOfRates = words.finds("rate_talk", in: heard.text)
        let readings = heard.entities.compactMap { entity -> Slot.Reading? in
            // "13% seems high" is no part of the sum.
            if talksOfRates, entity.name == "share", entity.text.contains(where: \.isNumber) {
                return nil
            }
            if let why = heard.unclear(entity, words) { return .unusable(why) }
            return whole.flatMap { reading.read(entity, shareOf: $0) } ?? reading.read(entity)
        }
        guard let last = readings.last else { return .nothing }
        // Of a line that corrects itself only the last sum gets here: two are a question. About so
        // much, and then how much.
        let isOne = readings.allSatisfy { $0 == last || $0.isApproximate && !last.isApproximate }
        return isOne ? last.whole(in: heard) : .unusable(Reply("amount_several"))
    }

    /// Why a sum given earlier does not fit these limits; nil when it does.
    static func misfit(
        _ value: SlotValue, from least: Money, to most: Money, refusals: Refusals = Refusals()
    ) -> Reply? {
        let reading = AmountReading(limits: least...max(least, most), refusals: refusals)
        guard case .money(let amount) = value, case .unusable(let why) = reading.check(amount)
        else { return nil }
        return why
    }

    /// What one entity gives; nil when it is no sum of money.
    private func read(_ entity: Entity) -> Slot.Reading? {
        switch entity.value {
        case .amount(let money, let currency):
            guard currency == "CNY" else { return .unusable(Reply("amount_currency")) }
            return check(money, entity)
        case .number(let tenThousandths)
        where tenThousandths >= Self.leastBareAmount * 10_000 && tenThousandths % 100 == 0:
            return check(Money(fen: tenThousandths / 100), entity)
        // There is nothing below a fen.
        case .number(let tenThousandths) where tenThousandths >= Self.leastBareAmount * 10_000:
            return .unusable(Reply("amount_approximate", ["text": .text(entity.text)]))
        // Six digits alone may be a code; where a sum is asked for, they are one.
        case .text(let digits) where entity.name == "code":
            return Int64(digits).map { check(Money(fen: $0 * 100), entity) }
        case .impossible where entity.name == "amount" || entity.name == "number":
            return .unusable(Reply("amount_impossible", ["text": .text(entity.text)]))
        default: return nil
        }
    }

    /// A share is one of all that can be had, to the fen: 全部, 一半, 10%. All of it is all of it:
    /// rounded down, it would leave a few fen overdue.
    private func read(_ entity: Entity, shareOf whole: Money) -> Slot.Reading? {
        guard case .share(let numerator, let denominator) = entity.value, denominator > 0,
            (0...denominator).contains(numerator)
        else { return nil }
        let fen = roundDown(Int128(whole.fen) * Int128(numerator), over: Int128(denominator))
        return check(Money(fen: fen), entity)
    }

    private func check(_ money: Money, _ entity: Entity) -> Slot.Reading {
        switch entity.bound {
        case .atMost?: return .unusable(Reply("amount_at_most", ["amount": .money(money)]))
        case .atLeast?: return .unusable(Reply("amount_at_least", ["amount": .money(money)]))
        case nil: break
        }
        if entity.approximate {
            return .unusable(Reply("amount_approximate", ["text": .text(entity.text)]))
        }
        return check(money)
    }

    private func check(_ money: Money) -> Slot.Reading {
        let values: [String: Reply.Value] = [
            "amount": .money(money), "least": .money(limits.lowerBound),
            "most": .money(limits.upperBound),
        ]
        if money < limits.lowerBound { return .unusable(Reply(refusals.tooSmall, values)) }
        if money > limits.upperBound { return .unusable(Reply(refusals.tooLarge, values)) }
        return .value(.money(money))
    }
}

extension Entity {
    fileprivate var isNegative: Bool {
        switch value {
        case .amount(let money, _): money.fen < 0
        case .number(let tenThousandths): tenThousandths < 0
        default: false
        }
    }
}

extension Slot.Reading {
    /// A sum that is not taken because it is no exact one.
    fileprivate var isApproximate: Bool {
        guard case .unusable(let why) = self else { return false }
        return ["amount_approximate", "amount_at_most", "amount_at_least"].contains(why.key)
    }

    /// A value beside a numeral that nobody could read may be half of what was said.
    fileprivate func whole(in heard: Interpretation) -> Slot.Reading {
        guard case .value = self, let unread = heard.unread.first else { return self }
        return .unusable(Reply("number_unread", ["text": .text(unread.text)]))
    }
}

/// A number of instalments in a line, among those on offer.
enum TermReading {
    static func read(
        _ heard: Interpretation, _ words: Words, among periods: [Int]
    ) -> Slot.Reading {
        // The last one counts: "不是6期是12期", "not 6, make it 12".
        let read = heard.entities.compactMap { months($0, in: heard, words) }
        guard let (months, entity) = read.last else { return .nothing }
        let values: [String: Reply.Value] = [
            "term": .count(months), "terms": .list(periods.map { .count($0) }),
            "text": .text(entity.text),
        ]
        if entity.approximate {
            return .unusable(
                bounded(entity.bound, months, periods) ?? Reply("term_approximate", values))
        }
        guard periods.contains(months) else {
            let nearest = periods.min { (abs($0 - months), $0) < (abs($1 - months), $1) }
            let near = ["nearest": Reply.Value.count(nearest ?? months)]
            return .unusable(
                Reply("term_not_offered", values.merging(near) { _, near in near }))
        }
        return Slot.Reading.value(.count(months)).whole(in: heard)
    }

    /// At least a year: which of those on offer are.
    private static func bounded(
        _ bound: Entity.Bound?, _ months: Int, _ periods: [Int]
    ) -> Reply? {
        let left = periods.filter { bound == .atMost ? $0 <= months : $0 >= months }
        guard let bound, !left.isEmpty else { return nil }
        let values: [String: Reply.Value] = [
            "term": .count(months), "terms": .list(left.map { .count($0) }),
        ]
        switch bound {
        case .atMost: return Reply("term_at_most", values)
        case .atLeast: return Reply("term_at_least", values)
        }
    }

    private static func months(
        _ entity: Entity, in heard: Interpretation, _ words: Words
    ) -> (Int, Entity)? {
        switch entity.value {
        // "In 3 goes" counts instalments, "3 children" does not.
        case .things(let value)
        where value % 10_000 == 0 && (10_000..<1_000_000).contains(value)
            && words.starts(heard.following(entity), with: "counted_term"):
            (Int(value / 10_000), entity)
        case .count(let count, .instalment), .count(let count, .month): (count, entity)
        case .count(let count, .year): (count * 12, entity)
        // A bare number is a term when it is small enough to be one.
        // "The 12 one" is no 1.
        case .number where words.written("one_of_them").contains(entity.text.folded): nil
        case .number(let value) where value % 10_000 == 0 && (10_000..<1_000_000).contains(value):
            (Int(value / 10_000), entity)
        default: nil
        }
    }
}

extension Interpretation {
    /// 上个月才贷的那一万五，先还五千: of several sums one may say which contract is meant.
    ///
    /// - Parameter known: the sums it goes by.
    func withoutSumsNaming(_ known: [Money]) -> Interpretation {
        guard Set(sums).count > 1 else { return self }
        var copy = self
        copy.entities.removeAll { entity in
            var alone = self
            alone.entities = [entity]
            return alone.sums.first.map(known.contains) ?? false
        }
        return copy.sums.isEmpty ? self : copy
    }

    /// "Need 2 split it" and "the rate 4 my loan" hold no numbers.
    func withoutNumbersForWords(_ words: Words) -> Interpretation {
        let characters = Array(text.unicodeScalars)
        func isWord(_ entity: Entity) -> Bool {
            guard entity.name == "number", ["2", "4"].contains(entity.text),
                entity.end <= characters.count
            else { return false }
            let before = Self.string(characters[..<entity.start])
            return entity.text == "2"
                ? words.ends(before, with: "before_to")
                : words.starts(following(entity), with: "after_for")
        }
        guard entities.contains(where: isWord) else { return self }
        var copy = self
        copy.entities.removeAll(where: isWord)
        return copy
    }

    /// Why a sum is not taken as it was read: a minus before it, a half behind it.
    fileprivate func unclear(_ entity: Entity, _ words: Words) -> Reply? {
        guard ["amount", "number"].contains(entity.name) else { return nil }
        let characters = Array(text.unicodeScalars)
        guard entity.end <= characters.count else { return nil }
        if entity.isNegative { return Reply("amount_negative") }
        let before = Self.string(characters[..<entity.start].suffix(Self.nearby))
        // 3-6 is a range, and a tail may follow a dash.
        let isMinus =
            words.ends(before, with: "minus") || before.last.map(Self.dashes.contains) == true
        if let first = entity.text.first, Self.dashes.contains(first) {
            return Reply("amount_negative")
        }
        if isMinus, before.dropLast().last?.isNumber != true { return Reply("amount_negative") }
        let after = Self.string(characters[entity.end...].prefix(Self.nearby))
        guard let more = words.written("half_more").first(where: after.hasPrefix) else {
            return nil
        }
        return Reply("amount_approximate", ["text": .text(entity.text + more)])
    }

    /// No word that stands before or behind a sum is longer, in characters.
    private static let nearby = 32

    /// The number of instalments by which a contract is named: 24期那个, "the 24 month one".
    func termNaming(_ words: Words) -> Int? {
        entities.lazy.compactMap { entity -> Int? in
            guard case .count(let count, let unit) = entity.value,
                [.instalment, .month].contains(unit),
                words.starts(following(entity), with: "loan_kind")
            else { return nil }
            return count
        }.first
    }

    /// The sum by which a contract is named: 两万那笔, "the 9500 one".
    func sumNaming(_ words: Words) -> Money? {
        entities.lazy.filter { words.starts(self.following($0), with: "loan_kind") }
            .compactMap { entity -> Money? in
                var alone = self
                alone.entities = [entity]
                return alone.sums.first
            }.first
    }

    /// The instalment by which a contract is named: 月供两百那个, "the one costing me a thousand odd a
    /// month".
    func instalmentNaming(_ words: Words) -> Money? {
        let names = ["the_one", "that_one"].contains { words.finds($0, in: text) }
        return names && words.finds("each_month", in: text) && sums.count == 1 ? sums[0] : nil
    }

    /// "The one with two payments to go", 只剩两期的那笔: how many are left of it.
    func instalmentsLeft(_ words: Words) -> Int? {
        guard terms.count == 1,
            words.finds("that_one", in: text) || words.finds("one_of_them", in: text),
            words.finds("still_to_pay", in: text)
        else { return nil }
        return terms[0]
    }

    /// What stands behind a value, in lower case.
    fileprivate func following(_ entity: Entity) -> String {
        let characters = Array(text.unicodeScalars)
        guard entity.end <= characters.count else { return "" }
        return Self.string(characters[entity.end...].prefix(Self.nearby))
    }

    private static let dashes: Set<Character> = ["-", "－"]

    /// In lower case.
    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars)).folded
    }
}
