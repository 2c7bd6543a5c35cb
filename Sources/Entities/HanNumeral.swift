/// Reads Chinese numerals, also mixed with digits: 三千五, 两万零三, 1.5万, 3万4000, 三五百, 一千多万.
///
/// Sections between 万 and 亿 are built from digits and units; a last digit without a unit is of
/// the next lower one (三千五 is 3,500) unless 零 came before it.
struct HanNumeral {
    private let line: TokenLine
    private var index: Int
    private var total: Int128 = 0
    private var section: Int128 = 0
    /// A digit or a number in digits that waits for its unit.
    private var pending: Int128?
    private var pendingIsShort = false
    private var pendingStart = 0
    private var isAfterZero = false
    /// The unit that came last: 0 at the beginning.
    private var unit: Int128 = 0
    private var sectionUnit: Int128 = 10_000
    private var lastScale: Int128 = 0
    private var isSettled = false
    private var isTooLarge = false
    private var isApproximate = false
    private var isRounded = false
    private var digitCount = 0
    private var end: Int
    private let start: Int

    init(_ line: TokenLine, at index: Int) {
        self.line = line
        self.index = index
        (start, end) = (index, index)
    }

    mutating func run() -> Numeral? {
        let limit = index + TokenLine.reach
        while index < limit, take() { end = index }
        if pending != nil, pendingStart > start, Self.isUnit(line[end].meaning),
            line.isJoined(end)
        {
            // 三千三千: the digit belongs to the number that comes next.
            (pending, end) = (nil, pendingStart)
        }
        takeHalf()
        guard isSettled || settle(), !isTooLarge, total + section < Numeral.limit else {
            return nil
        }
        // In 五十千 a unit is left that fits nowhere: whatever was meant, it was not fifty.
        let isBroken = Self.isUnit(line[end].meaning) && line.isJoined(end)
        return Numeral(
            value: total + section, end: end, isApproximate: isApproximate || isBroken,
            isRounded: isRounded,
            digitCount: unit == 0 && !isApproximate ? digitCount : 0)
    }

    private mutating func take() -> Bool {
        switch line[index].meaning {
        case .digits, .symbol(0x2E): takeDigits()
        case .hanDigit(let digit): takeDigit(Int128(digit))
        case .hanTens(let tens): takeUnit(10, of: Int128(tens) / 10, implied: true)
        case .hanUnit(let unit): takeUnit(Int128(unit), of: 1, implied: unit == 10)
        case .hanScale(let scale): takeScale(Int128(scale))
        case .keyword(.some): takeSome()
        case .direction: index == start && takeSome()
        case .keyword(.hanHalf): takeHalfOfScale()
        case .keyword(.more), .keyword(.moreAfterUnit): takeMore()
        case .keyword(.clockMark): takePoint()
        case .keyword(.measure): takeMeasure()
        case .suffix(let scale): takeSuffix(Int128(scale))
        default: false
        }
    }

    private mutating func takeDigits() -> Bool {
        guard pending == nil, let number = line.digitNumeral(at: index) else { return false }
        let isContinuing = unit > 0
        let isFollowedByUnit = Self.isUnit(line[number.end].meaning)
        if isContinuing {
            // 1万 12期 are two values, and so are 1万12期.
            guard !line[index].isSpaced || isFollowedByUnit, !line.isMeasured(number.end),
                number.value < unit * Numeral.one || isFollowedByUnit
            else { return false }
        }
        (pending, pendingStart) = (number.value, index)
        pendingIsShort = number.digitCount == 1 && number.value % Numeral.one == 0
        isRounded = isRounded || number.isRounded
        isApproximate = isApproximate || number.isApproximate
        digitCount = number.digitCount
        index = number.end
        return true
    }

    private mutating func takeDigit(_ digit: Int128) -> Bool {
        if digit == 0, pending == nil, unit > 0 {
            isAfterZero = true
            index += 1
            return Self.isNumber(line[index].meaning)
        }
        if let waiting = pending {
            // 三五百, 两三千, 七八个: a range, kept at its lower end.
            guard !line[index].isSpaced, digitCount == 0, isRange(waiting, digit),
                Self.isUnit(line[index + 1].meaning) || line.isMeasured(index + 1)
            else { return false }
            isApproximate = true
            index += 1
            return true
        }
        // 三千五期 could be 3,500 or 3,000 in 5: the shorter number, and the rest stands alone.
        if unit > 0, !isAfterZero, unit > 10, line.isMeasured(index + 1) { return false }
        (pending, pendingStart) = (digit * Numeral.one, index)
        pendingIsShort = true
        index += 1
        return true
    }

    private func isRange(_ first: Int128, _ second: Int128) -> Bool {
        let first = first / Numeral.one
        return second == first + 1 || first == 3 && (second == 5 || second == 2)
    }

    private mutating func takeUnit(_ size: Int128, of digit: Int128, implied: Bool) -> Bool {
        guard size < sectionUnit, pending != nil || implied else { return false }
        if digitCount > 0, pending != nil, unit == 0, size == 10 { return false }
        section += (pending ?? digit * Numeral.one) * size
        pending = nil
        (unit, sectionUnit) = (size, size)
        isAfterZero = false
        index += 1
        isTooLarge = section >= Numeral.limit
        return !isTooLarge
    }

    private mutating func takeScale(_ size: Int128) -> Bool {
        let value = section + (pending ?? 0)
        if value == 0 {
            // 四万万 is four hundred million, and 亿亿 more than anybody has.
            guard total > 0, unit == 10_000 || unit == size, !isAfterZero else { return false }
            total *= size
        } else if unit > 0, size > lastScale {
            total = (total + value) * size
        } else {
            guard lastScale == 0 || size < lastScale else { return false }
            total += value * size
        }
        isTooLarge = total >= Numeral.limit
        (section, pending, isAfterZero) = (0, nil, false)
        (unit, sectionUnit, lastScale) = (size, 10_000, size)
        index += 1
        return !isTooLarge
    }

    /// 两个亿, 一个亿.
    private mutating func takeMeasure() -> Bool {
        guard pending != nil, line.isJoined(index + 1) else { return false }
        switch line[index + 1].meaning {
        case .suffix: break
        case .hanScale(let size) where size > 10_000 || digitCount == 0: break
        default: return false
        }
        index += 1
        return true
    }

    /// 两k, 三w, 3个w.
    private mutating func takeSuffix(_ scale: Int128) -> Bool {
        guard line.isJoined(index), total == 0, unit == 0 || unit == 10, settle() else {
            return false
        }
        isSettled = true
        (total, section, digitCount, unit) = (section * scale, 0, 0, scale)
        end = index + 1
        // 三k五 is 3,500.
        if case .hanDigit(let digit) = line[end].meaning, line.isJoined(end),
            !line.isMeasured(end + 1)
        {
            total += Int128(digit) * (scale / 10) * Numeral.one
            end += 1
        }
        return false
    }

    /// 几百 and 数千 begin with it; in 二十几万 it is whatever comes after the twenty.
    private mutating func takeSome() -> Bool {
        guard pending == nil else { return false }
        if unit == 0 || isAfterZero == false && unit >= 100 {
            guard case .hanUnit = line[index + 1].meaning else {
                guard case .hanScale = line[index + 1].meaning, unit == 0 else { return false }
                pending = Numeral.one
                return approximate()
            }
            pending = Numeral.one
        }
        return approximate()
    }

    /// 半万.
    private mutating func takeHalfOfScale() -> Bool {
        guard index == start, case .hanScale(let scale) = line[index + 1].meaning,
            line.isJoined(index + 1)
        else { return false }
        (total, unit, lastScale) = (Int128(scale) * Numeral.one / 2, Int128(scale), 0)
        isSettled = true
        end = index + 2
        return false
    }

    /// 一百多, 5000多, 十来个: behind a unit, or digits that are round.
    private mutating func takeMore() -> Bool {
        let isRound = pending.map { $0 >= 10 * Numeral.one && digitCount > 1 } ?? (unit > 0)
        guard isRound, !isApproximate, !line[index].isSpaced || Self.isUnit(line[index + 1].meaning)
        else { return false }
        if line[index].isKeyword(.moreAfterUnit) {
            guard
                Self.isUnit(line[index + 1].meaning) || line.isMeasured(index + 1)
                    || line.isCurrency(index + 1)
            else { return false }
        }
        return approximate()
    }

    private mutating func approximate() -> Bool {
        isApproximate = true
        index += 1
        return true
    }

    /// 三点五, 2点5万. 三点十五 and 2点30 are times of the day.
    private mutating func takePoint() -> Bool {
        guard end > 0, !isApproximate, let decimals = line.decimals(at: index + 1),
            line[decimals.end].meaning != .hanUnit(10), settle()
        else { return false }
        isSettled = true
        section += decimals.value
        isRounded = isRounded || decimals.isRounded
        digitCount = 0
        end = decimals.end
        guard case .hanScale(let size) = line[end].meaning, total == 0 else { return false }
        (total, section) = (section * Int128(size), 0)
        end += 1
        return false
    }

    /// 两千半, 3万半: half of the unit before, and asked about; not 三千半年后.
    private mutating func takeHalf() {
        guard pending == nil, unit >= 100, !isApproximate, end == index || isSettled,
            line[end].isKeyword(.hanHalf), line.isJoined(end), !line.isMeasured(end + 1),
            !line[end + 1].isKeyword(.clockUnit)
        else { return }
        total += unit * Numeral.one / 2
        (isApproximate, end) = (true, end + 1)
    }

    /// Gives what waits its place. False when there is no number.
    private mutating func settle() -> Bool {
        guard let waiting = pending else { return unit > 0 }
        pending = nil
        let isElliptic = unit >= 100 && !isAfterZero && pendingIsShort
        section += isElliptic ? waiting * (unit / 10) : waiting
        return true
    }

    private static func isUnit(_ meaning: Meaning) -> Bool {
        switch meaning {
        case .hanUnit, .hanScale: true
        default: false
        }
    }

    private static func isNumber(_ meaning: Meaning) -> Bool {
        switch meaning {
        case .hanDigit, .hanUnit, .hanTens, .digits, .keyword(.some): true
        default: false
        }
    }
}
