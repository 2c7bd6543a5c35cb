/// What shares are made of.
extension Grammar {
    /// So many of so many.
    struct Part {
        var above: Int128
        var below: Int128
        var isExact = true

        init(_ above: Int128, _ below: Int128, isExact: Bool = true) {
            (self.above, self.below, self.isExact) = (above, below, isExact)
        }

        /// Some hundredths more, of tenths that are whole ones.
        func withHundredths(_ more: Int128) -> Part? {
            above * 10 % below == 0 ? Part(above * 10 + more * below / 10, below * 10) : nil
        }
    }

    /// In lowest terms; nil where the whole or the part is nothing, or more than can be held.
    static func share(_ above: Int128, _ below: Int128) -> Sense? { share(Part(above, below)) }

    static func share(_ part: Part, isNegative: Bool = false) -> Sense? {
        guard part.below > 0, part.above > 0 else { return nil }
        var (a, b) = (part.above, part.below)
        while b != 0 { (a, b) = (b, a % b) }
        guard let above = Int(exactly: part.above / a), let below = Int(exactly: part.below / a)
        else { return nil }
        return .value(
            .share(numerator: isNegative ? -above : above, denominator: below),
            isExact: part.isExact)
    }

    // All of it.

    static let whole = oneOf(
        mark(.whole) ~ word("的").maybe,
        mark(.full) ~ oneOf(mark(.sum, .selection), ofIt),
        mark(.in) ~ mark(.full), mark(.in).maybe ~ token(.small(1)) ~ mark(.go),
        mark(.it, .pay) ~ mark(.full) ~ closed, theWhole)
    private static let theWhole =
        mark(.the)
        ~ oneOf(
            oneOf(mark(.remaining, .full), word("whole")) ~ mark(.sum, .selection), word("rest"))

    /// "Of it" belongs to the share, and "of the rest".
    static let ofIt = mark(.of).latin ~ oneOf(mark(.it), theWhole)

    // In words.

    static let symbolPart = token(like: [.fraction(1, 1)]) { token -> Part? in
        guard case .fraction(let part, let whole) = token.meaning else { return nil }
        return Part(Int128(part), Int128(whole))
    }

    static let fraction = Pattern<Part>(
        first: TokenSet([
            .keyword(.a), .small(0), .digits(0), .tens(0), .keyword(.half), .keyword(.quarter),
        ])
    ) { readers, index in
        readers.line.fractionWords(at: index).map {
            (Part(Int128($0.numerator), Int128($0.denominator)), $0.end)
        }
    }

    /// "A third loan" is a place in a list, and three quarters of an hour are no share.
    static let fractionOfAll =
        notBehind(time ~ mark(.and), tokens: 2) ~ notBehind(time ~ mark(.and) ~ mark(.a), tokens: 3)
        ~ oneOf(notAhead(mark(.a)) ~ fraction, fraction ~ ahead(afterShare))
        ~ notAhead(ofTime(time))
    private static let afterShare = oneOf(
        closed, mark(.of, .now, .in, .on, .and, .by, .from),
        token(like: [.day(0)]) { if case .day = $0.meaning { true } else { nil } }.only)

    /// A half that is none of the clock, of a length or of a scale.
    static let half = oneOf(
        notBehind(anything ~ mark(.and, .a), tokens: 2) ~ mark(.half)
            ~ notAhead(ofTime(oneOf(time, scaleOrDirection))),
        mark(.half) ~ ahead(ofTime(token(.time(.statement)))))

    private static func ofTime(_ time: Pattern<Void>) -> Pattern<Void> {
        mark(.of).maybe ~ mark(.a, .the).maybe ~ time
    }

    private static let time = oneOf(
        mark(.clockUnit), notAhead(token(.time(.statement))) ~ anyUnit)
    private static let anyUnit = token(like: [.time(.day)]) {
        if case .time = $0.meaning { true } else { nil }
    }.only
    private static let scaleOrDirection = token(like: [.scale(0), .direction(0, nearest: true)]) {
        switch $0.meaning {
        case .scale, .direction: true
        default: nil
        }
    }.only

    /// "Twenty-seven fifths", "eighty hundred-fifths".
    static let parts = Pattern<Part>(first: number.first) { readers, index in
        guard let number = readers.line.numeral(at: index), number.digitCount == 0,
            number.value % Numeral.one == 0, number.value > Numeral.one
        else { return nil }
        let next = readers.line[number.end].isSymbol("-") ? number.end + 1 : number.end
        guard let whole = readers.line.denominator(at: next, plural: true), whole.0 > 2 else {
            return nil
        }
        return (Part(number.value / Numeral.one, Int128(whole.0)), whole.end)
    }

    // In figures.

    /// The sign of a share: -4/5, 负40%. It is no part of anything, and told as such.
    static let sign = place { readers, index in readers.isSign(index) } ~ anything

    /// 1/3, which elsewhere is a day.
    static let slash =
        (digits ~ joined ~ symbol("/") ~ joined ~ digits ~ notAhead(symbol("/")))
        .map { Part($0, $1) }
    private static let digits = token(like: [.digits(0)]) { token -> Int128? in
        if case .digits(let value?) = token.meaning { Int128(value) } else { nil }
    }
    static let unbound = place { readers, index in !readers.line.isBoundToLetters(after: index) }

    /// 10%, "ten percent", 18 per cent, and the 5 of 5-20%.
    static let percentage =
        (number
        ~ oneOf(
            mark(.percent), word("per") ~ word("cent"),
            ahead(upTo ~ number.only ~ mark(.percent))))
        .map { Part($0.value, 1_000_000, isExact: $0.isExact) }

    /// "Two out of five hundred", "1 in twenty-one", "one over three"; 8 in 5 is none, "split 5 over
    /// 12" and "12 over 24" spread a sum, and "the phone one in 6" has six instalments.
    static let proportion =
        (oneOf(
            number ~ mark(.out) ~ mark(.of), byItself ~ number ~ mark(.in) ~ notAhead(mark(.a)),
            notBehind(mark(.pay, .split))
                ~ number.map { $0.digitCount == 0 || $0.value == Numeral.one ? $0 : nil }
                ~ mark(.over).latin)
        ~ number ~ notAhead(counted))
        .map { part, whole -> Part? in
            guard let above = part.integer, let below = whole.integer, above > 0, above < below
            else { return nil }
            return Part(Int128(above), Int128(below))
        }
    /// No word stands before it that it could be one of.
    private static let byItself = place { readers, index in
        switch readers.line[index - 1].meaning {
        case .end, .symbol, .day, .keyword(.pay), .keyword(.roughly), .keyword(.isWord),
            .keyword(.and), .keyword(.orWord), .keyword(.of), .keyword(.atMost), .keyword(.atLeast):
            true
        default: false
        }
    }
    private static let counted = place { readers, index in
        readers.line.isCountUnit(index) || readers.line.isCurrency(index)
    }

    // In Chinese.

    /// 三分之一, 百分之十, 三成, 七五折.
    static let hanShare = oneOf(hanFraction, tenths, discount)

    private static let hanFraction = Pattern<Part>(
        first: number.first.union(
            TokenSet([
                .keyword(.percentOf), .keyword(.permilleOf), .keyword(.tenThousandthsOf),
                .hanScale(0), .keyword(.minus),
            ]))
    ) { readers, index in
        readers.line.hanFraction(at: index).map { above, below, end in
            (Part(above.value, below * Numeral.one, isExact: above.isExact), end)
        }
    }

    /// 三成, 八点五成, 三成半, 三成五, 半成; 三四成 is a guess.
    private static let tenths = oneOf(
        (mark(.hanHalf) ~ mark(.tenths)).means(Part(1, 20)),
        (ofTen ~ mark(.tenths) ~ joined ~ mark(.hanHalf)).map { $0.withHundredths(5) },
        (ofTen ~ mark(.tenths) ~ hanDigit ~ closed).map { $0.withHundredths($1) },
        ofTen ~ mark(.tenths),
        (hanDigit ~ joined ~ hanDigit ~ mark(.tenths))
            .map { $1 == $0 + 1 ? Part($0, 10, isExact: false) : nil })
    private static let hanDigit = token(like: [.hanDigit(0)]) { token -> Int128? in
        if case .hanDigit(let digit) = token.meaning { Int128(digit) } else { nil }
    }
    private static let ofTen = oneOf(number, hanOne).map { number -> Part? in
        guard (1...10 * Numeral.one).contains(number.value) else { return nil }
        return Part(number.value, 10 * Numeral.one, isExact: number.isExact)
    }

    /// 八折, 8.5折, 七五折, 7 5 折: what is asked for, not what is paid, so it is asked about. 打八折
    /// is nothing that could be taken for a share at all.
    private static let discount =
        (notBehind(word("打")) ~ notBehind(word("打") ~ anything, tokens: 2)
        ~ oneOf(
            mark(.hanHalf).means(Part(1, 2)),
            (loneDigit ~ loneDigit).map { Part($0 * 10 + $1, 100) }, ofTen,
            percents)
        ~ mark(.discount))
        .map { Part($0.above, $0.below, isExact: false) }
    private static let percents = number.map { number -> Part? in
        guard let percent = number.integer, (11...99).contains(percent) else { return nil }
        return Part(Int128(percent), 100)
    }
    private static let loneDigit = token(like: [.hanDigit(0), .digits(0)]) { token -> Int128? in
        switch token.meaning {
        case .hanDigit(let digit): Int128(digit)
        case .digits(let digit?) where token.length == 1: Int128(digit)
        default: nil
        }
    }
}
