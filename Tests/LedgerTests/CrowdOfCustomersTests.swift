import Foundation
import Lending
import Quantities
import Testing

@testable import Ledger

/// Books too large to be brought forward as a whole.
@Suite(.onBothStores) struct CrowdOfCustomersTests {
    private static func large() throws -> Ledger {
        let ledger = try Ledger.inMemory()
        try ledger.seed(customers: 120)
        return ledger
    }

    /// Each is a customer like others, right to the last row, under a name of its own.
    @Test func aCrowdIsRight() throws {
        let ledger = try Self.large()
        #expect(try ledger.count("customers") == 120)
        #expect(try ledger.verify() == [])
        let (first, other) = (try ledger.known("c0000020"), try ledger.known("c0000068"))
        #expect(first.loans[0].terms == other.loans[0].terms)
        #expect(first.loans[0].id != other.loans[0].id)
        #expect(first.loans[0].paidRows >= 8)
        let postings = try ledger.count("postings") - Ledger.inMemory().count("postings")
        #expect(postings / 104 >= 45)
        #expect(try ledger.rightDigits(of: "c0000020") == "1020")
        #expect(try ledger.customer(phone: "13900000020") == "c0000020")
    }

    @Test func seedingGoesOnWhereItWas() throws {
        let (once, twice) = (try Self.large(), try Ledger.inMemory())
        try twice.seed(customers: 70)
        try twice.seed(customers: 120)
        #expect(try once.everything() == twice.everything())
    }

    /// Time that passes for each as they come leaves everybody where time for all leaves them.
    @Test func oneByOneIsAsAllAtOnce() throws {
        let (lazy, batched) = (try Self.large(), try Self.large())
        let end = Moment(morning.day + 39, hour: 21)
        var told: [Int] = []
        try batched.advance(to: end) { done, _ in told.append(done) }
        #expect(told.count >= 2 && told == told.sorted())
        #expect(try batched.store.read { try $0.reached() } == Moment(morning.day + 39, hour: 20))
        for number in [17, 18, 40, 64, 120] {
            let customer = Crowd.name(of: Int64(number))
            // By several steps, and by one.
            if number % 2 == 0 {
                for days in [9, 10, 24] {
                    _ = try lazy.known(customer, at: Moment(morning.day + days, hour: 20))
                }
            }
            let (one, other) = (
                try lazy.known(customer, at: end), try batched.known(customer, at: end)
            )
            #expect(one.loans.map(\.paidRows) == other.loans.map(\.paidRows))
            #expect(one.customer == other.customer && one.version == other.version)
            #expect(one.statement?.unpaid == other.statement?.unpaid)
        }
        // It is the book itself that went on, and no copy.
        #expect(try lazy.count("passed") > 0 && lazy.count("operations") > 2000)
        #expect(try lazy.verify() == [])
        #expect(try batched.verify() == [])
        // Those of before go along.
        #expect(try lazy.store.read { try $0.reached() } < end)
        try lazy.advance(to: end)
        #expect(try lazy.verify() == [])
        for customer in try lazy.customers() {
            let version = try batched.known(customer.id, at: end).version
            #expect(try lazy.known(customer.id, at: end).version == version)
        }
    }

    /// The same as the demo book brought forward as a whole.
    @Test func oneByOneIsAsTheWholeBook() throws {
        let (whole, lazy) = (try Ledger.inMemory(), try Self.large())
        let end = Moment(morning.day + 39, hour: 21)
        for customer in try whole.customers() {
            let one = try lazy.known(customer.id, at: end)
            let other = try whole.known(customer.id, at: end)
            // The next statement is numbered by whoever comes first.
            #expect(one.loans == other.loans && one.plans == other.plans, "\(customer.id)")
            #expect(one.customer == other.customer && one.version == other.version)
            #expect(one.statement?.unpaid == other.statement?.unpaid)
            #expect(one.bookings == other.bookings && one.credit == other.credit)
        }
        #expect(try lazy.verify() == [])
    }

    /// Whatever becomes of a batch, those before it are kept, and it is begun again.
    @Test func isResumed() throws {
        let ledger = try Self.large()
        let end = Moment(morning.day + 39, hour: 21)
        let awaiting = try ledger.store.read { try $0.customersAwaiting(end) }
        try ledger.store.write { book in
            for customer in awaiting.prefix(60) {
                try book.advance(to: end, of: .customer(customer))
            }
        }
        let left = try ledger.store.read { try $0.customersAwaiting(end) }
        #expect(left == Array(awaiting.dropFirst(60)))
        let before = try ledger.known(awaiting[0], at: end)
        try ledger.advance(to: end)
        #expect(try ledger.store.read { try $0.customersAwaiting(end) } == [])
        #expect(try ledger.known(awaiting[0], at: end) == before)
        #expect(try ledger.verify() == [])
        let once = try ledger.everything()
        try ledger.advance(to: end)
        #expect(try ledger.everything() == once)
    }

    /// An order in a large book; and what is due is done before it, once.
    @Test func ordersInALargeBook() throws {
        let ledger = try Self.large()
        let end = Moment(morning.day + 39, hour: 21)
        let execution = try ledger.carryOut(by: "c0000044", at: end) { account in
            let quote = try account.loans[0].payoffQuote(on: valueDate(at: end))
            return .settle(loan: account.loans[0].id, quote)
        }
        #expect(execution.receipt?.number == "R000001")
        #expect(try ledger.known("c0000044", at: end).loans[0].status == .settled)
        let copy = try ledger.copiedToMemory(of: "c0000044")
        #expect(try copy.known("c0000044", at: end) == ledger.known("c0000044", at: end))
        #expect(try copy.count("customers") == 1)
        #expect(try ledger.verify() == [])
    }
}

/// Desks that start on the same day: what is due that day is done once.
@Suite struct ManyDesksTests {
    /// - Parameter count: of customers.
    @Test(arguments: [16, 150])
    func tenDesksStartOnTheSameDay(count: Int) throws {
        let books = ServerBooks()
        let server = try books.seeded()
        let first = try Ledger(at: .server(server), now: morning)
        try first.seed(customers: count)
        let end = Moment(morning.day + 35, hour: 21)
        let alone = try first.copiedToMemory()
        try alone.advance(to: end)

        let desks = (0..<10).map { desk in
            Desk {
                let ledger = try Ledger(at: .server(server), now: morning)
                if desk % 2 == 0 { try ledger.advance(to: end) }
                _ = try ledger.known("zhang-wei", at: end)
            }
        }
        for desk in desks { try desk.wait() }
        try first.advance(to: end)
        #expect(try first.verify() == [])
        for table in ["operations", "postings", "statements"] {
            #expect(try first.count(table) == alone.count(table), "\(table)")
        }
    }
}

/// A customer of a crowd who owes a statement, another one for each desk.
func payer(_ desk: Int) -> String { Crowd.name(of: Int64(desk < 14 ? 20 + desk : 26 + desk)) }

/// A desk on a thread of its own: it may block as long as it likes.
final class Desk: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var failure: (any Error)?

    init(_ work: @escaping @Sendable () throws -> Void) {
        Thread { [self] in
            do { try work() } catch { failure = error }
            done.signal()
        }.start()
    }

    func wait() throws {
        done.wait()
        if let failure { throw failure }
    }
}
