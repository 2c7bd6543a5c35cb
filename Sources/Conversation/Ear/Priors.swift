import NLU

/// How often moves were made in situations, beside how often their words alone would have it: how
/// likely a move is before a word is heard. Counted in conversations that went well: `paydesk
/// replay --priors` makes the corpus's list `priors` of them.
package struct Priors: Sendable {
    private struct Count {
        var made = 0
        /// In ppm of a line.
        var byWords = 0

        static func + (one: Count, other: Count) -> Count {
            Count(made: one.made + other.made, byWords: one.byWords + other.byWords)
        }
    }

    /// By place and sort: "consent quote" and "about here".
    private var counts: [String: [String: Count]] = [:]
    private var weights: [String: [String: Double]] = [:]
    /// Of every place.
    private var usual: [String: Double] = [:]

    package init() {}

    /// - Parameter list: as `lines` writes it.
    init(_ list: [String]) {
        for line in list {
            let parts = line.split(separator: ": ")
            guard parts.count == 3 else { continue }
            let numbers = parts[2].split { !$0.isNumber }.compactMap { Int($0) }
            guard numbers.count == 3 else { continue }
            let byWords = (numbers[1] * 10 + numbers[2]) * Self.tenth
            counts[String(parts[0]), default: [:]][String(parts[1])] = Count(
                made: numbers[0], byWords: byWords)
        }
        weigh()
    }

    /// "consent quote: about here: 336 beside 328.4", in the order of places and sorts.
    package var lines: [String] {
        counts.sorted { $0.key < $1.key }.flatMap { place, sorts in
            sorts.sorted { $0.key < $1.key }.map { sort, count in
                let tenths = (count.byWords + Self.tenth / 2) / Self.tenth
                return "\(place): \(sort): \(count.made) beside \(tenths / 10).\(tenths % 10)"
            }
        }
    }

    private static let tenth = 100_000

    package mutating func add(_ other: Priors) {
        counts.merge(other.counts) { $0.merging($1, uniquingKeysWith: +) }
    }

    /// How much likelier than by its words alone a move is: 1 where nothing was counted.
    func weight(of sort: String, at place: String) -> Double {
        weights[place]?[sort] ?? usual[sort] ?? 1
    }

    /// As many lines as are needed before a place says as much as all places do.
    private static let doubt = 1.0

    private mutating func weigh() {
        var everywhere: [String: Count] = [:]
        for sorts in counts.values { everywhere.merge(sorts, uniquingKeysWith: +) }
        usual = everywhere.mapValues { Self.weight(of: $0, usually: 1) }
        weights = counts.mapValues { sorts in
            Dictionary(
                uniqueKeysWithValues: sorts.map { sort, count in
                    (sort, Self.weight(of: count, usually: usual[sort] ?? 1))
                })
        }
    }

    private static func weight(of count: Count, usually usual: Double) -> Double {
        (Double(count.made) + doubt * usual) / (Double(count.byWords) / 1_000_000 + doubt)
    }
}

extension Assistant {
    /// What a line was taken for where it was said: nothing of one that no guess was made of.
    package func priors(
        of line: Interpretation, in dialogue: Dialogue, _ facts: Facts
    ) -> Priors {
        let heard = heard(line, in: dialogue, facts).heard
        guard let best = heard.chances.first?.move, words.answer(line.text) == nil,
            heard.move == best || Move.Kind(best) == nil
        else { return Priors() }
        return Priors(of: heard, taken: best)
    }
}

extension Priors {
    fileprivate init(of heard: Heard, taken best: String) {
        let situation = heard.situation
        for chance in heard.chances {
            let count = Count(
                made: chance.move == best ? 1 : 0, byWords: Int(chance.words * 1_000_000))
            let sort = situation.sort(of: chance.move)
            counts[situation.place, default: [:]][sort, default: Count()] =
                (counts[situation.place]?[sort] ?? Count()) + count
        }
    }
}
