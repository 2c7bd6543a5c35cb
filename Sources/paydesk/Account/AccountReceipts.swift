import ArgumentParser
import Desk
import Ledger
import Lending
import Quantities

struct AccountReceipts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipts",
        abstract: "Receipts of the desk, of everybody or of a customer.",
        discussion: "EXAMPLE\n  paydesk account receipts zhang-wei")

    @Argument(help: "A customer.", completion: .customers)
    var customer: String?

    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    func run() throws {
        let ledger = try options.look()
        let customer = try customer.map { try CustomerName.resolve($0, in: ledger) }
        try options.note("receipts", customer: customer, ledger)
        let receipts = try ledger.receipts()
            .filter { customer == nil || $0.customer == customer }.map(ReceiptView.init)
        let words = spoken.words
        try options.write(
            receipts,
            Screen.showsOutput
                ? Table(words(ReceiptView.heads), receipts.map { $0.shortRow(words) }).shown
                : Table([], receipts.map { $0.row(words) }).separated)
    }
}

struct ReceiptView: Encodable {
    struct Line: Encodable {
        var account: String
        /// In fen, debits positive.
        var amount: Int64
    }

    var receipt: String
    var at: String
    var customer: String
    var order: OrderView
    /// In fen.
    var total: Int64
    /// Whether it has been on a screen.
    var isShown: Bool
    /// In which it was ordered; nil for what was made as booked.
    var conversation: String?
    var postings: [Line]

    init(_ issued: IssuedReceipt) {
        let receipt = issued.receipt
        self.receipt = receipt.number
        at = "\(receipt.at)"
        customer = issued.customer
        order = OrderView(receipt.order)
        total = receipt.order.total.fen
        isShown = issued.isShown
        conversation = issued.conversation
        postings = receipt.postings.map {
            Line(account: $0.account.rawValue, amount: $0.signed.fen)
        }
    }

    static let heads = [
        "receipt", "at", "customer", "order", "total", "on a screen", "conversation",
    ]

    /// On a terminal.
    func shortRow(_ words: StaffWords) -> [String] {
        var row = row(words)
        row[1] = RecordView.minute(at)
        return row
    }

    func row(_ words: StaffWords) -> [String] {
        [
            receipt, at, customer, order.text(words), "\(Money(fen: total))",
            words(isShown ? "shown" : "not shown"),
            conversation ?? "-",
        ]
    }
}
