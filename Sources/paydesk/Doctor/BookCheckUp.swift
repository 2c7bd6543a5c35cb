import Foundation
import Ledger

/// Whether the book can be opened and is right, and its checkpoints with it.
struct BookCheckUp {
    /// The book that was named; nil for the usual one.
    let store: String?

    var diagnoses: [Diagnosis] {
        do {
            let place = try BookFile.place(store)
            guard try BookFile.isThere(place) else {
                return [
                    .note(
                        "book",
                        "\(place.name): none yet; `paydesk chat` or `paydesk account seed` makes it"
                    )
                ]
            }
            let book = try BookFile.look(at: place, now: Clock(nil).now)
            return [try contents(of: book, place), try checkpoints(of: book), try clock(of: book)]
        } catch {
            return [.wrong("book", error)]
        }
    }

    private func contents(of book: Ledger, _ place: Ledger.Place) throws -> Diagnosis {
        let findings = try book.verifyBook()
        guard findings.isEmpty else {
            return .wrong(
                "book", findings.map(\.description).joined(separator: ", "),
                mend: "restore it from a copy")
        }
        let name = place == .memory ? ":memory:" : place.name
        let customers = try book.customerCount()
        return .ok("book", "\(name): \(customers) customers, opened on \(book.opened), right")
    }

    private func checkpoints(of book: Ledger) throws -> Diagnosis {
        guard let path = book.checkpointPath else {
            return .ok("checkpoints", "a book in memory needs none")
        }
        guard let contradiction = try book.checkpointContradiction() else {
            return .ok("checkpoints", "\(path): agree with the book")
        }
        return .wrong("checkpoints", "\(Standstill.contradiction(contradiction))", mend: nil)
    }

    private func clock(of book: Ledger) throws -> Diagnosis {
        let now = try Clock(nil).now
        if let gap = try book.clockGap(at: now) { return .wrong("clock", "\(gap)", mend: nil) }
        return .ok("clock", "\(now.day), and the book is at \(try book.newestDay())")
    }
}
