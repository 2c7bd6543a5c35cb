import Lending
import Quantities
import Testing

@testable import Ledger

/// A receipt is worked out again from terms, journal and rules; what differs is said.
@Suite struct ProofTests {
    private func proof(_ ledger: Ledger, _ number: String = "R000001") throws -> Proof {
        try #require(try ledger.prove(number))
    }

    @Test func showsEveryFigureOfASettlement() throws {
        let proof = try proof(VerificationTests.lived())
        #expect(proof.holds, "\(proof.findings)")
        #expect(
            proof.lines.map { "\($0.account.rawValue) \($0.amount.fen)" }
                == ["1001 859863", "1301 -845490", "6011 -5918", "6052 -8455"])
        #expect(proof.lines[1].reason == .notDue(first: 3, last: 12))
        #expect(
            proof.lines[2].reason
                == .interest(
                    on: Money(fen: 845_490), rate: Rate(ppm: 180_000), days: 14,
                    atMost: Money(fen: 12_682)))
        #expect(
            proof.lines[3].reason
                == .prepaymentFee(on: Money(fen: 845_490), rate: Rate(ppm: 10_000)))
    }

    @Test func showsThePriceOfAPlan() throws {
        let proof = try proof(VerificationTests.lived(), "R000002")
        #expect(proof.holds, "\(proof.findings)")
        #expect(proof.lines.map(\.amount.fen) == [600_000, -600_000])
        guard case .plan(let price) = proof.notes.first else {
            Issue.record("\(proof.notes)")
            return
        }
        #expect([price.periods, price.nominal, price.effective] == [12, 1303, 1384])
        #expect(price.totalFee == Money(fen: 43_200))
    }

    @Test(arguments: [
        ("wang-fang", "LN10002264"), ("wang-fang", "LN10004731"), ("wang-fang", "LN10005908"),
        ("chen-jie", "LN10001637"), ("liu-yang", "IP10007001"), ("zheng-hao", "LN10002950"),
        ("feng-lan", "LN10001772"), ("sun-mei", "LN10003379"),
    ])
    func holdsForEveryKindOfContract(customer: String, loan: String) throws {
        let ledger = try Ledger.inMemory()
        try ledger.store.write { book in
            try book.run("UPDATE customers SET card_balance = 9000000")
            try book.seal(Set(try book.people().map(\.id)), at: morning)
        }
        let (order, evidence) = try ledger.settlement(of: loan, by: customer)
        let execution = try ledger.execute(
            order, customer: customer, key: "c1-Q1", evidence: evidence, at: morning)
        #expect(execution.receipt != nil)
        let proof = try proof(ledger)
        #expect(proof.holds, "\(proof.findings)")
        #expect(proof.lines.map(\.amount).sum() == .zero)
        #expect(proof.lines.first?.amount == order.total)
    }

    @Test(arguments: [
        (
            """
            UPDATE postings SET credit = credit + 1 WHERE account = '6011'
                AND operation = (SELECT operation FROM receipts WHERE number = 1)
            """,
            "account 6011"
        ),
        ("UPDATE loans SET annual_rate = 170000 WHERE id = 'LN10003815'", "operation"),
        (
            "UPDATE receipts SET content = replace(content, '845490', '845491') WHERE number = 1",
            "audit record"
        ),
        (
            "UPDATE operations SET at = at + 86400 WHERE number = (SELECT operation FROM receipts WHERE number = 1)",
            "account 6011"
        ),
    ])
    func saysWhatDisagrees(sql: String, words: String) throws {
        let ledger = try VerificationTests.lived()
        try ledger.tamper(sql)
        let proof = try proof(ledger)
        #expect(!proof.holds)
        #expect(proof.findings.contains { $0.description.contains(words) }, "\(proof.findings)")
    }

    @Test func knowsNoOtherReceipts() throws {
        let ledger = try VerificationTests.lived()
        for number in ["R000003", "R1", "", "H000001", "R000000"] {
            #expect(try ledger.prove(number) == nil)
        }
    }
}
