/// Cuts a line into tokens, longest word first, looking at each code point a bounded number of
/// times.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private let folded: [UInt32]
    private var position = 0
    private var tokens: [Token] = []
    private var isAfterSpace = false

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        folded = scalars.map(Folding.fold)
        tokens.reserveCapacity(scalars.count)
    }

    mutating func run() -> [Token] {
        while position < folded.count {
            switch folded[position] {
            case 0x20, 0x09:
                position += 1
                isAfterSpace = true
            case 0x30...0x39: digits()
            case 0x61...0x7A: letters()
            case 0x3007, 0x25CB, 0x3400...0x9FFF: han()
            default: single()
            }
        }
        return tokens
    }

    private mutating func append(_ meaning: Meaning, length: Int) {
        let end = position + length
        tokens.append(
            Token(
                meaning: meaning, start: position, end: end, isSpaced: isAfterSpace,
                isWide: scalars[position].value >= 0xFF00))
        position = end
        isAfterSpace = false
    }

    private mutating func digits() {
        var end = position
        var value: Int64? = 0
        while end < folded.count, (0x30...0x39).contains(folded[end]) {
            value = end - position < 18 ? value.map { $0 * 10 + Int64(folded[end] - 0x30) } : nil
            end += 1
        }
        append(.digits(value), length: end - position)
    }

    private mutating func letters() {
        var end = position
        while end < folded.count, (0x61...0x7A).contains(folded[end]) { end += 1 }
        let key = EnglishWords.key(folded[position..<end])
        let meaning = key.flatMap { EnglishWords.meanings[$0] ?? capitals($0, end) }
        append(meaning ?? .other, length: end - position)
    }

    /// COP and TRY are currencies, "cop" and "try" are words.
    private func capitals(_ key: UInt64, _ end: Int) -> Meaning? {
        guard let meaning = EnglishWords.capitals[key],
            scalars[position..<end].allSatisfy({ ("A"..."Z").contains($0) })
        else { return nil }
        return meaning
    }

    private mutating func han() {
        let first = folded[position]
        var length = ChineseWords.longest(from: first)
        if length > 1, isTakenByNumber(first), !isPartsOf { length = 1 }
        length = min(length, folded.count - position)
        while length > 0 {
            var key: UInt64 = 0
            for place in position..<position + length {
                key = key << 16 | UInt64(folded[place] & 0xFFFF)
            }
            if let meaning = ChineseWords.meanings[key], !isCut(meaning, length: length),
                !isEndOfMonth(length: length)
            {
                return append(meaning, length: length)
            }
            length -= 1
        }
        append(.other, length: 1)
    }

    /// The word is not the one that is meant: 三星 in 三星期, 十分 in 十分之一, 一点 in 一点五万.
    private func isCut(_ meaning: Meaning, length: Int) -> Bool {
        guard length == 2, let next = folded[at: position + 2] else { return false }
        let last = folded[position + 1]
        // 这一万二, 小三千.
        if last == Self.one || folded[position] == Self.small, Self.units.contains(next) {
            return meaning == .direction(0, nearest: false) || meaning == .idiom && last != Self.one
        }
        guard meaning == .idiom else { return false }
        // 三月初三千块 is a sum at the start of March.
        if folded[position] == Self.start { return Self.units.contains(next) }
        switch (last, next) {
        case (Self.star, Self.period): return true
        case (Self.part, Self.of), (Self.season, Self.degree): return true
        // 千万分之六.
        case (Self.tenThousand, Self.part): return folded[at: position + 3] == Self.of
        case (Self.point, _): return isDecimal(from: position + 2)
        default: return false
        }
    }

    /// 月月 is no word in 十二月月底.
    private func isEndOfMonth(length: Int) -> Bool {
        length == 2 && folded[position] == Self.month && folded[at: position + 1] == Self.month
            && folded[at: position + 2].map(Self.ends.contains) == true
    }

    private static let month: UInt32 = 0x6708
    private static let ends = Set("底末初".unicodeScalars.map(\.value))

    /// Digits and then something that is measured in tenths; not 早一点五号还 or 少一点五百行吗.
    private func isDecimal(from start: Int) -> Bool {
        var end = start
        while end < min(folded.count, start + 4), Self.digits.contains(folded[end]) { end += 1 }
        guard end > start else { return false }
        guard let unit = folded[at: end] else { return position == 0 }
        return Self.measures.contains(unit)
    }

    private static let (star, period, point): (UInt32, UInt32, UInt32) = (0x661F, 0x671F, 0x70B9)
    private static let start: UInt32 = 0x521D
    private static let (one, small): (UInt32, UInt32) = (0x4E00, 0x5C0F)
    private static let units = Set("十百千万亿块元".unicodeScalars.map(\.value))
    private static let (season, degree): (UInt32, UInt32) = (0x5B63, 0x5EA6)
    private static let (part, of, tenThousand): (UInt32, UInt32, UInt32) = (0x5206, 0x4E4B, 0x4E07)
    private static let digits = Set("零一二三四五六七八九0123456789".unicodeScalars.map(\.value))
    private static let measures = Set("万亿元倍成个%w".unicodeScalars.map(\.value))

    /// 万分之 in 一千万分之六.
    private var isPartsOf: Bool {
        folded[at: position + 1] == Self.part && folded[at: position + 2] == Self.of
    }

    /// 十分 and 几个 are words, but not behind a number: 三十分, 十几个月.
    private func isTakenByNumber(_ scalar: UInt32) -> Bool {
        guard let last = tokens.last, !isAfterSpace, Self.continuing.contains(scalar),
            !Self.both.contains(folded[last.start])
        else { return false }
        switch last.meaning {
        case .digits, .hanDigit, .hanUnit, .hanScale, .hanTens, .keyword(.some): return true
        default: return false
        }
    }

    /// 俩 and 仨 count what goes before them, and nothing goes on behind.
    private static let both = Set("俩仨".unicodeScalars.map(\.value))
    private static let continuing = Set("一二三四五六七八九十百千万亿几".unicodeScalars.map(\.value))

    private mutating func single() {
        let scalar = scalars[position]
        if let (part, whole) = Folding.fractions[scalar.value] {
            return append(.fraction(part, whole), length: 1)
        }
        if let currency = Folding.currencies[folded[position]] {
            return append(.currency(currency), length: 1)
        }
        if folded[position] == 0xA2 { return append(.subunit(1, "USD"), length: 1) }
        if folded[position] == 0x25 {
            return append(.keyword(.percent), length: 1)
        }
        guard scalar.value > 0x7F else { return append(.symbol(folded[position]), length: 1) }
        let (letters, number) = (scalar.properties.isAlphabetic, scalar.properties.numericType)
        append(letters ? .other : .symbol(folded[position]), length: 1)
        tokens[tokens.count - 1].isStrange = number != nil
    }
}
