import Lending
import Quantities

extension Ledger {
    /// Lets time pass in the whole book: statements are cut, dues are debited. Doing it twice, or
    /// with a clock that was set back, changes nothing. A large book goes forward in batches, each
    /// of them kept whatever becomes of the next: begun again it goes on where it was, and of
    /// several that do it at once each does a part.
    ///
    /// - Parameter progress: told how many customers are done, of how many.
    package func advance(
        to now: Moment, progress: (Int, Int) -> Void = { _, _ in }
    ) throws(LedgerError) {
        let (reached, isLarge) = try store.read { (try $0.reached(), try $0.isLarge()) }
        // Most turns cross no boundary; they need not write.
        guard reached < Boundary.last(upTo: now).moment, try mayAdvance(to: now) else { return }
        guard isLarge else { return try again { try $0.advance(to: now) } }
        try advanceAll(to: now, progress)
    }

    /// Of a large book, however far from the clock.
    func advanceAll(to now: Moment, _ progress: (Int, Int) -> Void) throws(LedgerError) {
        while try !isFinished(to: now) {
            let awaiting = try store.read { try $0.customersAwaiting(now) }
            var rest = awaiting[...]
            while !rest.isEmpty {
                var done = 0
                try again { done = try $0.advance(rest, to: now) }
                rest = rest.dropFirst(done)
                progress(awaiting.count - rest.count, awaiting.count)
            }
        }
    }

    /// Brings the book itself there when nobody in it is left behind.
    private func isFinished(to now: Moment) throws(LedgerError) -> Bool {
        var isFinished = false
        try again { book in
            isFinished = try book.customersAwaiting(now).isEmpty
            if isFinished { try book.reach(Boundary.last(upTo: now).moment, .everybody) }
        }
        return isFinished
    }

    /// Lets time pass for a customer; in a small book for everybody.
    func advance(to now: Moment, of customer: String) throws(LedgerError) {
        let whose = Whose.customer(customer)
        let isDue = try store.read { book in
            try book.reached(of: whose) < Boundary.last(upTo: now).moment
                && (!book.isLarge() || book.nextBoundary(upTo: now, of: whose) != nil)
        }
        // Where nothing happens to a customer, the next order notes that the time has passed.
        guard isDue else { return }
        guard try store.read({ try $0.isLarge() }) else { return try advance(to: now) }
        guard try mayAdvance(to: now) else { return }
        try again(of: customer) { try $0.advance(to: now, of: whose) }
    }

    /// Debits move money too.
    private func mayAdvance(to now: Moment) throws(LedgerError) -> Bool {
        guard store.place != .memory else { return true }
        if try clockGap(at: now) != nil { return false }
        if let wrong = try newestContradiction() { throw .damaged(wrong) }
        return true
    }

    /// Whether or not it was kept, doing it again leaves the same book.
    private func again(
        of part: String? = nil, _ body: (Book) throws -> Void
    ) throws(LedgerError) {
        do {
            try write(of: part, body)
        } catch .outcomeUnknown {
            do {
                try write(of: part, body)
            } catch .outcomeUnknown(let reason) {
                throw .io(reason)
            }
        }
    }

    /// A customer's position, after time has passed up to `now`; nil for an unknown customer.
    ///
    /// Enquiries go on when the book cannot be written, or contradicts itself: time then passes in
    /// a copy. Where the clock is too far from the book, they are as of the day of the book.
    package func account(of customer: String, at now: Moment) throws(LedgerError) -> Account? {
        let now = try time(at: now)
        if let known = try store.position(of: customer, at: now) { return known }
        do {
            try advance(to: now, of: customer)
        } catch  where error.isOfWriting || error.isOfContents {
            let copy = try copiedToMemory(of: customer)
            try copy.store.write { try $0.advance(to: now, isSealing: false) }
            return try copy.store.read { try $0.account(of: customer, at: try $0.present(now)) }
        }
        return try store.read { book in
            let account = try book.account(of: customer, at: try book.present(now))
            try store.keep(account, of: customer, at: now, book)
            return account
        }
    }

    /// A copy of the book in memory to look at a customer in: of a large one that customer's part.
    package func copiedToMemory(of customer: String) throws(LedgerError) -> Ledger {
        guard try store.read({ try $0.isLarge() }) else { return try copiedToMemory() }
        let part = try Store(at: .memory, commit: { try $0.commit() }, waiting: {})
        try store.read { book in try part.write { try $0.take(from: book, of: customer) } }
        return Ledger(store: part, key: key, opened: opened)
    }
}

extension Book {
    /// So many customers lie between two commits: others wait meanwhile, and not for long.
    private static let batch = 50

    /// - Returns: how many of them are done.
    fileprivate func advance(_ customers: ArraySlice<String>, to now: Moment) throws -> Int {
        let batch = customers.prefix(Self.batch)
        for customer in batch { try advance(to: now, of: .customer(customer)) }
        return batch.count
    }
}
