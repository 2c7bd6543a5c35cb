import NLU
import Quantities
import Text
import Transcripts

/// A report as one page that needs nothing else: figures with their definitions, services, reasons,
/// trend, and what is behind each figure.
struct ReportPage {
    /// What was counted, by what, and when.
    struct Source {
        let filter: ReportFilter
        let model: Model
        let made: Moment
    }

    let report: Report
    /// Where the page will lie: its links to conversations begin there.
    let path: String
    let source: Source

    private var all: Figures { report.all }
    private var words: StaffWords { report.words }

    var html: String {
        var page = HTMLPage(
            words("Conversations at the desk"), language: words.language.rawValue)
        for sentence in sentences { page.paragraph(sentence) }
        page.figures(cards)
        page.folded(words("What each figure counts")) { page in
            page.table(
                words(["figure", "definition"]),
                Figures.Definition.allCases.map {
                    [.text(words($0.rawValue)), .text(words($0.text))]
                })
        }
        if let comparison = report.comparison { add(comparison, to: &page) }
        page.heading(words("Services"))
        page.table(report.services.heads, report.services.rows.map(service))
        page.heading(words("Hand-offs by reason"))
        page.table(
            report.handOffs.heads,
            zip(report.handOffs.rows, report.reasons).map { row, reason in
                let list = "#hand-offs:" + reason
                return [.link(row[0], list), .number(row[1], list)]
                    + row.dropFirst(2).map { .number($0) }
            })
        if report.periods.count > 1 { addTrend(to: &page) }
        addLists(to: &page)
        return page.html
    }

    // MARK: - What is counted

    private var sentences: [String] {
        let counts =
            words(
                "\(all.conversations) conversations with \(all.lines) customer lines and "
                    + "\(all.quotes) quotes")
            + (days.map { words.say("，", ", ") + $0 } ?? "") + words.say("。", ". ")
            + words("Intervals are 95 % by Wilson's score; a small count has a wide one.")
        let part = parts.isEmpty ? [] : [words("Only \(parts.joined(separator: ", ")).")]
        let made = words(
            "Made on \(RecordView.minute("\(source.made)")) by \(Version.name), "
                + "corpus \(source.model.corpusDigest), model \(source.model.digest).")
        return [counts] + part + [made]
    }

    private var days: String? {
        report.began.map { began in
            let (first, last) = (began.lowerBound.day, began.upperBound.day)
            return words(first == last ? "on \(first)" : "from \(first) to \(last)")
        }
    }

    private var parts: [String] {
        let (filter, period) = (source.filter, source.filter.period.period)
        return (period.isAll ? [] : [period.name])
            + (filter.customer.map { ["customer \($0)"] } ?? [])
            + (filter.service.map { ["service \($0)"] } ?? [])
    }

    // MARK: - Figures

    private var cards: [HTMLPage.Figure] {
        let then = Dictionary(
            report.comparison?.rows.map { ($0.title, $0.then) } ?? [],
            uniquingKeysWith: { first, _ in first })
        let shares = all.shares.map { definition, share in
            HTMLPage.Figure(
                name: words(definition.rawValue), value: Report.percent(share.value),
                notes: [words("\(share.count) of \(share.total)")]
                    + (share.interval == nil ? [] : [Report.interval(share)])
                    + (then[definition.rawValue].map { [words("then \(Report.percent($0.value))")] }
                        ?? []),
                link: "#" + definition.word)
        }
        let turns = Figures.Definition.turns
        let last = HTMLPage.Figure(
            name: words(turns.rawValue),
            value: "\(Report.median(all.turns)) / \(Report.nineInTen(all.turns))",
            notes: [words("\(all.turns.count) completed")],
            link: all.turns.isEmpty ? nil : "#" + turns.word)
        return shares + [last]
    }

    private func add(_ comparison: Comparison, to page: inout HTMLPage) {
        page.heading(words("Compared with \(comparison.otherName)"))
        page.paragraph(comparison.title + words.say("。", ". ") + comparison.note)
        page.table(
            comparison.table.heads,
            comparison.table.rows.map { row in
                row.enumerated().map { column, cell in
                    column == 0 || column == row.count - 1 ? .text(cell) : .number(cell)
                }
            })
    }

    /// Each count leads to what is behind it.
    private func service(_ row: [String]) -> [HTMLPage.Cell] {
        let list = "#service:" + row[0]
        let endings = [
            2: Figures.Ending.completed, 5: .cancelled, 6: .refused, 7: .handedOff, 8: .left,
        ]
        return row.enumerated().map { column, cell in
            switch column {
            case 0: return .link(cell, list)
            case 1: return .number(cell, list)
            default:
                let ending = endings[column].map { "\(list):\($0.rawValue)" }
                return .number(cell, cell == "0" ? nil : ending)
            }
        }
    }

    // MARK: - Trend

    private func addTrend(to page: inout HTMLPage) {
        let shown: [Figures.Definition] = [.selfService, .containment, .fallback, .completion]
        page.heading(words("Trend"))
        page.columns(shown.map { (words($0.rawValue), chart($0)) })
        page.paragraph(words("Bars are shares, thin lines their 95 % intervals."))
        page.table(
            report.trend.heads,
            report.trend.rows.map { row in
                [.text(row[0])] + row.dropFirst().map { .number($0) }
            })
    }

    /// A bar a period from 0 to 100 %, with its interval as a thin line.
    private func chart(_ definition: Figures.Definition) -> String {
        let periods = report.periods
        let step = 1 / Double(max(1, periods.count))
        var chart = Chart(
            title: words(definition.rawValue),
            places: periods.map { Self.short(report.named($0.name)) })
        chart.vertical([(0, "0 %"), (0.5, "50 %"), (1, "100 %")])
        for (place, (name, figures)) in periods.enumerated() {
            let middle = step * (Double(place) + 0.5)
            let half = min(step * 0.35, 0.06)
            guard let share = figures.shares.first(where: { $0.definition == definition })?.share,
                let value = share.value, let interval = share.interval
            else { continue }
            chart.bar(
                middle - half, middle + half, height: value, kind: "mark",
                note: "\(report.named(name)): \(Report.percent(value)), "
                    + words("\(share.count) of \(share.total)"))
            chart.line(
                [(middle, interval.lowerBound), (middle, interval.upperBound)], kind: "axis")
        }
        return chart.svg
    }

    /// `2026-03-02` as `03-02`; a long name by its beginning.
    private static func short(_ name: String) -> String {
        let isDay = name.count == 10 && name.dropFirst(4).first == "-"
        if isDay { return String(name.suffix(5)) }
        return name.count > 16 ? name.prefix(15) + "…" : name
    }

    // MARK: - What is behind them

    /// Longest list of a page; `--list` has them all.
    private static let longestList = 500

    private func addLists(to page: inout HTMLPage) {
        page.heading(words("Behind the figures"))
        for (name, places) in all.lists where !places.isEmpty {
            page.heading("\(name): \(places.count)", id: name)
            let shown = places.prefix(Self.longestList)
            let isWhole = shown.allSatisfy { $0.line == nil }
            page.table(
                words(isWhole ? ["conversation"] : ["conversation", "line", "said"]),
                shown.map { place in
                    let link = HTMLPage.link(to: place.conversation, from: path)
                    let conversation = HTMLPage.Cell.link(
                        FileTree.end(of: place.conversation), link)
                    guard !isWhole else { return [conversation] }
                    return [
                        conversation, .number(place.line.map { "\($0)" } ?? ""),
                        .text(place.said.map(Utterance.visible) ?? ""),
                    ]
                })
            let rest = places.count - Self.longestList
            if rest > 0 { page.paragraph(words("And \(rest) more: paydesk report --list \(name)")) }
        }
    }
}
