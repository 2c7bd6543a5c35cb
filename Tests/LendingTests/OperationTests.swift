import Lending
import Quantities
import Testing

struct OperationTests {
    static let all: [Lending.Operation] = [
        .drawdown(loan: "LN1", amount: Money(fen: 1000)),
        .purchase(id: "PU1", amount: Money(fen: 1000)),
        .convertStatement(statement: "ST1", plan: "IP1", amount: Money(fen: 1000)),
        .repayment(
            contract: "ST1", principal: .statementReceivable,
            parts: Parts(
                principal: Money(fen: 1), interest: Money(fen: 2), fee: Money(fen: 3),
                penalty: Money(fen: 4), prepaymentFee: Money(fen: 5), unapplied: Money(fen: 6))),
        .repayment(contract: "LN1", principal: .loanPrincipal, parts: .zero),
    ]

    @Test(arguments: all)
    func isBalancedAndCanBeUndone(_ operation: Lending.Operation) throws {
        let postings = operation.postings
        #expect(postings.map(\.signed).sum() == .zero)
        #expect(
            postings.allSatisfy { $0.debit >= .zero && $0.credit >= .zero && $0.signed != .zero })
        let reversal = Operation.reversal(of: "O1", lines: operation.lines).postings
        #expect(zip(postings, reversal).allSatisfy { $0.signed == -$1.signed })
        #expect(reversal.count == postings.count)
        #expect(try roundTrip(operation) == operation)
    }

    @Test func linesComeInTheRulesOrder() {
        #expect(
            Self.all[3].postings.map { "\($0.account.rawValue) \($0.signed.fen)" } == [
                "1001 21", "1303 -1", "6011 -2", "6021 -3", "6051 -4", "6052 -5", "2241 -6",
            ])
        #expect(
            Self.all[1].postings.map { "\($0.account.rawValue) \($0.signed.fen)" } == [
                "1303 1000", "1001 -1000",
            ])
        #expect(Self.all[4].postings.isEmpty)
    }
}
