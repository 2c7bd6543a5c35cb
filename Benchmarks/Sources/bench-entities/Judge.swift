import Entities
import Foundation
import Quantities

/// Whether what was heard is what was said: every expected value, and nothing besides.
struct Judge {
    var kind: Suite.Kind
    var row: Suite.Row

    func heard() -> [Entity] {
        // A suite without a clock names no days that depend on one.
        EntityReader.entities(in: row.input, today: row.today ?? Day(number: 0))
    }

    func isRight(_ entities: [Entity]) -> Bool {
        var left = entities.filter(isJudged)
        for (place, expected) in row.expected.enumerated() {
            let words = row.words.indices.contains(place) ? row.words[place] : ""
            guard let found = left.firstIndex(where: { isSame($0, expected) }) else {
                // 1991 is heard in 1991年1月16日, though not as a number.
                guard kind == .number, entities.contains(where: { holds($0, words) }) else {
                    return false
                }
                continue
            }
            left.remove(at: found)
        }
        return left.isEmpty
    }

    /// The entities a suite has an opinion of.
    private func isJudged(_ entity: Entity) -> Bool {
        switch (kind, entity.value) {
        case (.number, .number), (.number, .things), (.currency, .amount): true
        case (.number, .amount), (.number, .share), (.number, .count):
            row.expected.contains { isSame(entity, $0) }
        case (.number, .impossible): entity.name == "number"
        case (.currency, .impossible): entity.name == "amount"
        case (.date, .date), (.date, .period): true
        case (.date, .impossible): entity.name == "date"
        case (.date, .count): row.expected.contains { $0.hasPrefix("P") }
        default: false
        }
    }

    private func holds(_ entity: Entity, _ words: String) -> Bool {
        switch entity.value {
        case .date, .period, .count, .share, .text:
            !words.isEmpty && Self.narrowed(entity.text).contains(words)
        default: false
        }
    }

    private static func narrowed(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            (0xFF01...0xFF5E).contains(scalar.value)
                ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }
        return String(String.UnicodeScalarView(scalars)).lowercased()
    }

    private func isSame(_ entity: Entity, _ expected: String) -> Bool {
        switch kind {
        case .number: isSameNumber(entity, expected)
        case .currency: isSameAmount(entity, expected)
        case .date: isSameTime(entity, expected)
        }
    }

    // MARK: Numbers and amounts

    private func isSameNumber(_ entity: Entity, _ expected: String) -> Bool {
        guard let value = Double(expected) else { return false }
        switch entity.value {
        case .number(let tenThousandths), .things(let tenThousandths):
            return near(Double(tenThousandths) / 10_000, value)
        case .amount(let money, _): return near(Double(money.fen) / 100, value)
        case .count(let count, _): return near(Double(count), value)
        case .share(let part, let whole):
            let share = Double(part) / Double(whole)
            return near(share, value) || near(share * 100, value)
        case .impossible: return abs(value) * 10_000 > Double(Int64.max)
        default: return false
        }
    }

    /// As good as equal; numbers hold four decimals.
    private func near(_ heard: Double, _ value: Double) -> Bool {
        abs(heard - value) <= max(0.000_1, abs(value) * 1e-12)
    }

    /// `75000000 Dollar`, `15 CNY`, `50 Cent`.
    private func isSameAmount(_ entity: Entity, _ expected: String) -> Bool {
        guard let space = expected.firstIndex(of: " "), let value = Double(expected[..<space])
        else { return false }
        // More than is counted in: named and refused.
        if case .impossible = entity.value { return value * 100 > Double(Int64.max) }
        guard case .amount(let money, let currency) = entity.value else { return false }
        let unit = String(expected[expected.index(after: space)...])
        let (code, size) = Self.units[unit] ?? (unit, 100)
        return code == currency && abs(Double(money.fen) - value * size) < 1
    }

    /// Units that are told by name: the currency, and how many hundredths of it one is.
    private static let units: [String: (String, Double)] = [
        "Dollar": ("USD", 100), "Cent": ("USD", 1), "Euro": ("EUR", 100), "Pound": ("GBP", 100),
        "Penny": ("GBP", 1), "Pence": ("GBP", 1), "Franc": ("CHF", 100), "Rupee": ("INR", 100),
        "Peseta": ("ESP", 100), "Netherlands guilder": ("NLG", 100),
        "Finnish markka": ("FIM", 100), "Bitcoin": ("BTC", 100), "Jiao": ("CNY", 10),
        "Fen": ("CNY", 1),
    ]

    // MARK: Days and lengths

    /// Of a past and a future reading (`a/b`) a repayment means the later one; of a decade either
    /// will do.
    private func isSameTime(_ entity: Entity, _ expected: String) -> Bool {
        let readings = expected.split(separator: "/").map(String.init)
        if case .period(let from, let to) = entity.value, to == from.adding(months: 120) - 1 {
            return readings.contains { isSameStretch(DayRange(from, to), $0) }
        }
        let reading = readings.last ?? expected
        switch entity.value {
        case .date(let day): return isSameStretch(DayRange(day, day), reading)
        case .period(let from, let to): return isSameStretch(DayRange(from, to), reading)
        case .count(let count, let unit): return isSameLength(count, unit, reading)
        case .impossible: return expected == "not resolved"
        default: return false
        }
    }

    private struct DayRange {
        var from: Day, to: Day
        init(_ from: Day, _ to: Day) { (self.from, self.to) = (from, to) }
    }

    /// The end may be told as the last day, as the day after it, or, of weeks, months, quarters
    /// and years, as the first day of the last one.
    private func isSameStretch(_ heard: DayRange, _ expected: String) -> Bool {
        let ends = expected.components(separatedBy: "..")
        guard ends.count == 2 else {
            return heard.from == heard.to && "\(heard.from)" == expected
        }
        guard let from = Day(ends[0]), let to = Day(ends[1]), from == heard.from else {
            return false
        }
        let isWhole = (heard.to + 1).dayOfMonth == 1 && to.dayOfMonth == 1
        let isSameMonth = to.month == heard.to.month || to.month == 1
        let isLastWeek = heard.to.weekday == 7 && to == heard.to - 6 && to > from
        let isLastQuarter =
            isWhole && heard.to.month % 3 == 0 && to.month == heard.to.month - 2 && to > from
        return to == heard.to || to == heard.to + 1 || isLastWeek
            || isLastQuarter && to.year == heard.to.year
            || isWhole && to.year == heard.to.year && isSameMonth
    }

    /// `P6D`, `P2W`, `P0.5M`, `P1W3D`.
    private func isSameLength(_ count: Int, _ unit: Entity.CountUnit, _ expected: String) -> Bool {
        guard expected.wholeMatch(of: /P([0-9.]+[DWMY])+/) != nil else { return false }
        let days: [Character: Double] = ["D": 1, "W": 7, "M": 30, "Y": 360]
        let heard: [Entity.CountUnit: Double] = [.day: 1, .month: 30, .year: 360, .instalment: 0]
        let total = expected.matches(of: /([0-9.]+)([DWMY])/).reduce(0) { total, part in
            total + (Double(part.1) ?? 0) * (days[part.2.first ?? "D"] ?? 1)
        }
        return total == Double(count) * (heard[unit] ?? 0)
    }
}
