/// Powers as calculators and spreadsheets write them: `2e3`, `12.32E+14`, `1.5*10^3`, `2.5^-1`.
extension TokenLine {
    /// A number with a power behind it, where there is one.
    func power(at index: Int) -> Numeral? {
        guard let base = digitNumeral(at: index), !base.isRounded else { return nil }
        if let exponent = exponent(behindLetter: base.end) {
            return scaled(base, byTenTo: exponent.value, end: exponent.end)
        }
        if let exponent = exponent(behindCaret: base.end) {
            return raised(base, to: exponent.value, end: exponent.end)
        }
        return timesPower(base)
    }

    /// `1.5*10^3`, 1.5×10^3.
    private func timesPower(_ number: Numeral) -> Numeral? {
        let sign = self[number.end]
        let isSign =
            sign.isSymbol("*") || sign.isSymbol("×")
            || sign.length == 1 && sign.meaning == .other
                && text(from: number.end, to: number.end + 1).lowercased() == "x"
        guard isSign, isTen(number.end + 1),
            let exponent = exponent(behindCaret: number.end + 2)
        else { return nil }
        return scaled(number, byTenTo: exponent.value, end: exponent.end)
    }

    private func isTen(_ index: Int) -> Bool {
        self[index].meaning == .digits(10) && self[index].length == 2
    }

    private func exponent(behindLetter index: Int) -> (value: Int, end: Int)? {
        guard isJoined(index), self[index].length == 1, self[index].meaning == .other,
            text(from: index, to: index + 1).lowercased() == "e"
        else { return nil }
        return signedDigits(at: index + 1)
    }

    private func exponent(behindCaret index: Int) -> (value: Int, end: Int)? {
        guard self[index].isSymbol("^"), isJoined(index) else { return nil }
        return signedDigits(at: index + 1)
    }

    /// One or two digits with or without a sign, and nothing that goes on behind them.
    private func signedDigits(at index: Int) -> (value: Int, end: Int)? {
        // Two signs cancel out.
        let isDouble = self[index].isSymbol("-") && self[index + 1].isSymbol("-")
        let isNegative = self[index].isSymbol("-") && !isDouble
        let isSigned = isNegative || self[index].isSymbol("+")
        let start = isDouble ? index + 2 : isSigned ? index + 1 : index
        guard !isDouble || isJoined(index + 1), isJoined(index), isJoined(start),
            self[start].length <= 2,
            case .digits(let value?) = self[start].meaning, !isBoundToLetters(after: start + 1),
            !(self[start + 1].isSymbol(".") && isJoined(start + 2))
        else { return nil }
        return (isNegative ? -Int(value) : Int(value), start + 1)
    }

    private func scaled(_ number: Numeral, byTenTo exponent: Int, end: Int) -> Numeral? {
        guard let power = Self.power(of: 10, exponent.magnitude) else { return nil }
        guard exponent < 0 else { return result(number.value, times: power, over: 1, end: end) }
        return result(number.value, times: 1, over: power, end: end)
    }

    /// The base is a fraction over a power of ten, so that 1.1^23 is rounded once, at the end.
    private func raised(_ base: Numeral, to exponent: Int, end: Int) -> Numeral? {
        guard base.value > 0 else { return nil }
        var (part, whole) = (base.value, Numeral.one)
        while whole > 1, part % 10 == 0 { (part, whole) = (part / 10, whole / 10) }
        guard let above = Self.power(of: part, exponent.magnitude),
            let below = Self.power(of: whole, exponent.magnitude)
        else { return nil }
        return exponent < 0
            ? result(below, times: Numeral.one, over: above, end: end)
            : result(above, times: Numeral.one, over: below, end: end)
    }

    private func result(
        _ value: Int128, times factor: Int128, over divisor: Int128, end: Int
    ) -> Numeral? {
        let (product, isOverflow) = value.multipliedReportingOverflow(by: factor)
        guard !isOverflow, product / divisor < Numeral.limit else { return nil }
        let rest = product % divisor
        let rounded = product / divisor + (rest * 2 >= divisor ? 1 : 0)
        return Numeral(value: rounded, end: end, isRounded: rest != 0)
    }

    private static func power(of base: Int128, _ exponent: UInt) -> Int128? {
        var power: Int128 = 1
        for _ in 0..<exponent {
            let (product, isOverflow) = power.multipliedReportingOverflow(by: base)
            guard !isOverflow, product < Numeral.limit else { return nil }
            power = product
        }
        return power
    }
}
