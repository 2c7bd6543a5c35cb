import Lending
import Quantities

/// Contracts drawn from a seed, reproducibly (SplitMix64).
struct RandomContracts: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func oneOf<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &self)]
    }

    mutating func amount(_ range: ClosedRange<Int64>) -> Money {
        Money(fen: Int64.random(in: range, using: &self))
    }

    /// Mostly ordinary contracts, sometimes of a few fen, so that rows of nothing occur.
    mutating func terms() -> Terms {
        let method = oneOf(RepaymentMethod.allCases.filter { $0 != .daily })
        let isFee = method == .flatFee
        return Terms(
            method: method, principal: amount(oneOf([1...50, 100...10_000, 10_000...20_000_000])),
            annualRate: isFee ? .zero : Rate(ppm: Int64.random(in: 0...360_000, using: &self)),
            feeRatePerPeriod: isFee ? Rate(ppm: Int64.random(in: 0...13_000, using: &self)) : .zero,
            feeTiming: oneOf([.perPeriod, .upfrontFirst]),
            periods: oneOf([1, 2, 3, 6, 9, 12, 24, 36]),
            start: Day(number: Int.random(in: 18_000...48_000, using: &self)))
    }

    mutating func loan(_ terms: Terms? = nil, paid: Int? = nil) throws -> Loan {
        let terms = terms ?? self.terms()
        var loan = try Sample.loan(
            terms, paid: paid ?? Int.random(in: 0..<terms.periods, using: &self))
        loan.flatFeePolicy = oneOf([.proRataCurrent, .waiveFuture, .chargeAll])
        return loan
    }

    /// A day in the period after the rows that are paid, or some weeks late.
    mutating func day(of loan: Loan) -> Day {
        let begin = loan.terms.start.adding(months: loan.paidRows)
        return max(loan.terms.start + 1, begin + Int.random(in: 0...45, using: &self))
    }

    mutating func dues() -> Parts {
        Parts(
            principal: amount(0...500_000), interest: amount(0...50_000), fee: amount(0...5000),
            penalty: amount(0...500))
    }

    /// Numbers from the ends of every range that matters.
    mutating func wild() -> Int64 {
        oneOf([
            .min, .min + 1, -1_000_000_000_001, -1, 0, 1, 2, 3, 12, 600, 601, 20_000, 180_000,
            10_000_000, 10_000_001, 1_000_000_000_000, 1_000_000_000_001, .max - 1, .max,
        ])
    }

    mutating func wildTerms() -> Terms {
        Terms(
            method: oneOf(RepaymentMethod.allCases), principal: Money(fen: wild()),
            annualRate: Rate(ppm: wild()), feeRatePerPeriod: Rate(ppm: wild()),
            feeTiming: oneOf([.perPeriod, .upfrontFirst]), periods: Int(wild()),
            start: Day(number: Int(wild())))
    }
}

extension Loan {
    /// The contract after a partial prepayment.
    func replacingRows(with quote: PrepaymentQuote) -> Loan {
        var loan = self
        let first = quote.rows.first?.number ?? 0
        loan.rows.removeAll { $0.instalment.number >= first }
        loan.rows += quote.rows.map { Row(instalment: $0) }
        return loan
    }
}
