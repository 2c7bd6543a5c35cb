import ArgumentParser
import Ledger

struct AccountRoles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles",
        abstract: "Say which roles of a server may do what in a book there.",
        discussion: """
            For whoever owns the tables of a book of PostgreSQL's. Desks ask in the name of a role \
            that can add operations, postings, receipts and audit records and change none; staff \
            who only look, in the name of one that can read, and note that it has looked. The \
            roles have to be there. Without options it tells what you may do yourself.

            EXAMPLES
              paydesk account roles --store postgres://owner@db.example/book --desk desk
              paydesk account roles --store postgres://owner@db.example/book --staff clerks
            """)

    @Option(help: "The book: postgres://user@host/database. Default: $PAYDESK_STORE.")
    var store: String?

    @Option(help: "A role of desks.")
    var desk: [String] = []

    @Option(help: "A role of staff who only look.")
    var staff: [String] = []

    func run() throws {
        let place = try BookFile.place(store)
        guard case .server = place else {
            throw Failure(
                .usage, "\(place.name): a file has no roles, whoever can write it can change it")
        }
        try BookFile.refuseMissing(place)
        let book = try BookFile.open(place, Clock(nil))
        var lines: [String] = []
        for (roles, rights) in [(desk, Rights.desk), (staff, Rights.staff)] {
            for role in roles {
                try book.grant(rights, to: role)
                lines.append("\(role): \(rights.rawValue)")
            }
        }
        if lines.isEmpty { lines = ["you: \(try book.standing().name)"] }
        var output = Output.standard
        try output.write(lines.map { $0 + "\n" }.joined())
        try output.flush()
    }
}

extension RoleStanding? {
    fileprivate var name: String {
        if case .granted(let rights) = self { rights.rawValue } else { "owner" }
    }
}
