import Quantities
import Testing

@testable import Lending

/// What can be booked for a later day, and what it comes to then.
@Suite struct BookingTests {
    private static let today = Day("2026-03-02")!
    private static let now = Moment(today, hour: 10)

    /// A loan with an instalment due on the 15th, ten rows left; nothing booked.
    private static func account(
        _ change: (inout Account) -> Void = { _ in }
    ) throws -> Account {
        let terms = Terms(
            method: .equalInstalment, principal: Money(fen: 1_000_000),
            annualRate: Rate(ppm: 180_000), periods: 12, start: Day("2025-12-15")!)
        var rows = try Schedule(terms).rows.map { Loan.Row(instalment: $0) }
        for index in 0..<2 {
            let row = rows[index].instalment
            rows[index].paid = Parts(principal: row.principal, interest: row.interest)
        }
        let loan = Loan(
            id: "LN1", purpose: "cash", status: .active, terms: terms, rows: rows,
            penalty: Product.penaltyRule(for: .equalInstalment),
            prepaymentFee: Product.prepaymentFee(for: .equalInstalment), signed: terms.start)
        let customer = Customer(
            id: "c", name: "n", phone: "13800000001", cardTail: "6001",
            cardBalance: Money(fen: 5_000_000), status: .normal, language: "zh")
        var account = Account(
            asOf: today, version: 1, customer: customer, loans: [loan], plans: [],
            statement: nil, purchases: [],
            credit: CreditLine(limit: .zero, used: .zero, holds: .zero),
            risk: RiskProfile(
                fraudFlag: false, lendersWithBalance: 1, hardInquiries90Days: 0,
                setupAttempts24Hours: 0, monthlyIncome: .zero, monthlyObligations: .zero,
                hoursSinceContactChange: nil))
        change(&account)
        return account
    }

    private static func settlement(_ account: Account, on day: Day) throws -> Booking {
        let then = account.projected(to: day)
        return Booking(
            day: day, order: .settle(loan: "LN1", try then.loans[0].payoffQuote(on: day)))
    }

    /// A booking with its day, counted from today, and what speaks against it.
    private static let days: [(ahead: Int, refusal: BookingRefusal?)] = [
        (-1, .notLater), (0, .notLater), (1, nil), (12, nil), (13, nil), (31, nil), (32, .tooFar),
    ]

    @Test(arguments: days.indices)
    func canBeBookedForAMonth(_ row: Int) throws {
        let (ahead, refusal) = Self.days[row]
        let account = try Self.account()
        let booking = try Self.settlement(account, on: Self.today + ahead)
        let renewed = try account.renewed(.book(booking), at: Self.now)
        if let refusal {
            #expect(renewed == .failure(OrderRefusal(refusal)))
        } else {
            #expect(renewed == .success(.book(booking)))
        }
    }

    @Test func whatSpeaksAgainstIt() throws {
        let booking = try Self.settlement(Self.account(), on: Self.today + 4)
        let rows: [(BookingRefusal, (inout Account) -> Void)] = [
            (.accountFrozen, { $0.customer.status = .frozen }),
            (.alreadyBooked, { $0.bookings = [booking] }),
        ]
        for (refusal, change) in rows {
            let account = try Self.account(change)
            #expect(
                try account.renewed(.book(booking), at: Self.now)
                    == .failure(OrderRefusal(refusal)), "\(refusal)")
        }
        let cancelling = Order.cancelBooking(booking)
        #expect(
            try Self.account().renewed(cancelling, at: Self.now)
                == .failure(OrderRefusal(BookingRefusal.nothingBooked)))
        #expect(
            try Self.account { $0.bookings = [booking] }.renewed(cancelling, at: Self.now)
                == .success(cancelling))
        let document = Booking(day: Self.today + 4, order: cancelling)
        #expect(
            try Self.account().renewed(.book(document), at: Self.now)
                == .failure(OrderRefusal(BookingRefusal.notARepayment)))
    }

    /// The figures of a booking are those of its day, with what is debited until then.
    @Test func isQuotedForItsDay() throws {
        let account = try Self.account()
        let before = try Self.settlement(account, on: Day("2026-03-06")!)
        let after = try Self.settlement(account, on: Day("2026-03-20")!)
        #expect(before.order.total == Money(fen: 861_977))
        #expect(after.order.total == Money(fen: 768_408))
        #expect(before.due == Moment("2026-03-06T20:00+08:00"))
        #expect(
            (Order.book(before).subject, Order.book(before).total) == ("LN1", before.order.total))
    }

    /// On its day it is never more than was agreed to, and less where less is owed.
    @Test func neverComesToMoreThanAgreed() throws {
        let day = Day("2026-03-20")!
        let account = try Self.account()
        let booking = try Self.settlement(account, on: day)
        let paid = account.projected(to: day)
        #expect(try paid.due(booking) == .success(booking.order))
        // The debit of the 15th has failed: its row is owed as well.
        var unpaid = account
        unpaid.asOf = day
        #expect(try unpaid.due(booking) == .failure(OrderRefusal(BookingRefusal.moreThanAgreed)))
        var dearer = booking
        if case .settle(let id, var quote) = booking.order {
            quote.notDuePrincipal += Money(fen: 1)
            dearer.order = .settle(loan: id, quote)
        }
        #expect(try paid.due(dearer) == .success(booking.order))
        var settled = paid
        settled.loans[0].status = .settled
        #expect(
            try settled.due(booking) == .failure(OrderRefusal(PayoffRefusal.alreadySettled)))
    }

    /// An instalment ahead is that instalment, and dues are the dues there are.
    @Test func duesStayWhatTheyWere() throws {
        let day = Day("2026-03-06")!
        let account = try Self.account()
        let ahead = Booking(
            day: day,
            order: .payDues(contract: "LN1", try account.loans[0].duesQuote(on: day)))
        #expect(try account.renewed(.book(ahead), at: Self.now) == .success(.book(ahead)))
        var paid = account
        paid.loans[0].rows[2].paid = paid.loans[0].rows[2].open
        #expect(try paid.due(ahead) == .failure(OrderRefusal(DuesRefusal.nothingDue)))
        let late = Day("2026-03-16")!
        let arrears = Booking(
            day: late,
            order: .payDues(contract: "LN1", try account.loans[0].duesQuote(on: late)))
        var half = account
        half.loans[0].rows[2].paid.principal = Money(fen: 50_000)
        #expect(try half.due(arrears).get().total == arrears.order.total - Money(fen: 50_000))
    }

    @Test func aStatementIsPaidAsFarAsItIsOwed() throws {
        let statement = Statement(
            id: "ST1", cut: Self.today - 4, due: Self.today + 14, purchases: Money(fen: 100_000),
            converted: .zero, paid: .zero, overdueHistory: [])
        var account = try Self.account { $0.statement = statement }
        let booking = Booking(
            day: Self.today + 4, order: .payStatement(id: "ST1", amount: Money(fen: 60_000)))
        #expect(try account.renewed(.book(booking), at: Self.now) == .success(.book(booking)))
        account.statement?.paid = Money(fen: 70_000)
        #expect(
            try account.due(booking)
                == .success(.payStatement(id: "ST1", amount: Money(fen: 30_000))))
        // Debited by then, it is no longer owed.
        let tooLate = Booking(day: Self.today + 14, order: booking.order)
        #expect(
            try account.renewed(.book(tooLate), at: Self.now)
                == .failure(OrderRefusal(DuesRefusal.alreadySettled)))
    }

    @Test func survivesBeingWrittenDown() throws {
        let booking = try Self.settlement(Self.account(), on: Self.today + 4)
        for order in [Order.book(booking), .cancelBooking(booking)] {
            #expect(try roundTrip(order) == order)
        }
    }
}
