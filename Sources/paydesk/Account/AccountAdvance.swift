import ArgumentParser
import Ledger
import Quantities

struct AccountAdvance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance",
        abstract: "Let time pass in a book: up to now, or to a day that is far from the clock.",
        discussion: """
            Time passes by itself while a book is used: in one of up to 100 customers for all of \
            them, in a larger one for each as they come. Without options this brings it up to now \
            for everybody, in batches that are each kept: stopped and begun again it goes on where \
            it was, and several that do it at once share it.

            A book that was left for more than 40 days, or \
            is ahead of the clock, stands still and moves no money, because a wrong clock would \
            debit what is not due. When the day is right, this lets it go on: up to the day named, \
            with all that falls due meanwhile, or at its own day until the clock has caught up.

            EXAMPLES
              paydesk account advance
              paydesk account advance --to 2026-05-04 --accept "the branch was closed"
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var accepting: AcceptOptions

    @Option(help: "The day the book goes on at, such as 2026-05-04; with --accept.")
    var to: String?

    private struct Advanced: Encodable {
        /// The day the book was at, and is at now.
        var from: String
        var to: String
    }

    func run() throws {
        let far = try farDay()
        let place = try options.place()
        try BookFile.refuseMissing(place)
        let clock = try options.clock()
        let book = try BookFile.open(place, clock)
        let from = try book.newestDay()
        var bar: ProgressBar?
        let showing = { (done: Int, total: Int) in
            if bar == nil || done == total { bar?.finish() }
            bar = bar ?? ProgressBar("advancing", total: total)
            bar?.advance(to: done)
        }
        if let (day, approval) = far {
            try book.acceptClock(to: day, approval, at: clock.now, progress: showing)
        } else {
            if let standstill = try book.apparentStandstill(at: clock.now) {
                throw Failure(.badData, "\(standstill)")
            }
            try book.advance(to: clock.now, progress: showing)
        }
        bar?.finish()
        let to = try book.newestDay()
        let advanced = Advanced(from: "\(from)", to: "\(to)")
        try options.write(advanced, ["the book was at \(advanced.from) and is at \(advanced.to)"])
    }

    /// A day that somebody takes it upon themselves to go on at; nil for the present.
    private func farDay() throws -> (Day, Approval)? {
        guard let to else {
            guard accepting.approval == nil else {
                throw Failure(.usage, "--accept takes the day it is for: --to 2026-05-04")
            }
            return nil
        }
        guard let day = Day(to), Ledger.years.contains(day.year) else {
            throw Failure(.usage, "--to '\(to)' is no day from 2000 to 2200; write 2026-05-04")
        }
        guard let approval = accepting.approval else {
            throw Failure(
                .usage,
                "time that has passed in a book cannot be undone; say why with --accept REASON")
        }
        return (day, approval)
    }
}
