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
            let before = copy.entities.last.flatMap { last in
                last.digits.flatMap { digits in last.end + 1 >= entity.start ? digits : nil }
            }
            let spoken = (before ?? "") + (entity.digits ?? "")
            let tail = entity.digits == nil ? nil : contracts.first { $0.tail == spoken }?.tail
            guard let tail else {
                copy.entities.append(entity)
                continue
            }
            var named = entity
            if before != nil { named.start = copy.entities.removeLast().start }
            (named.name, named.value) = ("reference", .text(String(tail)))
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

    /// The digits of a number as they are read out.
    fileprivate var digits: String? {
        guard case .number(let tenThousandths) = value, tenThousandths % 10_000 == 0 else {
            return nil
        }
        return text.allSatisfy(\.isNumber) && text.allSatisfy(\.isASCII)
            ? text : String(tenThousandths / 10_000)
    }
}
