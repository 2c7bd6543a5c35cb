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
        try options.write(billing, lines(billing))
    }

    private func lines(_ billing: Billing) -> [String] {
        (billing.statement?.details ?? ["no statement has been cut"])
            + PurchaseView.table(billing.purchases)
            + (billing.unbilled.isEmpty ? [] : ["not billed yet"])
            + PurchaseView.table(billing.unbilled)
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

    var line: String {
        "\(statement)  unpaid \(Money(fen: unpaid)) of \(Money(fen: purchases))  due \(due)"
    }

    var details: [String] {
        [
            "\(statement)  cut \(cut)  due \(due)",
            "purchases    \(Money(fen: purchases))",
            "instalments  \(Money(fen: converted))",
            "paid         \(Money(fen: paid))",
            "unpaid       \(Money(fen: unpaid)), at least \(Money(fen: minimumPayment))",
            "convertible  \(Money(fen: convertible)) from \(convertibleFrom) to \(convertibleUntil)",
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

    static func table(_ purchases: [PurchaseView]) -> [String] {
        Table(
            ["purchase", "booked", "amount", "merchant"],
            purchases.map { [$0.purchase, $0.booked, "\(Money(fen: $0.amount))", $0.merchant] }
        ).aligned.map { "  " + $0 }
    }
}
