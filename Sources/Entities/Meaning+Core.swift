/// What no value is without: most lines have none of it, and need no reader.
extension TokenLine {
    /// Words that can make a value stand here, together with whatever is beside them.
    static func canHoldValue(_ tokens: [Token]) -> Bool {
        var before: Meaning = .end
        for (place, token) in tokens.enumerated() {
            switch token.meaning {
            // "This statement".
            case .time(.statement): if case .direction = before { return true }
            // "The whole amount", "the phone loan", 手机那笔.
            case .keyword(.pronounBefore), .keyword(.phone), .keyword(.purpose):
                if tokens[(place + 1)...].prefix(2).contains(where: \.isOneOfThem) { return true }
            // ③ is no value, and not passed over either.
            case .other, .symbol: if token.isStrange { return true }
            default: if token.meaning.isCore { return true }
            }
            before = token.meaning
        }
        return false
    }
}

extension Token {
    fileprivate var isOneOfThem: Bool { isKeyword(.thatOne, .selection) || isKeyword(.sum) }
}

extension Meaning {
    /// A number, or a word for a day, a length or a part.
    var isCore: Bool {
        switch self {
        case .end, .other, .idiom, .symbol, .suffix, .part, .subunit, .sumSuffix, .scales, .country,
            .countryBeginning, .quarterNumber, .direction, .currencyMillions, .lunar:
            false
        case .keyword(let keyword): keyword.isCore
        default: true
        }
    }
}

extension Keyword {
    fileprivate var isCore: Bool {
        switch self {
        case .half, .hanHalf, .quarter, .couple, .several, .whole, .full, .remaining, .now,
            .yearMark, .monthMark,
            .dayMark, .firstHalf, .secondHalf:
            true
        default: false
        }
    }
}
