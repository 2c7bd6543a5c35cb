import ArgumentParser
import Foundation
import Ledger
import Transcripts

struct RecordsExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "What there is of one customer, in a folder: for a request of access.",
        discussion: """
            Records, receipts and tickets. Other persons are masked; what others did in the same \
            conversation is left out.

            EXAMPLE
              paydesk records export --customer li-na --output li-na/
            """)

    @Option(
        help: "Name, phone, contract, receipt or ticket, as for account show.",
        completion: .customers)
    var customer: String

    @Option(
        name: .shortAndLong, help: "A folder that is not there yet, or empty.",
        completion: .directory)
    var output: String

    @OptionGroup var folder: RecordFolder
    @OptionGroup var options: BookOptions

    private struct Requested: Encodable {
        var ticket: String
        var at: String
        var reason: String
        var onTheTable: OnTheTable
        var conversation: String
    }

    private struct Exported: Encodable {
        var customer: String
        var records: Int
        var receipts: Int
        var tickets: Int
    }

    func run() throws {
        let book = try options.look()
        let customer = try CustomerName.resolve(customer, in: book)
        let files = try? FileManager.default.contentsOfDirectory(atPath: output)
        guard (files ?? []).isEmpty else {
            throw Failure(.cannotCreate, "\(output) is not empty; name another folder")
        }
        try options.note("export", customer: customer, book)
        let others = try book.customers().filter { $0.id != customer }
        var pseudonyms = Pseudonyms(names: others.map(\.name))
        var records = 0
        for file in try RecordFile.all(in: folder.path, book) {
            let record = try file.read()
            guard record.customers.contains(customer) else { continue }
            let own = Self.own(record.transcript, customer)
            try write(
                pseudonyms.mask(own).transcript.text, to: "records",
                "\(file.day.map { "\($0)-" } ?? "")\(FileTree.name(of: file.path))")
            records += 1
        }
        let receipts = try book.receipts(of: customer).map(ReceiptView.init)
        try write(JSON.lines(receipts), to: "", "receipts.jsonl")
        let tickets = try book.queue().filter { $0.customer == customer }.map {
            Requested(
                ticket: $0.number, at: "\($0.at)", reason: $0.request.reason,
                onTheTable: OnTheTable($0.request.summary), conversation: $0.conversation)
        }
        try write(JSON.lines(tickets), to: "", "tickets.jsonl")
        let done = Exported(
            customer: customer, records: records, receipts: receipts.count, tickets: tickets.count)
        try options.write(
            done,
            [
                "\(customer): \(records) records, \(receipts.count) receipts, "
                    + "\(tickets.count) tickets in \(output)"
            ])
    }

    private func write(_ text: String, to place: String, _ name: String) throws {
        let path = place.isEmpty ? output : output + "/" + place
        try OutputFiles.makeFolder(path)
        try OutputFiles.create(path + "/" + name, text)
    }

    /// Without the turns of others who sat at the same terminal, nor what was done for them.
    private static func own(_ transcript: Transcript, _ customer: String) -> Transcript {
        var present: String? = customer
        var turns: [Transcript.Turn] = []
        for turn in transcript.turns {
            var turn = turn
            for case (let key, let value)? in turn.preface.map(\.setting)
            where (key == "phone" && value != "nobody") || key == "customer" {
                present = value.split(separator: " ").first.map(String.init)
            }
            turn.preface.removeAll { line in
                // What reviewers thought of the desk is the desk's.
                guard let (key, value) = line.setting else { return Review(line) != nil }
                let words = value.split(separator: " ")
                if words.last == "nobody" { return false }
                switch key {
                case "customer", "phone", "left": return words.first != customer[...]
                case "before", "meanwhile": return words.count < 2 || words[1] != customer[...]
                default: return false
                }
            }
            if present == customer { turns.append(turn) }
        }
        return Transcript(turns: turns)
    }
}
