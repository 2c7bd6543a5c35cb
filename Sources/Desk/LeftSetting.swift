import Conversation
import Lending
import Quantities
import Text

/// How a customer's last conversation was left, as a transcript tells it:
/// `@ left li-na instalment_setup instalment_setup_statement term=12 receipts=R000001`.
package enum LeftSetting {
    package static func text(_ last: LastTime) -> String {
        var words = [last.customer]
        if let form = last.unfinished {
            words += [form.service, form.intent]
            words += form.slots.sorted { $0.key < $1.key }.map { "\($0.key)=\(text($0.value))" }
        }
        if !last.receipts.isEmpty {
            words.append("receipts=" + last.receipts.joined(separator: ","))
        }
        if let language = last.language { words.append("language=\(language.rawValue)") }
        return words.joined(separator: " ")
    }

    static func read(_ text: String) -> LastTime? {
        var words = text.split(separator: " ").map(String.init)[...]
        guard let customer = words.popFirst() else { return nil }
        var last = LastTime(customer: customer, unfinished: nil)
        let named = words.prefix { !$0.contains("=") }
        if named.count == 2 {
            last.unfinished = Form(
                service: named[named.startIndex], intent: named[named.startIndex + 1])
        } else if !named.isEmpty {
            return nil
        }
        for word in words.dropFirst(named.count) {
            let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { return nil }
            switch pair[0] {
            case "receipts": last.receipts = pair[1].split(separator: ",").map(String.init)
            case "language": last.language = Language(rawValue: pair[1])
            default: last.unfinished?.slots[pair[0]] = value(pair[1])
            }
        }
        return last
    }

    private static let way = "way:"

    /// `12` is a count, `300000fen` a sum, `way:shorten_term` a choice, `2026-03-06` a day,
    /// `2026-03-01..2026-03-06` several, `LN10003815+LN10002264` contracts, anything else one.
    private static func text(_ value: SlotValue) -> String {
        switch value {
        case .count(let count): "\(count)"
        case .money(let money): "\(money.fen)fen"
        case .reference(let number): number
        case .choice(let name): way + name
        case .references(let numbers): numbers.joined(separator: "+")
        case .days(let first, let last): first == last ? "\(first)" : "\(first)..\(last)"
        }
    }

    private static func value(_ text: String) -> SlotValue {
        if text.hasSuffix("fen"), let fen = Int64(text.dropLast(3)) {
            return .money(Money(fen: fen))
        }
        if text.hasPrefix(way) { return .choice(String(text.dropFirst(way.count))) }
        let days = text.split(separator: "..").map { Day(String($0)) }
        if let first = days.first ?? nil, let last = days.last ?? nil, days.count <= 2 {
            return .days(from: first, to: last)
        }
        if text.contains("+") { return .references(text.split(separator: "+").map(String.init)) }
        return Int(text).map(SlotValue.count) ?? .reference(text)
    }
}
