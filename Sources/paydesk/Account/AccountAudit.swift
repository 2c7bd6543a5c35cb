import ArgumentParser
import Ledger
import Quantities

struct AccountAudit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "What the audit chain tells: who did what, when, and to whom.",
        discussion: """
            Operations, tickets, locks, looks at accounts and records, what staff took upon \
            themselves; oldest first. A look at everybody is a look at each customer. `verify` says whether \
            the chain is whole.

            EXAMPLES
              paydesk account audit --customer li-na
              paydesk account audit --who alice --from 2026-03-01 --to 2026-03-31 --json
            """)

    @Option(
        help: "What this member of staff did, by the name the machine knows or the one of --by.")
    var who: String?

    @Option(help: "What concerns this customer.", completion: .customers)
    var customer: String?

    @OptionGroup var period: PeriodOptions
    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    func run() throws {
        let ledger = try options.look()
        let customer = try customer.map { try CustomerName.resolve($0, in: ledger) }
        let entries = try ledger.auditTrail(in: period.range()).filter { entry in
            (who == nil || [entry.who, entry.facts["as"]].contains(who))
                && customer.map(entry.concerns) ?? true
        }
        let views = entries.map(AuditView.init)
        let words = spoken.words
        try options.write(
            views, Table(words(AuditView.heads), views.map { $0.row(words) }).listed)
    }
}

/// A record of the chain. Its facts are as the chain writes them: amounts in fen, times in seconds
/// since 1970, control characters escaped.
private struct AuditView: Encodable {
    var number: Int64
    var at: String
    var kind: String
    var who: String?
    var customer: String?
    var of: String?
    var facts: [String: String]

    init(_ entry: AuditEntry) {
        (number, at, kind) = (entry.number, "\(entry.at)", entry.kind)
        (who, customer, of, facts) = (entry.who, entry.customer, entry.of, entry.facts)
    }

    static let heads = ["no", "at", "kind", "who", "customer", "what"]

    func row(_ words: StaffWords) -> [String] {
        [
            "\(number)", at, kind == "ticket" ? words(kind, as: "ticket step") : words(kind),
            who ?? "-", customer ?? "-", what(words),
        ]
    }

    /// What a reader asks for, in the order of a sentence; digests and the like are for a script.
    private static let told = [
        "what", "seen", "step", "as", "origin", "kind", "subject", "booking", "total", "receipt",
        "cut", "due",
        "purchases", "until", "opened", "checkpoints", "clock", "clock-behind", "reason",
    ]

    /// Names, and what somebody wrote: they stay as they are.
    private static let named = ["reason", "subject", "booking", "receipt", "opened"]

    private func what(_ words: StaffWords) -> String {
        // An operation's own number says less than its order, a lock's subject is a digest.
        let hidden = kind == "lock" ? "subject" : ""
        let said = Self.told.filter { $0 != hidden }.compactMap { name in
            facts[name].map { value in
                let text = Self.text(name, value)
                return Self.named.contains(name) ? text : words(text)
            }
        }
        return ((kind == "operation" ? [] : [of].compactMap { $0 }) + said).joined(separator: " ")
    }

    private static func text(_ name: String, _ value: String) -> String {
        switch name {
        case "total": Int64(value).map { "\(Money(fen: $0))" } ?? value
        case "purchases": "purchases " + (Int64(value).map { "\(Money(fen: $0))" } ?? value)
        case "receipt": String(value.prefix { $0 != " " })
        case "until": "until " + (Int64(value).map { "\(Moment(seconds: $0))" } ?? value)
        case "as", "cut", "due", "checkpoints", "clock", "clock-behind": name + " " + value
        default: value
        }
    }
}
