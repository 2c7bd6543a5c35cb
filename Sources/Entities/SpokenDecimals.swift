/// What is said behind "point": "five", "two five", "eleven", 25.
extension TokenLine {
    /// Decimals in ten-thousandths.
    func spokenDecimals(at index: Int) -> (value: Int128, isRounded: Bool, end: Int)? {
        var value: Int128 = 0
        var (place, unit) = (index, Int128(1000))
        if case .digits(let digits?) = self[place].meaning, self[place].length <= 4 {
            // "1 point 25".
            for _ in 0..<self[place].length { unit /= 10 }
            value += Int128(digits) * max(1, unit * 10)
            place += 1
        } else if let hundredths = twoDigits(at: place) {
            // "point eleven", "point seventy-one".
            value += Int128(hundredths.value) * 100
            place = hundredths.end
        }
        var isRounded = false
        while place - index < Self.reach, let digit = spokenDigit(at: place) {
            value += Int128(digit) * unit
            isRounded = isRounded || (unit == 0 && digit != 0)
            unit /= 10
            place += 1
        }
        return place > index ? (value, isRounded, place) : nil
    }

    /// "Oh" is a nought here.
    private func spokenDigit(at place: Int) -> Int64? {
        if case .small(let digit) = self[place].meaning { return digit < 10 ? digit : nil }
        guard self[place].meaning == .other, self[place].length <= 2 else { return nil }
        return ["o", "oh"].contains(text(from: place, to: place + 1).lowercased()) ? 0 : nil
    }

    private func twoDigits(at place: Int) -> (value: Int64, end: Int)? {
        switch self[place].meaning {
        case .small(let value) where value >= 10: return (value, place + 1)
        case .tens(let tens):
            let next = self[place + 1].isSymbol("-") ? place + 2 : place + 1
            guard case .small(let ones) = self[next].meaning, (1...9).contains(ones) else {
                return (tens, place + 1)
            }
            return (tens + ones, next + 1)
        default: return nil
        }
    }
}
