import ArgumentParser
import Ledger
import Quantities

struct AccountAdvance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance",
        abstract: "Let time pass in a book that is far from the clock.",
        discussion: """
            Time passes by itself while a book is used. One that was left for more than 40 days, or \
            is ahead of the clock, stands still and moves no money, because a wrong clock would \
            debit what is not due. When the day is right, this lets it go on: up to the day named, \
            with all that falls due meanwhile, or at its own day until the clock has caught up.

            EXAMPLE
              paydesk account advance --to 2026-05-04 --accept "the branch was closed"
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var accepting: AcceptOptions

    @Option(help: "The day the book goes on at, such as 2026-05-04.")
    var to: String

    private struct Advanced: Encodable {
        /// The day the book was at, and is at now.
        var from: String
        var to: String
    }

    func run() throws {
        guard let day = Day(to), Ledger.years.contains(day.year) else {
            throw Failure(.usage, "--to '\(to)' is no day from 2000 to 2200; write 2026-05-04")
        }
        guard let approval = accepting.approval else {
            throw Failure(
                .usage,
                "time that has passed in a book cannot be undone; say why with --accept REASON")
        }
        let place = try options.place()
        try BookFile.refuseMissing(place)
        let clock = try options.clock()
        let book = try BookFile.open(place, clock)
        let from = try book.newestDay()
        try book.acceptClock(to: day, approval, at: clock.now)
        let advanced = Advanced(from: "\(from)", to: "\(try book.newestDay())")
        try options.write(advanced, ["the book was at \(advanced.from) and is at \(advanced.to)"])
    }
}
