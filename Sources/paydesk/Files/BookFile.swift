import Foundation
import Ledger
import Quantities

/// Opens the account store, and says in one line what stands in the way.
enum BookFile {
    /// The book an option names, else the one of `PAYDESK_STORE`, else the usual one.
    static func place(_ argument: String?) throws -> Ledger.Place {
        guard let named = argument ?? told else { return .file(try Paths.book().path) }
        guard named != ":memory:" else { return .memory }
        guard let server = Server(named, folder: try Paths.servers().path) else {
            return .file(named)
        }
        // Everybody on the machine sees the command line of everybody.
        guard argument == nil || !server.holdsPassword else {
            throw Failure(
                .usage,
                "--store \(server.name): a password is no part of a command line; keep it in "
                    + "~/.pgpass, in PGPASSWORD or in PAYDESK_STORE")
        }
        return .server(server)
    }

    private static var told: String? {
        Environment["PAYDESK_STORE"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// For the desk: a book that was named and is not there is made, and that is said. In a folder
    /// that is not there either only when it was asked for: whoever mistypes means another book.
    static func openForChat(
        _ argument: String?, makingFolder: Bool, _ clock: Clock
    ) throws -> Ledger {
        let place = try place(argument)
        guard argument ?? told != nil, try !isThere(place) else { return try open(place, clock) }
        var isFolderThere = true
        if case .file(let path) = place {
            let folder = FileTree.folder(of: path)
            isFolderThere = folder.isEmpty || FileManager.default.fileExists(atPath: folder)
            guard isFolderThere || makingFolder else {
                throw Failure(
                    .noInput,
                    "\(path): there is no folder \(folder); check the path, or add --create to "
                        + "make folder and book")
            }
        }
        let ledger = try open(place, clock)
        Console.note(
            "\(place.name): a new book, with the demo customers"
                + (isFolderThere ? "" : "; the folder is new too"))
        return ledger
    }

    /// A book that cannot be written is opened to look at: enquiries go on.
    static func open(_ place: Ledger.Place, _ clock: Clock) throws -> Ledger {
        do {
            let book = try Ledger(at: place, now: clock.now, checkpoints: Paths.state()?.path) {
                Console.note("another terminal is using the book; waiting up to five seconds …")
            }
            try refuseStopped(clock, book, place)
            return book
        } catch let error as LedgerError {
            guard error.isOfWriting, error != .busy, case .file(let path) = place,
                FileManager.default.fileExists(atPath: path),
                let copy = try? Ledger(lookingAt: path, checkpoints: Paths.state()?.path)
            else { throw Failure(status: error.exitCode, error.description) }
            Console.note("\(error.description). Enquiries only: no money moves, nobody signs in.")
            return copy
        }
    }

    /// For enquiries of staff: a file is left as it is, and what it shows is a copy. Looking at a
    /// book never makes one.
    static func look(at place: Ledger.Place, now: Moment) throws -> Ledger {
        try refuseMissing(place)
        do {
            guard case .file(let path) = place else {
                return try Ledger(at: place, now: now, checkpoints: Paths.state()?.path)
            }
            return try Ledger(lookingAt: path, checkpoints: Paths.state()?.path)
        } catch {
            throw Failure(status: error.exitCode, error.description)
        }
    }

    /// In a book of real accounts it is never any day but today.
    private static func refuseStopped(
        _ clock: Clock, _ book: Ledger, _ place: Ledger.Place
    ) throws {
        guard clock.isStopped, place != .memory, try !book.isDemo() else { return }
        throw Failure(
            .usage,
            "--now is for demo books, and \(place.name) is none; leave it out, or try a day with "
                + "--store :memory:")
    }

    static func refuseMissing(_ place: Ledger.Place) throws {
        guard try !isThere(place) else { return }
        throw Failure(
            .noInput,
            "\(place.name): no such book; `paydesk account seed` makes one, or use --store :memory:"
        )
    }

    /// A book in memory is made when it is asked for.
    static func isThere(_ place: Ledger.Place) throws -> Bool {
        switch place {
        case .memory: return true
        case .file(let path): return FileManager.default.fileExists(atPath: path)
        case .server(let server):
            do {
                return try server.holdsBook()
            } catch {
                throw Failure(status: error.exitCode, error.description)
            }
        }
    }
}
