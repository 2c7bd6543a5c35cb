import Entities
import Lending
import NLU

extension Interpretation {
    /// The line with a bare number that is the tail of a contract taken for the contract, where a
    /// contract may be named: "pay off loan 2264", "twenty-two sixty-four", 二二六四那笔.
    func naming(_ contracts: [Loan], in service: Service) -> Interpretation {
        guard service.slots.contains(where: { [LoanSlot.name, "due"].contains($0.name) }) else {
            return self
        }
        var copy = self
        copy.entities = []
        for entity in entities {
            let pair = copy.entities.last?.twoPairs(with: entity)
            guard let tail = pair ?? entity.digitsReadOut,
                contracts.contains(where: { $0.tail == tail })
            else {
                copy.entities.append(entity)
                continue
            }
            var named = entity
            if pair != nil { named.start = copy.entities.removeLast().start }
            (named.name, named.value) = ("reference", .text(tail))
            copy.entities.append(named)
        }
        return copy
    }
}

extension Interpretation {
    /// "Seven fifty" where a sum is asked for: seven hundred and fifty.
    func sayingHundreds(in service: Service) -> Interpretation {
        guard service.slot(named: "amount") != nil, entities.count == 2,
            let hundreds = entities[0].spokenWord, let rest = entities[1].spokenWord,
            (1..<100).contains(hundreds), (10..<100).contains(rest),
            entities[0].end + 1 == entities[1].start
        else { return self }
        var copy = self
        copy.entities.removeLast()
        copy.entities[0].end = entities[1].end
        copy.entities[0].approximate = false
        copy.entities[0].value = .number(tenThousandths: (hundreds * 100 + rest) * 10_000)
        return copy
    }
}

extension Entity {
    /// A whole number in a word of English.
    fileprivate var spokenWord: Int64? {
        guard case .number(let tenThousandths) = value, tenThousandths % 10_000 == 0,
            text.unicodeScalars.allSatisfy({ $0.isASCII && !("0"..."9").contains($0) })
        else { return nil }
        return tenThousandths / 10_000
    }

    /// A number said digit by digit: 2264, 二二六四. Two thousand two hundred and sixty-four is a sum,
    /// in whatever words.
    fileprivate var digitsReadOut: String? {
        guard case .number(let tenThousandths) = value, tenThousandths % 10_000 == 0 else {
            return nil
        }
        if text.allSatisfy({ $0.isASCII && $0.isNumber }) { return text }
        let digits = String(tenThousandths / 10_000)
        return text.count == digits.count ? digits : nil
    }

    /// "Twenty-two sixty-four": four digits in two numbers, one right behind the other.
    fileprivate func twoPairs(with next: Entity) -> String? {
        guard let first = spokenWord, let second = next.spokenWord, end + 1 == next.start,
            (10..<100).contains(first), (10..<100).contains(second)
        else { return nil }
        return "\(first)\(second)"
    }
}
