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
        try options.write(view, view.lines)
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

    var row: [String] {
        [
            contract, method, status, "\(Money(fen: outstandingPrincipal))",
            "\(Money(fen: remainingTotal))", "\(paidPeriods) of \(periods)",
            nextAmount.map { "\(Money(fen: $0))" } ?? "", nextDue ?? "",
            daysPastDue > 0 ? "\(daysPastDue) days" : "",
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

        var line: String { "booked       \(day)  \(order.words)  at most \(Money(fen: total))" }
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

        var line: String { "locked       \(what), until \(until ?? "`account unlock` opens it")" }
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

    var lines: [String] {
        [
            customer.row.joined(separator: "  "),
            "as of        \(asOf), version \(version)",
            "card         \(customer.card) holds \(Money(fen: cardBalance))",
            "owes         \(Money(fen: outstandingTotal)), "
                + "principal and purchases \(Money(fen: outstandingPrincipal))",
            "due          \(Money(fen: due.total))" + (due.next.map { ", next on \($0)" } ?? ""),
            "arrears      \(Money(fen: due.arrears)), penalty \(Money(fen: due.penalty)), "
                + "\(due.daysPastDue) days overdue",
            "credit       limit \(Money(fen: credit.limit)), used \(Money(fen: credit.used)), "
                + "usable \(Money(fen: credit.usable))",
            "not billed   \(Money(fen: unbilled))",
        ] + (statement.map { ["statement    " + $0.line] } ?? []) + bookings.map(\.line)
            + locks.map(\.line) + conversations.suffix(Self.shownConversations).map(\.line)
            + Table(ContractView.heads, contracts.map(\.row)).shown
    }
}
