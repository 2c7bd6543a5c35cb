import Quantities

/// Sums beyond what the desk counts in, and those told in millions.
extension Readers {
    /// A run of digits no sum can hold, with a unit behind it: named, and refused.
    func endless(at index: Int) -> Reading? {
        guard line[index].meaning == .digits(nil), let unit = unit(at: index + 1) else {
            return nil
        }
        return Reading(
            name: "amount", value: .impossible(line.text(from: index, to: unit.end)),
            end: unit.end)
    }

    /// "MUSD 60": capitals, for Maud is a name.
    func millionsBefore(at index: Int) -> Reading? {
        guard case .currencyMillions(let currency) = line[index].meaning,
            let number = line.numeral(at: index + 1),
            !line.isBoundToLetters(after: number.end)
        else { return nil }
        let word = line.text(from: index, to: index + 1)
        guard word == word.uppercased() else { return nil }
        return reading(
            Sum(
                hundredths: number.value * 1_000_000 / 100, currency: currency, end: number.end,
                isExact: number.isExact), from: index)
    }
}
