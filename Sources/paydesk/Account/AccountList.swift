import ArgumentParser
import Ledger

struct AccountList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Who is in the book: name, masked personal data.",
        discussion: """
            Wherever a customer is asked for, any of this will do: the name in the book, the name \
            in Chinese or Latin letters, the phone, the number in the list; or the number of a \
            contract, its last four digits, a receipt or a ticket of theirs.

            EXAMPLE
              paydesk account list --store :memory:
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage
    @OptionGroup var personal: RevealOptions

    func run() throws {
        let ledger = try options.look()
        if personal.isRevealed { try personal.note("list", customer: nil, in: options, ledger) }
        let people = try ledger.customers().map {
            PersonView($0, revealed: personal.isRevealed)
        }
        let words = spoken.words
        let table = Table(words(PersonView.heads), people.map { $0.row(words) })
        try options.write(
            people, Screen.showsOutput ? table.numbered(words("no")).aligned : table.separated)
    }
}
