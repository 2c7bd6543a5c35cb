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

extension Entity {
    /// The digits of a number as they are read out.
    fileprivate var digits: String? {
        guard case .number(let tenThousandths) = value, tenThousandths % 10_000 == 0 else {
            return nil
        }
        return text.allSatisfy(\.isNumber) && text.allSatisfy(\.isASCII)
            ? text : String(tenThousandths / 10_000)
    }
}
