import Lending
import Quantities

/// Demo customers by the thousand, for a book as large as a lender's: each is one of a few dozen
/// whose time was played through by the rules, under names and numbers of its own.
struct Crowd {
    /// One of those few, as the rules have left it.
    private struct Model {
        /// By table, in the order of their numbers.
        var rows: [String: [[Argument]]]
        var entries: [Entry]
        /// What the chain tells of it, in order; nil for the next entry.
        var records: [(kind: AuditKind, at: Moment, record: String)?]
    }

    /// Numbers as they were before a batch.
    private struct Ends {
        var numbers: [String: Int64] = [:]
        var digest: [UInt8]

        mutating func next(in table: String) -> Int64 {
            numbers[table, default: 0] += 1
            return numbers[table] ?? 0
        }
    }

    private let key: StoreKey
    private let models: [Model]

    private static let firstPhone: Int64 = 13_900_000_000
    private static let firstLoan: Int64 = 20_000_000
    private static let variety = 48

    /// `c0000001`.
    static func name(of number: Int64) -> String { numbered("c", number, width: 7) }

    static func number(of customer: String) -> Int64? {
        guard customer.hasPrefix("c"), let number = Int64(customer.dropFirst()), number > 0,
            name(of: number) == customer
        else { return nil }
        return number
    }

    /// The last four digits of the ID.
    static func digits(of number: Int64) -> String { String(1000 + number % 9000) }

    /// - Parameter reached: how far time has passed in the book they come to.
    init(opened: Day, reached: Moment, key: StoreKey) throws {
        self.key = key
        let customers = Self.customers(opened)
        let store = try Store(at: .memory, commit: { try $0.commit() }, waiting: {})
        models = try store.write { book in
            try Schema.create(in: book)
            try DemoBook(opened: opened, key: key, others: customers).write(into: book)
            try book.advance(to: reached)
            return try customers.map { try Self.model(of: $0.id, in: book) }
        }
    }

    /// Loans that have come a year or so, of several lengths, and purchases that were paid monthly.
    private static func customers(_ opened: Day) -> [DemoCustomer] {
        let names = DemoBook(opened: opened, key: StoreKey(Digest.keyInMemory)).customers
        return (0..<variety).map { number in
            let due = opened + 1 + number % 27
            let start = due.adding(months: -(10 + number % 9))
            let terms = Terms(
                method: number % 3 == 0 ? .equalPrincipal : .equalInstalment,
                principal: yuan(3_000 + 500 * Int64(number)), annualRate: Rate(ppm: 180_000),
                periods: [24, 36][number % 2], start: start)
            let cut = opened - 3 - number % 20
            let bought = (0..<6).map { purchase in
                (
                    cut - 3 - 17 * purchase,
                    Happening.buy(
                        merchant: "-", yuan(20 + 7 * Int64(number) + 31 * Int64(purchase)))
                )
            }
            return DemoCustomer(
                id: "model-\(number)", name: names[number % names.count].name,
                language: number % 8 == 7 ? "en" : "zh", cut: cut,
                past: [(start, .lend(id: "loan-\(number)", purpose: "cash", terms))] + bought)
        }
    }
}

// MARK: - Reading

extension Crowd {
    private static func model(of customer: String, in book: Book) throws -> Model {
        var rows: [String: [[Argument]]] = [:]
        for (table, condition) in Book.parts where Self.copied.contains(table) {
            rows[table] = try book.all(
                "SELECT * FROM \(table) WHERE \(condition) ORDER BY 1, 2", [customer]
            ) { cells in (0..<cells.row.count).map(cells.argument) }
        }
        let entries = try book.entries(where: "operations.customer = ?", [customer])
        let records = try book.all(
            """
            SELECT kind, at, record FROM audit WHERE kind <> 'position' AND (customer = ?1
                OR operation IN (SELECT number FROM operations WHERE customer = ?1))
            ORDER BY number
            """, [customer]
        ) { cells in
            let kind = try cells.name(0, AuditKind.self)
            return kind == .operation ? nil : (kind, try cells.moment(1), try cells.text(2))
        }
        return Model(rows: rows, entries: entries, records: records)
    }

    /// What a position is made of, in the order it is sealed in.
    private static let copied = ["customers", "loans", "rows", "statements", "purchases"]
}

// MARK: - Writing

extension Crowd {
    /// Adds customers whose numbers follow each other.
    func add(_ numbers: ClosedRange<Int64>, to book: Book) throws {
        guard let head = try book.auditHead() else {
            throw LedgerError.damaged("the audit chain is empty")
        }
        var ends = Ends(digest: head.digest)
        for table in ["customers", "loans", "statements", "purchases", "operations"] {
            ends.numbers[table] = try book.nextNumber(in: table) - 1
        }
        ends.numbers["audit"] = head.number
        let operations = ends.numbers["operations"] ?? 0
        var rows: [String: [[Argument]]] = [:]
        for number in numbers {
            try add(number, models[Int(number) % models.count], &ends, &rows)
        }
        try Schema.withoutGuards(in: book) {
            for table in Self.copied + ["operations", "postings", "audit"] {
                try book.insert(rows[table] ?? [], into: table)
            }
        }
        try check(ends, after: operations, book)
    }

    /// What the guards would have refused, of all at once.
    private func check(_ ends: Ends, after operation: Int64, _ book: Book) throws {
        let unbalanced = try book.number(
            """
            SELECT count(*) FROM (SELECT operation FROM postings WHERE operation > ?
                GROUP BY operation HAVING sum(debit) <> sum(credit)) AS wrong
            """, [operation])
        let added = try book.number(
            "SELECT count(*) FROM operations WHERE number > ?", [operation])
        guard unbalanced == 0, operation + added == ends.numbers["operations"] else {
            throw LedgerError.damaged("the customers that were added do not balance")
        }
    }

    private func add(
        _ number: Int64, _ model: Model, _ ends: inout Ends, _ rows: inout [String: [[Argument]]]
    ) throws {
        let customer = Self.name(of: number)
        var names: [String: String] = [:]
        var position: [UInt8] = []
        for table in Self.copied {
            for row in model.rows[table] ?? [] {
                let row = renewed(row, of: table, number, &names, &ends)
                Cells.appendCanonical(row, to: &position)
                rows[table, default: []].append(row)
            }
        }
        var entries = model.entries[...]
        for told in model.records {
            guard let told else {
                guard let model = entries.popFirst() else { continue }
                enter(model, of: customer, names, &ends, &rows)
                continue
            }
            let link = AuditLink(
                number: ends.next(in: "audit"), at: told.at, kind: told.kind, customer: customer,
                record: told.record.renamed(names))
            rows["audit", default: []].append(chained(link, &ends))
        }
        let at = model.entries.map(\.at).max() ?? Moment(seconds: 0)
        let link = AuditLink(
            number: ends.next(in: "audit"), at: at, kind: .position, customer: customer,
            record: Book.positionRecord(of: customer, Digest.of(position)))
        rows["audit", default: []].append(chained(link, &ends))
    }

    /// A row under names and numbers of its own.
    private func renewed(
        _ row: [Argument], of table: String, _ number: Int64, _ names: inout [String: String],
        _ ends: inout Ends
    ) -> [Argument] {
        var row = row
        func text(_ column: Int) -> String { (row[column] as? String) ?? "" }
        switch table {
        case "customers":
            let customer = Self.name(of: number)
            names[text(1)] = customer
            row[0] = ends.next(in: table)
            row[1] = customer
            row[3] = String(Self.firstPhone + number)
            row[4] = key.identity(customer: customer, digits: Self.digits(of: number))
            row[5] = Self.digits(of: number * 7)
        case "rows": row[0] = names[text(0)]
        default:
            let own = ends.next(in: table)
            let id =
                switch table {
                case "loans": numbered("LN", Self.firstLoan + own, width: 8)
                case "statements": numbered("ST", Ledger.firstStatement + own, width: 8)
                default: numbered("PU", Ledger.firstPurchase + own, width: 8)
                }
            names[text(1)] = id
            (row[0], row[1], row[2]) = (own, id, names[text(2)])
            if table == "purchases" { row[6] = names[text(6)] }
        }
        return row
    }

    private func enter(
        _ model: Entry, of customer: String, _ names: [String: String], _ ends: inout Ends,
        _ rows: inout [String: [[Argument]]]
    ) {
        var entry = model
        entry.number = ends.next(in: "operations")
        entry.customer = customer
        entry.subject = names[entry.subject] ?? entry.subject
        for index in entry.lines.indices {
            let contract = entry.lines[index].contract
            entry.lines[index].contract = names[contract] ?? contract
        }
        rows["operations", default: []].append(entry.row)
        rows["postings", default: []] += entry.postingRows
        let link = AuditLink(
            number: ends.next(in: "audit"), at: entry.at, kind: .operation,
            operation: entry.number, record: entry.record)
        rows["audit", default: []].append(chained(link, &ends))
    }

    private func chained(_ link: AuditLink, _ ends: inout Ends) -> [Argument] {
        ends.digest = link.digest(after: ends.digest)
        return link.row(ends.digest)
    }
}

extension String {
    /// A record in which contracts and customers are called otherwise.
    fileprivate func renamed(_ names: [String: String]) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let start = line.lastIndex { $0 == "=" || $0 == " " }.map { line.index(after: $0) }
            guard let start, let name = names[String(line[start...])] else { return String(line) }
            return line[..<start] + name
        }.joined(separator: "\n")
    }
}

extension Ledger {
    /// Customers between two commits.
    private static let crowdAtOnce: Int64 = 1000

    /// Adds demo customers until there are so many, in batches that are each kept.
    ///
    /// - Parameter progress: told how many there are.
    package func seed(
        customers count: Int, progress: (Int) -> Void = { _ in }
    ) throws(LedgerError) {
        let (opened, reached) = (opened, try store.read { try $0.reached() })
        let crowd = try translated(store.path) {
            try Crowd(opened: opened, reached: reached, key: key)
        }
        var there = Int64(try store.read { try $0.nextNumber(in: "customers") }) - 1
        while there < count {
            let batch = there + 1...min(there + Self.crowdAtOnce, Int64(count))
            try write { try crowd.add(batch, to: $0) }
            there = batch.upperBound
            progress(Int(there))
        }
    }
}
