import Quantities
import Text

/// How a language writes money, days, times and lists.
struct Wording {
    let language: Language

    init(_ language: Language) { self.language = language }

    func money(_ amount: Money) -> String {
        guard language == .en else { return "\(amount)元" }
        return amount < .zero ? "-¥\(-amount)" : "¥\(amount)"
    }

    func day(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.components
        return language == .zh
            ? "\(year)年\(month)月\(dayOfMonth)日"
            : "\(dayOfMonth) \(Self.months[month - 1]) \(year)"
    }

    /// By its name where it has one: `2026年4月`, `April 2026`, `2026`.
    func days(_ from: Day, _ to: Day) -> String {
        guard from != to else { return day(from) }
        let (year, month, first) = from.components
        let isZh = language == .zh
        if first == 1, to == from.adding(months: 1) - 1 {
            return isZh ? "\(year)年\(month)月" : "\(Self.months[month - 1]) \(year)"
        }
        if first == 1, month == 1, to == from.adding(months: 12) - 1 {
            return isZh ? "\(year)年" : "\(year)"
        }
        return isZh ? "\(day(from))到\(day(to))" : "\(day(from)) to \(day(to))"
    }

    /// Whether these stand around the digits of a sum: `¥12.50`, `12.50元`.
    static func isSum(between before: Unicode.Scalar, and behind: Unicode.Scalar) -> Bool {
        before == "¥" || before == "￥" || behind == "元"
    }

    /// Whether a text may tell a sum or a rate.
    static func mayTellFigures(_ text: String) -> Bool {
        text.unicodeScalars.contains(where: "¥￥元%％".unicodeScalars.contains)
    }

    func time(_ moment: Moment) -> String {
        language == .zh
            ? "\(day(moment.day))\(moment.timeOfDay)" : "\(moment.timeOfDay) on \(day(moment.day))"
    }

    /// Hundredths of a percent: `13.03%`.
    static func percent(_ hundredths: Int) -> String {
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)%"
    }

    /// The sum as it is checked by eye before consent: financial capitals in Chinese.
    func capitals(_ amount: Money) -> String {
        language == .zh ? financialCapitals(amount) : money(amount)
    }

    /// Ten places, in characters that every terminal shows one column wide.
    static func bar(_ done: Int, of whole: Int) -> String {
        let filled = whole > 0 ? max(0, min(10, done * 10 / whole)) : 0
        return "[" + String(repeating: "#", count: filled)
            + String(repeating: "-", count: 10 - filled) + "]"
    }

    /// What there is to choose from: "3, 6 or 9".
    func list(_ items: [String]) -> String { joined(items, by: " or ") }

    /// What comes one after the other: "the bill and the loan".
    func sequence(_ items: [String]) -> String { joined(items, by: " and ") }

    private func joined(_ items: [String], by word: String) -> String {
        guard language == .en, items.count > 1, let last = items.last else {
            return items.joined(separator: "、")
        }
        return items.dropLast().joined(separator: ", ") + word + last
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
