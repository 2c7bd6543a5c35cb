import Lending
import Quantities

/// What happened to a demo customer before the book was opened, or on that day.
enum Happening {
    case lend(id: String, purpose: String, Terms)
    /// A revolving loan; the first draw is a movement of its own.
    case grant(id: String, purpose: String, Terms)
    case draw(loan: String, Money)
    case repay(loan: String, Money)
    case buy(merchant: String, Money)
    /// Gives the last purchase back.
    case refund
    /// Puts a part of the newest statement into instalments.
    case convert(Money, periods: Int)
    /// Sets what the mock bank holds on the bound card.
    case card(Money)
}

/// A customer of the demo book and how the position came about.
struct DemoCustomer {
    var id: String
    var name: String
    var language = "zh"
    var status = Customer.Status.normal
    /// On the card when the book opens.
    var card = yuan(50_000)
    var limit = yuan(20_000)
    /// A day statements are cut on.
    var cut: Day
    var lenders = 1
    var past: [(day: Day, Happening)] = []
}

/// An amount in whole yuan.
func yuan(_ amount: Int64) -> Money { Money(fen: amount * 100) }

/// Dates of contracts that have come a certain way by a certain day.
struct DemoDates {
    var opened: Day

    /// The drawdown of a loan whose instalment `row` is due on `day`, or a little before it where
    /// that month has no such day.
    func start(row: Int, near day: Day) -> Day { day.adding(months: -row) }

    /// The drawdown of a loan with an instalment due on exactly `day`, about three months in.
    func start(dueOn day: Day) -> (start: Day, row: Int) {
        // The 31st has its like one or two months before it; 29 February within three.
        for row in [3, 2, 1, 4] {
            let start = day.adding(months: -row)
            if start.adding(months: row) == day { return (start, row) }
        }
        return (day.adding(months: -3), 3)
    }
}

extension DemoBook {
    /// In the order of their phones, ID tails and card tails. Together they reach every answer the
    /// desk has; all dates are counted from the opening.
    var customers: [DemoCustomer] {
        [
            ordinary, shopper, severalLoans, revolving, flatFeePlan, overdueShortly, overdueLong,
            drawnToday, debitToday, coolingOff, lastInstalment, frozen, fourLenders, sixLenders,
            settled, emptyCard,
        ]
    }

    private var statementCut: Day { opened - 4 }

    private func terms(
        _ method: RepaymentMethod, _ amount: Int64, _ periods: Int, ppm: Int64, start: Day
    ) -> Terms {
        Terms(
            method: method, principal: yuan(amount), annualRate: Rate(ppm: ppm), periods: periods,
            start: start)
    }

    /// Level instalments at the company's usual rate.
    private func level(_ amount: Int64, _ periods: Int, from start: Day) -> Terms {
        terms(.equalInstalment, amount, periods, ppm: 180_000, start: start)
    }

    private func loan(
        _ id: String, for purpose: String = "cash", _ terms: Terms
    ) -> (day: Day, Happening) {
        (terms.start, .lend(id: id, purpose: purpose, terms))
    }

    private func purchases(
        _ list: [(daysBeforeCut: Int, String, fen: Int64)], cut: Day
    ) -> [(day: Day, Happening)] {
        list.map { (cut - $0.daysBeforeCut, .buy(merchant: $0.1, Money(fen: $0.fen))) }
    }

    private var ordinary: DemoCustomer {
        let start = dates.start(row: 3, near: opened + 14)
        let bought = purchases(
            [
                (15, "家电商城", 329_900), (12, "超市", 48_650), (9, "服装店", 126_400),
                (5, "航空公司", 245_050), (2, "书店", 50_000),
            ], cut: statementCut)
        return DemoCustomer(
            id: "zhang-wei", name: "张伟", cut: statementCut,
            past: [loan("LN10003815", level(10_000, 12, from: start))] + bought)
    }

    private var shopper: DemoCustomer {
        let bought = purchases(
            [(14, "数码广场", 399_900), (8, "家具城", 188_800), (3, "超市", 78_000)],
            cut: statementCut)
        return DemoCustomer(
            id: "li-na", name: "李娜", language: "en", limit: yuan(15_000), cut: statementCut,
            past: bought)
    }

    private var severalLoans: DemoCustomer {
        let phone = terms(
            .equalInstalment, 5_999, 6, ppm: 239_800, start: dates.start(row: 5, near: opened + 9))
        let travel = terms(
            .equalPrincipal, 12_000, 24, ppm: 144_000,
            start: dates.start(row: 6, near: opened + 17))
        let education = terms(
            .interestOnly, 20_000, 12, ppm: 120_000, start: dates.start(row: 4, near: opened + 23))
        return DemoCustomer(
            id: "wang-fang", name: "王芳", card: yuan(60_000), cut: opened + 10,
            past: [
                loan("LN10002264", for: "phone", phone), loan("LN10004731", for: "travel", travel),
                loan("LN10005908", for: "education", education),
            ])
    }

    private var revolving: DemoCustomer {
        let id = "LN10001637"
        let terms = terms(.daily, 20_000, 0, ppm: 180_000, start: opened - 40)
        return DemoCustomer(
            id: "chen-jie", name: "陈杰", card: yuan(30_000), cut: opened + 6,
            past: [
                (terms.start, .grant(id: id, purpose: "revolving", terms)),
                (terms.start, .draw(loan: id, yuan(8_000))),
                (opened - 20, .draw(loan: id, yuan(5_000))),
                (opened - 10, .repay(loan: id, yuan(3_000))),
            ])
    }

    private var flatFeePlan: DemoCustomer {
        // The statement falls due where the fourth instalment of its plan is two weeks ahead.
        let due = dates.start(row: 4, near: opened + 14)
        let cut = due - Ledger.daysToPay
        let bought = purchases(
            [(13, "家具城", 520_000), (6, "数码广场", 239_900), (3, "超市", 40_100)], cut: cut)
        return DemoCustomer(
            id: "liu-yang", name: "刘洋", language: "en", card: yuan(20_000), cut: cut,
            past: bought + [(cut + 5, .convert(yuan(6_000), periods: 12))])
    }

    private var overdueShortly: DemoCustomer {
        let due = opened - 10
        let start = dates.start(dueOn: due).start
        return DemoCustomer(
            id: "zhao-lei", name: "赵磊", card: yuan(2_000), cut: opened + 3,
            past: [
                loan("LN10006042", level(8_000, 12, from: start)),
                (due - 1, .card(.zero)),
            ])
    }

    private var overdueLong: DemoCustomer {
        let due = opened - 100
        let start = dates.start(dueOn: due).start
        return DemoCustomer(
            id: "sun-mei", name: "孙梅", card: yuan(6_000), cut: opened + 12,
            past: [
                loan("LN10003379", terms(.equalInstalment, 12_000, 12, ppm: 216_000, start: start)),
                (due - 1, .card(.zero)),
            ])
    }

    private var drawnToday: DemoCustomer {
        DemoCustomer(
            id: "zhou-qiang", name: "周强", cut: opened + 8,
            past: [
                loan("LN10005516", level(6_000, 6, from: opened))
            ])
    }

    private var debitToday: DemoCustomer {
        let start = dates.start(dueOn: opened).start
        return DemoCustomer(
            id: "wu-min", name: "吴敏", language: "en", card: yuan(15_000), cut: opened + 9,
            past: [loan("LN10004183", level(9_000, 12, from: start))])
    }

    private var coolingOff: DemoCustomer {
        DemoCustomer(
            id: "zheng-hao", name: "郑浩", cut: opened + 7,
            past: [
                loan(
                    "LN10002950",
                    terms(.equalInstalment, 15_000, 12, ppm: 156_000, start: opened - 3)),
                (opened - 33, .buy(merchant: "健身房", yuan(2_400))),
                (opened - 9, .buy(merchant: "厨具店", yuan(1_880))),
                (opened - 6, .buy(merchant: "鞋店", Money(fen: 69_900))), (opened - 2, .refund),
                (opened - 1, .buy(merchant: "超市", Money(fen: 23_560))),
            ])
    }

    private var lastInstalment: DemoCustomer {
        let start = dates.start(row: 6, near: opened + 12)
        return DemoCustomer(
            id: "feng-lan", name: "冯兰", card: yuan(8_000), cut: opened + 5,
            past: [loan("LN10001772", level(6_000, 6, from: start))])
    }

    private var frozen: DemoCustomer {
        let start = dates.start(row: 3, near: opened + 16)
        return DemoCustomer(
            id: "he-tao", name: "何涛", status: .frozen, cut: opened + 11,
            past: [
                loan("LN10006391", level(7_000, 12, from: start)),
                (opened - 6, .buy(merchant: "家具城", yuan(1_200))),
            ])
    }

    private var fourLenders: DemoCustomer {
        let bought = purchases(
            [(11, "家电商城", 299_900), (6, "服装店", 118_600), (2, "超市", 81_500)],
            cut: statementCut)
        return DemoCustomer(
            id: "ma-li", name: "马丽", cut: statementCut, lenders: 4, past: bought)
    }

    private var sixLenders: DemoCustomer {
        let bought = purchases(
            [(10, "数码广场", 459_900), (4, "航空公司", 140_100)], cut: statementCut)
        return DemoCustomer(
            id: "gao-fei", name: "高飞", language: "en", cut: statementCut, lenders: 6,
            past: bought)
    }

    private var settled: DemoCustomer {
        let start = dates.start(row: 3, near: opened - 20)
        return DemoCustomer(
            id: "lin-xue", name: "林雪", cut: opened + 4,
            past: [loan("LN10004608", level(3_000, 3, from: start))])
    }

    private var emptyCard: DemoCustomer {
        let start = dates.start(row: 3, near: opened + 18)
        return DemoCustomer(
            id: "xu-bo", name: "徐博", language: "en", card: .zero, cut: opened + 13,
            past: [
                loan("LN10005245", level(10_000, 12, from: start)),
                (opened - 5, .buy(merchant: "数码广场", yuan(1_600))),
            ])
    }
}
