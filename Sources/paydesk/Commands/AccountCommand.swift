import ArgumentParser
import Conversation
import Foundation
import Ledger
import Quantities

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Staff view of the mock account store.",
        subcommands: [List.self, Verify.self])

    struct StoreOptions: ParsableArguments {
        @Option(help: "The book: a file, or :memory: for a fresh demo book.")
        var store: String?

        /// Looking at a book never makes one.
        func open() throws -> Ledger {
            let place = try store.map(BookFile.place) ?? .file(Paths.book().path)
            if case .file(let path) = place, !FileManager.default.fileExists(atPath: path) {
                throw Failure(
                    .noInput,
                    "\(path): no such book; the first chat makes one, or use --store :memory:")
            }
            return try BookFile.open(place, now: Clock(nil).now)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who is in the book: name, masked personal data.",
            discussion: "EXAMPLE\n  paydesk account list --store :memory:")

        @OptionGroup var options: StoreOptions

        func run() throws {
            let ledger = try options.open()
            var output = Output.standard
            for customer in try ledger.customers() {
                let fields = [
                    customer.id, Masking.name(customer.name), Masking.phone(customer.phone),
                    customer.language, customer.status.rawValue,
                ]
                try output.write(fields.joined(separator: "\t") + "\n")
            }
            try output.flush()
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Recompute the whole book; exit 1 and the first wrong row when it is not right.",
            discussion: "EXAMPLE\n  paydesk account verify")

        @OptionGroup var options: StoreOptions

        func run() throws {
            let wrong = try options.open().verify()
            guard wrong.isEmpty else {
                throw Failure(.differs, wrong.joined(separator: "\npaydesk: "))
            }
            var output = Output.standard
            try output.write("the books are right\n")
            try output.flush()
        }
    }
}
