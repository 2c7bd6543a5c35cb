/// Collects the numerals that no reader made a value of, from left to right.
struct UnreadWords {
    private let line: TokenLine
    private(set) var words: [Unread] = []
    /// The token after the last one collected, and after the last value.
    private var (last, value) = (0, 0)

    init(_ line: TokenLine) { self.line = line }

    /// What was read at a token, nil for nothing.
    mutating func pass(_ index: Int, _ reading: Reading?) {
        guard let reading else {
            if isNumeral(index) { collect(from: index, to: index + 1) }
            return
        }
        if reading.isUnread { collect(from: index, to: reading.end) }
        if reading.value != nil { value = reading.end }
    }

    private mutating func collect(from index: Int, to end: Int) {
        let isMore = index == last && line.isJoined(index)
        let start = isMore ? words.popLast()?.start : nil
        let first = start ?? line[index].start
        var text = String.UnicodeScalarView()
        text.append(contentsOf: line.scalars[first..<line[end - 1].end])
        words.append(Unread(text: String(text), start: first, end: line[end - 1].end))
        last = end
    }

    private func isNumeral(_ index: Int) -> Bool {
        let token = line[index]
        switch token.meaning {
        // A longer run names a card or an account.
        case .digits(let value): return value != nil
        case .hanDigit, .hanUnit, .hanTens, .hanScale, .small, .tens, .hundred, .scale,
            .fraction:
            return true
        // The half of a value is cut off by something else.
        case .keyword(.hanHalf): return index == value && index > 0 && line.isJoined(index)
        case .other, .symbol: return token.isStrange
        default: return false
        }
    }
}
