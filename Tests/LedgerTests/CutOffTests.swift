import Lending
import Quantities
import Testing

@testable import Ledger

/// At 22:00 the value date moves, and a quote of before is no longer good.
@Suite(.onBothStores) struct CutOffTests {
    @Test(arguments: [
        ("2026-03-01T21:59+08:00", "2026-03-01", 59_18),
        ("2026-03-01T22:00+08:00", "2026-03-02", 63_41),
        ("2026-03-02T00:00+08:00", "2026-03-02", 63_41),
    ])
    func theValueDateMoves(at time: String, day: String, interest: Int64) throws {
        let now = try #require(Moment(time))
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(by: "zhang-wei", at: now)
        guard case .settle(_, let quote) = order else { return }
        #expect(quote.valueDate.description == day)
        #expect(quote.accruedInterest == Money(fen: interest))
        let execution = try ledger.execute(
            order, customer: "zhang-wei", key: "k", evidence: evidence, at: now)
        #expect(execution.receipt?.order == order)
    }

    /// Agreed to before the cut-off, handed over after it.
    @Test func aQuoteEndsAtItsCutOff() throws {
        let ledger = try Ledger.inMemory()
        let before = try #require(Moment("2026-03-01T21:58+08:00"))
        var (order, evidence) = try ledger.settlement(by: "zhang-wei", at: before)
        evidence.validUntil = Product.nextCutOff(after: before)
        func send(_ key: String, at time: String) throws -> Execution {
            try ledger.execute(
                order, customer: "zhang-wei", key: key, evidence: evidence,
                at: try #require(Moment(time)))
        }
        #expect(try send("k1", at: "2026-03-01T22:01+08:00") == .expired)
        // Even with a longer promise the day's interest is another.
        evidence.validUntil = before + 86_400
        #expect(try send("k2", at: "2026-03-01T22:01+08:00") == .stale)
        #expect(try ledger.count("receipts") == 0)
        (order, evidence) = try ledger.settlement(
            by: "zhang-wei", at: try #require(Moment("2026-03-01T22:01+08:00")))
        #expect(try send("k3", at: "2026-03-01T22:02+08:00").receipt?.number == "R000001")
    }

    /// The same order from the same quote's account, sent twice under two keys.
    @Test(arguments: ["settle", "convert"])
    func anEqualOrderIsAnsweredWithItsReceipt(kind: String) throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) =
            kind == "settle"
            ? try ledger.settlement(by: "zhang-wei")
            : try ledger.conversion(of: yuan(6_000), into: 12, by: "zhang-wei")
        let first = try ledger.execute(
            order, customer: "zhang-wei", key: "one", evidence: evidence, at: morning)
        let receipt = try #require(first.receipt)
        let second = try ledger.execute(
            order, customer: "zhang-wei", key: "two", evidence: evidence, at: morning)
        #expect(first == .posted(receipt) && second == .alreadyDone(receipt))
        #expect(try ledger.count("receipts") == 1)
    }
}
