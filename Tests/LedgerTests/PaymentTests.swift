import Lending
import Quantities
import Testing

@testable import Ledger

/// Dues, statements and parts paid at the desk, posting by posting.
@Suite struct PaymentTests {
    private static func pay(
        _ contract: String, _ amount: Int64?, on day: Day
    ) -> (Account) throws -> Order {
        { account in
            let loan = try #require((account.loans + account.plans).first { $0.id == contract })
            let quote = try loan.duesQuote(paying: amount.map(Money.init(fen:)), on: day)
            return .payDues(contract: contract, quote)
        }
    }

    @Test(
        arguments: [
            // Ten days late: the whole row, and a penalty of 24 % a year on its principal.
            (
                "zhao-lei", "LN10006042", nil,
                ["1001 73765", "1301 -63198", "6011 -10146", "6051 -421"]
            ),
            // Less than is due: the penalty, then the interest, then the principal of the oldest
            // row.
            ("zhao-lei", "LN10006042", 400, ["1001 400", "6051 -400"]),
            (
                "zhao-lei", "LN10006042", 20_000,
                ["1001 20000", "1301 -9433", "6011 -10146", "6051 -421"]
            ),
            // A hundred days late: principal first.
            ("sun-mei", "LN10003379", 100_000, ["1001 100000", "1301 -100000"]),
            // Not due yet: the next instalment, ahead of its time.
            ("zhang-wei", "LN10003815", nil, ["1001 91680", "1301 -78998", "6011 -12682"]),
            ("liu-yang", "IP10007001", nil, ["1001 53600", "1302 -50000", "6021 -3600"]),
        ] as [(String, String, Int64?, [String])])
    func paysDues(customer: String, loan: String, amount: Int64?, lines: [String]) throws {
        let ledger = try Ledger.inMemory()
        let before = try ledger.known(customer).customer.cardBalance
        let execution = try ledger.carryOut(
            by: customer, Self.pay(loan, amount, on: morning.day))
        let receipt = try #require(execution.receipt)
        #expect(receipt.postings.lines == lines)
        #expect(try ledger.verify() == [])
        let after = try ledger.known(customer)
        #expect(after.customer.cardBalance == before - receipt.order.total)
        #expect(after.history.last?.receipt == receipt.number)
        // The debits that come find the book in order.
        try ledger.advance(to: morning + 400 * 86_400)
        #expect(try ledger.verify() == [])
    }

    /// Up to 90 days row by row, from 91 on all principal first (rule R12).
    @Test(arguments: [(80, ["6051", "6011", "1301"]), (81, ["1301"])])
    func theOrderTurnsAfterNinetyDays(days: Int, accounts: [String]) throws {
        let ledger = try Ledger.inMemory()
        try ledger.setCard(of: "zhao-lei", to: .zero)
        let now = Moment(morning.day + days, hour: 21)
        try ledger.advance(to: now)
        try ledger.setCard(of: "zhao-lei", to: yuan(9_000), at: now)
        #expect(try ledger.known("zhao-lei", at: now).daysPastDue(on: now.day) == days + 10)
        let execution = try ledger.carryOut(
            by: "zhao-lei", at: now, Self.pay("LN10006042", 60_000, on: now.day))
        let credited = try #require(execution.receipt).postings.dropFirst().map(\.account.rawValue)
        #expect(Set(credited) == Set(accounts))
        #expect(try ledger.verify() == [])
    }

    /// What has grown stays owed when the principal under it is paid; only what comes is less.
    @Test(.onBothStores) func aPenaltyThatHasGrownIsNotLost() throws {
        let ledger = try Ledger.inMemory()
        let day = morning.day
        let owed = try ledger.known("sun-mei").arrears(on: day)
        let principal = owed.principal.fen
        _ = try #require(
            ledger.carryOut(by: "sun-mei", Self.pay("LN10003379", principal, on: day)).receipt)
        let after = try ledger.known("sun-mei").arrears(on: day)
        #expect(after == Parts(interest: owed.interest, penalty: owed.penalty))
        #expect(try ledger.known("sun-mei", at: tomorrow).arrears(on: day + 1) == after)
        let rest = try ledger.carryOut(
            by: "sun-mei", at: tomorrow, key: "c1-Q2",
            Self.pay("LN10003379", nil, on: tomorrow.day))
        #expect(rest.receipt?.order.total == owed.interest + owed.penalty, "\(rest)")
        #expect(try ledger.known("sun-mei", at: tomorrow).daysPastDue(on: tomorrow.day) == 0)
        #expect(try ledger.verify() == [])
    }

    @Test(.onBothStores, arguments: [(800_000, 0), (80_000, 720_000)] as [(Int64, Int64)])
    func paysAStatement(amount: Int64, left: Int64) throws {
        let ledger = try Ledger.inMemory()
        let execution = try ledger.carryOut(by: "zhang-wei") {
            .payStatement(id: try #require($0.statement).id, amount: Money(fen: amount))
        }
        #expect(execution.receipt?.postings.lines == ["1001 \(amount)", "1303 -\(amount)"])
        #expect(try ledger.known("zhang-wei").statement?.unpaid == Money(fen: left))
        #expect(try ledger.verify() == [])
    }

    private static func part(
        _ amount: Int64, _ mode: PrepaymentQuote.Mode, of id: String, on day: Day
    ) -> (Account) throws -> Order {
        { account in
            let loan = try #require(account.loans.first { $0.id == id })
            return .prepay(
                loan: id, try loan.prepaymentQuote(of: Money(fen: amount), mode: mode, on: day))
        }
    }

    /// 3,000.00 of 8,454.90 on the 14th day of the period at 18 %: 21.00 of interest, 30.00 of fee.
    @Test(
        arguments: [
            ("zhang-wei", "LN10003815", 300_000, .reduceInstalment, 10, 59_150),
            ("zhang-wei", "LN10003815", 300_000, .shortenTerm, 7, 91_680),
            ("wang-fang", "LN10004731", 200_000, .reduceInstalment, 19, 48_473),
            ("wang-fang", "LN10004731", 200_000, .shortenTerm, 15, 59_000),
            ("wang-fang", "LN10005908", 500_000, .reduceInstalment, 9, 15_000),
        ] as [(String, String, Int64, PrepaymentQuote.Mode, Int, Int64)])
    func paysAPartEarly(
        customer: String, id: String, amount: Int64, mode: PrepaymentQuote.Mode, rows: Int,
        next: Int64
    ) throws {
        let ledger = try Ledger.inMemory()
        let execution = try ledger.carryOut(
            by: customer, Self.part(amount, mode, of: id, on: morning.day))
        guard let receipt = execution.receipt, case .prepay(_, let quote) = receipt.order else {
            Issue.record("\(execution)")
            return
        }
        #expect(receipt.postings.first?.debit == quote.total)
        let loan = try #require(try ledger.known(customer).loans.first { $0.id == id })
        let left = loan.rows.filter { !$0.isPaid }
        #expect(left.map(\.instalment) == quote.rows)
        #expect(left.count == rows)
        #expect(loan.outstandingPrincipal == quote.remainingPrincipal)
        #expect(loan.prepayments.map(\.parts) == [quote.parts])
        let first = try #require(left.first).instalment
        #expect(first.total.fen == next)
        #expect(try ledger.verify() == [])
        try ledger.advance(to: morning + 800 * 86_400)
        #expect(try ledger.verify() == [])
        let end = try ledger.known(customer, at: morning + 800 * 86_400)
        #expect(end.loans.allSatisfy { $0.status == .settled })
    }

    @Test(.onBothStores) func paysAPartTwiceAndThenOff() throws {
        let ledger = try Ledger.inMemory()
        let id = "LN10003815"
        func pay(_ amount: Int64, _ mode: PrepaymentQuote.Mode, at now: Moment) throws -> Execution
        {
            try ledger.carryOut(
                by: "zhang-wei", at: now, key: "c\(now.seconds)",
                Self.part(amount, mode, of: id, on: valueDate(at: now)))
        }
        #expect(try pay(100_000, .shortenTerm, at: morning).receipt != nil)
        #expect(
            try pay(100_000, .shortenTerm, at: morning + 60)
                == .refused(.notPossible("DUPLICATE_SAME_DAY")))
        #expect(
            try pay(100_000, .shortenTerm, at: tomorrow)
                == .refused(.notPossible("ONCE_PER_PERIOD")))
        let later = Moment(morning.day + 20, hour: 10)
        #expect(try pay(100_000, .reduceInstalment, at: later).receipt != nil)
        #expect(try ledger.verify() == [])
        let (order, evidence) = try ledger.settlement(of: id, by: "zhang-wei", at: later)
        let off = try ledger.execute(
            order, customer: "zhang-wei", key: "off", evidence: evidence, at: later)
        #expect(off.receipt != nil)
        #expect(try ledger.verify() == [])
    }

    @Test(.onBothStores) func paysBackAPartOfWhatIsDrawn() throws {
        let ledger = try Ledger.inMemory()
        let execution = try ledger.carryOut(by: "chen-jie") { account in
            let loan = account.loans[0]
            return .repayDrawn(
                loan: loan.id, try loan.drawnRepayment(of: yuan(4_000), on: morning.day))
        }
        #expect(execution.receipt?.postings.lines == ["1001 400000", "1301 -400000"])
        let account = try ledger.known("chen-jie")
        #expect(account.loans[0].outstandingPrincipal == yuan(6_000))
        #expect(account.credit.used == yuan(6_000))
        #expect(try ledger.verify() == [])
        let (order, evidence) = try ledger.settlement(by: "chen-jie", at: tomorrow)
        #expect(
            try ledger.execute(
                order, customer: "chen-jie", key: "c1-Q2", evidence: evidence, at: tomorrow
            ).receipt != nil)
        #expect(try ledger.verify() == [])
    }

    @Test(
        arguments: [
            ("zhao-lei", "LN10006042", 100_000, "OVERDUE_CLEAR_FIRST"),
            ("zhou-qiang", "LN10005516", 100_000, "SAME_DAY_DRAWDOWN"),
            ("wu-min", "LN10004183", 100_000, "PENDING_DEDUCTION"),
            ("he-tao", "LN10006391", 100_000, "ACCOUNT_FROZEN"),
            ("feng-lan", "LN10001772", 50_000, "LAST_PERIOD"),
            ("zhang-wei", "LN10003815", 9_999, "BELOW_MINIMUM"),
            ("zhang-wei", "LN10003815", 835_491, "REMAINDER_TOO_SMALL"),
            ("xu-bo", "LN10005245", 100_000, "INSUFFICIENT_FUNDS"),
            ("zhang-wei", "LN10002264", 100_000, "NO_SUCH_CONTRACT"),
        ] as [(String, String, Int64, String)])
    func refusesAPart(customer: String, id: String, amount: Int64, code: String) throws {
        let ledger = try Ledger.inMemory()
        let before = try ledger.everything()
        let quote: PrepaymentQuote
        do {
            let loans = try ledger.known(customer).loans
            quote = try (loans.first { $0.id == id } ?? loans[0]).prepaymentQuote(
                of: Money(fen: amount), mode: .reduceInstalment, on: morning.day)
        } catch {
            // The rule that is asked here refuses to quote; somebody else's quote will do.
            quote = try ledger.known("zhang-wei").loans[0].prepaymentQuote(
                of: Money(fen: amount), mode: .reduceInstalment, on: morning.day)
        }
        let execution = try ledger.carryOut(by: customer) { _ in .prepay(loan: id, quote) }
        guard case .refused(let refusal) = execution else {
            Issue.record("\(execution)")
            return
        }
        #expect(refusal.code == code)
        #expect(try ledger.everything() == before)
    }
}
