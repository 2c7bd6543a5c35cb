/// What somebody who misspelt a name may have meant.
enum Nearest {
    private static let most = 3

    /// The names that a word may stand for: those it begins, or else those the fewest slips away.
    /// None when the word is like none of them.
    static func names(to word: String, among names: [String]) -> [String] {
        let typed = fold(word)
        guard !typed.isEmpty else { return [] }
        let begun = names.filter { fold($0).starts(with: typed) }
        if let same = begun.first(where: { fold($0) == typed }) { return [same] }
        if !begun.isEmpty { return Array(begun.prefix(most)) }
        let near = names.map { (name: $0, slips: slips(typed, fold($0))) }
            .filter { $0.slips <= max(1, min(typed.count, $0.name.count) / 3) }
        let fewest = near.map(\.slips).min()
        return Array(near.filter { $0.slips == fewest }.map(\.name).prefix(most))
    }

    /// `. Did you mean 'a' or 'b'?`, and nothing where there is nothing to ask.
    static func question(_ names: [String]) -> String {
        guard let last = names.last else { return "" }
        let quoted = names.dropLast().map { "'\($0)'" }.joined(separator: ", ")
        return ". Did you mean \(quoted)\(quoted.isEmpty ? "" : " or ")'\(last)'?"
    }

    private static func fold(_ text: String) -> [Character] { Array(text.lowercased()) }

    /// Letters left out, put in, taken for another or swapped with their neighbour.
    private static func slips(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var next = [row + 1]
            for (column, other) in right.enumerated() {
                var least = min(last[column + 1], next[column]) + 1
                least = min(least, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    least = min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, last) = (last, next)
        }
        return last[right.count]
    }
}
