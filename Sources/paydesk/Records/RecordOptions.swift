import ArgumentParser
import Foundation
import Ledger
import Lending
import Quantities

/// Where records lie.
struct RecordFolder: ParsableArguments {
    @Option(
        name: .customLong("records"),
        help: "Another folder of records than the usual one, or book for those in the book.",
        completion: .directory)
    var path: String?

    /// The conversation that an id, its beginning, a receipt or a ticket names.
    ///
    /// - Parameter book: where receipts and tickets are looked up; nil where there is no book.
    func find(_ name: String, in book: Ledger?) throws -> RecordFile {
        try RecordFile.named(name, in: path, book)
    }
}

extension Ledger {
    /// In which conversation a receipt was given or a ticket drawn; nil for what is neither.
    func conversation(of name: String) throws -> String? {
        let number = name.uppercased()
        if number.first == "R", let receipt = Receipt.spelled(number) {
            return try receipts().first { $0.receipt.number == receipt }?.conversation
        }
        return number.first == "H" ? try ticket(number)?.conversation : nil
    }
}

/// Which records are meant: those of which all that is said holds.
struct RecordFilter: ParsableArguments {
    @Option(
        help: "Of this customer: name, phone, contract, receipt, ticket, as for account show.",
        completion: .customers)
    var customer: String?

    @Option(help: "Of the customer with this phone.")
    var phone: String?

    @Option(help: "In which this contract, statement or purchase comes up.")
    var contract: String?

    @Option(help: "In which this receipt was given.", completion: .receipts)
    var receipt: String?

    @Option(help: "In which this ticket was drawn.")
    var ticket: String?

    @Option(
        help: "In which this service was opened, such as early_settle_full.",
        completion: .intents)
    var service: String?

    @Option(help: "Handed to a person for this reason, such as human or complaint.")
    var reason: String?

    @Option(help: "How they stand.")
    var state: RecordState?

    @OptionGroup var period: PeriodOptions

    /// - Parameter book: nil where there is none.
    func records(in folder: RecordFolder, _ book: Ledger?) throws -> [Record] {
        let conditions = try Conditions(self, book)
        let days = conditions.time.lowerBound.day...conditions.time.upperBound.day
        let files = try RecordFile.all(in: folder.path, book).filter { file in
            file.day.map(days.contains) ?? true
        }
        return try Parallel.map(files) { file in Result { try file.read() } }.compactMap {
            let record = try $0.get()
            return conditions.hold(for: record) ? record : nil
        }
    }

    /// What is asked for, looked up.
    private struct Conditions {
        var time: Range<Moment>
        var customers: [String] = []
        var conversations: [String] = []
        var receipts: [String] = []
        var tickets: [String] = []
        var contract: ContractPlaces?
        let intents: Set<String>?
        let reason: String?
        let state: RecordState?

        init(_ filter: RecordFilter, _ book: Ledger?) throws {
            time = try filter.period.range()
            intents = try filter.service.map { try ServiceName.intents($0) }
            (reason, state) = (filter.reason, filter.state)
            for word in [filter.customer, filter.phone, filter.contract].compactMap({ $0 }) {
                guard let book else { throw RecordFilter.noBook(word) }
                customers.append(try CustomerName.resolve(word, in: book))
            }
            if let contract = filter.contract, let book, let owner = customers.last {
                self.contract = try ContractPlaces(contract, of: owner, in: book)
            }
            if let receipt = filter.receipt {
                guard let number = Receipt.spelled(receipt) else {
                    throw Failure(.usage, "--receipt '\(receipt)' is no receipt; write R000001")
                }
                let given = try book?.conversation(of: number)
                given.map { conversations.append($0) } ?? receipts.append(number)
            }
            if let ticket = filter.ticket {
                let drawn = try book?.conversation(of: ticket)
                drawn.map { conversations.append($0) } ?? tickets.append(ticket.uppercased())
            }
        }

        func hold(for record: Record) -> Bool {
            let known = record.customers + record.named
            return (record.at.map(time.contains) ?? true)
                && customers.allSatisfy(known.contains)
                && conversations.allSatisfy { $0 == record.file.conversation }
                && receipts.allSatisfy((record.receipts + record.told).contains)
                && tickets.allSatisfy(record.tickets.contains)
                && contract.map { $0.isTouched(by: record) } ?? true
                && intents.map { !$0.isDisjoint(with: record.intents) } ?? true
                && reason.map(record.reasons.contains) ?? true
                && state.map { $0 == record.state } ?? true
        }
    }

    private static func noBook(_ word: String) -> Failure {
        Failure(.noInput, "there is no book to look '\(word)' up in; name one with --store")
    }
}

/// Where a contract, statement or purchase comes up: where an order for it was carried out, and
/// where its number is said.
private struct ContractPlaces {
    /// As the desk says it: the last four digits.
    let end: String
    let conversations: Set<String>

    init(_ contract: String, of owner: String, in book: Ledger) throws {
        let end = String(contract.suffix(4))
        self.end = end
        conversations = Set(
            try book.receipts(of: owner).filter { issued in
                issued.receipt.order.subject.hasSuffix(end) || issued.plan?.hasSuffix(end) == true
            }.compactMap(\.conversation))
    }

    func isTouched(by record: Record) -> Bool {
        conversations.contains(record.file.conversation)
            || record.transcript.turns.contains { turn in
                (turn.preface + turn.answer).contains { isSaid(in: $0.text) }
            }
    }

    /// Four digits that end a number, and are no part of a sum.
    private func isSaid(in text: String) -> Bool {
        text.ranges(of: end).contains { place in
            let isCutShort = text[place.upperBound...].first?.isNumber == true
            return !isCutShort && !".,".contains(text[..<place.lowerBound].last ?? " ")
        }
    }
}

extension BookOptions {
    /// The book, to look things up in; nil where it is not there, as after chats in memory.
    func lookIfThere() throws -> Ledger? {
        if case .file(let path) = try place(), FileTree.kind(path, followsLink: true) == nil,
            store == nil
        {
            return nil
        }
        return try look()
    }

    /// Notes a look at a record, for each of its customers whom the book knows.
    func note(_ what: String, _ record: Record, _ book: Ledger?) throws {
        guard let book else { return }
        let known = try book.customers().map(\.id)
        for customer in record.customers where known.contains(customer) {
            try note(what, customer: customer, book)
        }
    }
}
