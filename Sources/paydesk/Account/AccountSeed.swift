import ArgumentParser
import Foundation
import Ledger
import Quantities

struct AccountSeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed",
        abstract: "Make a book with the demo customers.",
        discussion: """
            All dates count from the opening day; the same day gives the same contents. A book that \
            is there is left as it is.

            EXAMPLES
              paydesk account seed
              paydesk account seed --store test.sqlite --now 2026-03-01T10:00
            """)

    @OptionGroup var options: BookOptions

    private struct Seeded: Encodable {
        var store: String
        var opened: String
        var customers: Int
    }

    func run() throws {
        let place = try options.place()
        guard try place == .memory || !BookFile.isThere(place) else {
            var mend = "name another --store"
            if case .file(let path) = place { mend = "remove it and \(path).key first, or " + mend }
            throw Failure(.cannotCreate, "\(place.name) is there already; \(mend)")
        }
        let ledger = try BookFile.open(place, options.clock())
        let name = place == .memory ? ":memory:" : place.name
        let seeded = Seeded(
            store: name, opened: "\(ledger.opened)", customers: try ledger.customers().count)
        try options.write(
            seeded, ["\(name): \(seeded.customers) customers, opened on \(seeded.opened)"])
    }
}
