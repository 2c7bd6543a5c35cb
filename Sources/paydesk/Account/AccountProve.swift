import ArgumentParser
import Desk
import Ledger
import Lending
import Quantities
import Text

struct AccountProve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Work a receipt out again, line by line, and compare it with the books.",
        discussion: """
            From the contract's terms, the journal before it and the rules; nothing the receipt \
            stores is believed. In words that can be read to the customer, in the customer's \
            language unless another is named. Exit 1 when books and rules disagree.

            EXAMPLES
              paydesk account prove R000001
              paydesk account prove R000001 --language en
            """)

    @Argument(help: "The receipt, such as R000001 or 1.", completion: .receipts)
    var receipt: String

    @OptionGroup var options: BookOptions

    @Option(help: "zh or en.")
    var language: LanguageChoice = .auto

    func run() throws {
        let ledger = try options.look()
        guard let proof = try Receipt.spelled(receipt).flatMap(ledger.prove) else {
            throw Failure(
                .noInput,
                "there is no receipt '\(receipt)' in this book; `paydesk account receipts` lists them"
            )
        }
        try options.note("prove", customer: proof.issued.customer, ledger)
        let own = try ledger.customers().first { $0.id == proof.issued.customer }?.language
        let spoken = language.fixed ?? own.flatMap(Language.init(rawValue:)) ?? .zh
        let words = ProofWords(spoken)
        try options.write(
            ProofView(proof, words), words.lines(of: proof).flatMap(Wrapping.toTerminal))
        guard proof.holds else { throw Failure(proof.findings, StaffWords(spoken)) }
    }
}

/// Amounts in fen, debits positive.
private struct ProofView: Encodable {
    struct Line: Encodable {
        var account: String
        var amount: Int64
        var reason: String
    }

    var receipt: ReceiptView
    var operation: Int64
    var valueDate: String
    var quote: String
    var consent: String
    var level: Int
    var lines: [Line]
    var notes: [String]
    var isProved: Bool
    var findings: [FindingView]

    init(_ proof: Proof, _ words: ProofWords) {
        receipt = ReceiptView(proof.issued)
        (operation, valueDate) = (proof.operation, "\(proof.valueDate)")
        (quote, consent) = (proof.evidence.quote, proof.evidence.consent)
        level = proof.evidence.level
        lines = proof.lines.map {
            Line(
                account: $0.account.rawValue, amount: $0.amount.fen,
                reason: words.text($0.reason, proof))
        }
        notes = proof.notes.map(words.text)
        (isProved, findings) = (proof.holds, proof.findings.map(FindingView.init))
    }
}
