import Lending
import Quantities
import Testing

@testable import Ledger

@Suite struct DemoBookTests {
    @Test func verifiesAndBalances() throws {
        let ledger = try Ledger.inMemory()
        #expect(try ledger.verify() == [])
        #expect(ledger.opened == morning.day)
        let sums = try ledger.store.read {
            try $0.number("SELECT sum(debit) - sum(credit) FROM postings")
        }
        #expect(sums == 0)
    }

    @Test func listsItsCustomersInOrder() throws {
        let ledger = try Ledger.inMemory()
        let customers = try ledger.customers()
        #expect(
            customers.map(\.id) == [
                "zhang-wei", "li-na", "wang-fang", "chen-jie", "liu-yang", "zhao-lei", "sun-mei",
                "zhou-qiang", "wu-min", "zheng-hao", "feng-lan", "he-tao", "ma-li", "gao-fei",
                "lin-xue", "xu-bo",
            ])
        #expect(customers.map(\.phone).first == "13800000001")
        #expect(customers.map(\.phone).last == "13800000016")
        #expect(customers.map(\.cardTail).last == "6016")
        #expect(try ledger.customer(phone: "13800000002") == "li-na")
        #expect(try ledger.customer(phone: "13900000002") == nil)
        #expect(try ledger.rightDigits(of: "zhang-wei") == "1001")
        #expect(try ledger.rightDigits(of: "xu-bo") == "1016")
        #expect(try ledger.rightDigits(of: "nobody") == nil)
        #expect(try ledger.account(of: "nobody", at: morning) == nil)
    }

    @Test(arguments: [
        "2026-03-01", "2026-03-31", "2026-05-31", "2024-02-29", "2027-01-31", "2026-08-31",
        "2028-03-10", "2026-12-31", "2100-03-01",
    ])
    func hasEveryPositionWheneverItIsOpened(day: String) throws {
        let now = Moment(try #require(Day(day)), hour: 10)
        let ledger = try Ledger.inMemory(at: now)
        #expect(try ledger.verify() == [])
        func account(_ id: String) throws -> Account { try ledger.known(id, at: now) }

        let ordinary = try account("zhang-wei")
        #expect(ordinary.loans[0].paidRows == 2)
        #expect(ordinary.statement?.unpaid == yuan(8_000))
        #expect(ordinary.statement?.cut == now.day - 4)
        #expect(ordinary.statement?.due == now.day + 14)
        #expect(ordinary.customer.cardBalance == yuan(50_000))
        #expect(try account("li-na").statement?.convertible == yuan(6_000))
        #expect(try account("wang-fang").loans.count == 3)
        #expect(try account("wang-fang").loans.first { $0.purpose == "phone" }?.paidRows == 4)
        #expect(try account("chen-jie").loans[0].movements.count == 3)
        let plan = try account("liu-yang").plans[0]
        #expect(plan.paidRows == 3)
        #expect(try account("liu-yang").statement?.unpaid == .zero)
        #expect(try account("zhao-lei").daysPastDue(on: now.day) == 10)
        #expect(try account("sun-mei").daysPastDue(on: now.day) == 100)
        #expect(try account("sun-mei").arrears(on: now.day).penalty > .zero)
        #expect(try account("zhou-qiang").loans[0].terms.start == now.day)
        #expect(try account("wu-min").loans[0].pendingDebit == now.day)
        #expect(try account("zheng-hao").loans[0].terms.start == now.day - 3)
        #expect(try account("feng-lan").loans[0].rows.filter { !$0.isPaid }.count == 1)
        #expect(try account("he-tao").customer.status == .frozen)
        #expect(try account("ma-li").risk.lendersWithBalance == 4)
        #expect(try account("gao-fei").risk.lendersWithBalance == 6)
        #expect(try account("lin-xue").loans.map(\.status) == [.settled])
        #expect(try account("lin-xue").outstandingTotal(on: now.day) == .zero)
        #expect(try account("xu-bo").customer.cardBalance == .zero)
        #expect(try account("xu-bo").daysPastDue(on: now.day) == 0)
    }

    @Test func givesEveryContractItsOwnTail() throws {
        let ledger = try Ledger.inMemory()
        let contracts = try ledger.customers().flatMap {
            let account = try ledger.known($0.id)
            return account.loans + account.plans
        }
        #expect(Set(contracts.map(\.tail)).count == contracts.count)
    }

    @Test func isTheSameWheneverOnADayItIsOpened() throws {
        let early = try Ledger.inMemory(at: Moment(morning.day, hour: 0))
        let late = try Ledger.inMemory(at: Moment(morning.day, hour: 23))
        #expect(try early.everything() != late.everything())
        try early.advance(to: Moment(morning.day, hour: 23))
        #expect(try early.everything() == late.everything())
    }

    @Test func copiesGoTheirOwnWay() throws {
        let ledger = try Ledger.inMemory()
        let before = try ledger.everything()
        let copy = try ledger.copiedToMemory()
        #expect(try copy.everything() == before)
        let (order, evidence) = try copy.settlement(by: "feng-lan")
        let done = try copy.execute(
            order, customer: "feng-lan", key: "c1-Q1", evidence: evidence, at: morning)
        #expect(done.receipt?.number == "R000001")
        #expect(try ledger.everything() == before)
    }
}
