import ArgumentParser
import Conversation
import Glibc
import Ledger
import Quantities

struct AccountQueue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Who waits for a person, in the order in which they have to be called.",
        discussion: """
            When somebody has to call, as it was promised; by when the law wants an answer to a \
            complaint; what was on the table, and the conversation. In a pipe a ticket is a line \
            of cells with tabs between them: ticket, due, OVERDUE, answer by, reason, customer, \
            taken by, on the table, conversation, number to call, said, outcome. `paydesk queue` \
            is the same to work in.

            EXAMPLES
              paydesk account queue
              paydesk account queue --all --json
              paydesk account queue H000001
              paydesk account queue --reveal "calling back"
            """)

    @Argument(
        help: "Only this ticket, or those of a customer, receipt or conversation, closed or not.",
        completion: .tickets)
    var name: String?

    @Flag(help: "Those that are closed too.")
    var all = false

    @Flag(help: "Print it again whenever something has changed, until Ctrl-C.")
    var watch = false

    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage
    @OptionGroup var personal: RevealOptions

    func run() throws {
        var noted: Set<String> = []
        var last: [String]?
        repeat {
            if last != nil { sleep(1) }
            let lines = try lines(noting: &noted)
            guard lines != last else { continue }
            try show(lines, isFirst: last == nil)
            last = lines
        } while watch
    }

    private func show(_ lines: [String], isFirst: Bool) throws {
        var output = Output.standard
        let isScreen = watch && Screen.showsOutput && Screen.obeysEscapes && !options.json
        if isScreen { try output.write(Screen.clearing) }
        // In a pipe a blank line stands between one state and the next.
        if !isFirst, !isScreen, !options.json { try output.write("\n") }
        try output.write(lines.map { $0 + "\n" }.joined())
        try output.flush()
    }

    private func lines(noting noted: inout Set<String>) throws -> [String] {
        let ledger = try options.look()
        let now = try options.clock().now
        let entries = QueueEntry.list(try tickets(in: ledger), now: now)
            .filter { all || name != nil || $0.ticket.state != .closed }
        let customers = Set(entries.compactMap(\.ticket.customer))
        if personal.isRevealed {
            for customer in customers.subtracting(noted).sorted() {
                try personal.note("queue", customer: customer, in: options, ledger)
            }
        }
        noted.formUnion(customers)
        var phones: [String: String] = [:]
        for customer in customers {
            phones[customer] = try ledger.phone(of: customer).map {
                personal.isRevealed ? $0 : Masking.phone($0)
            }
        }
        if options.json {
            let views = entries.map { entry in
                TicketView(entry, phone: entry.ticket.customer.flatMap { phones[$0] })
            }
            return watch ? [JSON.line(Watched(tickets: views))] : views.map { JSON.line($0) }
        }
        let table = QueueTable(
            entries: entries, now: now, phones: phones, words: QueueWords(spoken.words.language))
        guard Screen.showsOutput else {
            if entries.isEmpty { Console.note(spoken.words.nobodyWaits) }
            return table.separated
        }
        return entries.isEmpty ? [spoken.words.nobodyWaits] : table.aligned(columns: Screen.columns)
    }

    /// All, or those that are named: by their number, by the conversation they came of, by its
    /// receipts, by the customer.
    private func tickets(in ledger: Ledger) throws -> [Ticket] {
        let tickets = try ledger.queue()
        guard let name else { return tickets }
        let number = name.uppercased()
        if number.first == "H", let ticket = try ledger.ticket(number) { return [ticket] }
        let talk = try ledger.conversation(of: number) ?? number
        let named = tickets.filter { $0.conversation == talk }
        guard named.isEmpty else { return named }
        let customer = try CustomerName.resolve(name, in: ledger)
        return tickets.filter { $0.customer == customer }
    }

    /// The whole queue, each time something has changed.
    private struct Watched: Encodable {
        var tickets: [TicketView]
    }
}
