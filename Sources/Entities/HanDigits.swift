/// Chinese digits place by place (二零二六), the decimals behind 点.
extension TokenLine {
    /// A Chinese number; a run of bare digits (二零二六) is one number too, place by place.
    func hanNumeral(at index: Int) -> Numeral? {
        if let run = hanDigitRun(at: index) {
            guard run.count >= 3 || run.hasZero, !isUnit(run.end) else { return nil }
            guard let value = run.value else { return nil }
            let whole = Numeral(value: value * Numeral.one, end: run.end, digitCount: run.count)
            // 一七二零点一.
            guard self[run.end].isKeyword(.clockMark), let part = decimals(at: run.end + 1) else {
                return whole
            }
            return Numeral(
                value: whole.value + part.value, end: part.end, isRounded: part.isRounded)
        }
        var reader = HanNumeral(self, at: index)
        return reader.run()
    }

    /// Two or more Chinese digits that name places (二〇二六), not a range such as 三五百 or 两三个.
    func hanDigitRun(
        at index: Int
    ) -> (value: Int128?, end: Int, count: Int, hasZero: Bool)? {
        var value: Int128 = 0
        var end = index
        var hasZero = false
        while end - index < Self.reach, case .hanDigit(let digit) = self[end].meaning,
            end == index || isJoined(end)
        {
            // 俩一起: it goes on with nothing.
            if end > index, "俩仨".contains(text(from: end - 1, to: end)) { return nil }
            if end - index < 18 { value = value * 10 + Int128(digit) }
            hasZero = hasZero || digit == 0
            end += 1
        }
        let count = end - index
        guard count >= 2, !(count == 2 && !hasZero && (isUnit(end) || isMeasured(end))) else {
            return nil
        }
        return (count <= 18 ? value : nil, end, count, hasZero)
    }

    private func isUnit(_ index: Int) -> Bool {
        switch self[index].meaning {
        case .hanUnit, .hanScale: true
        default: false
        }
    }

    /// Something that is counted stands here: 期, 个月, 天, 笔.
    func isMeasured(_ index: Int) -> Bool {
        switch self[index].meaning {
        case .time, .keyword(.measure), .keyword(.article), .keyword(.instalments),
            .keyword(.yearMark), .keyword(.monthMark), .keyword(.dayMark), .keyword(.counted):
            true
        default: false
        }
    }

    func isCurrency(_ index: Int) -> Bool {
        switch self[index].meaning {
        case .currency, .subunit: true
        default: false
        }
    }

    /// The digits behind 点: 五五四四, or `5`; not two digits that are minutes.
    func decimals(at index: Int) -> (value: Int128, isRounded: Bool, end: Int)? {
        var value: Int128 = 0
        var isRounded = false
        var end = index
        while end - index < Self.reach, case .hanDigit(let digit) = self[end].meaning,
            digit != 2 || text(from: end, to: end + 1) != "两"
        {
            let place = end - index
            if place < 4 { value += Int128(digit) * [1000, 100, 10, 1][place] }
            isRounded = isRounded || (place >= 4 && digit != 0)
            end += 1
        }
        if end > index { return (value, isRounded, end) }
        guard case .digits(let digits?) = self[index].meaning, self[index].length != 2,
            self[index].length <= 4
        else { return nil }
        for _ in self[index].length..<4 { value = value == 0 ? Int128(digits) * 10 : value * 10 }
        return (self[index].length == 4 ? Int128(digits) : value, false, index + 1)
    }
}
