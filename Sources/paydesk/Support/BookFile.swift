import Foundation
import Ledger
import Quantities

/// Opens the account store, and says in one line what stands in the way.
enum BookFile {
    static func place(_ argument: String) -> Ledger.Place {
        argument == ":memory:" ? .memory : .file(argument)
    }

    /// A book that cannot be written is opened to look at: enquiries go on.
    static func open(_ place: Ledger.Place, now: Moment) throws -> Ledger {
        do {
            return try Ledger(at: place, now: now, checkpoints: Paths.state()?.path) {
                Console.note("another terminal is using the book; waiting up to five seconds …")
            }
        } catch {
            guard error.isOfWriting, error != .busy, case .file(let path) = place,
                FileManager.default.fileExists(atPath: path),
                let copy = try? Ledger(lookingAt: path, checkpoints: Paths.state()?.path)
            else { throw Failure(status: error.exitCode, error.description) }
            Console.note("\(error.description). Enquiries only: no money moves, nobody signs in.")
            return copy
        }
    }

    /// For enquiries of staff: the file is left as it is, and what it shows is a copy.
    static func looking(at path: String) throws -> Ledger {
        do {
            return try Ledger(lookingAt: path, checkpoints: Paths.state()?.path)
        } catch {
            throw Failure(status: error.exitCode, error.description)
        }
    }
}
