/// Kinds of token, a bit for each: what a pattern can begin with.
struct TokenSet: Sendable {
    private var bits: UInt128 = 0

    static let none = TokenSet()
    static let all: TokenSet = {
        var set = TokenSet()
        set.bits = .max
        return set
    }()
    /// How many kinds there are.
    static let count = 128

    private init() {}

    init(_ meanings: [Meaning]) {
        for meaning in meanings { bits |= 1 << meaning.kind }
    }

    func contains(_ kind: Int) -> Bool { bits >> kind & 1 == 1 }

    func union(_ other: TokenSet) -> TokenSet {
        var set = self
        set.bits |= other.bits
        return set
    }
}

extension Meaning {
    /// The kind of a token, below `TokenSet.count`. Kinds that no rule tells apart share one.
    var kind: Int {
        switch self {
        case .keyword(let keyword): 20 + Int(keyword.rawValue)
        case .digits: 1
        case .hanDigit: 2
        case .hanUnit: 3
        case .hanTens: 4
        case .hanScale: 5
        case .small: 6
        case .tens: 7
        case .hundred: 8
        case .scale: 9
        case .fraction: 10
        case .symbol: 11
        case .currency, .currencyMillions: 12
        case .country, .countryBeginning: 13
        case .time: 14
        case .direction, .relative: 15
        case .other, .idiom: 16
        case .end: 17
        case .month, .perhapsMonth: 18
        case .weekday, .perhapsWeekday: 19
        case .ordinal, .part: 122
        case .holiday, .holidayBeginning: 123
        case .season, .halfOf, .closeOf, .quarterNumber, .decadeYears: 124
        case .every, .lunar: 125
        case .day, .ownDay, .partOfDay: 126
        default: 0
        }
    }
}
