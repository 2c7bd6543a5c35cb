/// A small drawing as inline SVG, in a frame whose two axes go from 0 to 1.
struct Chart {
    private let width = 460.0
    private let height: Double
    private let left = 46.0
    /// Below the horizontal axis.
    private let bottom: Double
    private let top = 10.0
    private let right = 22.0
    private var shapes = ""
    private let title: String
    /// Above it and between the axes.
    private static let plot = 210.0

    /// - Parameters:
    ///   - title: what a reader who cannot see the drawing is told.
    ///   - places: names spread evenly along the horizontal axis. Where they have no room side by
    ///     side, they are turned.
    init(title: String, places: [String] = []) {
        self.title = title
        let room = (width - left - right) / Double(max(1, places.count))
        let widest = Double(places.map(Wrapping.width).max() ?? 0) * Self.letter
        let isTurned = widest + 10 > room
        bottom = isTurned && !places.isEmpty ? 22 + widest * Self.slope : 40
        height = Self.plot + bottom
        // Turned names are a line apart; of more than that every other one is left out, and so on.
        let every = isTurned ? max(1, Int((Self.line / room).rounded(.up))) : 1
        for (place, name) in places.enumerated() where place % every == 0 {
            let middle = left + room * (Double(place) + 0.5)
            isTurned ? turned(name, middle) : text(name, middle, height - bottom + 15, "middle")
        }
    }

    /// A letter of 12 pixels is about so wide, an ideograph twice that.
    private static let letter = 7.0
    private static let line = 14.0
    /// Half a right angle.
    private static let slope = 0.71

    /// Names of places along the horizontal axis, and what the axis is.
    mutating func horizontal(_ ticks: [(at: Double, label: String)], name: String) {
        for tick in ticks {
            text(tick.label, x(tick.at), height - bottom + 15, "middle")
        }
        if !name.isEmpty { text(name, x(0.5), height - 6, "middle") }
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

    /// A name that ends at its place and comes from below.
    private mutating func turned(_ words: String, _ x: Double) {
        let (x, y) = (Self.round(x + 4), Self.round(height - bottom + 14))
        shapes += "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"end\" "
        shapes += "transform=\"rotate(-45 \(x) \(y))\">\(Markup.text(words))</text>\n"
    }

    private func x(_ share: Double) -> Double { left + share * (width - left - right) }

    private func y(_ share: Double) -> Double { height - bottom - share * (height - bottom - top) }

    /// A tenth of a point is more than anybody sees.
    private static func round(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }
}
