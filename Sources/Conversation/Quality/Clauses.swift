import Text

extension FoldedText {
    /// From one mark that ends a thought to the next. A point or comma between digits is none.
    func clause(around place: Int) -> Range<Int> {
        let start = scalars[..<place].indices.last(where: endsClause).map { $0 + 1 } ?? 0
        let end = scalars[place...].indices.first(where: endsClause) ?? scalars.count
        return start..<end
    }

    /// All clauses, in order.
    var clauses: [Range<Int>] {
        var clauses: [Range<Int>] = []
        var start = 0
        for place in scalars.indices where endsClause(place) {
            if place > start { clauses.append(start..<place) }
            start = place + 1
        }
        if start < scalars.count { clauses.append(start..<scalars.count) }
        return clauses
    }

    private func endsClause(_ place: Int) -> Bool {
        switch scalars[place] {
        case Self.lineEnd, Self.semicolon, Self.exclamation, Self.question, Self.colon, Self.stop:
            true
        case Self.comma, Self.point:
            place + 1 >= scalars.count || !(0x30...0x39).contains(scalars[place + 1])
        default: false
        }
    }

    private static let (lineEnd, semicolon, colon): (UInt32, UInt32, UInt32) = (0x0A, 0x3B, 0x3A)
    private static let (exclamation, question): (UInt32, UInt32) = (0x21, 0x3F)
    private static let (comma, point, stop): (UInt32, UInt32, UInt32) = (0x2C, 0x2E, 0x3002)
}
