import ArgumentParser
import Ledger

struct AccountList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Who is in the book: name, masked personal data.",
        discussion: "EXAMPLE\n  paydesk account list --store :memory:")

    @OptionGroup var options: BookOptions
    @OptionGroup var personal: RevealOptions

    func run() throws {
        try personal.note("list", customer: nil, in: options)
        let people = try options.look().customers().map {
            PersonView($0, revealed: personal.reveal)
        }
        try options.write(people, people.map(\.line))
    }
}
