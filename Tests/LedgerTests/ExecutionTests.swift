import Foundation
import Lending
import Quantities
import Testing

@testable import Ledger

@Suite(.onBothStores) struct ExecutionTests {
    @Test func settlesWithTheLinesOfTheRule() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        let before = try ledger.known("zhang-wei")
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        let execution = try ledger.execute(
            order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)

        let receipt = try #require(execution.receipt)
        #expect(execution == .posted(receipt))
        #expect(receipt.number == "R000001")
        #expect(receipt.at == morning)
        #expect(receipt.order == order)
        #expect(
            receipt.postings.lines == ["1001 859863", "1301 -845490", "6011 -5918", "6052 -8455"])

        let reopened = try Ledger(at: .file(folder.file()), now: tomorrow)
        for ledger in [ledger, reopened] {
            let after = try ledger.known("zhang-wei")
            #expect(after.loans[0].status == .settled)
            #expect(after.loans[0].rows.allSatisfy { $0.isPaid })
            #expect(after.version == before.version + 1)
            #expect(after.customer.cardBalance == before.customer.cardBalance - order.total)
            #expect(try ledger.verify() == [])
        }
        #expect(reopened.opened == morning.day)
    }

    @Test func convertsWithTheLinesOfTheRule() throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.conversion(of: yuan(6_000), into: 12, by: "li-na")
        let execution = try ledger.execute(
            order, customer: "li-na", key: "c1-Q1", evidence: evidence, at: morning)
        #expect(order.total == Money(fen: 643_200))
        #expect(execution.receipt?.postings.lines == ["1302 600000", "1303 -600000"])

        let after = try ledger.known("li-na")
        #expect(after.statement?.unpaid == yuan(667))
        #expect(after.plans.map(\.rows.count) == [12])
        #expect(after.plans[0].source == after.statement?.id)
        #expect(after.credit.used == Money(fen: 666_700))
        #expect(try ledger.verify() == [])

        let again = try ledger.conversion(of: yuan(600), into: 3, by: "li-na")
        #expect(
            try ledger.execute(
                again.order, customer: "li-na", key: "c1-Q2", evidence: again.evidence, at: morning)
                == .refused(.notPossible("ALREADY_CONVERTED")))
    }

    @Test(arguments: [
        ("wang-fang", "LN10002264"), ("wang-fang", "LN10004731"), ("wang-fang", "LN10005908"),
        ("chen-jie", "LN10001637"), ("liu-yang", "IP10007001"), ("zheng-hao", "LN10002950"),
        ("feng-lan", "LN10001772"),
    ])
    func settlesEveryKindOfContract(customer: String, loan: String) throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(of: loan, by: customer)
        let execution = try ledger.execute(
            order, customer: customer, key: "c1-Q1", evidence: evidence, at: morning)
        let after = try ledger.known(customer)
        let contract = (after.loans + after.plans).first { $0.id == loan }
        #expect(execution.receipt?.order == order)
        #expect(contract?.status == .settled)
        #expect(contract?.outstandingPrincipal == .zero)
        #expect(try ledger.verify() == [])
        try ledger.advance(to: morning + 400 * 86_400)
        #expect(try ledger.verify() == [])
    }

    @Test func settlesArrearsWithTheirPenalty() throws {
        let ledger = try Ledger.inMemory()
        try ledger.store.write { book in
            try book.run("UPDATE customers SET card_balance = 5000000 WHERE id = 'sun-mei'")
            try book.seal(["sun-mei"], at: morning)
        }
        let (order, evidence) = try ledger.settlement(by: "sun-mei")
        let execution = try ledger.execute(
            order, customer: "sun-mei", key: "c1-Q1", evidence: evidence, at: morning)
        let accounts = execution.receipt?.postings.map(\.account)
        #expect(
            accounts == [
                .cash, .loanPrincipal, .interestIncome, .penaltyIncome, .prepaymentFeeIncome,
            ])
        #expect(try ledger.verify() == [])
    }

    @Test func doesAnOrderOnce() throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        func send(_ key: String, _ order: Order, _ customer: String) throws -> Execution {
            try ledger.execute(
                order, customer: customer, key: key, evidence: evidence, at: morning + 86_400)
        }
        let first = try ledger.execute(
            order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
        let receipt = try #require(first.receipt)
        let version = try ledger.known("zhang-wei").version

        #expect(try send("c1-Q1", order, "zhang-wei") == .alreadyDone(receipt))
        // Another terminal with a key of its own sees what the first one did.
        #expect(try send("c2-Q1", order, "zhang-wei") == .alreadyDone(receipt))
        let other = try ledger.settlement(by: "feng-lan").order
        #expect(try send("c1-Q1", other, "feng-lan") == .refused(.notPossible("KEY_REUSED")))
        #expect(try ledger.count("receipts") == 1)
        #expect(try ledger.known("zhang-wei").version == version)
    }

    @Test func refusesWhatHasChanged() throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        let before = try ledger.everything()
        func execute(
            _ order: Order, at: Moment = morning, change: (inout Evidence) -> Void = { _ in }
        ) throws -> Execution {
            var evidence = evidence
            change(&evidence)
            return try ledger.execute(
                order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: at)
        }
        guard case .settle(let loan, var quote) = order else { return }
        quote.prepaymentFee -= Money(fen: 1)

        #expect(try execute(order) { $0.accountVersion -= 1 } == .stale)
        #expect(try execute(order) { $0.accountVersion += 1 } == .stale)
        #expect(try execute(.settle(loan: loan, quote)) == .stale)
        #expect(try execute(order, at: morning + 301) == .expired)
        #expect(
            try execute(order) { $0.level = 1 } == .refused(.notPossible("NOT_AUTHORISED")))
        #expect(
            try execute(order) { $0.consent = "" } == .refused(.notPossible("NOT_AUTHORISED")))
        #expect(try ledger.everything() == before)
        #expect(
            try execute(order, at: tomorrow) { $0.validUntil = tomorrow + 300 } == .stale)
    }

    @Test(arguments: [
        ("xu-bo", "INSUFFICIENT_FUNDS"), ("zhao-lei", "INSUFFICIENT_FUNDS"),
        ("wu-min", "PENDING_DEDUCTION"), ("he-tao", "ACCOUNT_FROZEN"),
    ])
    func refusesAndChangesNothing(customer: String, code: String) throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(by: customer)
        let before = try ledger.everything()
        let execution = try ledger.execute(
            order, customer: customer, key: "c1-Q1", evidence: evidence, at: morning)
        guard case .refused(let refusal) = execution else {
            Issue.record("\(execution)")
            return
        }
        #expect(refusal.code == code)
        #expect(try ledger.everything() == before)
    }

    @Test(arguments: [
        ("ma-li", "MULTI_LENDER_ELEVATED"), ("gao-fei", "MULTI_LENDER_HIGH"),
    ])
    func scansForRiskBeforeConverting(customer: String, code: String) throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.conversion(of: yuan(3_000), into: 6, by: customer)
        #expect(
            try ledger.execute(
                order, customer: customer, key: "c1-Q1", evidence: evidence, at: morning)
                == .refused(.notPossible(code)))
    }

    @Test func keepsToTheCustomersOwnContracts() throws {
        let ledger = try Ledger.inMemory()
        let (order, _) = try ledger.settlement(by: "feng-lan")
        let account = try ledger.known("zhang-wei")
        #expect(
            try ledger.execute(
                order, customer: "zhang-wei", key: "c1-Q1", evidence: .of(account, at: morning),
                at: morning) == .refused(.notPossible("NO_SUCH_CONTRACT")))
    }

    @Test func oneOfTwoTerminalsWins() async throws {
        let folder = try Folder()
        let path = folder.file()
        let first = try Ledger(at: .file(path), now: morning)
        let (order, evidence) = try first.settlement(by: "zhang-wei")
        let executions = try await withThrowingTaskGroup(of: Execution.self) { group in
            for terminal in 0..<4 {
                group.addTask {
                    try Ledger(at: .file(path), now: morning).execute(
                        order, customer: "zhang-wei", key: "c\(terminal)-Q1", evidence: evidence,
                        at: morning)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let posted = executions.filter { if case .posted = $0 { true } else { false } }
        #expect(posted.count == 1)
        #expect(Set(executions.compactMap(\.receipt?.number)) == ["R000001"])
        #expect(try first.count("receipts") == 1)
        #expect(try first.verify() == [])
    }

    @Test func numbersReceiptsWithoutGaps() throws {
        let ledger = try Ledger.inMemory()
        for (number, customer) in ["zhang-wei", "feng-lan", "zheng-hao", "chen-jie"].enumerated() {
            let (order, evidence) = try ledger.settlement(by: customer)
            let execution = try ledger.execute(
                order, customer: customer, key: "c1-Q\(number)", evidence: evidence, at: morning)
            #expect(execution.receipt?.number == "R00000\(number + 1)")
        }
        #expect(try ledger.verify() == [])
    }

    @Test func refusesAKeyThatIsNone() throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        let error = LedgerError.notAcceptable("the key of an order has 1 to 200 characters")
        for key in ["", String(repeating: "k", count: 201)] {
            #expect(throws: error) {
                try ledger.execute(
                    order, customer: "zhang-wei", key: key, evidence: evidence, at: morning)
            }
        }
    }
}
