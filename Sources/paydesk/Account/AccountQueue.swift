import ArgumentParser
import Ledger

struct AccountQueue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Who waits for a person, the most urgent first.",
        discussion: "EXAMPLE\n  paydesk account queue --json")

    @OptionGroup var options: BookOptions

    private struct Waiting: Encodable {
        var ticket: String
        /// Smaller is sooner.
        var priority: Int
        var at: String
        var reason: String
        var customer: String?
        /// Identity level that was reached.
        var level: Int
        var summary: String
        var conversation: String

        init(_ queued: QueuedHandOff) {
            let packet = queued.packet
            (ticket, priority, at) = (queued.ticket, packet.priority, "\(packet.at)")
            (reason, customer, level) = (packet.reason, packet.customer, packet.level)
            (summary, conversation) = (packet.summary, packet.conversation)
        }

        static let heads = [
            "ticket", "priority", "since", "reason", "customer", "identity", "summary",
        ]

        var row: [String] {
            [ticket, "\(priority)", at, reason, customer ?? "-", "level \(level)", summary]
        }
    }

    func run() throws {
        let waiting = try options.look().handOffs().map(Waiting.init)
        try options.write(waiting, Table(Waiting.heads, waiting.map(\.row)).listed)
    }
}
