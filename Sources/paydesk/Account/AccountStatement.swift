import ArgumentParser
import Ledger
import Lending
import Quantities

struct AccountStatement: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "A customer's newest statement, and the purchases since.",
        discussion: "EXAMPLE\n  paydesk account statement zhang-wei")

    @Argument(help: "The customer, such as zhang-wei.", completion: .customers)
    var customer: String

    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    private struct Billing: Encodable {
        var customer: String
        var statement: StatementView?
        var purchases: [PurchaseView]
        var unbilled: [PurchaseView]
    }

    func run() throws {
        let ledger = try options.look()
        let now = try options.moment(in: ledger)
        let customer = try CustomerName.resolve(customer, in: ledger)
        let account = try ledger.position(of: customer, at: now).account
        try options.note("statement", customer: customer, ledger)
        let purchases = try account.statement.map { try ledger.purchases(on: $0.id) } ?? []
        let billing = Billing(
            customer: customer,
            statement: account.statement.map { StatementView($0, of: account) },
            purchases: purchases.map(PurchaseView.init),
            unbilled: account.unbilled.map(PurchaseView.init))
        try options.write(billing, lines(billing, spoken.words))
    }

    private func lines(_ billing: Billing, _ words: StaffWords) -> [String] {
        (billing.statement?.details(words)
            ?? [words.say("还没有出过账单", "no statement has been cut")])
            + PurchaseView.table(billing.purchases, words)
            + (billing.unbilled.isEmpty ? [] : [words.say("未出账", "not billed yet")])
            + PurchaseView.table(billing.unbilled, words)
    }
}

/// Amounts in fen.
struct StatementView: Encodable {
    var statement: String
    var cut: String
    var due: String
    var purchases: Int64
    var converted: Int64
    var paid: Int64
    var unpaid: Int64
    var minimumPayment: Int64
    /// The most that can be put into instalments, and the first and last day for it.
    var convertible: Int64
    var convertibleFrom: String
    var convertibleUntil: String

    init(_ statement: Statement, of account: Account) {
        self.statement = statement.id
        (cut, due) = ("\(statement.cut)", "\(statement.due)")
        (purchases, converted) = (statement.purchases.fen, statement.converted.fen)
        (paid, unpaid) = (statement.paid.fen, statement.unpaid.fen)
        minimumPayment = account.minimumPayment(of: statement).fen
        convertible = statement.convertible.fen
        convertibleFrom = "\(statement.conversionWindow.lowerBound)"
        convertibleUntil = "\(statement.conversionWindow.upperBound)"
    }

    func line(_ words: StaffWords) -> String {
        let (open, all) = (Money(fen: unpaid), Money(fen: purchases))
        return statement
            + words.say("  未还 \(open)/\(all)  到期 \(due)", "  unpaid \(open) of \(all)  due \(due)")
    }

    func details(_ words: StaffWords) -> [String] {
        func row(_ name: String, _ fen: Int64, _ more: String = "") -> String {
            words.row(name, "\(Money(fen: fen))" + more)
        }
        let (least, from, to) = (Money(fen: minimumPayment), convertibleFrom, convertibleUntil)
        return [
            statement + words.say("  出账 \(cut)  到期 \(due)", "  cut \(cut)  due \(due)"),
            row("purchases", purchases), row("instalments", converted), row("paid", paid),
            row("unpaid", unpaid, words.say("，最低还款 \(least)", ", at least \(least)")),
            row(
                "convertible", convertible,
                words.say("，\(from) 至 \(to)", " from \(from) to \(to)")),
        ]
    }
}

struct PurchaseView: Encodable {
    var purchase: String
    var booked: String
    var amount: Int64
    var merchant: String

    init(_ purchase: Purchase) {
        self.purchase = purchase.id
        booked = "\(purchase.booked)"
        amount = purchase.amount.fen
        merchant = purchase.merchant
    }

    static func table(_ purchases: [PurchaseView], _ words: StaffWords) -> [String] {
        Table(
            words(["purchase", "posted", "amount", "merchant"]),
            purchases.map { [$0.purchase, $0.booked, "\(Money(fen: $0.amount))", $0.merchant] }
        ).aligned.map { "  " + $0 }
    }
}
