import ArgumentParser
import Conversation
import Ledger
import Lending
import Quantities

struct AccountShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A customer's whole position: contracts, statement, what is due, what is left.",
        discussion: """
            EXAMPLES
              paydesk account show zhang-wei --json
              paydesk account show R000001
            """)

    @Argument(
        help: "The customer, such as zhang-wei, or a contract, receipt or ticket of theirs.",
        completion: .customers)
    var customer: String

    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage
    @OptionGroup var personal: RevealOptions

    func run() throws {
        let ledger = try options.look()
        let customer = try CustomerName.resolve(customer, in: ledger)
        let now = try options.moment(in: ledger)
        let position = try ledger.position(of: customer, at: now)
        try personal.note("show", customer: customer, in: options, ledger)
        var view = PositionView(position, revealed: personal.isRevealed)
        view.locks = [
            try ledger.signInLock(customer: customer, at: now).map { .init("signing in", $0) },
            try ledger.codeLock(customer: customer, at: now).map { .init("codes", $0) },
        ].compactMap { $0 }
        view.conversations = try ConversationOutcome.all(of: customer, in: ledger)
        try options.write(view, view.lines(spoken.words))
    }
}

/// A customer's account as of a moment.
struct CustomerPosition {
    let account: Account
    let now: Moment

    var day: Day { now.day }
}

/// What a contract is and where it stands. Amounts in fen.
struct ContractView: Encodable {
    var contract: String
    var kind: String
    var purpose: String
    var method: String
    var status: String
    var principal: Int64
    /// A year, in ppm; zero for a plan.
    var annualRate: Int64
    /// A period on the original amount, in ppm; zero for a loan.
    var feeRate: Int64
    var periods: Int
    var paidPeriods: Int
    var outstandingPrincipal: Int64
    var remainingTotal: Int64
    var daysPastDue: Int
    var nextDue: String?
    var nextAmount: Int64?
    var start: String

    init(_ loan: Loan, isPlan: Bool, on day: Day) {
        contract = loan.id
        kind = isPlan ? "plan" : "loan"
        (purpose, method, status) = (
            loan.purpose, loan.terms.method.rawValue, loan.status.rawValue
        )
        principal = loan.terms.principal.fen
        annualRate = loan.terms.annualRate.ppm
        feeRate = loan.terms.feeRatePerPeriod.ppm
        periods = loan.terms.periods
        paidPeriods = loan.paidRows
        outstandingPrincipal = loan.outstandingPrincipal.fen
        remainingTotal = loan.remainingTotal(on: day).fen
        daysPastDue = loan.daysPastDue(on: day)
        let next = loan.nextDue(from: day)
        nextDue = next.map { "\($0.instalment.due)" }
        nextAmount = next?.open.total.fen
        start = "\(loan.terms.start)"
    }

    static let heads = [
        "contract", "method", "status", "principal", "in all", "paid", "next", "on", "overdue",
    ]

    func row(_ words: StaffWords) -> [String] {
        [
            contract, words(method), words(status), "\(Money(fen: outstandingPrincipal))",
            "\(Money(fen: remainingTotal))",
            words.say("\(paidPeriods)/\(periods)期", "\(paidPeriods) of \(periods)"),
            nextAmount.map { "\(Money(fen: $0))" } ?? "", nextDue ?? "",
            daysPastDue > 0 ? words.say("\(daysPastDue)天", "\(daysPastDue) days") : "",
        ]
    }
}

struct PositionView: Encodable {
    struct Due: Encodable {
        var total: Int64
        var next: String?
        var arrears: Int64
        var penalty: Int64
        var daysPastDue: Int
    }
    /// A repayment booked for a later day.
    struct Booked: Encodable {
        var day: String
        /// What is paid.
        var order: OrderView
        /// The most that is taken, in fen.
        var total: Int64

        init(_ booking: Booking) {
            day = "\(booking.day)"
            order = OrderView(booking.order)
            total = booking.order.total.fen
        }

        func line(_ words: StaffWords) -> String {
            let most = words.say("最多", "at most") + " \(Money(fen: total))"
            return words.row("booked", "\(day)  \(order.text(words))  \(most)")
        }
    }
    /// What too many wrong tries have locked.
    struct Locked: Encodable {
        var what: String
        /// Nil until `account unlock`.
        var until: String?

        init(_ what: String, _ lock: AttemptLock) {
            self.what = what
            until = lock.end.map { "\($0)" }
        }

        func line(_ words: StaffWords) -> String {
            let key = "`account unlock`"
            let end = until.map { words.say("至 \($0)", "until \($0)") }
            return words.row(
                "locked",
                words(what) + words.say("，", ", ")
                    + (end ?? words.say("用 \(key) 解锁", "until \(key) opens it")))
        }
    }
    struct Credit: Encodable {
        var limit: Int64
        var used: Int64
        var holds: Int64
        var available: Int64
        var usable: Int64
    }

    var customer: PersonView
    var asOf: String
    /// Counts every change of the position; a quote is good for one version.
    var version: Int
    var cardBalance: Int64
    var contracts: [ContractView]
    var statement: StatementView?
    var bookings: [Booked]
    var locks: [Locked] = []
    var conversations: [ConversationOutcome] = []
    var unbilled: Int64
    var outstandingPrincipal: Int64
    var outstandingTotal: Int64
    var due: Due
    var credit: Credit

    init(_ position: CustomerPosition, revealed: Bool) {
        let (account, day) = (position.account, position.day)
        customer = PersonView(account.customer, revealed: revealed)
        asOf = "\(position.now)"
        version = account.version
        cardBalance = account.customer.cardBalance.fen
        contracts =
            account.loans.map { ContractView($0, isPlan: false, on: day) }
            + account.plans.map { ContractView($0, isPlan: true, on: day) }
        statement = account.statement.map { StatementView($0, of: account) }
        bookings = account.bookings.map(Booked.init)
        unbilled = account.unbilled.map(\.amount).sum().fen
        outstandingPrincipal = account.outstandingPrincipal.fen
        outstandingTotal = account.outstandingTotal(on: day).fen
        let arrears = account.arrears(on: day)
        due = Due(
            total: account.amountDue(on: day).fen,
            next: account.nextDueDate(on: day).map { "\($0)" },
            arrears: arrears.total.fen, penalty: arrears.penalty.fen,
            daysPastDue: account.daysPastDue(on: day))
        let available = account.available(on: day)
        credit = Credit(
            limit: account.credit.limit.fen, used: account.credit.used.fen,
            holds: account.credit.holds.fen, available: available.nominal.fen,
            usable: available.usable.fen)
    }

    /// The newest; JSON has all.
    private static let shownConversations = 5

    func lines(_ words: StaffWords) -> [String] {
        [customer.row(words).joined(separator: "  ")] + standing(words)
            + (statement.map { [words.row("statement", $0.line(words))] } ?? [])
            + bookings.map { $0.line(words) } + locks.map { $0.line(words) }
            + conversations.suffix(Self.shownConversations).map { $0.line(words) }
            + Table(words(ContractView.heads), contracts.map { $0.row(words) }).shown
    }

    private func standing(_ words: StaffWords) -> [String] {
        func money(_ fen: Int64) -> String { "\(Money(fen: fen))" }
        func list(_ parts: String?...) -> String {
            parts.compactMap(\.self).joined(separator: words.say("，", ", "))
        }
        func named(_ chinese: String, _ english: String, _ fen: Int64) -> String {
            words.say(chinese, english) + " " + money(fen)
        }
        let days = due.daysPastDue
        return [
            words.row(
                "as of",
                list(asOf, words.say("账户变动\(version)次", "after \(version) changes"))),
            words.row("card", list(customer.card, named("余额", "balance", cardBalance))),
            words.row(
                "owes",
                list(
                    money(outstandingTotal),
                    named("其中本金和消费", "principal and purchases", outstandingPrincipal))),
            words.row(
                "due",
                list(
                    money(due.total),
                    due.next.map { words.say("下一期 \($0)", "next on \($0)") })),
            words.row(
                "arrears",
                list(
                    money(due.arrears), named("违约金", "penalty", due.penalty),
                    words.say("逾期\(days)天", "\(days) days overdue"))),
            words.row(
                "credit",
                list(
                    named("总额", "limit", credit.limit), named("已用", "used", credit.used),
                    named("可用", "usable", credit.usable))),
            words.row("not billed", money(unbilled)),
        ]
    }
}
