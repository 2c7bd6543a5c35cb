/// A small drawing as inline SVG, in a frame whose two axes go from 0 to 1.
struct Chart {
    private let width = 460.0
    private let height = 250.0
    private let left = 46.0
    private let bottom = 40.0
    private let top = 10.0
    private let right = 22.0
    private var shapes = ""
    private let title: String

    /// - Parameter title: what a reader who cannot see the drawing is told.
    init(title: String) { self.title = title }

    /// Names of places along the horizontal axis, and what the axis is.
    mutating func horizontal(_ ticks: [(at: Double, label: String)], name: String) {
        for tick in ticks {
            text(tick.label, x(tick.at), height - bottom + 15, "middle")
        }
        if !name.isEmpty { text(name, x(0.5), height - 6, "middle") }
    }

    /// Of names spread evenly along the horizontal axis, every how manieth there is room for.
    static func stride(of names: [String]) -> Int {
        let chart = Chart(title: "")
        // Letters of 12 pixels are about 7 wide, ideographs twice that; a gap beside each name.
        let widest = Double(names.map(Wrapping.width).max() ?? 0) * 7 + 10
        let room = (chart.width - chart.left - chart.right) / Double(max(1, names.count))
        return max(1, Int((widest / room).rounded(.up)))
    }

    /// The same along the vertical axis, each with a line across.
    mutating func vertical(_ ticks: [(at: Double, label: String)]) {
        for tick in ticks {
            let place = y(tick.at)
            shapes += "<path class=\"grid\" d=\"M\(left) \(Self.round(place))H\(width - right)\"/>"
            text(tick.label, left - 6, place + 4, "end")
        }
        shapes += "\n"
    }

    /// A bar from one place of the horizontal axis to another.
    mutating func bar(_ from: Double, _ to: Double, height: Double, kind: String, note: String) {
        guard height > 0 else { return }
        let places = [x(from), y(height), x(to) - x(from), y(0) - y(height)]
        let values = places.map(Self.round)
        shapes +=
            "<rect class=\"\(kind)\" x=\"\(values[0])\" y=\"\(values[1])\" width=\"\(values[2])\""
        shapes += " height=\"\(values[3])\"><title>\(Markup.text(note))</title></rect>\n"
    }

    mutating func line(_ points: [(x: Double, y: Double)], kind: String) {
        let places = points.map { "\(Self.round(x($0.x))),\(Self.round(y($0.y)))" }
        shapes += "<polyline class=\"\(kind)\" points=\"\(places.joined(separator: " "))\"/>\n"
    }

    mutating func dot(_ point: (x: Double, y: Double), radius: Double, note: String) {
        shapes +=
            "<circle class=\"mark\" cx=\"\(Self.round(x(point.x)))\" cy=\"\(Self.round(y(point.y)))\""
        shapes += " r=\"\(Self.round(radius))\"><title>\(Markup.text(note))</title></circle>\n"
    }

    var svg: String {
        let frame = "M\(left) \(top)V\(height - bottom)H\(width - right)"
        return """
            <svg viewBox="0 0 \(Int(width)) \(Int(height))" role="img" aria-label="\(Markup.attribute(title))">
            \(shapes)<path class="axis" d="\(frame)"/>
            </svg>

            """
    }

    private mutating func text(_ words: String, _ x: Double, _ y: Double, _ anchor: String) {
        shapes += "<text x=\"\(Self.round(x))\" y=\"\(Self.round(y))\" text-anchor=\"\(anchor)\">"
        shapes += "\(Markup.text(words))</text>\n"
    }

    private func x(_ share: Double) -> Double { left + share * (width - left - right) }

    private func y(_ share: Double) -> Double { height - bottom - share * (height - bottom - top) }

    /// A tenth of a point is more than anybody sees.
    private static func round(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }
}
