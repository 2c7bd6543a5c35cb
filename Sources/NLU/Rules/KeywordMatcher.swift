import Text

/// Finds the rule that holds for a normalised line, in one pass over it.
package struct KeywordMatcher: Sendable {
    private struct Rule: Sendable {
        var source: KeywordRule
        /// Indices of words.
        var all: [Int]
        var none: [Int]
    }

    private var rules: [Rule] = []
    /// Rules for whole lines, in the order of the lines. Not by a table: of all these lines a start
    /// asks for one.
    private var wholes: [(line: Checksum, rule: Int)] = []
    /// Rules for any line.
    private var others: [Int] = []
    private let wordCount: Int
    var isEmpty: Bool { rules.isEmpty }
    private let finder: PhraseFinder
    private let kinds: IntentKinds

    /// - Parameters:
    ///   - kinds: which of two rules comes first.
    ///   - slips: what words are read as.
    package init(
        _ sources: [KeywordRule], _ kinds: IntentKinds = IntentKinds(),
        _ slips: SlipTable = .standard
    ) {
        self.kinds = kinds
        var indices: [String: Int] = [:]
        var words: [String] = []
        func index(of word: String) -> Int {
            if let known = indices[word] { return known }
            indices[word] = words.count
            words.append(word)
            return words.count - 1
        }
        var text = NormalisedText(slips)
        wholes.reserveCapacity(sources.reduce(0) { $0 + $1.only.count })
        for source in sources {
            if source.only.isEmpty { others.append(rules.count) }
            for line in source.only {
                text.read(line)
                wholes.append((Self.whole(text.scalars), rules.count))
            }
            rules.append(
                Rule(
                    source: source, all: source.all.map { index(of: $0) },
                    none: source.none.map { index(of: $0) }))
        }
        wholes.sort { ($0.line, $0.rule) < ($1.line, $1.rule) }
        finder = PhraseFinder(words, slips)
        wordCount = words.count
    }

    /// A rule for the whole line comes before the others, then what the intents are decides,
    /// then the longer list of words.
    package func rule(for line: [UInt32]) -> KeywordRule? {
        guard !rules.isEmpty, !line.isEmpty else { return nil }
        var isFound = [Bool](repeating: false, count: wordCount)
        var isAnyFound = false
        finder.forEach(in: line) { word, _ in
            isFound[word] = true
            isAnyFound = true
        }
        var best: KeywordRule?
        for index in rules(forWhole: Self.whole(line)) + (isAnyFound ? others : []) {
            let rule = rules[index]
            guard rule.all.allSatisfy({ isFound[$0] }), !rule.none.contains(where: { isFound[$0] })
            else { continue }
            if let known = best, !Self.precedes(rule.source, known, kinds) { continue }
            best = rule.source
        }
        return best
    }

    private func rules(forWhole line: Checksum) -> [Int] {
        var (start, end) = (0, wholes.count)
        while start < end {
            let middle = (start + end) / 2
            if wholes[middle].line < line { start = middle + 1 } else { end = middle }
        }
        return wholes[start...].prefix { $0.line == line }.map(\.rule)
    }

    package static func precedes(_ a: KeywordRule, _ b: KeywordRule, _ kinds: IntentKinds) -> Bool {
        if a.only.isEmpty != b.only.isEmpty { return !a.only.isEmpty }
        let (left, right) = (a.intents.first ?? "", b.intents.first ?? "")
        if left != right { return kinds.precedes(left, right) }
        return a.all.count > b.all.count
    }

    /// The line without spaces and exclamation marks. A question mark stays: it asks.
    private static func whole(_ scalars: [UInt32]) -> Checksum {
        scalars.filter { $0 != Alphabet.space && $0 != 0x21 }.withUnsafeBytes { Checksum($0) }
    }
}
