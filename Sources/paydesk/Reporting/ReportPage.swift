import Transcripts

extension Report {
    /// One page that needs nothing else: figures with their definitions, services, reasons, trend.
    var page: String {
        var page = HTMLPage("Conversations at the desk")
        page.paragraph(
            "\(all.conversations) conversations with \(all.lines) customer lines and \(all.quotes) quotes. "
                + "Intervals are 95 % by Wilson's score; a small count has a wide one.")
        page.figures(
            all.shares.map { definition, share in
                HTMLPage.Figure(
                    name: definition.rawValue, value: Self.percent(share.value),
                    note: "\(share.count) of \(share.total)"
                        + (share.interval == nil ? "" : ", \(Self.interval(share))"))
            })
        page.heading("What each figure counts")
        page.table(
            ["figure", "definition"],
            Figures.Definition.allCases.map { [.text($0.rawValue), .text($0.text)] })
        page.heading("Services")
        page.table(services.heads, services.rows.map { cells($0, code: true) })
        page.heading("Hand-offs by reason")
        page.table(handOffs.heads, handOffs.rows.map { cells($0, code: false) })
        if periods.count > 1 {
            page.heading("Trend")
            page.columns([
                ("self-service rate", chart(.selfService)), ("containment", chart(.containment)),
                ("fallback rate", chart(.fallback)), ("completion", chart(.completion)),
            ])
            page.paragraph("Bars are shares, thin lines their 95 % intervals.")
            page.table(trend.heads, trend.rows.map { cells($0, code: false) })
        }
        return page.html
    }

    private func cells(_ row: [String], code: Bool) -> [HTMLPage.Cell] {
        row.enumerated().map { column, cell in
            if column == 0 { return code ? .code(cell) : .text(cell) }
            return .number(cell)
        }
    }

    /// A bar a period from 0 to 100 %, with its interval as a thin line.
    private func chart(_ definition: Figures.Definition) -> String {
        let shares = periods.map { name, figures in
            (name, figures.shares.first { $0.definition == definition }?.share ?? Share(0, of: 0))
        }
        let (width, height, left, bottom) = (480.0, 200.0, 48.0, 22.0)
        let step = (width - left) / Double(max(1, shares.count))
        func y(_ value: Double) -> String {
            Self.coordinate((1 - value) * (height - bottom - 8) + 8)
        }
        var svg =
            "<svg viewBox=\"0 0 480 200\" role=\"img\" aria-label=\"\(Markup.attribute(definition.rawValue))\">"
        for tick in [0.0, 0.5, 1.0] {
            svg += "<line class=\"grid\" x1=\"48\" x2=\"480\" y1=\"\(y(tick))\" y2=\"\(y(tick))\"/>"
            svg +=
                "<text x=\"42\" y=\"\(y(tick))\" text-anchor=\"end\" dy=\"4\">\(Int(tick * 100)) %</text>"
        }
        for (place, (name, share)) in shares.enumerated() {
            let middle = left + step * (Double(place) + 0.5)
            let x = Self.coordinate(middle)
            if let value = share.value, let interval = share.interval {
                let half = min(step * 0.35, 24)
                let tall = Self.coordinate(value * (height - bottom - 8))
                let note = "\(name): \(Self.percent(value)), \(share.count) of \(share.total)"
                svg += "<rect class=\"mark\" x=\"\(Self.coordinate(middle - half))\" y=\"\(y(value))\""
                svg += " width=\"\(Self.coordinate(half * 2))\" height=\"\(tall)\">"
                svg += "<title>\(Markup.text(note))</title></rect>"
                svg += "<line class=\"axis\" x1=\"\(x)\" x2=\"\(x)\""
                svg += " y1=\"\(y(interval.lowerBound))\" y2=\"\(y(interval.upperBound))\"/>"
            }
            // As many names as there is room for.
            if shares.count <= 8 || place % ((shares.count + 7) / 8) == 0 {
                svg +=
                    "<text x=\"\(x)\" y=\"196\" text-anchor=\"middle\">\(Markup.text(Self.short(name)))</text>"
            }
        }
        return svg + "</svg>\n"
    }

    private static func coordinate(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// `2026-03-02` as `03-02`.
    private static func short(_ name: String) -> String {
        let isDay = name.count == 10 && name.dropFirst(4).first == "-"
        return isDay ? String(name.suffix(5)) : String(name.prefix(12))
    }
}
