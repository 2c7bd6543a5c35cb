import Quantities

/// Shares: 全部, 一半, 三分之一, 10 %, "half of it", "in full".
extension Readers {
    func share(at index: Int) -> Reading? {
        if let end = whole(at: index) {
            return hanPartOfRest(at: index, end: end) ?? reading(1, 1, end: end)
        }
        if case .fraction(let part, let whole) = line[index].meaning {
            return reading(part, whole, end: index + 1)
        }
        if let part = partOfPercent(at: index) { return part }
        if let negative = negativeShare(at: index) { return negative }
        if line[index].isKeyword(.half), !isHalfOfTime(index) {
            return reading(1, 2, end: afterOfIt(index + 1))
        }
        if let share = hanShare(at: index) ?? proportion(at: index) ?? slash(at: index) {
            return share
        }
        if let fraction = line.fractionWords(at: index), isWhole(fraction, from: index),
            !isOfTime(fraction, from: index)
        {
            return reading(
                fraction.numerator, fraction.denominator, end: afterOfIt(fraction.end))
        }
        return percentage(at: index) ?? parts(at: index)
    }

    /// -4/5, 负40%: no part of anything that can be paid, and told as such.
    private func negativeShare(at index: Int) -> Reading? {
        guard isSign(index) else { return nil }
        let next = index + 1
        let part =
            percentage(at: next) ?? hanShare(at: next) ?? parts(at: next)
            ?? line.fractionWords(at: next).flatMap {
                reading($0.numerator, $0.denominator, end: $0.end)
            } ?? proportion(at: next) ?? signedSlash(at: next)
        guard var part, case .share(let numerator, let denominator)? = part.value else {
            return nil
        }
        part.value = .share(numerator: -numerator, denominator: denominator)
        return part
    }

    /// The 3/2 of -3/2: with a sign before it, it is no day.
    private func signedSlash(at index: Int) -> Reading? {
        guard case .digits(let part?) = line[index].meaning,
            line[index + 1].isSymbol("/"), line.isJoined(index + 1), line.isJoined(index + 2),
            case .digits(let whole?) = line[index + 2].meaning, !line[index + 3].isSymbol("/"),
            !line.isBoundToLetters(after: index + 3)
        else { return nil }
        return reading(part, whole, end: index + 3)
    }

    /// "Half a percent", "a quarter of a percent".
    private func partOfPercent(at index: Int) -> Reading? {
        guard let fraction = line.fractionWords(at: index) else { return nil }
        var next = fraction.end
        if line[next].isKeyword(.of) { next += 1 }
        if line[next].isKeyword(.a) { next += 1 }
        guard line[next].isKeyword(.percent) else { return nil }
        return reading(fraction.numerator, fraction.denominator * 100, end: next + 1)
    }

    /// "Twenty-seven fifths".
    private func parts(at index: Int) -> Reading? {
        guard let number = line.numeral(at: index), number.digitCount == 0,
            number.value % Numeral.one == 0, number.value > Numeral.one,
            let count = Int64(exactly: number.value / Numeral.one)
        else { return nil }
        // "Eighty hundred-fifths".
        let next = line[number.end].isSymbol("-") ? number.end + 1 : number.end
        guard let whole = line.denominator(at: next, plural: true), whole.0 > 2 else { return nil }
        return reading(count, whole.0, end: whole.end)
    }

    /// A share in lowest terms; nil where the whole is nothing.
    func reading(
        _ part: Int64, _ whole: Int64, end: Int, isApproximate: Bool = false
    ) -> Reading? {
        guard whole > 0, part >= 0 else { return nil }
        var (a, b) = (part, whole)
        while b != 0 { (a, b) = (b, a % b) }
        guard a > 0, let numerator = Int(exactly: part / a),
            let denominator = Int(exactly: whole / a)
        else { return nil }
        return Reading(
            name: "share", value: .share(numerator: numerator, denominator: denominator), end: end,
            isApproximate: isApproximate)
    }

    private func isHalfOfTime(_ index: Int) -> Bool {
        var next = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
        if line[next].isKeyword(.a) || line[next].isKeyword(.the) { next += 1 }
        switch line[next].meaning {
        case .time(.statement): return false
        case .time, .keyword(.clockUnit), .scale, .direction: return true
        default:
            return line[index - 1].isKeyword(.and, .a) && line[index - 2].meaning != .end
                && !line[next].isKeyword(.of)
        }
    }

    /// "Half an hour", "three quarters of a year", "an hour and a half".
    private func isOfTime(_ fraction: Fraction, from index: Int) -> Bool {
        var next = fraction.end
        if line[next].isKeyword(.of) { next += 1 }
        if line[next].isKeyword(.a) || line[next].isKeyword(.the) { next += 1 }
        if isTime(next) { return true }
        let before = line[index - 1].isKeyword(.a) ? index - 2 : index - 1
        return line[before].isKeyword(.and) && isTime(before - 1)
    }

    private func isTime(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .time(.statement): false
        case .time, .keyword(.clockUnit): true
        default: false
        }
    }

    /// "of it" belongs to the share.
    private func afterOfIt(_ index: Int) -> Int {
        guard line[index].isKeyword(.of), !isHan(index) else { return index }
        if line[index + 1].isKeyword(.it) { return index + 2 }
        // "Half of the rest".
        return line[index + 1].isKeyword(.the) ? whole(at: index + 1) ?? index : index
    }

    /// "A third loan" is a place in a list, "a third of it" a share.
    private func isWhole(_ fraction: Fraction, from index: Int) -> Bool {
        guard line[index].isKeyword(.a) else { return true }
        switch line[fraction.end].meaning {
        case .end, .symbol, .keyword(.of), .keyword(.now), .keyword(.in), .keyword(.on),
            .keyword(.and),
            .keyword(.by), .keyword(.from), .day:
            return true
        default: return false
        }
    }

    /// All of it: the end of the words that say so.
    private func whole(at index: Int) -> Int? {
        let next = line[index + 1]
        switch line[index].meaning {
        case .keyword(.whole):
            return line[index + 1].isKeyword(.of) && isHanOf(index + 1) ? index + 2 : index + 1
        case .keyword(.full):
            if next.isKeyword(.of) { return afterOfIt(index + 1) > index + 1 ? index + 3 : nil }
            return next.isKeyword(.sum, .selection) ? index + 2 : nil
        case .keyword(.in) where next.isKeyword(.full): return index + 2
        case .keyword(.in) where next.meaning == .small(1) && line[index + 2].isKeyword(.go):
            return index + 3
        case .small(1) where next.isKeyword(.go): return index + 2
        case .keyword(.it), .keyword(.pay):
            return next.isKeyword(.full) && line[index + 2].meaning != .small(1)
                && isClosed(index + 2) ? index + 2 : nil
        case .keyword(.the):
            guard next.isKeyword(.remaining) || next.isKeyword(.full) || isWord("whole", index + 1)
            else { return nil }
            if line[index + 2].isKeyword(.sum, .selection) { return index + 3 }
            return next.isKeyword(.remaining) && isWord("rest", index + 1) ? index + 2 : nil
        default: return nil
        }
    }

    private func isHanOf(_ index: Int) -> Bool { isWord("的", index) }

    func isWord(_ word: String, _ index: Int) -> Bool {
        index < line.count && line.text(from: index, to: index + 1).lowercased() == word
    }

    /// `1/3` where a sum is spoken of; elsewhere it is a day.
    private func slash(at index: Int) -> Reading? {
        guard case .digits(let part?) = line[index].meaning, line[index + 1].isSymbol("/"),
            line.isJoined(index + 1), line.isJoined(index + 2),
            case .digits(let whole?) = line[index + 2].meaning, part < whole, whole <= 100,
            !line[index + 3].isSymbol("/")
        else { return nil }
        let isOfSomething = line[index + 3].isKeyword(.of)
        guard isOfSomething || line[index - 1].isKeyword(.pay) else { return nil }
        return reading(part, whole, end: isWord("of", index + 3) ? afterOfIt(index + 3) : index + 3)
    }

    /// The 5 of 5-20%.
    private func isRangeOfPercent(_ index: Int) -> Bool {
        guard line[index].isSymbol("-") || line[index].isSymbol("~") || line[index].isKeyword(.to),
            let second = line.numeral(at: index + 1)
        else { return false }
        return line[second.end].isKeyword(.percent)
    }

    /// 10%, "ten percent", 18 per cent.
    private func percentage(at index: Int) -> Reading? {
        guard let number = line.numeral(at: index), number.value > 0 else { return nil }
        var end = number.end
        if line[end].isKeyword(.percent) {
            end += 1
        } else if !isRangeOfPercent(end) {
            guard line[end].isKeyword(.each), isWord("per", end), isWord("cent", end + 1) else {
                return nil
            }
            end += 2
        }
        guard let part = Int64(exactly: number.value) else { return nil }
        return reading(part, 1_000_000, end: end, isApproximate: !number.isExact)
    }
}
