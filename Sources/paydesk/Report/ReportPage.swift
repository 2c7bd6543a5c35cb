import Text
import Transcripts

extension Report {
    /// One page that needs nothing else: figures with their definitions, services, reasons, trend,
    /// and what is behind each figure.
    ///
    /// - Parameter path: where the page will lie: its links to conversations begin there.
    func page(at path: String) -> String {
        var page = HTMLPage("Conversations at the desk")
        page.paragraph(
            "\(all.conversations) conversations with \(all.lines) customer lines and \(all.quotes) quotes. "
                + "Intervals are 95 % by Wilson's score; a small count has a wide one.")
        page.figures(
            all.shares.map { definition, share in
                HTMLPage.Figure(
                    name: definition.rawValue, value: Self.percent(share.value),
                    note: "\(share.count) of \(share.total)"
                        + (share.interval == nil ? "" : ", \(Self.interval(share))"),
                    link: "#" + definition.word)
            })
        page.heading("What each figure counts")
        page.table(
            ["figure", "definition"],
            Figures.Definition.allCases.map { [.text($0.rawValue), .text($0.text)] })
        page.heading("Services")
        page.table(services.heads, services.rows.map { cells($0, of: "service:") })
        page.heading("Hand-offs by reason")
        page.table(handOffs.heads, handOffs.rows.map { cells($0, of: "hand-offs:") })
        if periods.count > 1 {
            page.heading("Trend")
            page.columns([
                ("self-service rate", chart(.selfService)), ("containment", chart(.containment)),
                ("fallback rate", chart(.fallback)), ("completion", chart(.completion)),
            ])
            page.paragraph("Bars are shares, thin lines their 95 % intervals.")
            page.table(trend.heads, trend.rows.map { cells($0, of: nil) })
        }
        lists(&page, from: path)
        return page.html
    }

    /// Longest list of a page; `--list` has them all.
    private static let longestList = 500

    private func lists(_ page: inout HTMLPage, from path: String) {
        page.heading("Behind the figures")
        for (name, places) in all.lists where !places.isEmpty {
            page.heading("\(name): \(places.count)", id: name)
            page.table(
                ["conversation", "line", "said"],
                places.prefix(Self.longestList).map { place in
                    let link = HTMLPage.link(to: place.conversation, from: path)
                    return [
                        .link(Utterance.visible(place.conversation), link),
                        .number(place.line.map { "\($0)" } ?? ""),
                        .text(place.said.map(Utterance.visible) ?? ""),
                    ]
                })
            let rest = places.count - Self.longestList
            if rest > 0 { page.paragraph("And \(rest) more: paydesk report --list \(name)") }
        }
    }

    /// - Parameter list: what the list behind a row is called, before the name of the row.
    private func cells(_ row: [String], of list: String?) -> [HTMLPage.Cell] {
        row.enumerated().map { column, cell in
            guard column == 0 else { return .number(cell) }
            return list.map { .link(cell, "#" + $0 + cell) } ?? .text(cell)
        }
    }

    /// A bar a period from 0 to 100 %, with its interval as a thin line.
    private func chart(_ definition: Figures.Definition) -> String {
        let step = 1 / Double(max(1, periods.count))
        var chart = Chart(title: definition.rawValue)
        chart.vertical([(0, "0 %"), (0.5, "50 %"), (1, "100 %")])
        for (place, (name, figures)) in periods.enumerated() {
            let middle = step * (Double(place) + 0.5)
            let half = min(step * 0.35, 0.06)
            guard let share = figures.shares.first(where: { $0.definition == definition })?.share,
                let value = share.value, let interval = share.interval
            else { continue }
            chart.bar(
                middle - half, middle + half, height: value, kind: "mark",
                note: "\(name): \(Self.percent(value)), \(share.count) of \(share.total)")
            chart.line(
                [(middle, interval.lowerBound), (middle, interval.upperBound)], kind: "axis")
        }
        let names = periods.map { Self.short($0.0) }
        // As many names as stand side by side without touching.
        let every = Chart.stride(of: names)
        chart.horizontal(
            names.enumerated().filter { $0.offset % every == 0 }.map {
                (step * (Double($0.offset) + 0.5), $0.element)
            }, name: "")
        return chart.svg
    }

    /// `2026-03-02` as `03-02`; a long name by its beginning.
    private static func short(_ name: String) -> String {
        let isDay = name.count == 10 && name.dropFirst(4).first == "-"
        if isDay { return String(name.suffix(5)) }
        return name.count > 14 ? name.prefix(13) + "…" : name
    }
}
