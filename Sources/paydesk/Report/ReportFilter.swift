import ArgumentParser
import Ledger
import NLU
import Quantities

/// Which conversations are counted: those of which all that is said holds.
struct ReportFilter: ParsableArguments {
    @OptionGroup var period: PeriodOptions

    @Option(
        help: ArgumentHelp(
            "Compare with another period: 2026-02, 2026-02-03 or 2026-02-01..2026-02-14.",
            valueName: "period"))
    var against: String?

    @Option(
        help: """
            Only conversations of this customer: name, phone, contract, receipt, ticket, as for \
            account show.
            """, completion: .customers)
    var customer: String?

    @Option(
        help: "Only conversations that asked for this, such as early_settle_full.",
        completion: .intents)
    var service: String?

    @Option(
        help: ArgumentHelp(
            "The book to look --customer up in; without one the demo customers.",
            valueName: "store"),
        completion: .file())
    var store: String?

    func validate() throws {
        guard against == nil || !period.period.isAll else {
            throw ValidationError(
                "--against goes with --from or --to, which say what is compared with it")
        }
    }

    /// What is asked for, looked up.
    func selection(_ kinds: IntentKinds) throws -> ReportSelection {
        let other = against.map(NamedPeriod.init(named:))
        return ReportSelection(
            time: period.period.isAll ? nil : try period.range(),
            otherTime: try other?.range("--against", "--against"),
            name: period.period.name, otherName: other?.name ?? "",
            customer: try customer.map { try CustomerName.resolve($0, in: book()) },
            intents: try service.map { try ServiceName.intents($0, kinds) })
    }

    private func book() throws -> Ledger {
        let options = try BookOptions.parse(store.map { ["--store", $0] } ?? [])
        return try options.lookIfThere() ?? BookFile.look(at: .memory, now: options.clock().now)
    }
}

/// Whether a conversation is counted, and in which of two periods.
struct ReportSelection: Sendable {
    enum Part { case counted, compared }

    /// Nil for any time.
    fileprivate var time: Range<Moment>?
    fileprivate var otherTime: Range<Moment>?
    let name: String
    let otherName: String
    fileprivate var customer: String?
    fileprivate var intents: Set<String>?

    var isComparison: Bool { otherTime != nil }

    /// The parts that a conversation belongs to: of periods that overlap, both.
    func parts(of recorded: RecordedEvents) -> [Part] {
        guard customer.map(recorded.customers.contains) ?? true,
            intents.map(recorded.asks) ?? true
        else { return [] }
        func holds(_ time: Range<Moment>) -> Bool { recorded.began.map(time.contains) ?? false }
        return (time.map(holds) ?? true ? [.counted] : [])
            + (otherTime.map(holds) ?? false ? [.compared] : [])
    }
}
