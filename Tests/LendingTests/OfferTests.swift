import Lending
import Quantities
import Testing

/// The price table and its annual rates, and the cap.
struct OfferTests {
    /// 10,000.00 from 28 June 2026: term, first row, total fee, simple and compound rate.
    @Test(arguments: [
        (3, "3,408.33", "225.00", 1345, 1431), (6, "1,731.66", "390.00", 1325, 1409),
        (9, "1,173.11", "558.00", 1320, 1403), (12, "893.33", "720.00", 1303, 1384),
        (24, "476.66", "1,440.00", 1327, 1410),
    ])
    func offer(
        _ periods: Int, _ first: String, _ fee: String, _ nominal: Int, _ effective: Int
    ) throws {
        let due = Sample.statement.due
        let offers = try InstalmentOffer.offers(for: Sample.yuan(10_000), startingFrom: due)
        let offer = try #require(offers.first { $0.periods == periods })
        #expect(offer.first.description == first)
        #expect(offer.perPeriod == offer.first)
        #expect(offer.totalFee.description == fee)
        #expect((offer.annual.nominal, offer.annual.effective) == (nominal, effective))
        #expect(offer.totalPayable == offer.amount + offer.totalFee)
        #expect(offer.last == offer.rows.last?.total)
        #expect(offer.rows.first?.due.description == "2026-07-28")
        #expect(offer.rows.count == periods)
        #expect(try roundTrip(offer) == offer)
    }

    @Test func offersComeInTheOrderOfThePriceTable() throws {
        let offers = try InstalmentOffer.offers(
            for: Product.minimumConversion, startingFrom: Sample.statement.due)
        #expect(offers.map(\.periods) == [3, 6, 9, 12, 24])
        #expect(throws: LendingError.amount(.zero)) {
            try InstalmentOffer.offers(for: .zero, startingFrom: Sample.statement.due)
        }
    }

    @Test(arguments: [(11_000, 2353, false), (13_000, 2765, true)])
    func cap(_ ppm: Int64, _ nominal: Int, exceeded: Bool) throws {
        let offer = try InstalmentOffer(
            amount: Sample.yuan(10_000),
            price: Product.Price(periods: 12, feeRate: Rate(ppm: ppm)),
            startingFrom: Sample.statement.due)
        #expect(offer.annual.nominal == nominal)
        #expect(offer.annual.exceedsCap == exceeded)
    }

    /// One payment after a month: the rate is exact, so the cap and the ties can be hit exactly.
    @Test(arguments: [
        (1_020_000, 2400, false, "24.00000000"), (1_020_001, 2400, true, "24.00120000"),
        (1_000_000, 0, false, "0.00000000"), (1_015_000, 1800, false, "18.00000000"),
    ])
    func onePayment(_ fen: Int64, _ nominal: Int, exceeded: Bool, _ text: String) throws {
        let rate = try AnnualRate(disbursed: Sample.yuan(10_000), flows: [Money(fen: fen)])
        #expect(rate.nominal == nominal)
        #expect(rate.exceedsCap == exceeded)
        #expect(rate.nominalPercent == text)
    }

    @Test func tieOfTheAnnualRateIsRoundedUp() throws {
        // 8,690 fen on 8,000.00 a month is 13.035 % a year.
        let rate = try AnnualRate(disbursed: Sample.yuan(8000), flows: [Money(fen: 808_690)])
        #expect(rate.nominalPercent == "13.03500000")
        #expect(rate.nominal == 1304)
    }

    @Test func flowsWithoutARate() {
        let yuan = Sample.yuan
        #expect(throws: LendingError.noAnnualRate) {
            try AnnualRate(disbursed: yuan(100), flows: [yuan(50), yuan(49)])
        }
        #expect(throws: LendingError.noAnnualRate) {
            try AnnualRate(disbursed: Money(fen: 1), flows: [Money.limit])
        }
        #expect(throws: LendingError.periods(0)) {
            try AnnualRate(disbursed: yuan(100), flows: [])
        }
        #expect(throws: LendingError.amount(-yuan(1))) {
            try AnnualRate(disbursed: yuan(100), flows: [-yuan(1), yuan(200)])
        }
        #expect(throws: LendingError.amount(.zero)) {
            try AnnualRate(disbursed: .zero, flows: [yuan(1)])
        }
    }
}
