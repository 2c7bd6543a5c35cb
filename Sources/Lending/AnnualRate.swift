import Quantities

/// What a credit costs a year, every charge included (rule R11): from the monthly internal rate of
/// return, as a simple rate (times twelve) and as a compound one.
///
/// Together with the root search below, the only floating point in this module. It yields rates to
/// show and to compare with the cap, never an amount.
package struct AnnualRate: Equatable, Codable, Sendable {
    // In units of 10^-11 percent. Finer than the eight decimals ever shown, and coarser than the
    // noise of the root search, so a rate that is exactly a tie is rounded as one.
    private let monthlyUnits: Int64
    private let nominalUnits: Int64
    private let effectiveUnits: Int64

    /// - Parameters:
    ///   - disbursed: what the customer receives; charges deducted up front reduce it.
    ///   - flows: what the customer pays after one, two … whole months.
    /// - Throws: `LendingError` when nothing is disbursed, a flow is negative, more flows than
    ///   periods are allowed, they do not pay the money back, or the rate is beyond all bounds.
    package init(disbursed: Money, flows: [Money]) throws(LendingError) {
        try Limits.check(disbursed, from: Money(fen: 1))
        guard Limits.periods.contains(flows.count) else { throw .periods(flows.count) }
        for flow in flows { try Limits.check(flow) }
        let total = flows.sum()
        guard total >= disbursed else { throw .noAnnualRate }
        let rate = total == disbursed ? 0 : try Self.monthlyRate(disbursed: disbursed, flows: flows)
        var growth = 1.0
        for _ in 0..<12 { growth *= 1 + rate }
        guard growth < 500_000 else { throw .noAnnualRate }
        monthlyUnits = Self.units(rate)
        nominalUnits = Self.units(rate * 12)
        effectiveUnits = Self.units(growth - 1)
    }

    /// Simple annual rate (单利) in hundredths of a percent, half up: 1303 is 13.03 %.
    package var nominal: Int { Self.rounded(nominalUnits, decimals: 2) }
    /// Compound annual rate (复利) in hundredths of a percent, half up.
    package var effective: Int { Self.rounded(effectiveUnits, decimals: 2) }
    /// Monthly rate in hundredths of a percent, half up.
    package var monthly: Int { Self.rounded(monthlyUnits, decimals: 2) }

    /// Percent with eight decimals: `13.03422428`.
    package var nominalPercent: String { Self.percent(nominalUnits) }
    /// Compound annual rate in percent with eight decimals.
    package var effectivePercent: String { Self.percent(effectiveUnits) }
    /// Monthly rate in percent with eight decimals.
    package var monthlyPercent: String { Self.percent(monthlyUnits) }

    /// Whether the simple rate, to eight decimals, is above the cap of 24 % a year.
    package var exceedsCap: Bool {
        Self.rounded(nominalUnits, decimals: 8) > Int(Product.annualRateCap.ppm) * 10_000
    }
}

extension AnnualRate {
    private static func units(_ rate: Double) -> Int64 { Int64((rate * 1e13).rounded()) }

    private static func rounded(_ units: Int64, decimals: Int) -> Int {
        let divisor: Int128 = decimals == 2 ? 1_000_000_000 : 1000
        return Int(roundHalfUp(Int128(max(0, units)), over: divisor))
    }

    private static func percent(_ units: Int64) -> String {
        let value = rounded(units, decimals: 8)
        let digits = String(value % 100_000_000)
        return "\(value / 100_000_000)." + String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The root of present value = disbursed by Newton's method from zero. The present value falls
    /// and is convex in the rate, so each step stays below the root and nears it: no bracket and no
    /// starting guess are needed.
    private static func monthlyRate(
        disbursed: Money, flows: [Money]
    ) throws(LendingError) -> Double {
        var rate = 0.0
        for _ in 0..<500 {
            let discount = 1 / (1 + rate)
            var (power, value, slope) = (1.0, -Double(disbursed.fen), 0.0)
            for (index, flow) in flows.enumerated() {
                power *= discount
                value += Double(flow.fen) * power
                slope += Double(flow.fen) * power * discount * Double(index + 1)
            }
            guard slope > 0 else { break }
            let step = value / slope
            rate += step
            if step.magnitude < 1e-13 { return max(0, rate) }
        }
        throw .noAnnualRate
    }
}
