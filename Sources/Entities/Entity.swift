import Quantities

/// A value heard in an utterance, with its place in the text as typed.
public struct Entity: Equatable, Codable, Sendable {
    /// What was read, with its unit.
    public enum Value: Equatable, Codable, Sendable {
        /// Money in hundredths of `currency` (`CNY`: fen).
        case amount(Money, currency: String)
        /// A bare number in ten-thousandths, so that 0.5 and 三点五 are exact: 35,000 is 3.5.
        case number(tenThousandths: Int64)
        /// A number of things the desk never asks for: 三次, 两个账户. Also in ten-thousandths.
        case things(tenThousandths: Int64)
        /// A number of instalments, months or payments.
        case count(Int, unit: CountUnit)
        case date(Day)
        /// Both days inclusive.
        case period(from: Day, to: Day)
        /// The 25th of each month, every Friday (1 is Monday): no day by itself.
        case monthly(day: Int)
        case weekly(weekday: Int)
        /// A day that the calendar does not tell, and how many days after it.
        case ownDay(OwnDay, offset: Int)
        /// A part of a whole: 1/1 is all of it.
        case share(numerator: Int, denominator: Int)
        /// A reference, a phone number, a code, or what a user's corpus annotates.
        case text(String)
        /// A day or a sum that cannot be, such as 30 February: named, never guessed at.
        case impossible(String)
    }

    /// A customer's own day: when their next payment is due, or when they are paid.
    public enum OwnDay: String, Codable, Sendable { case due, payday }

    /// What is counted.
    public enum CountUnit: String, Codable, Sendable { case instalment, month, year, day }

    /// What a value is the most or the least of: at most 3000, 至少一年, 15号之前.
    public enum Bound: String, Codable, Sendable {
        case atMost = "at_most"
        case atLeast = "at_least"
    }

    /// `amount`, `number`, `count`, `date`, `period`, `recurring`, `own_day`, `share`,
    /// `reference`, `phone`, `code`,
    /// or the name a user's corpus gave it.
    public var name: String
    /// What the text says.
    public var value: Value
    /// The words, exactly as typed.
    public var text: String
    /// Where it begins, in code points of the line as typed.
    public var start: Int
    /// Where it ends, exclusive.
    public var end: Int
    /// A range or an estimate (三五百, 100左右): to be asked about, never taken as it stands.
    public var approximate: Bool
    /// More, or less, is meant as well; of a day, the days from it on or up to it.
    public var bound: Bound?

    /// - Parameters:
    ///   - start: in code points of the line as typed.
    ///   - end: exclusive.
    public init(
        name: String, value: Value, text: String, start: Int, end: Int, approximate: Bool = false,
        bound: Bound? = nil
    ) {
        self.name = name
        self.value = value
        self.text = text
        self.start = start
        self.end = end
        self.approximate = approximate
        self.bound = bound
    }
}

/// Words of a line that look like a number and are in no value: nothing is made of them, and who
/// acts on the values beside them may be acting on half of what was said.
public struct Unread: Equatable, Codable, Sendable {
    /// Exactly as typed.
    public var text: String
    /// Where it begins, in code points of the line as typed.
    public var start: Int
    /// Where it ends, exclusive.
    public var end: Int

    init(text: String, start: Int, end: Int) {
        (self.text, self.start, self.end) = (text, start, end)
    }
}
