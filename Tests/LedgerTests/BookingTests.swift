import Lending
import Quantities
import Testing

@testable import Ledger

/// Repayments booked for a later day: nothing moves before, and on the day what was agreed to or
/// nothing.
@Suite(.onBothStores) struct BookingTests {
    private static let friday = morning.day + 5

    /// A settlement of the customer's first contract, booked on the usual morning.
    private static func settlement(on day: Day) -> (Account) throws -> Order {
        { account in
            let then = account.projected(to: day)
            let loan = try #require(then.loans.first)
            return .book(
                Booking(
                    day: day, order: .settle(loan: loan.id, try loan.payoffQuote(on: day))))
        }
    }

    private static func payment(_ fen: Int64, on day: Day) -> (Account) throws -> Order {
        { account in
            let statement = try #require(account.statement)
            let payment = Order.payStatement(id: statement.id, amount: Money(fen: fen))
            return .book(Booking(day: day, order: payment))
        }
    }

    private static func cancelling(_ account: Account) throws -> Order {
        .cancelBooking(try #require(account.bookings.first))
    }

    private static func told(_ ledger: Ledger, _ customer: String) throws -> [String] {
        try ledger.untoldOutcomes(of: customer).map { outcome in
            switch outcome {
            case .madeAsBooked(let receipt): "made \(receipt.number) \(receipt.order.total.fen)"
            case .bookingRefused(let reference, _, let reason): "\(reason) \(reference)"
            case .carriedOut, .notCarriedOut: "something else"
            }
        }
    }

    private static let evening = Moment(friday, hour: 20)

    @Test func isMadeOnItsDayAndNotBefore() throws {
        let ledger = try Ledger.inMemory()
        let before = try ledger.known("zhang-wei")
        let booked = try ledger.carryOut(
            by: "zhang-wei", Self.settlement(on: Self.friday))
        #expect(booked.receipt?.postings == [])
        try ledger.markTold(["R000001"], at: morning)
        let last = try ledger.known("zhang-wei", at: Moment(Self.friday, hour: 19))
        #expect(last.customer.cardBalance == before.customer.cardBalance)
        #expect(last.bookings.map(\.day) == [Self.friday])
        #expect(last.loans[0].status == .active)
        #expect(try Self.told(ledger, "zhang-wei") == [])
        let after = try ledger.known("zhang-wei", at: Self.evening)
        let total = try #require(last.bookings.first?.order.total)
        #expect(after.customer.cardBalance == before.customer.cardBalance - total)
        #expect(after.loans[0].status == .settled)
        #expect(after.bookings == [])
        #expect(try Self.told(ledger, "zhang-wei") == ["made R000002 \(total.fen)"])
        let proof = try #require(try ledger.prove("R000002"))
        #expect(proof.holds, "\(proof.findings)")
        #expect(proof.notes.contains(.asBooked("R000001", on: morning.day, atMost: total)))
        #expect(try ledger.prove("R000001")?.holds == true)
        try ledger.markTold(["R000002"], at: Self.evening)
        #expect(try Self.told(ledger, "zhang-wei") == [])
        #expect(try ledger.receipts().map(\.isAsBooked) == [false, true])
        #expect(try ledger.verify() == [])
    }

    /// What comes in between, and what becomes of the booking.
    @Test(arguments: [
        ("the card is emptied", "INSUFFICIENT_FUNDS"),
        ("it is settled at the desk", "ALREADY_SETTLED"),
        ("the account is frozen", "ACCOUNT_FROZEN"),
    ])
    func isGivenUpWithItsReason(_ what: String, _ reason: String) throws {
        let ledger = try Ledger.inMemory()
        _ = try ledger.carryOut(by: "zhang-wei", Self.settlement(on: Self.friday))
        try ledger.markTold(["R000001", "R000002"], at: morning)
        switch what {
        case "the card is emptied": try ledger.setCard(of: "zhang-wei", to: .zero)
        case "it is settled at the desk":
            let (order, evidence) = try ledger.settlement(by: "zhang-wei")
            _ = try ledger.execute(
                order, customer: "zhang-wei", key: "c2-Q1", evidence: evidence, at: morning)
            try ledger.markTold(["R000002"], at: morning)
        default:
            try ledger.store.write { book in
                try book.run("UPDATE customers SET status = 'frozen' WHERE id = 'zhang-wei'")
                try book.seal(["zhang-wei"], at: morning)
            }
        }
        let before = try ledger.known("zhang-wei", at: Moment(Self.friday, hour: 19))
        let after = try ledger.known("zhang-wei", at: Self.evening)
        #expect(after.customer.cardBalance == before.customer.cardBalance)
        #expect(after.bookings == [])
        #expect(after.version == before.version + 1)
        #expect(try Self.told(ledger, "zhang-wei") == ["\(reason) booking/R000001"])
        #expect(try ledger.toldRefusals().isEmpty)
        try ledger.markTold(["booking/R000001"], at: Self.evening)
        #expect(try Self.told(ledger, "zhang-wei") == [])
        #expect(try ledger.toldRefusals().map(\.reference) == ["booking/R000001"])
        #expect(try ledger.voidOrders() == [])
        #expect(try ledger.verify() == [])
    }

    /// The debit in between has failed, so more is owed than was agreed to.
    @Test func nothingIsTakenAboveTheCeiling() throws {
        let ledger = try Ledger.inMemory()
        let day = morning.day + 25
        _ = try ledger.carryOut(by: "xu-bo", Self.settlement(on: day))
        try ledger.markTold(["R000001"], at: morning)
        try ledger.advance(to: Moment(day, hour: 12))
        try ledger.setCard(of: "xu-bo", to: yuan(50_000), at: Moment(day, hour: 12))
        let after = try ledger.known("xu-bo", at: Moment(day, hour: 21))
        #expect(after.customer.cardBalance == yuan(50_000))
        #expect(try Self.told(ledger, "xu-bo") == ["MORE_THAN_AGREED booking/R000001"])
        #expect(try ledger.verify() == [])
    }

    @Test func standsOnceAContractAndCanBeCancelled() throws {
        let ledger = try Ledger.inMemory()
        _ = try ledger.carryOut(by: "zhang-wei", Self.settlement(on: Self.friday))
        #expect(
            try ledger.carryOut(
                by: "zhang-wei", key: "c1-Q2", Self.settlement(on: Self.friday + 1))
                == .refused(.notPossible("ALREADY_BOOKED")))
        // The statement is another matter.
        let other = try ledger.carryOut(
            by: "zhang-wei", key: "c1-Q3", Self.payment(10_000, on: Self.friday))
        #expect(other.receipt?.number == "R000002")
        let gone = try ledger.carryOut(by: "zhang-wei", key: "c1-Q4", Self.cancelling)
        #expect(gone.receipt?.postings == [])
        #expect(
            try ledger.execute(
                #require(gone.receipt).order, customer: "zhang-wei", key: "c1-Q5",
                evidence: .of(ledger.known("zhang-wei"), at: morning), at: morning)
                == .refused(.notPossible("NOTHING_BOOKED")))
        #expect(try ledger.known("zhang-wei").bookings.count == 1)
        let again = try ledger.carryOut(
            by: "zhang-wei", key: "c1-Q6", Self.settlement(on: Self.friday + 1))
        #expect(again.receipt?.number == "R000004")
        let after = try ledger.known("zhang-wei", at: Self.evening)
        #expect(after.loans[0].status == .active)
        #expect(after.statement?.paid == Money(fen: 10_000))
        #expect(try ledger.verify() == [])
    }

    @Test(arguments: [(0, "NOT_LATER"), (32, "TOO_FAR_AHEAD")])
    func isBookedForAMonthAtMost(_ ahead: Int, _ code: String) throws {
        let ledger = try Ledger.inMemory()
        let day = morning.day + ahead
        let execution = try ledger.carryOut(by: "zhang-wei", Self.payment(10_000, on: day))
        #expect(execution == .refused(.notPossible(code)))
        #expect(try ledger.count("bookings") == 0)
    }

    /// The figures of the day have changed since the quote.
    @Test func isStaleWhenItNoLongerComesOutAsQuoted() throws {
        let ledger = try Ledger.inMemory()
        let execution = try ledger.carryOut(by: "zhang-wei") { account in
            guard case .book(var booking) = try Self.settlement(on: Self.friday)(account),
                case .settle(let id, var quote) = booking.order
            else { return .certify(loan: "", try #require(nil as Certificate?)) }
            quote.accruedInterest += Money(fen: 1)
            booking.order = .settle(loan: id, quote)
            return .book(booking)
        }
        #expect(execution == .stale)
    }

    /// Time that passes in one leap or day by day leaves the same book, with bookings in it.
    @Test func oneLeapEqualsDayByDay() throws {
        let leap = try Ledger.inMemory()
        _ = try leap.carryOut(by: "zhang-wei", Self.settlement(on: Self.friday))
        _ = try leap.carryOut(by: "xu-bo", key: "c2-Q1", Self.settlement(on: morning.day + 25))
        _ = try leap.carryOut(by: "li-na", key: "c3-Q1", Self.payment(50_000, on: Self.friday))
        let walk = try leap.copiedToMemory()
        let end = Moment(morning.day + 40, hour: 21)
        try leap.advance(to: end)
        for day in 0...40 { try walk.advance(to: Moment(morning.day + day, hour: 21)) }
        #expect(try leap.everything() == walk.everything())
        #expect(try leap.verify() == [])
        #expect(try leap.receipts().map(\.isAsBooked) == [false, false, false, true, true])
    }

    /// Whoever changes what is booked, or makes of it what it was not, is found out.
    @Test(arguments: [
        ("UPDATE bookings SET state = 'cancelled'", "did not end as it says"),
        ("UPDATE bookings SET day = day + 1", "differs from its receipt"),
        ("UPDATE bookings SET subject = 'LN10002264'", "differs from its receipt"),
        ("DELETE FROM bookings", "not those of the journal"),
        (
            "UPDATE bookings SET state = 'waiting' WHERE subject = 'LN10003815'",
            "did not end as it says"
        ),
    ])
    func tamperingIsFound(_ sql: String, _ finding: String) throws {
        let ledger = try Ledger.inMemory()
        _ = try ledger.carryOut(by: "zhang-wei", Self.settlement(on: Self.friday))
        _ = try ledger.carryOut(
            by: "li-na", key: "c2-Q1", Self.payment(10_000, on: morning.day + 10))
        try ledger.advance(to: Self.evening)
        #expect(try ledger.verify() == [])
        try ledger.run(sql)
        #expect(try ledger.verify().contains { $0.description.contains(finding) })
    }

    /// One booking a contract, whatever a program does.
    @Test func theSchemaKnowsIt() throws {
        let ledger = try Ledger.inMemory()
        _ = try ledger.carryOut(by: "zhang-wei", Self.settlement(on: Self.friday))
        _ = try ledger.carryOut(by: "li-na", key: "c2-Q1", Self.payment(10_000, on: Self.friday))
        #expect(throws: LedgerError.self) {
            try ledger.run("UPDATE bookings SET subject = 'LN10003815'")
        }
        #expect(throws: LedgerError.self) {
            try ledger.run("UPDATE bookings SET state = 'refused'")
        }
    }

    // MARK: - A book of an earlier version

    /// The book as the version before bookings made it.
    private static func aged(_ path: String) throws {
        let ledger = try Ledger(at: .file(path), now: morning)
        try ledger.store.write { book in
            try book.runScript(
                """
                DROP TABLE bookings;
                PRAGMA writable_schema = ON;
                UPDATE sqlite_schema SET sql = replace(replace(replace(replace(sql,
                    ', ''desk'', ''booking'')', ', ''desk'')'),
                    'origin IN (''desk'', ''booking'')', 'origin = ''desk'''),
                    ', ''booking'', ''booking_cancelled''', ''),
                    ', ''booking-refused''', '');
                PRAGMA writable_schema = RESET;
                PRAGMA user_version = 3;
                """)
        }
    }

    @Test func anEarlierBookIsBroughtUpToDate() throws {
        let folder = try Folder()
        try Self.aged(folder.file())
        let looked = try Ledger(lookingAt: folder.file())
        #expect(try looked.known("zhang-wei").bookings == [])
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        #expect(try ledger.verify() == [])
        let booked = try ledger.carryOut(
            by: "zhang-wei", Self.settlement(on: Self.friday))
        #expect(booked.receipt?.number == "R000001")
        try ledger.advance(to: Self.evening)
        #expect(try ledger.verify() == [])
        let again = try Ledger(at: .file(folder.file()), now: Self.evening)
        #expect(try again.known("zhang-wei", at: Self.evening).loans[0].status == .settled)
    }

    @Test func aMuchEarlierBookIsNotOpened() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        try ledger.store.write { try $0.runScript("PRAGMA user_version = 2") }
        #expect(throws: LedgerError.older(path: folder.file(), version: 2)) {
            _ = try Ledger(at: .file(folder.file()), now: morning)
        }
    }
}
