import Foundation
import Quantities
import Testing

struct MoneyTests {
    @Test(arguments: [
        (0, "0.00"), (1, "0.01"), (-5, "-0.05"), (99, "0.99"), (100, "1.00"), (-100, "-1.00"),
        (99_999, "999.99"), (100_000, "1,000.00"), (643_200, "6,432.00"),
        (-123_456_789, "-1,234,567.89"), (100_000_000_000, "1,000,000,000.00"),
        (Int64.max, "92,233,720,368,547,758.07"), (Int64.min, "-92,233,720,368,547,758.08"),
    ])
    func description(_ fen: Int64, is text: String) {
        #expect(Money(fen: fen).description == text)
    }

    @Test(arguments: [
        (1_000_000_000_000, true), (1_000_000_000_001, false), (-1_000_000_000_000, true),
        (Int64.min, false),
    ])
    func limit(_ fen: Int64, within: Bool) {
        #expect(Money(fen: fen).isWithinLimit == within)
    }

    @Test func arithmetic() {
        var sum = Money(fen: 250)
        sum += Money(fen: 50)
        sum -= Money(fen: 1)
        #expect(sum == Money(fen: 299))
        #expect(-sum * 2 == Money(fen: -598))
        #expect([Money(fen: 1), Money(fen: 2)].sum() == Money(fen: 3))
        #expect([Money]().sum() == .zero)
        #expect(Money(fen: -1) < .zero)
    }

    @Test func codesAsFen() throws {
        #expect(
            String(decoding: try JSONEncoder().encode([Money(fen: 205)]), as: UTF8.self) == "[205]")
        #expect(try JSONDecoder().decode([Money].self, from: Data("[-3]".utf8)) == [Money(fen: -3)])
    }
}

struct RateTests {
    @Test(arguments: [
        (180_000, "18%"), (6500, "0.65%"), (239_800, "23.98%"), (0, "0%"), (1, "0.0001%"),
        (1_000_000, "100%"), (10_010, "1.001%"),
    ])
    func description(_ ppm: Int64, is text: String) {
        #expect(Rate(ppm: ppm).description == text)
    }

    @Test(arguments: [
        (6000, 600_000, 3600), (6500, 345_678, 2247), (10_000, 845_490, 8455), (5000, 100, 1),
        (4999, 100, 0), (0, 100, 0),
    ])
    func share(_ ppm: Int64, of fen: Int64, is expected: Int64) {
        #expect(Rate(ppm: ppm).share(of: Money(fen: fen)) == Money(fen: expected))
    }
}

struct RoundingTests {
    /// Numerator, denominator, then half up, down, up.
    @Test(arguments: [
        (0, 7, 0, 0, 0), (1, 2, 1, 0, 1), (3, 2, 2, 1, 2), (5, 2, 3, 2, 3), (201, 2, 101, 100, 101),
        (1, 3, 0, 0, 1), (2, 3, 1, 0, 1), (6, 3, 2, 2, 2), (499_999, 1_000_000, 0, 0, 1),
        (500_000, 1_000_000, 1, 0, 1),
    ])
    func ties(
        _ numerator: Int128, _ denominator: Int128, _ halfUp: Int64, _ down: Int64, _ up: Int64
    ) {
        #expect(roundHalfUp(numerator, over: denominator) == halfUp)
        #expect(roundDown(numerator, over: denominator) == down)
        #expect(roundUp(numerator, over: denominator) == up)
    }

    @Test func wideProductsKeepEveryDigit() {
        let product = Int128(1_000_000_000_000) * 10_000_000 * 3_600_000
        #expect(roundHalfUp(product, over: 360_000_000) == 100_000_000_000_000_000)
    }
}
