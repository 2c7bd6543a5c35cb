/// Phone numbers, and the digits of addresses, cards and hours, which are nothing.
extension Readers {
    /// Eleven digits that begin with 13 to 19, in one run or in groups, also behind +86.
    func phone(at index: Int) -> Reading? {
        var start = index
        if line[index].isSymbol("+"), digitLength(index + 1) == 2 { start = index + 1 }
        if let length = digitLength(start), length == 2 || length == 4, start < line.count,
            ["86", "0086"].contains(plain(from: start, to: start + 1))
        {
            start += line[start + 1].isSymbol("-") ? 2 : 1
        }
        guard let end = mobile(at: start), !line.isBoundToLetters(before: index) else { return nil }
        return Reading(
            name: "phone", value: .text(plain(from: start, to: end)), end: end, start: index)
    }

    private func mobile(at index: Int) -> Int? {
        var total = 0
        var end = index
        while total < 11, end - index < 10, let length = digitLength(end) {
            total += length
            guard total <= 11 else { return nil }
            end += 1
            guard total < 11 else { break }
            if line[end].isSymbol("-") { end += 1 }
            guard line[end].start - line[end - 1].end <= 1 else { return nil }
        }
        guard total == 11, line[index].length >= 3,
            line.digitValue(at: line[index].start) == 1,
            let second = line.digitValue(at: line[index].start + 1), second >= 3,
            !continues(end)
        else { return nil }
        return end
    }

    /// More digits follow without a break: a longer number than this.
    private func continues(_ index: Int) -> Bool {
        guard line[index].isSymbol("-"), line.isJoined(index) else { return false }
        return digitLength(index + 1) != nil && line.isJoined(index + 1)
    }

    /// `192.168.0.1`, `v2.3.1`, `400-000-0000`: digits that name a thing and count nothing.
    func address(at index: Int) -> Reading? {
        if let end = labelled(at: index) { return .nothing(to: end) }
        guard digitLength(index) != nil, !line.isBoundToLetters(before: index) else {
            return digitLength(index) == nil ? nil : .nothing(to: runEnd(index, "."))
        }
        for mark in [".", "-"] as [Unicode.Scalar] {
            let end = runEnd(index, mark)
            let groups = (end - index + 1) / 2
            guard groups >= 3 else { continue }
            let lengths = stride(from: index, to: end, by: 2).map { line[$0].length }
            if mark == ".", lengths.allSatisfy({ $0 <= 3 }) {
                // The cents of 1.234.567,89 are no number of their own.
                let isWithCents =
                    line[end].isSymbol(",") && line.isJoined(end + 1)
                    && digitLength(end + 1) != nil
                return .nothing(to: isWithCents ? end + 2 : end)
            }
            let isPhone = lengths.reduce(0, +) >= 9 && (mark == "-" || lengths == [3, 3, 4])
            if isPhone { return .nothing(to: end) }
        }
        return cardNumber(at: index) ?? landline(at: index)
    }

    /// "Version 3.11", "room 12/14" and "24/7": names, not figures.
    private func labelled(at index: Int) -> Int? {
        guard digitLength(index) != nil else { return nil }
        let isAlways =
            line[index].meaning == .digits(24) && line[index + 1].isSymbol("/")
            && line[index + 2].meaning == .digits(7) && line.isJoined(index + 2)
        if isAlways { return index + 3 }
        guard line[index - 1].isKeyword(.label) else { return nil }
        var end = index + 1
        while end < index + 8, line.isJoined(end), line.isJoined(end + 1),
            digitLength(end + 1) != nil
        {
            end += 2
        }
        return end
    }

    /// 6222 0212 3456 7890: fours with a space or a dash between.
    private func cardNumber(at index: Int) -> Reading? {
        var (end, groups) = (index, 0)
        while groups < 5, let length = digitLength(end), length == 4 || groups > 2 && length < 4,
            groups == 0 || line[end].start - line[end - 1].end <= 1
        {
            (end, groups) = (end + 1, groups + 1)
            if line[end].isSymbol("-"), line.isJoined(end), line.isJoined(end + 1) { end += 1 }
        }
        return groups > 2 ? .nothing(to: line[end - 1].isSymbol("-") ? end - 1 : end) : nil
    }

    /// Digits joined by a mark, up to a bounded number of groups.
    private func runEnd(_ index: Int, _ mark: Unicode.Scalar) -> Int {
        var end = index + 1
        while end - index < TokenLine.reach, line[end].isSymbol(mark), line.isJoined(end),
            line.isJoined(end + 1), digitLength(end + 1) != nil
        {
            end += 2
        }
        return end
    }

    /// 021-12345678.
    private func landline(at index: Int) -> Reading? {
        guard let area = digitLength(index), (3...4).contains(area),
            line.digitValue(at: line[index].start) == 0, line[index + 1].isSymbol("-"),
            let rest = digitLength(index + 2), (7...8).contains(rest)
        else { return nil }
        return .nothing(to: index + 3)
    }

    /// 10:30, 三点半, "3 pm": an hour of the day.
    func hour(at index: Int) -> Reading? {
        if let length = digitLength(index), length <= 2, line[index + 1].isSymbol(":"),
            line.isJoined(index + 1), line.isJoined(index + 2),
            (1...2).contains(digitLength(index + 2) ?? 0)
        {
            let hasSeconds = line[index + 3].isSymbol(":") && digitLength(index + 4) != nil
            return .nothing(to: hasSeconds ? index + 5 : index + 3)
        }
        guard let number = line.numeral(at: index) ?? one(at: index), let hour = number.integer,
            (0...24).contains(hour), line[number.end].isKeyword(.clockMark)
        else { return nil }
        var end = number.end + 1
        if line[end].isKeyword(.hanHalf) { return .nothing(to: end + 1) }
        if let minutes = line.numeral(at: end)?.end, line[number.end].length == 1 { end = minutes }
        if line[end].isKeyword(.fen) { end += 1 }
        return .nothing(to: end)
    }
}
