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
        /// A part of a whole: 1/1 is all of it.
        case share(numerator: Int, denominator: Int)
        /// A reference, a phone number, a code, or what a user's corpus annotates.
        case text(String)
        /// A day or a sum that cannot be, such as 30 February: named, never guessed at.
        case impossible(String)
    }

    /// What is counted.
    public enum CountUnit: String, Codable, Sendable { case instalment, month, year, day }

    /// `amount`, `number`, `count`, `date`, `period`, `share`, `reference`, `phone`, `code`,
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

    /// - Parameters:
    ///   - start: in code points of the line as typed.
    ///   - end: exclusive.
    public init(
        name: String, value: Value, text: String, start: Int, end: Int, approximate: Bool = false
    ) {
        self.name = name
        self.value = value
        self.text = text
        self.start = start
        self.end = end
        self.approximate = approximate
    }
}
