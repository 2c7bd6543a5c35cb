import Text
import Transcripts

/// The figures of one period beside those of another.
struct Comparison {
    /// What both periods have, a share in each.
    struct Row {
        var figure: String
        /// Of a service or a reason; empty for a figure of its own.
        var name = ""
        var now: Share
        var then: Share

        var change: Share.Change? { now.change(since: then) }

        var title: String { name.isEmpty ? figure : "\(figure) \(name)" }
    }

    let now: Figures
    let then: Figures
    /// What the periods are called.
    let name: String
    let otherName: String

    var rows: [Row] { shares + completions + handOffs }

    private var shares: [Row] {
        zip(now.shares, then.shares).map { now, then in
            Row(figure: now.definition.rawValue, now: now.share, then: then.share)
        }
    }

    private var completions: [Row] {
        names { $0.services.map(\.name) }.map { name in
            func share(_ figures: Figures) -> Share {
                let service = figures.services.first { $0.name == name }
                return Share(service?.completed ?? 0, of: service?.opened ?? 0)
            }
            return Row(figure: "completion", name: name, now: share(now), then: share(then))
        }
    }

    private var handOffs: [Row] {
        names { Array($0.handOffs.keys) }.map { name in
            func share(_ figures: Figures) -> Share {
                Share(figures.handOffs[name] ?? 0, of: figures.handOffs.values.reduce(0, +))
            }
            return Row(figure: "hand-offs", name: name, now: share(now), then: share(then))
        }
    }

    /// What either has, in order.
    private func names(_ own: (Figures) -> [String]) -> [String] {
        Set(own(now) + own(then)).sorted()
    }

    // MARK: - For who reads it

    var title: String {
        "\(name): \(Self.counts(now)); compared with \(otherName): \(Self.counts(then))"
    }

    private static func counts(_ figures: Figures) -> String {
        "\(figures.conversations) conversations, \(figures.lines) customer lines"
    }

    static let note = "A change in points; where 0 lies within its 95 %, it may be chance."

    /// What stands before the tables.
    var lines: [String] { [title, Self.note].flatMap(Wrapping.toTerminal) }

    /// All of it.
    var table: Table { table("compared", rows.map { ($0.title, $0) }, [turns]) }

    /// The same in parts, which are less wide.
    var tables: [Table] {
        [
            table("compared", shares.map { ($0.figure, $0) }, [turns]),
            table("completion", completions.map { ($0.name, $0) }),
            table("hand-offs", handOffs.map { ($0.name, $0) }),
        ].filter { !$0.rows.isEmpty }
    }

    private func table(
        _ head: String, _ rows: [(name: String, row: Row)], _ more: [[String]] = []
    ) -> Table {
        Table(
            [head, "now", "then", "change", "95 %", ""],
            rows.map { name, row in
                [
                    Utterance.visible(name), Report.percent(row.now.value),
                    Report.percent(row.then.value), Self.points(row.change?.value),
                    row.change.map {
                        Self.points($0.interval.lowerBound) + " to "
                            + Self.points($0.interval.upperBound)
                    } ?? "",
                    row.change.map { $0.mayBeChance ? "chance?" : "" } ?? "",
                ]
            } + more)
    }

    private var turns: [String] {
        func words(_ figures: Figures) -> String {
            "\(Report.median(figures.turns)) / \(Report.nineInTen(figures.turns))"
        }
        return [Figures.Definition.turns.rawValue, words(now), words(then), "", "", ""]
    }

    /// `+3.2`, or a dash where there is nothing to compare.
    private static func points(_ change: Double?) -> String {
        guard let change else { return "–" }
        let tenths = Int((change * 1000).rounded())
        let sign = tenths > 0 ? "+" : tenths < 0 ? "-" : ""
        return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
