import Lending
import Quantities

/// What happened in a turn, in order. Transcripts print events, quality rules judge them, reports
/// count them. No event holds a secret or unmasked personal data.
package enum Event: Equatable, Codable, Sendable {
    package enum CodeResult: String, Codable, Sendable { case ok, wrong, expired, locked }

    /// The customer's line as it may be kept: masked, `<secret>` for a secret.
    case said(String)
    /// The intents heard (several when the desk has to ask which) and the slots the line filled.
    case understood([String], slots: [SlotFilled])
    /// The identity level reached: 0 nobody known, 1 signed in.
    case level(Int)
    /// Identity digits that did not match, or a lock.
    case identity(CodeResult)
    /// A quote shown with everything that has to be disclosed: its total, and the nominal annual
    /// rate in hundredths of a percent where there is one.
    case quote(String, total: Money, rate: Int?)
    /// What the card of the quote before it has to tell: for the quality rules, which judge facts
    /// and not words. On paper it is no line.
    case disclosed(Disclosure)
    /// An exact phrase of consent to that open quote.
    case consent(String)
    case code(CodeResult)
    case posted(Posting)
    case receipt(String)
    /// The outcome of an earlier order is told: the number of its receipt, or its reference.
    case told(String)
    /// A service said no, with the reason class.
    case refused(String)
    /// An open quote or question was given up; nothing was done.
    case cancelled(String)
    case handedOff(reason: String, ticket: String)
    case replied(Reply)
    /// A reply that would have broken this quality rule was not sent; a person takes over.
    case withheld(String)
    /// A member of staff took the turn back: the customer has seen it, and it counts no more. No
    /// step yields it, records tell it.
    case undone
    /// The desk's clock from here on, where it is known: no step yields it, records tell it.
    case clock(Moment)
}

/// A slot and the value a line gave it.
package struct SlotFilled: Equatable, Codable, Sendable {
    package var slot: String
    package var value: SlotValue

    package init(_ slot: String, _ value: SlotValue) {
        self.slot = slot
        self.value = value
    }
}

/// The value of a slot.
package enum SlotValue: Equatable, Codable, Sendable {
    case count(Int)
    case money(Money)
    /// A contract, a statement: by its number.
    case reference(String)
    /// Several contracts, in the order they were told.
    case references([String])
    /// The days of a period, both inclusive; a day is a period of one.
    case days(from: Day, to: Day)
    /// One of a closed list of ways, by its name.
    case choice(String)
}

extension SlotValue {
    var isChoice: Bool { if case .choice = self { true } else { false } }
    /// Several contracts.
    var isSet: Bool { if case .references = self { true } else { false } }
}

extension SlotValue: CustomStringConvertible {
    /// As transcripts write it: `12`, fen, the last four digits of a contract number (`4731+2264`),
    /// `2026-04-16`, `2026-04-01..2026-04-30`.
    package var description: String {
        switch self {
        case .count(let count): String(count)
        case .money(let money): String(money.fen)
        case .reference(let number): String(number.suffix(4))
        case .references(let numbers): numbers.map { String($0.suffix(4)) }.joined(separator: "+")
        case .days(let from, let to): from == to ? "\(from)" : "\(from)..\(to)"
        case .choice(let name): name
        }
    }
}
