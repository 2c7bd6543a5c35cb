import Ledger
import Quantities
import Synchronization

/// Demo stores in memory for conversations that are only tried. One is seeded for each opening day,
/// brought to its time and copied; a copy goes back to where it began when it is given back, and is
/// lent again with all it has prepared.
enum DemoBooks {
    private struct Occasion: Hashable {
        /// In memory, or on a server.
        var place: Ledger.Place
        var opened: Day
        /// How far time has passed in the book.
        var reached: Moment
    }

    private struct Shelf {
        var templates: [Occasion: Ledger] = [:]
        var free: [Occasion: [Ledger]] = [:]
    }

    private static let shelf = Mutex(Shelf())
    /// Occasions kept at once; beyond that the shelf is emptied.
    private static let limit = 64
    /// Books on servers that lie ready; each of them is a connection.
    private static let mostOnServers = 4

    /// A store nobody else has meanwhile, opened on a day and brought to a time.
    static func lend<Answer>(
        opened: Day, at now: Moment, in place: Ledger.Place, _ body: (Ledger) throws -> Answer
    ) throws -> Answer {
        // Time passes at a few hours of the day; what is left of it passes when the book is asked.
        let hour = [22, 20].first { now.hour >= $0 } ?? 0
        let reached = max(Moment(now.day, hour: hour), Moment(opened, hour: 0))
        let occasion = Occasion(place: place, opened: opened, reached: reached)
        let book =
            try shelf.withLock { $0.free[occasion]?.popLast() }
            ?? fresh(occasion)
        let answer = try body(book)
        // One that has met an error, or cannot go back, is not lent again.
        if (try? book.startOver()) != nil {
            shelf.withLock { shelf in
                if case .server = place {
                    let ready = shelf.free.filter { $0.key.place != .memory }
                    if ready.values.map(\.count).reduce(0, +) >= mostOnServers {
                        for key in ready.keys { shelf.free[key] = nil }
                    }
                } else if shelf.templates[occasion] == nil {
                    return
                }
                shelf.free[occasion, default: []].append(book)
            }
        }
        return answer
    }

    private static func fresh(_ occasion: Occasion) throws -> Ledger {
        guard case .server(let server) = occasion.place else {
            return try template(occasion).rehearsal()
        }
        return try Ledger.rehearsal(
            on: server, opened: occasion.opened, reached: occasion.reached)
    }

    private static func template(_ occasion: Occasion) throws -> Ledger {
        if let known = shelf.withLock({ $0.templates[occasion] }) { return known }
        let start = Moment(occasion.opened, hour: 0)
        let book: Ledger
        if occasion.reached == start {
            book = try Ledger(at: .memory, now: start)
        } else {
            book = try template(
                Occasion(place: .memory, opened: occasion.opened, reached: start)
            ).copiedToMemory()
            try book.advance(to: occasion.reached)
        }
        shelf.withLock { shelf in
            if shelf.templates.count >= limit { shelf = Shelf() }
            shelf.templates[occasion] = book
        }
        return book
    }
}
