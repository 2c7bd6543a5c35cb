import Lending
import Quantities
import Testing

@testable import Ledger

@Suite struct PassingTimeTests {
    @Test func oneLeapEqualsDayByDay() throws {
        let leap = try Ledger.inMemory()
        let walk = try leap.copiedToMemory()
        let end = Moment(morning.day + 400, hour: 21)
        try leap.advance(to: end)
        for day in 0...400 {
            try walk.advance(to: Moment(morning.day + day, hour: 3))
            try walk.advance(to: Moment(morning.day + day, hour: 21))
        }
        #expect(try leap.everything() == walk.everything())
        #expect(try leap.verify() == [])
        for customer in try leap.customers() {
            #expect(try leap.known(customer.id, at: end) == walk.known(customer.id, at: end))
        }
    }

    @Test func doingItTwiceChangesNothing() throws {
        let ledger = try Ledger.inMemory()
        let end = morning + 45 * 86_400
        try ledger.advance(to: end)
        let once = try ledger.everything()
        try ledger.advance(to: end)
        // A clock that was set back.
        try ledger.advance(to: morning)
        #expect(try ledger.everything() == once)
        #expect(try ledger.known("wu-min").asOf == end.day)
    }

    @Test func debitsAtEightInTheEvening() throws {
        let ledger = try Ledger.inMemory()
        let day = morning.day
        let due = try ledger.known("wu-min").loans[0].duesUnpaid(on: day).total
        for (moment, isPending) in [
            (Moment(day, hour: 10), true), (Moment(day, hour: 19, minute: 59), true),
            (Moment(day, hour: 20), false), (Moment(day, hour: 23), false),
        ] {
            let account = try ledger.known("wu-min", at: moment)
            #expect((account.loans[0].pendingDebit != nil) == isPending)
            #expect(account.loans[0].paidRows == (isPending ? 2 : 3))
            #expect(
                account.customer.cardBalance == yuan(15_000) - (isPending ? .zero : due))
        }
        #expect(try ledger.count("receipts") == 0)
        #expect(try ledger.verify() == [])
    }

    @Test func debitsStatementsAndRowsOnTheirDay() throws {
        let ledger = try Ledger.inMemory()
        let account = try ledger.known("zhang-wei", at: Moment(morning.day + 14, hour: 20))
        #expect(account.statement?.unpaid == .zero)
        #expect(account.loans[0].paidRows == 3)
        #expect(
            account.customer.cardBalance == yuan(50_000 - 8_000) - Money(fen: 91_680))
    }

    @Test func leavesWhatTheCardDoesNotCover() throws {
        let ledger = try Ledger.inMemory()
        let before = try ledger.known("xu-bo")
        let due = try #require(before.loans[0].nextDue?.instalment.due)
        let later = try ledger.known("xu-bo", at: Moment(due + 4, hour: 12))
        #expect(later.loans[0].paidRows == 2)
        #expect(later.daysPastDue(on: due + 4) == 4)
        // A statement was cut in between, and nothing else happened.
        #expect(later.version == before.version + 1)
        let refused = try ledger.store.read {
            try $0.number(
                """
                SELECT count(*) FROM audit WHERE kind = 'debit-refused' AND customer = 'xu-bo'
                """)
        }
        #expect(refused == 1)
    }

    @Test func closesAContractWithItsLastRow() throws {
        let ledger = try Ledger.inMemory()
        let account = try ledger.known("feng-lan", at: morning + 20 * 86_400)
        #expect(account.loans.map(\.status) == [.settled])
        #expect(account.outstandingTotal(on: account.asOf) == .zero)
    }

    @Test func cutsAndNotesAnOverdueStatement() throws {
        let ledger = try Ledger.inMemory()
        try ledger.store.write { book in
            try book.run("UPDATE customers SET card_balance = 0 WHERE id = 'li-na'")
            let occasion = Occasion(customer: "li-na", origin: .opening, at: morning)
            for number in [1, 2] {
                let id = "PU9000000\(number)"
                try book.run(
                    """
                    INSERT INTO purchases (id, customer, merchant, amount, booked, statement)
                    VALUES (?, 'li-na', 'x', 5000, ?, NULL)
                    """, [id, morning.day.number])
                try book.post(.purchase(id: id, amount: yuan(50)), occasion)
            }
            try book.seal(["li-na"], at: morning)
        }
        let due = try #require(try ledger.known("li-na").statement?.due)
        // Overdue after grace; and while it is, the new purchases wait.
        let late = try ledger.known("li-na", at: Moment(due + 40, hour: 9))
        #expect(late.statement?.unpaid == Money(fen: 666_700))
        #expect(late.daysPastDue(on: due + 40) == 40)
        #expect(late.unbilled.count == 2)
        try ledger.store.write { book in
            try book.run("UPDATE customers SET card_balance = 5000000 WHERE id = 'li-na'")
            try book.run("UPDATE statements SET paid = purchases WHERE customer = 'li-na'")
            let statement = Operation.repayment(
                contract: try #require(late.statement?.id), principal: .statementReceivable,
                parts: Parts(principal: Money(fen: 666_700)))
            let occasion = Occasion(
                customer: "li-na", origin: .debit, at: Moment(due + 40, hour: 9))
            try book.post(statement, occasion)
            try book.seal(["li-na"], at: Moment(due + 40, hour: 9))
        }
        let next = try ledger.known("li-na", at: Moment(due + 75, hour: 9))
        #expect(next.statement?.purchases == yuan(100))
        #expect(next.statement?.overdueHistory == [true])
        #expect(next.unbilled.isEmpty)
        #expect(try ledger.verify() == [])
    }

    @Test(arguments: [
        ("2026-02-01", 31, "2026-02-28"), ("2026-03-01", 31, "2026-03-31"),
        ("2026-02-28", 28, "2026-02-28"), ("2026-03-02", 1, "2026-04-01"),
        ("2026-12-31", 30, "2027-01-30"), ("2024-02-15", 30, "2024-02-29"),
    ])
    func knowsTheNextCutDay(from: String, dayOfMonth: Int, is expected: String) throws {
        let next = CutDay(dayOfMonth: dayOfMonth).next(from: try #require(Day(from)))
        #expect(next.description == expected)
    }

    @Test func standsALeapOfAges() throws {
        let ledger = try Ledger.inMemory()
        let end = try #require(Day("9000-01-01"))
        #expect(try ledger.known("sun-mei", at: Moment(end)).asOf == end)
        #expect(try ledger.verify() == [])
    }
}
