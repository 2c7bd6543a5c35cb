import Ledger
import Quantities
import Synchronization

/// Demo stores in memory, seeded once for each opening day and copied for each conversation: a copy
/// costs a fraction of seeding another.
enum DemoBooks {
    private struct Occasion: Hashable {
        var opened: Day
        /// How far time has passed in the book.
        var reached: Moment
    }

    private static let books = Mutex<[Occasion: Ledger]>([:])
    /// Opening days kept at once; beyond that one begins afresh.
    private static let limit = 64

    /// A store of its own, opened on a day and brought to a time.
    static func book(opened: Day, at now: Moment) throws -> Ledger {
        // Time passes at a few hours of the day; what is left of it passes when the book is asked.
        let hour = [22, 20].first { now.hour >= $0 } ?? 0
        let reached = max(Moment(now.day, hour: hour), Moment(opened, hour: 0))
        return try template(Occasion(opened: opened, reached: reached)).copiedToMemory()
    }

    private static func template(_ occasion: Occasion) throws -> Ledger {
        if let known = books.withLock({ $0[occasion] }) { return known }
        let start = Moment(occasion.opened, hour: 0)
        let book: Ledger
        if occasion.reached == start {
            book = try Ledger(at: .memory, now: start)
        } else {
            book = try template(Occasion(opened: occasion.opened, reached: start)).copiedToMemory()
            try book.advance(to: occasion.reached)
        }
        books.withLock { books in
            if books.count >= limit { books.removeAll() }
            books[occasion] = book
        }
        return book
    }
}
