import Quantities
import Text

/// Codes and references: 验证码, 尾号6789, an order's number, "the phone one", 本期账单.
extension Readers {
    /// Six digits that are the whole line, or come behind 验证码 or "code".
    func code(at index: Int) -> Reading? {
        if case .digits = line[index].meaning, line[index].length == 6, index == 0,
            (1..<line.count).allSatisfy({ isClosing($0) })
        {
            return text("code", from: index, to: index + 1)
        }
        guard line[index].isKeyword(.code) else { return nil }
        let next = skipped(index + 1, limit: 2) {
            line[$0].isKeyword(.isWord) || line[$0].isSymbol(":")
        }
        guard case .digits = line[next].meaning, line[next].length == 6 else { return nil }
        return text("code", from: next, to: next + 1)
    }

    private func isClosing(_ index: Int) -> Bool {
        if case .symbol = line[index].meaning { return line.count - 1 <= 3 }
        return false
    }

    private func text(_ name: String, from start: Int, to end: Int) -> Reading {
        Reading(name: name, value: .text(plain(from: start, to: end)), end: end, start: start)
    }

    /// Letters and digits only, narrowed: what a reference is compared by.
    func plain(from start: Int, to end: Int) -> String {
        var text = String.UnicodeScalarView()
        for scalar in line.scalars[line[start].start..<line[end - 1].end] {
            let value = FoldedText.narrowed(scalar.value)
            switch value {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
                text.append(Unicode.Scalar(UInt8(value)))
            default: continue
            }
        }
        return String(text)
    }

    private func skipped(_ index: Int, limit: Int, while isFiller: (Int) -> Bool) -> Int {
        var next = index
        while next < index + limit, isFiller(next) { next += 1 }
        return next
    }

    func digitLength(_ index: Int) -> Int? {
        guard case .digits = line[index].meaning else { return nil }
        return line[index].length
    }

    /// 尾号6789, "ending in 6789", 订单号 A2021…, "the phone one", 本期账单.
    func reference(at index: Int) -> Reading? {
        switch line[index].meaning {
        case .keyword(.tail): return tail(at: index)
        case .symbol(0x2A): return starred(at: index)
        case .direction(-1, nearest: false):
            if let digits = lastDigits(at: index) { return digits }
            return line[index + 1].meaning == .time(.statement)
                ? statement(-1, end: index + 2) : nil
        case .keyword(.reference): return labelled(at: index)
        case .keyword(.the): return namedOne(at: index)
        case .keyword(.phone), .keyword(.purpose): return hanNamedOne(at: index)
        case .relative(.statement, let offset): return statement(offset, end: index + 1)
        case .direction(let offset, _) where line[index + 1].meaning == .time(.statement):
            return statement(offset, end: index + 2)
        default: return nil
        }
    }

    private func tail(at index: Int) -> Reading? {
        let next = skipped(index + 1, limit: 4) { place in
            line[place].isKeyword(.in, .isWord) || line[place].isKeyword(.digitsWord)
                || line[place].isSymbol(":")
        }
        return tailDigits(at: next, from: index)
    }

    /// Four digits or more, or Chinese digits one by one.
    private func tailDigits(at index: Int, from start: Int) -> Reading? {
        if let length = digitLength(index), (3...8).contains(length),
            !line.isBoundToLetters(after: index + 1)
        {
            return Reading(
                name: "reference", value: .text(plain(from: index, to: index + 1)), end: index + 1,
                start: start)
        }
        guard let run = line.hanDigitRun(at: index), (3...8).contains(run.count),
            let value = run.value
        else { return nil }
        let digits = String(value)
        let zeros = String(repeating: "0", count: max(0, run.count - digits.count))
        return Reading(
            name: "reference", value: .text(zeros + digits), end: run.end, start: start)
    }

    /// `****6789`, as a card is shown.
    private func starred(at index: Int) -> Reading? {
        var next = index
        while next - index < 16, line[next].isSymbol("*"), next == index || line.isJoined(next) {
            next += 1
        }
        guard line.isJoined(next), digitLength(next) == 4 else { return nil }
        return tailDigits(at: next, from: next)
    }

    /// "last four digits 6789", "last 4: 6789".
    private func lastDigits(at index: Int) -> Reading? {
        guard line[index + 1].meaning == .small(4) || line[index + 1].meaning == .digits(4) else {
            return nil
        }
        let next = skipped(index + 2, limit: 3) { place in
            line[place].isKeyword(.digitsWord, .isWord) || line[place].isSymbol(":")
        }
        return tailDigits(at: next, from: index)
    }

    /// A label and letters with digits: at least four characters, one of them a digit.
    private func labelled(at index: Int) -> Reading? {
        let next = skipped(index + 1, limit: 4) { place in
            line[place].isKeyword(.numberWord, .isWord) || line[place].isSymbol(":")
                || line[place].isSymbol("#") || line[place].isSymbol(".")
        }
        var end = next
        var hasDigit = false
        while end - next < 12, end == next || line.isJoined(end) || isCardGroup(end),
            isNamePart(end)
        {
            hasDigit = hasDigit || digitLength(end) != nil
            end += 1
        }
        guard hasDigit, end > next, line[end - 1].end - line[next].start >= 4,
            !line.isMeasured(end), !line.isCurrency(end)
        else { return nil }
        return Reading(
            name: "reference", value: .text(plain(from: next, to: end)), end: end, start: next)
    }

    /// The next four digits of a card, behind four and a space.
    private func isCardGroup(_ index: Int) -> Bool {
        digitLength(index - 1) == 4 && (digitLength(index) ?? 5) <= 4
            && line[index].start == line[index - 1].end + 1
    }

    private func isNamePart(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .digits: return true
        case .symbol(0x2D): return line.isJoined(index + 1) && index + 1 < line.count
        case .end, .symbol: return false
        default:
            return (0x61...0x7A).contains(Folding.fold(line.scalars[line[index].start]))
        }
    }

    /// "the phone one", "the travel loan", "the second one".
    private func namedOne(at index: Int) -> Reading? {
        if let number = dayNumber(at: index + 1), number.isOrdinal, number.value <= 20,
            line[number.end].meaning == .small(1) || line[number.end].isKeyword(.selection)
        {
            return Reading(
                name: "reference", value: .text(String(number.value)), end: number.end + 1)
        }
        let next = line[index + 2]
        guard next.meaning == .small(1) || next.isKeyword(.selection) else { return nil }
        switch line[index + 1].meaning {
        case .keyword(.phone), .keyword(.purpose):
            return Reading(
                name: "reference",
                value: .text(line.text(from: index + 1, to: index + 2).lowercased()),
                end: index + 3)
        default: return nil
        }
    }

    /// 手机那笔, 旅游的那个.
    private func hanNamedOne(at index: Int) -> Reading? {
        let next = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
        guard line[next].isKeyword(.thatOne) else { return nil }
        return Reading(
            name: "reference", value: .text(line.text(from: index, to: index + 1)), end: next + 1)
    }

    private func statement(_ offset: Int, end: Int) -> Reading {
        let end = line[end].meaning == .time(.statement) ? end + 1 : end
        let which = offset < 0 ? "last" : offset == 0 ? "this" : "next"
        return Reading(name: "reference", value: .text("\(which) statement"), end: end)
    }
}
