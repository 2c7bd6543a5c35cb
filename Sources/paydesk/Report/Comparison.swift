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
    let words: StaffWords

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
        words("\(name): \(counts(now)); compared with \(otherName): \(counts(then))")
    }

    private func counts(_ figures: Figures) -> String {
        "\(figures.conversations) conversations, \(figures.lines) customer lines"
    }

    var note: String {
        words("A change in points; where 0 lies within its 95 %, it may be chance.")
    }

    /// What stands before the tables.
    var lines: [String] { [title, note].flatMap(Wrapping.toTerminal) }

    /// All of it.
    var table: Table {
        let completions = completions.map { (words($0.figure) + " " + $0.name, $0) }
        let handOffs = handOffs.map { (words($0.figure) + " " + words.reason($0.name), $0) }
        return table("compared", own + completions + handOffs, [turns])
    }

    private var own: [(name: String, row: Row)] { shares.map { (words($0.figure), $0) } }

    /// The same in parts, which are less wide.
    var tables: [Table] {
        [
            table("compared", own, [turns]),
            table("completion", completions.map { ($0.name, $0) }),
            table("hand-offs", handOffs.map { (words.reason($0.name), $0) }),
        ].filter { !$0.rows.isEmpty }
    }

    private func table(
        _ head: String, _ rows: [(name: String, row: Row)], _ more: [[String]] = []
    ) -> Table {
        Table(
            words([head, "now", "then", words("change", as: "change in points"), "95 %", ""]),
            rows.map { name, row in
                [
                    Utterance.visible(name), Report.percent(row.now.value),
                    Report.percent(row.then.value), Self.points(row.change?.value),
                    row.change.map {
                        words(
                            Self.points($0.interval.lowerBound) + " to "
                                + Self.points($0.interval.upperBound))
                    } ?? "",
                    row.change.map { $0.mayBeChance ? words("chance?") : "" } ?? "",
                ]
            } + more)
    }

    private var turns: [String] {
        func turns(_ figures: Figures) -> String {
            "\(Report.median(figures.turns)) / \(Report.nineInTen(figures.turns))"
        }
        return [words(Figures.Definition.turns.rawValue), turns(now), turns(then), "", "", ""]
    }

    /// `+3.2`, or a dash where there is nothing to compare.
    private static func points(_ change: Double?) -> String {
        guard let change else { return "–" }
        let tenths = Int((change * 1000).rounded())
        let sign = tenths > 0 ? "+" : tenths < 0 ? "-" : ""
        return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
