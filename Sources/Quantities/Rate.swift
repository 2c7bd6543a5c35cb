/// A rate in parts per million: 18 % is 180,000 ppm. Per year unless the name says otherwise.
package struct Rate: Hashable, Comparable, Sendable {
    package let ppm: Int64

    package init(ppm: Int64) { self.ppm = ppm }

    package static let zero = Rate(ppm: 0)

    package static func < (a: Rate, b: Rate) -> Bool { a.ppm < b.ppm }

    /// The share of an amount, half up to the fen.
    package func share(of amount: Money) -> Money {
        Money(fen: roundHalfUp(Int128(amount.fen) * Int128(ppm), over: 1_000_000))
    }
}

extension Rate: Codable {
    package init(from decoder: any Decoder) throws {
        ppm = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ppm)
    }
}

extension Rate: CustomStringConvertible {
    /// Percent, whole or with two decimals, more where the rate needs them: `18%`, `0.60%`,
    /// `23.98%`.
    package var description: String {
        let whole = ppm / 10_000
        var fraction = String(ppm.magnitude % 10_000)
        fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
        if ppm.magnitude % 10_000 == 0 { fraction = "" }
        while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? "\(whole)%" : "\(whole).\(fraction)%"
    }
}
