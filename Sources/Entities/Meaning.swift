/// What a word or a character of a line can mean to the readers of values. Both languages share
/// one set, so that 到 and "to", 下周 and "next week" are read by the same code.
enum Meaning: Hashable, Sendable {
    /// Past the last word of the line.
    case end
    /// A word, or a character that is no punctuation, that nobody here knows.
    case other
    /// Words that look like a number and are none: 万一, 四川, 李四.
    case idiom
    /// Punctuation, narrowed: the code point.
    case symbol(UInt32)

    /// A run of ASCII digits; nil when it is too long to be a number anybody means.
    case digits(Int64?)
    /// 零 to 九 and 两, also as financial capitals.
    case hanDigit(Int64)
    /// 十, 百, 千.
    case hanUnit(Int64)
    /// 廿, 卅.
    case hanTens(Int64)
    /// 万, 亿, 兆.
    case hanScale(Int64)
    /// "zero" to "nineteen".
    case small(Int64)
    /// "twenty" to "ninety".
    case tens(Int64)
    case hundred
    /// "thousand", "million", "lakh", "dozen".
    case scale(Int64)
    /// "thousands", "millions": a number only behind one.
    case scales(Int64)
    /// `k` and `w` behind digits.
    case suffix(Int64)
    /// "first" to "ninetieth", "hundredth".
    case ordinal(Int64)
    /// "thirds": the denominator of a fraction.
    case part(Int64)
    /// ⅔ and its like.
    case fraction(Int64, Int64)

    /// ¥, "dollars", 美元: a unit of money.
    case currency(LetterCode)
    /// MUSD and MEUR: millions of it.
    case currencyMillions(LetterCode)
    /// `m` and `b` behind the digits of a sum: $1.5m.
    case sumSuffix(Int64)
    /// "canadian", 澳大利亚: whose dollar it is.
    case country(LetterCode)
    /// "hong", "new": the first half of such a country.
    case countryBeginning
    /// 毛, "cents": so many hundredths of a unit of a currency.
    case subunit(Int64, LetterCode)
    case month(Int)
    /// "may", "sun": a month or a weekday, but more often a plain word.
    case perhapsMonth(Int)
    case perhapsWeekday(Int)
    /// 1 is Monday.
    case weekday(Int)
    case time(TimeUnit)
    /// 今天, "tomorrow": days from today.
    case day(Int)
    /// "Afternoon".
    case partOfDay
    /// 还款日, "payday".
    case ownDay(Entity.OwnDay)
    /// 今年: units from now.
    case relative(TimeUnit, Int)
    /// 下个, "next", "last": which one. `nearest` is "coming" and "past", which skip nothing.
    case direction(Int, nearest: Bool)
    /// 每周, 每月: what comes back is no day.
    case every(TimeUnit)
    /// 国庆节, "Christmas".
    case holiday(Holiday)
    /// "spring", "labor": the first word of such a name.
    case holidayBeginning
    /// "summer", 夏天: the month it begins with.
    case season(Int)
    /// "Seventies": the years it adds to its century.
    case decadeYears(Int)
    /// 上半月, 下半周: half of the present one.
    case halfOf(TimeUnit, isFirst: Bool)
    /// "eom": the last day of the present one.
    case closeOf(TimeUnit)
    /// The letter of Q3.
    case quarterNumber
    /// 农历, 正月: what follows is no day of this calendar.
    case lunar
    case keyword(Keyword)
}

enum TimeUnit: Hashable, Sendable {
    case day, businessDay, week, fortnight, month, quarter, year, decade
    case weekend, workweek, statement
}

/// Words that hold a value together, or say what the value next to them is.
enum Keyword: UInt8, Hashable, Sendable {
    // Glue of both languages.
    case a, and, between, by, each, from, `in`, of, on, out, `for`, the, to, within, over
    case until, during, isWord, it, minus
    // Before and after: "ago" and 前, "later" and 后.
    case ago, later, before, after, now
    // Parts of a stretch of time.
    case start, middle, close, final, firstHalf, secondHalf, lateThird
    // Chinese marks behind a number.
    case yearMark, monthMark, dayMark, clockMark, clockUnit, measure, article, fen, exactly
    case divide, divideTail, percentOf, permilleOf, tenThousandthsOf, tenths, place, hanHalf
    case thatOne, some, more, moreAfterUnit
    // Half, quarter, more or less.
    case half, quarter, point, couple, several, roughly, orSo
    // Bounds: 最多 and 以下, 至少 and 以上; "than" is one with the word before it.
    case atMost, atLeast, orLess, orMore, than
    // What stands beside a value.
    case instalments, monthly, another, percent, pronounBefore
    case pay, split, country, tail, digitsWord, reference, numberWord, purpose, code, phone
    case whole, remaining, full, go, sum, selection, owed, upTo, change, discount, passing,
        plusPart, orWord, so, percentPoint, dozen, label, counted
    case decadeMark, centuryMark, lastCentury
}

extension Meaning {
    /// A value can begin here. Most words of a line are told apart by this alone.
    var canBegin: Bool {
        switch self {
        case .end, .other, .idiom, .suffix, .part, .subunit, .sumSuffix, .scales:
            false
        case .symbol(let mark): mark == 0x2A || mark == 0x2B || mark == 0x2D || mark == 0x2E
        case .keyword(let keyword): keyword.canBegin
        default: true
        }
    }
}

extension Keyword {
    /// A value can begin with it.
    fileprivate var canBegin: Bool {
        switch self {
        case .a, .half, .hanHalf, .quarter, .couple, .several, .some, .minus, .percentOf,
            .permilleOf, .tenThousandthsOf, .place, .in, .within, .from, .between, .of, .for, .the,
            .another, .full, .whole, .it, .pay, .country, .ago, .later, .start, .middle, .close,
            .firstHalf, .secondHalf, .monthMark, .yearMark, .tail, .reference, .purpose, .phone,
            .code, .passing, .each, .monthly, .remaining, .point, .clockUnit, .lastCentury,
            .pronounBefore:
            true
        default: false
        }
    }
}

extension Meaning {
    /// A date can begin here.
    var canBeginDate: Bool {
        switch self {
        case .currency, .hundred, .scale, .fraction, .lunar, .every: false
        case .keyword(let keyword): keyword.canBeginDate
        default: true
        }
    }
}

extension Keyword {
    fileprivate var canBeginDate: Bool {
        switch self {
        case .pay, .tail, .reference, .phone, .code, .purpose, .percentOf, .permilleOf,
            .tenThousandthsOf, .it, .whole, .full, .each, .some, .minus, .another:
            false
        default: true
        }
    }
}
