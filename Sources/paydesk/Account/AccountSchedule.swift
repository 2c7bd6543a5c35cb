import ArgumentParser
import Ledger
import Lending
import Quantities

struct AccountSchedule: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "The rows of contracts: what falls due when, and what is paid.",
        discussion: """
            Of one contract by its number, or of every contract of a customer.

            EXAMPLES
              paydesk account schedule LN10003815
              paydesk account schedule zhang-wei --json
            """)

    @Argument(help: "A contract number, or a customer.", completion: .contracts)
    var name: String

    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    func run() throws {
        let ledger = try options.look()
        let now = try options.moment(in: ledger)
        let contractOwner = try ledger.owner(ofContract: name)
        let owner = try contractOwner ?? CustomerName.resolve(name, in: ledger)
        let account = try ledger.position(of: owner, at: now).account
        try options.note("schedule", customer: owner, ledger)
        let contracts = (account.loans + account.plans).filter {
            contractOwner == nil || $0.id == name
        }
        let views = contracts.map { ScheduleView($0, on: now.day) }
        try options.write(views, views.flatMap { $0.lines(spoken.words) })
    }
}

/// Amounts in fen.
struct ScheduleView: Encodable {
    struct Row: Encodable {
        var number: Int
        var due: String
        var principal: Int64
        var interest: Int64
        var fee: Int64
        var total: Int64
        var paid: Int64
        var balanceAfter: Int64
        /// `paid`, `late`, `part` or `open`.
        var state: String
    }
    struct Movement: Encodable {
        var day: String
        var kind: String
        var amount: Int64
    }

    var contract: String
    var method: String
    var status: String
    var principal: Int64
    var rows: [Row]
    var movements: [Movement]

    init(_ loan: Loan, on day: Day) {
        (contract, method) = (loan.id, loan.terms.method.rawValue)
        (status, principal) = (loan.status.rawValue, loan.terms.principal.fen)
        rows = loan.rows.map { row in
            let (plan, paid) = (row.instalment, row.paid)
            let isLate = plan.due < day && !row.isPaid && loan.status == .active
            let isPart = paid.total > .zero
            return Row(
                number: plan.number, due: "\(plan.due)", principal: plan.principal.fen,
                interest: plan.interest.fen, fee: plan.fee.fen, total: plan.total.fen,
                paid: (paid.principal + paid.interest + paid.fee).fen,
                balanceAfter: plan.balanceAfter.fen,
                state: row.isPaid ? "paid" : isLate ? "late" : isPart ? "part" : "open")
        }
        movements = loan.movements.map {
            Movement(day: "\($0.day)", kind: $0.kind.rawValue, amount: $0.amount.fen)
        }
    }

    func lines(_ words: StaffWords) -> [String] {
        let table = Table(
            words(["no", "due", "principal", "interest", "fee", "total", "balance", "state"]),
            rows.map { row in
                let amounts = [row.principal, row.interest, row.fee, row.total, row.balanceAfter]
                return ["\(row.number)", row.due]
                    + amounts.map { "\(Money(fen: $0))" } + [words(row.state)]
            }
        ).aligned.map { "  " + $0 }
        let heading = [contract, words(method), words(status), "\(Money(fen: principal))"]
        return [heading.joined(separator: "  ")]
            + table
            + Table(
                words(["day", "kind", "amount"]),
                movements.map { [$0.day, words($0.kind), "\(Money(fen: $0.amount))"] }
            ).aligned.map { "  " + $0 }
    }
}
