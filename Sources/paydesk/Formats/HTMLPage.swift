import Foundation

/// A page in one file that needs nothing from anywhere: no scripts, no fonts, no pictures but
/// inline SVG. It follows the reader's choice of light or dark, and prints.
///
/// Text is escaped where it goes in; only `raw` takes markup, which is then the caller's to escape.
struct HTMLPage {
    /// A cell of a table.
    enum Cell {
        case text(String)
        /// Set to the right, in figures of one width; it may lead somewhere.
        case number(String, String? = nil)
        /// A share, 0...1, drawn as a bar behind its figure.
        case share(Double, String)
        /// Names, lines of code, places in files.
        case code(String)
        /// A text that leads somewhere: within the page, or to a file.
        case link(String, String)
    }

    /// A figure that stands for itself at the top of a page.
    struct Figure {
        var name: String
        var value: String
        /// Each on a line of its own.
        var notes: [String] = []
        /// Where it leads; nil for nowhere.
        var link: String?
        /// Whether it met what was asked of it; nil when nothing was.
        var isMet: Bool?
    }

    private let title: String
    private let language: String
    private var body = ""

    init(_ title: String, language: String = "en") {
        self.title = title
        self.language = language
    }

    mutating func heading(_ text: String) { body += "<h2>\(Markup.text(text))</h2>\n" }

    /// A heading below another, which links lead to.
    mutating func heading(_ text: String, id: String) {
        body += "<h3 id=\"\(Markup.text(id))\">\(Markup.text(text))</h3>\n"
    }

    mutating func paragraph(_ text: String) { body += "<p>\(Markup.text(text))</p>\n" }

    mutating func figures(_ figures: [Figure]) {
        body += "<dl class=\"figures\">\n"
        for figure in figures {
            let verdict = figure.isMet.map { $0 ? " class=\"good\"" : " class=\"bad\"" } ?? ""
            body += "<div\(verdict)><dt>\(Markup.text(figure.name))</dt>"
            body += "<dd>\(Self.linked(figure.value, figure.link))</dd>"
            for note in figure.notes { body += "<dd class=\"note\">\(Markup.text(note))</dd>" }
            body += "</div>\n"
        }
        body += "</dl>\n"
    }

    /// - Parameter rows: cells in the order of the columns.
    mutating func table(_ columns: [String], _ rows: [[Cell]]) {
        let isNumber = columns.indices.map { column in
            rows.contains { column < $0.count && $0[column].isNumber }
        }
        body += "<div class=\"wide\"><table>\n<thead><tr>"
        for (column, name) in columns.enumerated() {
            body += "<th\(isNumber[column] ? " class=\"number\"" : "")>\(Markup.text(name))</th>"
        }
        body += "</tr></thead>\n<tbody>\n"
        for row in rows { body += "<tr>\(row.map(\.html).joined())</tr>\n" }
        body += "</tbody></table></div>\n"
    }

    /// What is long and not read every time: closed until it is clicked.
    mutating func folded(_ summary: String, _ content: (inout HTMLPage) -> Void) {
        body += "<details><summary>\(Markup.text(summary))</summary>\n"
        content(&self)
        body += "</details>\n"
    }

    /// Parts side by side where there is room.
    mutating func columns(_ parts: [(caption: String, markup: String)]) {
        body += "<div class=\"columns\">\n"
        for part in parts {
            body += "<figure><figcaption>\(Markup.text(part.caption))</figcaption>\n"
            body += part.markup + "</figure>\n"
        }
        body += "</div>\n"
    }

    fileprivate static func linked(_ text: String, _ link: String?) -> String {
        guard let link else { return Markup.text(text) }
        return "<a href=\"\(Markup.text(link))\">\(jointed(text))</a>"
    }

    /// A long name may be broken where it has a joint, and nowhere else.
    fileprivate static func jointed(_ name: String) -> String {
        Markup.text(name).replacing(/[_\/:]/) { "\($0.output)<wbr>" }
    }

    /// From a page to a file, both by their paths.
    static func link(to file: String, from page: String) -> String {
        let there = URL(fileURLWithPath: file).standardizedFileURL.pathComponents
        let here = URL(fileURLWithPath: page).standardizedFileURL.pathComponents.dropLast()
        let shared = zip(there, here).prefix { $0 == $1 }.count
        let steps = Array(repeating: "..", count: here.count - shared) + there.dropFirst(shared)
        var unreserved = CharacterSet.alphanumerics
        unreserved.insert(charactersIn: "-._~")
        return steps.map {
            $0.addingPercentEncoding(withAllowedCharacters: unreserved) ?? $0
        }.joined(separator: "/")
    }

    /// Markup as it is.
    mutating func raw(_ markup: String) { body += markup }

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="\(language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(Markup.text(title))</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <main>
        <h1>\(Markup.text(title))</h1>
        \(body)</main>
        </body>
        </html>

        """
    }
}

extension HTMLPage.Cell {
    fileprivate var isNumber: Bool {
        switch self {
        case .number, .share: true
        case .text, .code, .link: false
        }
    }

    fileprivate var html: String {
        switch self {
        case .text(let text): return "<td>\(Markup.text(text))</td>"
        case .number(let text, let link):
            return "<td class=\"number\">\(HTMLPage.linked(text, link))</td>"
        case .code(let text): return "<td><code>\(HTMLPage.jointed(text))</code></td>"
        case .link(let text, let link): return "<td>\(HTMLPage.linked(text, link))</td>"
        case .share(let share, let text):
            let percent = Int((min(max(share, 0), 1) * 100).rounded())
            let bar = "--share: \(percent)%"
            return "<td class=\"number share\" style=\"\(bar)\">\(Markup.text(text))</td>"
        }
    }
}

extension HTMLPage {
    /// Classes for drawings: `axis`, `grid`, `mark` (what is shown), `other` (what it is held
    /// against), `label`.
    private static let style = """
        :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #fbfbfa; --card: #fff;
          --rule: #dfe3e8; --mark: #1f6feb; --other: #d1602b; --wash: #1f6feb26; --good: #1a7f4b; --bad: #c02b2b; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --soft: #9aa5b4; --paper: #12161c;
          --card: #1a2029;
          --rule: #2f3843; --mark: #6ea8ff; --other: #f09460; --wash: #6ea8ff33; --good: #5cc98d; --bad: #ff8080; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC",
          "Microsoft YaHei", sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
        h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
        h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
        a { color: inherit; text-decoration-color: var(--mark); text-underline-offset: .15em; }
        td a { overflow-wrap: break-word; }
        p { margin: .5rem 0; color: var(--soft); max-width: 75ch; overflow-wrap: anywhere; }
        code { font: .92em ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; overflow-wrap: break-word; }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(220px, 45%), 1fr)); gap: .75rem;
          margin: 1.25rem 0; }
        .figures div { background: var(--card); border: 1px solid var(--rule); border-radius: 8px;
          padding: .7rem .9rem; }
        .figures div.good { border-left: 4px solid var(--good); }
        .figures div.bad { border-left: 4px solid var(--bad); }
        dt { color: var(--soft); font-size: .85rem; }
        dd { margin: 0; font-size: 1.45rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        dd.note { font-size: .8rem; font-weight: 400; color: var(--soft); }
        .wide { overflow-x: auto; margin-bottom: 1rem; border: 1px solid var(--rule); border-radius: 8px;
          background: var(--card); }
        table { border-collapse: collapse; width: 100%; font-size: .92rem; }
        th, td { text-align: left; padding: .4rem .75rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
        th { color: var(--soft); font-weight: 600; white-space: nowrap; }
        tbody tr:last-child td { border-bottom: 0; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .share { background: linear-gradient(to left, var(--wash) var(--share), transparent var(--share)); }
        .columns { display: grid; gap: 1rem;
          grid-template-columns: repeat(auto-fill, minmax(min(420px, 100%), 1fr)); }
        figure { margin: 0; background: var(--card); border: 1px solid var(--rule); border-radius: 8px;
          padding: .9rem; }
        figcaption { font-size: .9rem; margin-bottom: .5rem; }
        svg { display: block; width: 100%; height: auto; }
        svg .axis { stroke: var(--soft); fill: none; } svg .grid { stroke: var(--rule); fill: none; }
        svg .mark { fill: var(--mark); stroke: none; } svg .other { fill: var(--other); stroke: none; }
        svg .line { stroke: var(--mark); fill: none; stroke-width: 2; }
        svg .limit { stroke: var(--other); fill: none; stroke-width: 1.5; stroke-dasharray: 5 4; }
        svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
        details { margin: .75rem 0; } summary { cursor: pointer; color: var(--mark); margin-bottom: .5rem; }
        @media print { body { background: none; } main { max-width: none; } details > * { display: block; } }
        """
}
