import Lending
import Quantities

/// The mock account store: a book of customers, contracts and postings in one database.
///
/// A value that may be copied and shared; the copies speak of the same book. Every verb is one
/// transaction or none. The clock is handed in with each call.
package struct Ledger: Sendable {
    package enum Place: Hashable, Sendable {
        /// A file; its folder is made when missing, and a key file lies beside it.
        case file(String)
        case memory
        /// A database of PostgreSQL's.
        case server(Server)
    }

    let store: Store
    let key: StoreKey
    /// Nil for a book in memory.
    let checkpoints: Checkpoints?
    /// The file that cannot be written, when this is a copy of it to look at.
    let readOnly: String?
    /// How far the clock was from the book when it was opened, where that was too far.
    private(set) var doubt: ClockGap?
    /// The day the demo store was seeded.
    package var opened: Day

    /// Statements are due this many days after their cut.
    static let daysToPay = 18
    /// Contract numbers end in four digits of their own: drawn loans below these.
    static let firstPlan: Int64 = 10_007_000
    static let firstStatement: Int64 = 10_008_000
    static let firstPurchase: Int64 = 10_090_000
    /// The years in which a book can live.
    package static let years = 2000...2200
    /// Bytes of a stored dialogue.
    package static let longestDialogue = 1 << 20

    /// Opens the book, or creates it and seeds the demo customers where there is none.
    ///
    /// - Parameters:
    ///   - now: the day a new book is opened on. A book that exists stays where it is.
    ///   - checkpoints: a folder for the checkpoints of the audit chain, elsewhere than the book;
    ///     nil to keep them beside it.
    ///   - waiting: called when another terminal has kept the book for a second; five is the most.
    /// - Throws: `LedgerError` when the place cannot be used or holds something else.
    package init(
        at place: Place, now: Moment, checkpoints: String? = nil,
        waiting: @escaping @Sendable () -> Void = {}
    ) throws(LedgerError) {
        try self.init(
            at: place, now: now, checkpoints: checkpoints, newKey: Self.drawKey,
            commit: { try $0.commit() }, waiting: waiting)
    }

    /// - Parameters:
    ///   - newKey: draws the key of a new file, `Digest.keyLength` bytes.
    ///   - commit: ends a transaction; exchanged where a failing disk is played.
    init(
        at place: Place, now: Moment, checkpoints folder: String? = nil, newKey: () -> [UInt8],
        commit: @escaping @Sendable (any DatabaseSession) throws -> Void,
        waiting: @escaping @Sendable () -> Void = {}
    ) throws(LedgerError) {
        if case .file(let path) = place { try StoreFiles.prepare(path) }
        let store = try Store(at: place, commit: commit, waiting: waiting)
        if try store.read({ try $0.number($0.dialect.version) == 0 }) {
            try store.write { book in
                // Another terminal may have been first.
                guard try book.number(book.dialect.version) == 0 else { return }
                let key = StoreKey(try Self.keptKey(of: place, newKey))
                try Schema.create(in: book)
                try DemoBook(opened: now.day, key: key).write(into: book)
                try book.advance(to: now)
            }
        }
        try store.migrate()
        let path = try store.read { try place.files(of: $0.keyCheck()) }
        let key = StoreKey(try path.map(Self.key) ?? Digest.keyInMemory)
        let opened = try store.read { try $0.opening(checking: key) }
        let checkpoints = path.map { Checkpoints(of: key.check, beside: $0, in: folder) }
        self.init(store: store, key: key, checkpoints: checkpoints, opened: opened)
        // Where this fails no money moves, and enquiries go on.
        try? beginCheckpoints()
        doubt = try clockGap(at: now)
    }

    /// Opens a book that cannot be written, to look at: a copy in memory in which time may pass.
    /// Nothing can be posted in it, and nobody can sign in, since no attempt could be counted.
    package init(
        lookingAt path: String, checkpoints folder: String? = nil
    ) throws(LedgerError) {
        try StoreFiles.checkReadable(path)
        let key = StoreKey(try Self.key(of: path))
        let store = try Store(copying: path)
        try store.migrate()
        self.init(
            store: store, key: key,
            checkpoints: Checkpoints(of: key.check, beside: path, in: folder), readOnly: path,
            opened: try store.read { try $0.opening(checking: key) })
    }

    init(
        store: Store, key: StoreKey, checkpoints: Checkpoints? = nil, readOnly: String? = nil,
        opened: Day
    ) {
        self.store = store
        self.key = key
        self.checkpoints = checkpoints
        self.readOnly = readOnly
        self.opened = opened
    }

    /// The same book in memory, free to go its own way: much faster than seeding another.
    package func copiedToMemory() throws(LedgerError) -> Ledger {
        Ledger(store: try store.copied(), key: key, opened: opened)
    }

    /// A transaction that may lengthen the audit chain; its new end goes to the other place too.
    func write<Answer>(
        of part: String? = nil, _ body: (Book) throws -> Answer
    ) throws(LedgerError) -> Answer {
        let (answer, head) = try store.write(of: part) { book in
            // Checkpoints that disagree are evidence, and nothing is added to them.
            let newest = checkpoints?.newestOrNone() ?? []
            let agrees = try !newest.isEmpty && book.contradiction(to: newest) == nil
            return (try body(book), agrees ? try book.auditHead() : nil)
        }
        keep(head)
        return answer
    }

    /// What was written is written. A checkpoint that is late is made up for before the next order,
    /// and without it there is none.
    func keep(_ head: Checkpoints.Head?) {
        // Of a copy to look at nothing is kept.
        if readOnly == nil, let head { try? checkpoints?.keep(head) }
    }

    private static func key(of path: String) throws(LedgerError) -> [UInt8] {
        if let key = try StoreFiles.key(of: path) { return key }
        throw .damaged("\(StoreFiles.keyPath(of: path)) with the key of the store is missing")
    }

    /// The key of a book that is made; of a file the one that is there, if another terminal or an
    /// earlier attempt has kept it.
    private static func keptKey(
        of place: Place, _ newKey: () -> [UInt8]
    ) throws(LedgerError) -> [UInt8] {
        switch place {
        case .memory: return Digest.keyInMemory
        case .file(let path):
            if let kept = try StoreFiles.key(of: path) { return kept }
            return try StoreFiles.keep(newKey(), of: path)
        case .server(let server):
            let key = newKey()
            let path = server.files(of: StoreKey(key).check)
            try StoreFiles.makeFolder(of: path)
            return try StoreFiles.keep(key, of: path)
        }
    }

    /// The system's random source: a key that could be foreseen would protect nothing.
    private static func drawKey() -> [UInt8] {
        var source = SystemRandomNumberGenerator()
        return (0..<Digest.keyLength).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    }
}

extension Book {
    fileprivate func keyCheck() throws -> [UInt8] {
        guard let check = try first("SELECT key_check FROM meta", [], { try $0.bytes(0) }) else {
            throw LedgerError.damaged("the table meta is empty")
        }
        return check
    }

    fileprivate func opening(checking key: StoreKey) throws -> Day {
        guard try keyCheck() == key.check else {
            throw LedgerError.damaged("the key file belongs to another store")
        }
        guard let day = try first("SELECT opened FROM meta", [], { try $0.day(0) }) else {
            throw LedgerError.damaged("the table meta is empty")
        }
        return day
    }
}

extension Ledger {
    /// All customers, in the order the book lists them.
    package func customers() throws(LedgerError) -> [Customer] {
        try store.read { try $0.people() }
    }

    package func customerCount() throws(LedgerError) -> Int {
        try store.read { Int(try $0.nextNumber(in: "customers")) - 1 }
    }

    /// The registered phone of a customer.
    package func phone(of customer: String) throws(LedgerError) -> String? {
        try store.read { book in
            try book.first("SELECT phone FROM customers WHERE id = ?", [customer]) {
                try $0.text(0)
            }
        }
    }

    /// The customer who registered a phone of eleven digits.
    package func customer(phone: String) throws(LedgerError) -> String? {
        try store.read { try $0.identity(phone: phone)?.customer }
    }

    /// The digits that are right for a customer of the demo book: what `<secret>` stands for in a
    /// script. Nil for anybody else; the book itself does not know them.
    package func rightDigits(of customer: String) throws(LedgerError) -> String? {
        guard let digits = DemoBook.digits(of: customer) else { return nil }
        let stored = try store.read { book in
            try book.first(
                """
                SELECT identity FROM customers, meta WHERE customers.id = ? AND meta.demo = 1
                """, [customer]
            ) { try $0.bytes(0) }
        }
        guard let stored, key.isIdentity(stored, customer: customer, digits: digits) else {
            return nil
        }
        return digits
    }
}
