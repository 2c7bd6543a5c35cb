import Entities
import Quantities
import TestSupport

/// Entities as one line of text, so that a table can hold them: `amount 3,500.00 CNY; ~number 100`.
/// A tilde marks what is approximate, and a sign what is the most or the least of it.
func notation(_ text: String, today: Day = entityToday) -> String {
    EntityReader.entities(in: text, today: today).map(notation).joined(separator: "; ")
}

/// A Saturday.
let entityToday = Day("2026-11-21")!

private func notation(_ entity: Entity) -> String {
    (entity.bound.map(mark) ?? (entity.approximate ? "~" : ""))
        + entity.name + " " + notation(entity.value)
}

private func mark(_ bound: Entity.Bound) -> String { bound == .atMost ? "≤" : "≥" }

private func notation(_ value: Entity.Value) -> String {
    switch value {
    case .amount(let money, let currency): "\(money) \(currency)"
    case .number(let tenThousandths): decimal(tenThousandths)
    case .things(let tenThousandths): decimal(tenThousandths) + " things"
    case .count(let count, let unit): "\(count) \(unit.rawValue)"
    case .date(let day): "\(day)"
    case .period(let from, let to): "\(from)..\(to)"
    case .monthly(let day): "monthly \(day)"
    case .weekly(let weekday): "weekly \(weekday)"
    case .ownDay(let day, let offset): "\(day)\(offset < 0 ? "" : "+")\(offset)"
    case .share(let numerator, let denominator): "\(numerator)/\(denominator)"
    case .text(let text): text
    case .impossible(let text): "impossible \(text)"
    }
}

private func decimal(_ tenThousandths: Int64) -> String {
    var fraction = String(tenThousandths.magnitude % 10_000 + 10_000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return (tenThousandths < 0 ? "-" : "") + String(tenThousandths.magnitude / 10_000)
        + (fraction.isEmpty ? "" : "." + fraction)
}
