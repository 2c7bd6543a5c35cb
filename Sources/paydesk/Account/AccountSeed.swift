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
            is there is left as it is. With --customers it gets more of them, each with a loan, \
            purchases and some fifty postings of its own, called c0000017 and on; begun again it \
            goes on where it was.

            EXAMPLES
              paydesk account seed
              paydesk account seed --store large.sqlite --customers 100000
              paydesk account seed --store test.sqlite --now 2026-03-01T10:00
            """)

    @OptionGroup var options: BookOptions

    @Option(help: "So many customers in all, from 17 to 9999999.")
    var customers: Int?

    func validate() throws {
        if let customers, !(17...9_999_999).contains(customers) {
            throw ValidationError("--customers is a number from 17 to 9999999")
        }
    }

    private struct Seeded: Encodable {
        var store: String
        var opened: String
        var customers: Int
    }

    func run() throws {
        let place = try options.place()
        let isThere = try place != .memory && BookFile.isThere(place)
        guard !isThere || customers != nil else {
            var mend = "name another --store"
            if case .file(let path) = place { mend = "remove it and \(path).key first, or " + mend }
            throw Failure(.cannotCreate, "\(place.name) is there already; \(mend)")
        }
        let ledger = try BookFile.open(place, options.clock())
        if let customers { try grow(ledger, place, to: customers) }
        let name = place == .memory ? ":memory:" : place.name
        let seeded = Seeded(
            store: name, opened: "\(ledger.opened)", customers: try ledger.customerCount())
        try options.write(
            seeded, ["\(name): \(seeded.customers) customers, opened on \(seeded.opened)"])
    }

    private func grow(_ book: Ledger, _ place: Ledger.Place, to count: Int) throws {
        guard try book.isDemo() else {
            throw Failure(.badData, "\(place.name): a book of real accounts gets no demo customers")
        }
        let (before, began) = (try book.customerCount(), ContinuousClock.now)
        var bar = ProgressBar("seeding", total: max(1, count - before))
        try book.seed(customers: count) { bar.advance(to: $0 - before) }
        bar.finish()
        let seconds = max(1, Int((ContinuousClock.now - began).components.seconds))
        let added = try book.customerCount() - before
        Console.note("\(added) customers in \(seconds) s, \(added / seconds) a second")
    }
}
