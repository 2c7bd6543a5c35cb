import Lending
import Quantities

/// A record of the audit chain as staff read it.
package struct AuditEntry: Equatable, Sendable {
    /// Its place in the chain.
    package var number: Int64
    package var at: Moment
    /// `access`, `unlocked`, `operation` ….
    package var kind: String
    /// The member of staff, as the machine knew them; nil for what customers and time have done.
    package var who: String?
    /// Nil for what concerns nobody in particular, or everybody.
    package var customer: String?
    /// The number of what it tells of, such as `H000001`; nil where the facts say all.
    package var of: String?
    /// By name, control characters escaped; what is told more than once is joined.
    package var facts: [String: String]

    /// Whoever looked at all customers looked at this one too.
    package func concerns(_ customer: String) -> Bool {
        self.customer == customer
            || self.customer == nil && kind == AuditKind.access.rawValue
    }
}

extension Ledger {
    /// The audit chain within a time, in its order, without the seals of positions, which say
    /// nothing to a reader.
    package func auditTrail(in time: Range<Moment>) throws(LedgerError) -> [AuditEntry] {
        try store.read { book in
            var entries = try book.auditEntries(in: time)
            guard entries.contains(where: { $0.kind == AuditKind.lock.rawValue }) else {
                return entries
            }
            let people = try book.people()
                .map { (Digest.hexadecimal(key.subject(phone: $0.phone)), $0.id) }
            let customers = Dictionary(people, uniquingKeysWith: { first, _ in first })
            for place in entries.indices where entries[place].kind == AuditKind.lock.rawValue {
                entries[place].customer = entries[place].facts["subject"].flatMap { customers[$0] }
            }
            return entries
        }
    }
}

extension Book {
    fileprivate func auditEntries(in time: Range<Moment>) throws -> [AuditEntry] {
        try all(
            """
            SELECT number, at, kind, customer, record FROM audit
            WHERE kind <> ? AND at >= ? AND at < ? ORDER BY number
            """,
            [AuditKind.position.rawValue, time.lowerBound.seconds, time.upperBound.seconds]
        ) { cells in
            AuditEntry(
                number: try cells.integer(0), at: try cells.moment(1), kind: try cells.text(2),
                customer: try cells.optionalText(3), record: try cells.text(4))
        }
    }
}

extension AuditEntry {
    /// Takes a record apart again: a heading, then a line `name=value` per fact.
    fileprivate init(
        number: Int64, at: Moment, kind: String, customer: String?, record: String
    ) {
        let lines = record.split(separator: "\n")
        let heading = lines.first?.split(separator: " ", maxSplits: 1).dropFirst().first
        let facts = lines.dropFirst().map { line in
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
        var told = Dictionary(facts, uniquingKeysWith: { $0 + ", " + $1 })
        let named = told.removeValue(forKey: "customer")
        // Who it was has three names in the chain, which is never rewritten.
        let names = ["who", "by", "user"]
        let who = names.compactMap { told[$0] }.first
        for name in names { told[name] = nil }
        self.init(
            number: number, at: at, kind: kind, who: who, customer: customer ?? named,
            of: heading.map(String.init), facts: told)
    }
}
