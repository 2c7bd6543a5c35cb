import Conversation
import NLU
import Text
import Transcripts

/// Figures over all conversations and over each period, as table, CSV, JSON and page.
struct Report {
    private(set) var all: Figures
    private var byPeriod: [String: Figures] = [:]
    private let kinds: IntentKinds

    /// - Parameter kinds: what the intents are that were understood.
    init(_ kinds: IntentKinds) {
        self.kinds = kinds
        all = Figures(kinds)
    }

    var periods: [(name: String, figures: Figures)] {
        byPeriod.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    mutating func add(_ events: [Event], _ inspection: Inspection, period: String) {
        all.add(events, inspection: inspection)
        byPeriod[period, default: Figures(kinds)].add(events, inspection: inspection)
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
        var text = "\(all.conversations) conversations, \(all.lines) customer lines, "
        text += "\(all.quotes) quotes, \(all.withheld) replies withheld\n\n"
        var tables = [figures]
        if !all.services.isEmpty { tables.append(services) }
        if !all.handOffs.isEmpty { tables.append(handOffs) }
        if byPeriod.count > 1 { tables.append(trend) }
        return text
            + tables.map { $0.aligned.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private var figures: Table {
        Table(
            ["figure", "value", "95 %", "count", "definition"],
            all.shares.map { row in
                [
                    row.definition.rawValue, Self.percent(row.share.value),
                    Self.interval(row.share), "\(row.share.count) of \(row.share.total)",
                    row.definition.text,
                ]
            } + [
                [
                    Figures.Definition.turns.rawValue,
                    "\(Self.median(all.turns)) / \(Self.nineInTen(all.turns))", "",
                    "\(all.turns.count)", Figures.Definition.turns.text,
                ]
            ])
    }

    var services: Table {
        Table(
            [
                "service", "opened", "completed", "completion", "95 %", "cancelled", "refused",
                "turns",
            ],
            all.services.map { service in
                let share = Share(service.completed, of: service.opened)
                let turns = service.turns.sorted()
                return [
                    Utterance.visible(service.name), "\(service.opened)", "\(service.completed)",
                    Self.percent(share.value), Self.interval(share), "\(service.cancelled)",
                    "\(service.refused)", "\(Self.median(turns)) / \(Self.nineInTen(turns))",
                ]
            })
    }

    var handOffs: Table {
        let total = all.handOffs.values.reduce(0, +)
        return Table(
            ["hand-off", "count", "share", "95 %"],
            all.handOffs.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { reason, count in
                let share = Share(count, of: total)
                return [
                    Utterance.visible(reason), "\(count)", Self.percent(share.value),
                    Self.interval(share),
                ]
            })
    }

    var trend: Table {
        Table(
            ["period", "conversations", "self-service", "containment", "fallback", "completion"],
            periods.map { name, figures in
                func value(_ definition: Figures.Definition) -> String {
                    let share = figures.shares.first { $0.definition == definition }?.share
                    return Self.percent(share?.value)
                }
                return [
                    Utterance.visible(name), "\(figures.conversations)", value(.selfService),
                    value(.containment), value(.fallback), value(.completion),
                ]
            })
    }

    // MARK: - CSV

    /// One row a figure: `period` is empty for the whole, `name` a service or a reason.
    var csv: String {
        var rows = [
            ["period", "figure", "name", "count", "total", "value", "low", "high", "definition"]
        ]
        rows += Self.rows(all, period: "")
        for (name, figures) in periods { rows += Self.rows(figures, period: name) }
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

    // MARK: - JSON

    var json: String {
        JSON.line(
            Whole(
                all: Part(all),
                periods: periods.map { Period(name: $0.name, figures: Part($0.figures)) }))
    }

    private struct Whole: Encodable {
        var all: Part
        var periods: [Period]
    }

    private struct Period: Encodable {
        var name: String
        var figures: Part
    }

    private struct Part: Encodable {
        struct Rate: Encodable {
            var count: Int
            var definition: String
            var high: Double?
            var low: Double?
            var total: Int
            var value: Double?

            init(_ share: Share, _ definition: String) {
                count = share.count
                total = share.total
                value = share.value
                low = share.interval?.lowerBound
                high = share.interval?.upperBound
                self.definition = definition
            }
        }

        struct Service: Encodable {
            var cancelled: Int
            var completed: Int
            var name: String
            var opened: Int
            var refused: Int
            var turns: [Int]
        }

        enum CodingKeys: String, CodingKey {
            case conversations, lines, quotes, rates, services, withheld
            case handOffs = "hand_offs"
        }

        var conversations: Int
        var handOffs: [String: Int]
        var lines: Int
        var quotes: Int
        var rates: [String: Rate]
        var services: [Service]
        var withheld: Int

        init(_ figures: Figures) {
            conversations = figures.conversations
            handOffs = figures.handOffs
            lines = figures.lines
            quotes = figures.quotes
            withheld = figures.withheld
            rates = Dictionary(
                figures.shares.map {
                    ($0.definition.rawValue, Rate($0.share, $0.definition.text))
                }, uniquingKeysWith: { first, _ in first })
            services = figures.services.map {
                Service(
                    cancelled: $0.cancelled, completed: $0.completed, name: $0.name,
                    opened: $0.opened, refused: $0.refused, turns: $0.turns.sorted())
            }
        }
    }
}
