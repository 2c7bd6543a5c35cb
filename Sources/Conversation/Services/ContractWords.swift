import Lending

/// The words that pick contracts without naming one. A line may mix the languages; texts are
/// folded.
extension Words {
    /// How many, in words that stand beside a measure.
    func countOfContracts(in text: String) -> Int? {
        (2...4).first { says("contracts_\($0)", in: text) }
    }

    /// The longest word decides: "bigger one" is no "big one" twice.
    func order(in text: String) -> ContractOrder? {
        var best: (order: ContractOrder, length: Int)?
        for order in ContractOrder.allCases {
            for word in written("contract_" + order.rawValue)
            where text.contains(word) && word.count > best?.length ?? 0 {
                best = (order, word.count)
            }
        }
        return best?.order
    }

    /// "The second smallest": a word that counts stands before the one of the order.
    func takesSecond(_ order: ContractOrder, in text: String) -> Bool {
        let words = written("contract_" + order.rawValue)
        return written("contract_second").contains { second in
            words.contains { text.contains(second + $0) }
        }
    }

    /// How a contract is repaid, where a line names it by that: 光还利息那笔.
    func method(in text: String) -> RepaymentMethod? {
        RepaymentMethod.allCases.first { says("contract_repaid_" + $0.rawValue, in: text) }
    }

    /// What contracts can be for, as far as customers have a word for it.
    var purposes: [String] { listed(behind: Self.purpose) }

    /// How customers name a contract by what it is for.
    func names(ofPurpose purpose: String) -> [String] { written(Self.purpose + purpose) }

    private static let purpose = "purpose_"
}
