/// An amount of money in fen (0.01 CNY), exact. Never a floating-point number.
public struct Money: Hashable, Comparable, Sendable {
    /// The amount in fen; negative only for differences such as a net saving.
    public let fen: Int64

    /// - Parameter fen: hundredths of a yuan.
    public init(fen: Int64) { self.fen = fen }

    /// Nothing.
    public static let zero = Money(fen: 0)
    /// The largest sum the desk handles: 10^12 fen, ten thousand million yuan. Larger ones are
    /// refused.
    public static let limit = Money(fen: 1_000_000_000_000)

    /// Whether the desk handles a sum of this size.
    public var isWithinLimit: Bool { fen.magnitude <= Self.limit.fen.magnitude }

    public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }
    public static func + (a: Money, b: Money) -> Money { Money(fen: a.fen + b.fen) }
    public static func - (a: Money, b: Money) -> Money { Money(fen: a.fen - b.fen) }
    public static func += (a: inout Money, b: Money) { a = a + b }
    public static func -= (a: inout Money, b: Money) { a = a - b }
    public static prefix func - (a: Money) -> Money { Money(fen: -a.fen) }
    public static func * (a: Money, times: Int) -> Money { Money(fen: a.fen * Int64(times)) }
}

extension Money: Codable {
    public init(from decoder: any Decoder) throws {
        fen = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fen)
    }
}

extension Money: CustomStringConvertible {
    /// Digits with thousands separators and two decimals, without a currency: `6,432.00`, `-0.05`.
    public var description: String {
        let fraction = fen.magnitude % 100
        return (fen < 0 ? "-" : "") + Self.grouped(fen.magnitude / 100)
            + (fraction < 10 ? ".0" : ".") + String(fraction)
    }

    private static func grouped(_ yuan: UInt64) -> String {
        let digits = Array(String(yuan))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

extension Sequence<Money> {
    /// All of them together; zero of none.
    public func sum() -> Money { reduce(.zero, +) }
}
