import Foundation
import Ledger
import Quantities

/// Opens the account store, and says in one line what stands in the way.
enum BookFile {
    static func place(_ argument: String) -> Ledger.Place {
        argument == ":memory:" ? .memory : .file(argument)
    }

    static func open(_ place: Ledger.Place, now: Moment) throws -> Ledger {
        do {
            return try Ledger(at: place, now: now)
        } catch {
            throw Failure(status: error.exitCode, error.description)
        }
    }
}
