import Conversation
import NLU
import Quantities
import Text
import Transcripts

/// Figures over all conversations and over each period, as table, CSV, JSON and page.
struct Report {
    private(set) var all: Figures
    /// Those of the period that is compared.
    private var other: Figures
    private var byPeriod: [String: Figures] = [:]
    private let kinds: IntentKinds
    private let selection: ReportSelection
    /// When the first of all began, and the last, where they tell.
    private(set) var began: ClosedRange<Moment>?
    /// What the trend runs over, as a heading.
    let over: String
    let words: StaffWords

    /// - Parameters:
    ///   - kinds: what the intents are that were understood.
    ///   - over: what the trend runs over: day, month or folder.
    init(
        _ kinds: IntentKinds, of selection: ReportSelection, over: String, _ words: StaffWords
    ) {
        (self.kinds, self.selection, self.over, self.words) = (kinds, selection, over, words)
        (all, other) = (Figures(kinds), Figures(kinds))
    }

    /// Nil where nothing is compared.
    var comparison: Comparison? {
        guard selection.isComparison else { return nil }
        return Comparison(
            now: all, then: other, name: words(selection.name),
            otherName: words(selection.otherName), words: words)
    }

    var periods: [(name: String, figures: Figures)] {
        byPeriod.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Counts a conversation where it belongs, if it belongs anywhere.
    mutating func add(
        _ recorded: RecordedEvents, _ inspection: Inspection, of path: String, period: String
    ) {
        func count(in figures: inout Figures) {
            figures.add(
                recorded.events, lines: recorded.lines, inspection: inspection, of: path)
        }
        for part in selection.parts(of: recorded) {
            switch part {
            case .compared: count(in: &other)
            case .counted:
                count(in: &all)
                count(in: &byPeriod[period, default: Figures(kinds)])
                if let at = recorded.began {
                    began = min(began?.lowerBound ?? at, at)...max(began?.upperBound ?? at, at)
                }
            }
        }
    }

    /// `85.0 %`, or a dash where there is nothing to take a share of.
    static func percent(_ value: Double?) -> String {
        guard let value else { return "–" }
        let tenths = Int((value * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    static func interval(_ share: Share) -> String {
        guard let interval = share.interval else { return "" }
        return percent(interval.lowerBound).dropLast(2) + "–" + percent(interval.upperBound)
    }

    /// The middle of a sorted list, and the value that nine in ten do not exceed.
    static func median(_ sorted: [Int]) -> String {
        sorted.isEmpty ? "–" : "\(sorted[(sorted.count - 1) / 2])"
    }

    static func nineInTen(_ sorted: [Int]) -> String {
        sorted.isEmpty ? "–" : "\(sorted[max(0, (sorted.count * 9 + 9) / 10 - 1)])"
    }

    // MARK: - Table

    var table: String {
        let text =
            words(
                "\(all.conversations) conversations, \(all.lines) customer lines, "
                    + "\(all.quotes) quotes, \(all.withheld) replies withheld") + "\n\n"
        var tables = [figures]
        if !all.services.isEmpty { tables.append(services) }
        if !all.handOffs.isEmpty { tables.append(handOffs) }
        if byPeriod.count > 1 { tables.append(trend) }
        let parts = tables.map { $0.shown.map { $0 + "\n" }.joined() }
        return text + (parts + [compared].compactMap(\.self)).joined(separator: "\n")
    }

    private var compared: String? {
        comparison.map { comparison in
            ([comparison.lines] + comparison.tables.map(\.shown))
                .map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
        }
    }

    private var figures: Table {
        Table(
            words(["figure", "value", "95 %", "count", "definition"]),
            all.shares.map { row in
                [
                    words(row.definition.rawValue), Self.percent(row.share.value),
                    Self.interval(row.share),
                    words("\(row.share.count) of \(row.share.total)"),
                    words(row.definition.text),
                ]
            } + [
                [
                    words(Figures.Definition.turns.rawValue),
                    "\(Self.median(all.turns)) / \(Self.nineInTen(all.turns))", "",
                    "\(all.turns.count)", words(Figures.Definition.turns.text),
                ]
            ])
    }

    var services: Table {
        Table(
            words([
                "service", "opened", "completed", "completion", "95 %",
                words("cancelled", as: "given up"), "refused", "handed off", "left", "turns",
            ]),
            all.services.map { service in
                let share = Share(service.completed, of: service.opened)
                let turns = service.turns.sorted()
                let others: [Figures.Ending] = [.cancelled, .refused, .handedOff, .left]
                return [
                    Utterance.visible(service.name), "\(service.opened)", "\(service.completed)",
                    Self.percent(share.value), Self.interval(share),
                ] + others.map { "\(service.count($0))" }
                    + ["\(Self.median(turns)) / \(Self.nineInTen(turns))"]
            })
    }

    /// Of hand-offs, the most frequent first.
    var reasons: [String] {
        all.handOffs.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    var handOffs: Table {
        let total = all.handOffs.values.reduce(0, +)
        return Table(
            words(["hand-off", "count", "share", "95 %"]),
            reasons.map { reason in
                let share = Share(all.handOffs[reason] ?? 0, of: total)
                return [
                    Utterance.visible(words.reason(reason)), "\(share.count)",
                    Self.percent(share.value), Self.interval(share),
                ]
            })
    }

    /// A period, which may be called like anything.
    func named(_ period: String) -> String {
        period == Grouping.undated ? words(period) : period
    }

    var trend: Table {
        Table(
            words([
                over, "conversations", "self-service", "containment", "fallback", "completion",
            ]),
            periods.map { name, figures in
                func value(_ definition: Figures.Definition) -> String {
                    let share = figures.shares.first { $0.definition == definition }?.share
                    return Self.percent(share?.value)
                }
                return [
                    Utterance.visible(named(name)), "\(figures.conversations)",
                    value(.selfService),
                    value(.containment), value(.fallback), value(.completion),
                ]
            })
    }

    // MARK: - CSV

    /// One row a figure: `period` is empty for the whole, and begins with `against` for what it is
    /// compared with; `name` is a service or a reason.
    var csv: String {
        var rows = [
            ["period", "figure", "name", "count", "total", "value", "low", "high", "definition"]
        ]
        rows += Self.rows(all, period: "")
        for (name, figures) in periods { rows += Self.rows(figures, period: name) }
        if let other = comparison {
            rows += Self.rows(other.then, period: "against \(other.otherName)")
        }
        return rows.map { CSV.row($0) }.joined()
    }

    private static func rows(_ figures: Figures, period: String) -> [[String]] {
        var rows = figures.shares.map {
            row(period, $0.definition.rawValue, "", $0.share, $0.definition.text)
        }
        for service in figures.services {
            let share = Share(service.completed, of: service.opened)
            rows.append(
                row(period, "completion", service.name, share, Figures.Definition.completion.text))
        }
        let total = figures.handOffs.values.reduce(0, +)
        for (reason, count) in figures.handOffs.sorted(by: { $0.key < $1.key }) {
            rows.append(
                row(
                    period, "hand-offs", reason, Share(count, of: total),
                    "hand-offs for this reason, of all hand-offs"))
        }
        return rows
    }

    private static func row(
        _ period: String, _ figure: String, _ name: String, _ share: Share, _ definition: String
    ) -> [String] {
        let interval = share.interval
        return [
            period, figure, name, "\(share.count)", "\(share.total)", CSV.number(share.value),
            CSV.number(interval?.lowerBound), CSV.number(interval?.upperBound), definition,
        ]
    }
}
