/// What a number can be a number of.
extension Readers {
    /// It is something other than money.
    func isCounted(_ index: Int) -> Bool {
        if line.isMeasured(index) || line.isCountUnit(index) || line.isCurrency(index) {
            return true
        }
        switch line[index].meaning {
        case .keyword(.percent), .keyword(.clockMark), .hundred, .scale, .month: return true
        // 借10000分10期: here 分 is what is done with it.
        case .keyword(.fen): return line.numeral(at: index + 1) == nil
        case .symbol(0x2F), .symbol(0x2E), .symbol(0x2D): return line.isJoined(index + 1)
        default: return false
        }
    }
}

extension TokenLine {
    func isCurrencySign(_ sign: Unicode.Scalar, at index: Int) -> Bool {
        guard index < count, self[index].length == 1 else { return false }
        return Folding.fold(scalars[self[index].start]) == sign.value
    }

    /// Months, instalments: what a number of is a count.
    func isCountUnit(_ index: Int) -> Bool {
        switch self[index].meaning {
        case .time(.statement), .time(.weekend): false
        case .time, .keyword(.instalments): true
        case .keyword(.monthly): self[index + 1].isKeyword(.instalments)
        default: false
        }
    }
}
