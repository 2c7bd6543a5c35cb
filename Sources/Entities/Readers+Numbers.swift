import Quantities

/// Bare numbers.
extension Readers {
    /// A number nobody has named a unit for: what is being asked decides what it is.
    func number(at index: Int) -> Reading? {
        if let none = noNumber(at: index) { return none }
        var start = index
        if isSign(index) { start += 1 }
        guard let number = line.numeral(at: start) ?? oneDozen(at: start) else { return nil }
        if let millions = inMillions(number, isNegative: start > index) { return millions }
        if line.isBoundToLetters(after: number.end) {
            return number.digitCount > 10
                ? .nothing(to: number.end + 1) : .unread(to: number.end + 1)
        }
        if let end = silent(number, from: start, at: index) { return .nothing(to: end) }
        if let dozens = dozens(number) { return dozens }
        let (total, end) = mixed(number)
        // More than anything is counted in: told as such, and refused by the dialogue.
        guard total < Int128(Int64.max) else {
            return Reading(
                name: "number", value: .impossible(line.text(from: index, to: end)), end: end)
        }
        let value = Int64(start > index ? -total : total)
        // "- 3000" may be the third of a list, or less than nothing.
        let isBullet = start > index && line[index].isSymbol("-") && line[start].isSpaced
        return Reading(
            name: "number",
            value: countsThings(end)
                ? .things(tenThousandths: value) : .number(tenThousandths: value), end: end,
            isApproximate: !number.isExact || isBullet)
    }

    /// What has digits in it and no value, known to be none or not.
    private func noNumber(at index: Int) -> Reading? {
        if let run = line.hanDigitRun(at: index), line.numeral(at: index) == nil {
            // 一两个钟头, 两三点.
            return line[run.end].isKeyword(.clockUnit, .clockMark)
                ? .nothing(to: run.end + 1) : .unread(to: run.end)
        }
        if line[index].isKeyword(.place) { return ordinal(at: index) }
        if let end = bareUnit(at: index) {
            return Self.rates.contains(line.text(from: index - 1, to: index))
                ? .nothing(to: end) : .unread(to: end)
        }
        // 初八 is a day of the Chinese calendar.
        if line[index - 1].isKeyword(.start), isHan(index - 1), line.isJoined(index),
            let number = line.numeral(at: index) ?? one(at: index)
        {
            return .nothing(to: number.end)
        }
        guard isBoundDigits(index) else { return nil }
        return line[index - 1].meaning == .other || line[index - 1].isSymbol("-")
            ? .nothing(to: index + 1) : .unread(to: index + 1)
    }

    /// The end of a number that is none to the desk: a part of a name, an hour, an article.
    private func silent(_ number: Numeral, from start: Int, at index: Int) -> Int? {
        let isSigned = start > index
        guard isSigned || isMeant(number, at: index) || dozens(number) != nil else {
            return number.end
        }
        if line[number.end].isKeyword(.phone), isHan(number.end) { return number.end }
        let end = mixed(number).end
        let unit = line[end].isSymbol("-") && line.isJoined(end + 1) ? end + 1 : end
        if line[unit].isKeyword(.clockUnit, .percent) || line[unit].isKeyword(.discount) {
            return unit + 1
        }
        // 8时35分: the minutes of an hour.
        if line[end].isKeyword(.fen), line[index - 1].isKeyword(.clockUnit), isHan(index - 1) {
            return end + 1
        }
        // 二三十个百分点 is a guess at a rate.
        if line[end].isKeyword(.percentPoint), number.isApproximate { return end + 1 }
        // A long bare run of digits names something: a card, an order, an account.
        let isName = number.digitCount > 10 && !line[start + 1].isSymbol(",") && !isSigned
        return isName ? end : nil
    }

    /// 两打, 十打鸡蛋; 打 is a verb elsewhere, as in 一打就断.
    private func dozens(_ number: Numeral) -> Reading? {
        guard line[number.end].isKeyword(.dozen), let count = number.integer, count <= 1000,
            isClosed(number.end + 1) || count > 1 && line[number.end + 1].meaning == .other
        else { return nil }
        return Reading(
            name: "number", value: .things(tenThousandths: Int64(number.value) * 12),
            end: number.end + 1, isApproximate: !number.isExact)
    }

    private func oneDozen(at index: Int) -> Numeral? {
        line[index + 1].isKeyword(.dozen) && line.isJoined(index + 1) ? one(at: index) : nil
    }

    /// "2.5 M", "1,200B", 1.5m: capitals or decimals, as a report writes them. 12M are as often
    /// months, so the lengths that loans have are left alone, and 10M is asked about.
    private func inMillions(_ number: Numeral, isNegative: Bool) -> Reading? {
        let isWhole = number.value % Numeral.one == 0
        guard let scale = millions(number, isWhole: isWhole), number.digitCount > 0,
            let value = Int64(exactly: number.value * scale),
            !line.isBoundToLetters(after: number.end + 1)
        else { return nil }
        let isSmall = isWhole && number.value <= 60 * Numeral.one
        return Reading(
            name: "number", value: .number(tenThousandths: isNegative ? -value : value),
            end: number.end + 1, isApproximate: !number.isExact || isSmall)
    }

    /// What M, B and, behind thousands and a fraction, G make of a number; 256G are of a phone.
    private func millions(_ number: Numeral, isWhole: Bool) -> Int128? {
        if number.end < line.count, line.text(from: number.end, to: number.end + 1) == "G" {
            return !isWhole && number.value > 1000 * Numeral.one ? 1_000_000_000 : nil
        }
        guard case .sumSuffix(let scale) = line[number.end].meaning else { return nil }
        guard isWhole else { return Int128(scale) }
        let isTerm = number.value <= 60 * Numeral.one && number.value % (3 * Numeral.one) == 0
        let isCapital = ["M", "B"].contains(line.text(from: number.end, to: number.end + 1))
        let isClear = number.value > 60 * Numeral.one || line.isJoined(number.end)
        return isCapital && isClear && !isTerm ? Int128(scale) : nil
    }

    /// 三又二分之一.
    private func mixed(_ number: Numeral) -> (total: Int128, end: Int) {
        // 两个半, but 两个半月 is a length.
        if line[number.end].isKeyword(.measure), line[number.end + 1].isKeyword(.hanHalf),
            !line.isMeasured(number.end + 2), !line[number.end + 2].isKeyword(.clockUnit)
        {
            return (number.value + Numeral.one / 2, number.end + 2)
        }
        guard line[number.end].isKeyword(.plusPart), number.value % Numeral.one == 0,
            let part = line.hanFraction(at: number.end + 1), part.denominator > 0
        else { return (number.value, number.end) }
        return (number.value + part.numerator.value / part.denominator, part.end)
    }

    /// 日息万四, 千一, 百八十块: rates by custom and rough figures, too short to be sure of.
    private func bareUnit(at index: Int) -> Int? {
        switch line[index].meaning {
        case .hanScale, .hanUnit(100), .hanUnit(1000): break
        default: return nil
        }
        var end = index + 1
        while end - index < TokenLine.reach, line.isJoined(end) {
            switch line[end].meaning {
            case .hanDigit, .hanUnit, .hanTens, .hanScale: end += 1
            default: return end
            }
        }
        return end
    }

    /// 三次, 两个账户, "two phones": a number of something the desk never asks for.
    private func countsThings(_ index: Int) -> Bool {
        let after = line[index]
        if after.isKeyword(.article, .percentPoint) || after.isKeyword(.counted) || isPlural(index)
            || timeUnit(at: index)?.0 == .businessDay
        {
            return true
        }
        guard after.isKeyword(.measure), line.isJoined(index + 1) else { return false }
        return isHan(index + 1)
            && !Self.closings.contains(line.text(from: index + 1, to: index + 2))
    }

    /// "Two phones", "one moment": not "12 thanks".
    private func isPlural(_ index: Int) -> Bool {
        guard after(index, is: .other) || line[index].isKeyword(.selection), !isHan(index) else {
            return false
        }
        let word = line.text(from: index, to: index + 1).lowercased()
        return Self.singulars.contains(word)
            || word.hasSuffix("s") && word.count > 3 && !Self.courtesies.contains(word)
    }

    private func after(_ index: Int, is meaning: Meaning) -> Bool {
        index < line.count && line[index].meaning == meaning
    }

    /// What a rate by custom stands behind: 日息万四.
    private static let rates: Set = ["日息", "日利率", "月息", "月利率", "年利率", "利率"]

    private static let singulars: Set = [
        "moment", "question", "thing", "issue", "problem", "person", "time", "loan", "phone",
        "card",
    ]
    private static let courtesies: Set = [
        "thanks", "cheers", "guys", "does", "always", "perhaps", "unless", "this", "sounds",
        "looks", "works", "costs", "seems", "makes", "plus",
    ]

    private static let closings: Set<String> = ["吧", "呢", "啊", "的", "了", "行", "可", "就", "好"]

    private func isBoundDigits(_ index: Int) -> Bool {
        guard case .digits = line[index].meaning else { return false }
        return line.isBoundToLetters(before: index)
    }

    /// 负三, and a dash that touches its number and nothing else.
    func isSign(_ index: Int) -> Bool {
        if line[index].isKeyword(.minus) { return true }
        if index == 0, line[0].isSymbol("-"), line[1].isSpaced,
            line.numeral(at: 1)?.end == line.count
        {
            return true
        }
        // In 还-500, 分-3期 and ¥-500 it is a sign too.
        let isFree =
            !line.isJoined(index) || line[index - 1].isKeyword(.pay, .fen) && isHan(index - 1)
            || Grammar.moneyUnit.read(self, index - 1)?.end == index && !isHan(index - 1)
                && line.numeral(at: index - 2) == nil
        guard line[index].isSymbol("-"), line.isJoined(index + 1), isFree else { return false }
        guard line.digitNumeral(at: index + 1) != nil else { return false }
        return !line[index + 2].isSymbol("-") || !line.isJoined(index + 2)
    }

    /// 第二笔 is a reference; 第3期 and 第十 are no numbers of anything.
    private func ordinal(at index: Int) -> Reading? {
        guard let number = line.numeral(at: index + 1) ?? one(at: index + 1) else { return nil }
        let after = line[number.end]
        guard let place = number.integer, after.isKeyword(.article, .measure) else {
            return .nothing(to: number.end + (line.isMeasured(number.end) ? 1 : 0))
        }
        return Reading(name: "reference", value: .text(String(place)), end: number.end + 1)
    }

    func one(at index: Int) -> Numeral? {
        guard line[index].meaning == .hanDigit(1) else { return nil }
        return Numeral(value: Numeral.one, end: index + 1)
    }

    /// 一 is an article more often than a number, and "one" a pronoun.
    private func isMeant(_ number: Numeral, at index: Int) -> Bool {
        guard number.end == index + 1 else { return true }
        switch line[index].meaning {
        case .hanDigit(1): return isMeantOne(index)
        case .hanDigit(2...3) where isLabel(index): return false
        case .hanDigit(0): return isClosed(index + 1)
        case .hanDigit: return !isLoneCapital(index)
        case .hanUnit: return line[index].meaning == .hanUnit(10) && !isLoneCapital(index)
        case .small(1): return !isPronounOne(index)
        default: return true
        }
    }

    /// 哥俩, 俩一起: both of them.
    private func isLabel(_ index: Int) -> Bool {
        ["俩", "仨"].contains(line.text(from: index, to: index + 1))
            && (line.isJoined(index) || line[index + 1].meaning == .idiom
                || line[index + 1].meaning == .hanDigit(1))
    }

    /// 陆地, 队伍 and 收拾 are spelt with financial capitals; alone they are no numbers.
    private func isLoneCapital(_ index: Int) -> Bool {
        let text = line.text(from: index, to: index + 1)
        guard ["陆", "伍", "拾", "肆", "陸"].contains(text) else { return false }
        let isFree = !line.isJoined(index) && !line.isJoined(index + 1)
        return !isFree
    }

    private func isMeantOne(_ index: Int) -> Bool {
        let (before, after) = (line[index - 1], line[index + 1])
        let isOpen = index == 0 || before.isSpaced || isClosed(index - 1)
        if before.isKeyword(.isWord) {
            // 这是一个问题.
            return !after.isKeyword(.measure, .article) || isClosed(index + 2)
        }
        if isOpen, isClosed(index + 1) { return true }
        guard line.isJoined(index + 1) else { return isOpen || index == 0 }
        return Self.counted.contains(line.text(from: index + 1, to: index + 2))
            && !after.isKeyword(.measure, .article)
    }

    /// Measure words 一 counts with; 一个, 一笔 and 一次 are articles.
    private static let counted: Set<String> = [
        "只", "隻", "种", "種", "对", "對", "双", "雙", "台", "臺", "本", "件", "位", "斤", "米", "辆", "箱", "瓶",
        "杯", "盒", "套", "支", "根", "颗", "棵", "粒", "座", "层", "间",
    ]

    private func isPronounOne(_ index: Int) -> Bool {
        let before = line[index - 1]
        switch before.meaning {
        case .keyword(.numberWord): return line[index - 1].length == 2
        case .direction, .ordinal, .keyword(.the), .keyword(.each), .keyword(.pronounBefore),
            .keyword(.another), .keyword(.phone), .keyword(.purpose):
            return true
        case .other, .time: return !isHan(index - 1) && isPronounBehind(index)
        default: return line[index + 1].isKeyword(.of, .isWord) || line[index + 1].isSymbol("'")
        }
    }

    /// "The dyson one", "day one", "while one is running".
    private func isPronounBehind(_ index: Int) -> Bool {
        if line[index + 1].isKeyword(.of, .isWord) { return true }
        switch line[index - 1].meaning {
        case .time: return true
        default: return line[index - 2].isKeyword(.the) || isClosed(index + 1)
        }
    }
}
