/// What a stretch of tokens means.
enum Sense {
    case value(Entity.Value, isExact: Bool)
    /// A value that cannot be: named, and refused.
    case impossible
    /// No value, and nothing in it is one: a rate, an hour.
    case nothing
}

/// A way of writing a value, or a day: what it looks like, what it means, and lines of which it is
/// true.
struct Rule<Meaning>: Sendable {
    /// Lines, and what is heard in them as the tests write it. The tests hold all of them.
    let examples: KeyValuePairs<String, String>
    let pattern: Pattern<Meaning>

    /// - Parameter meaning: nil where the words have none, and then the rule does not fit.
    init<Value>(
        _ examples: KeyValuePairs<String, String>, _ pattern: Pattern<Value>,
        meaning: @escaping @Sendable (Value) -> Meaning?
    ) {
        self.examples = examples
        self.pattern = pattern.map(meaning)
    }
}

/// The rules of a kind of value, in order: the longest that fits counts, and of two as long the
/// one that is named first. A rule can be added anywhere without another being cut short by it.
struct Rules<Meaning>: Sendable {
    /// What an entity is called that one of them hears.
    let name: String
    let all: [Rule<Meaning>]
    let first: TokenSet
    /// The rules that can begin with a kind of token: most tokens begin none.
    private let beginning: [[Int]]

    init(_ name: String, @RuleList<Meaning> _ rules: () -> [Rule<Meaning>]) {
        let rules = rules()
        (self.name, all) = (name, rules)
        first = rules.reduce(.none) { $0.union($1.pattern.first) }
        beginning = (0..<TokenSet.count).map { kind in
            rules.indices.filter { rules[$0].pattern.first.contains(kind) }
        }
    }

    func match(_ readers: Readers, at index: Int) -> Pattern<Meaning>.Match? {
        guard first.contains(readers.line[index].meaning.kind) else { return nil }
        var best: Pattern<Meaning>.Match?
        for rule in beginning[readers.line[index].meaning.kind] {
            guard let match = all[rule].pattern.read(readers, index),
                match.end > best?.end ?? index
            else { continue }
            best = match
        }
        return best
    }

    /// The longest of them, as a part of other patterns.
    var pattern: Pattern<Meaning> { Pattern(first: first) { match($0, at: $1) } }
}

extension Rules<Sense> {
    /// What the words from a place on mean.
    func longest(_ readers: Readers, at index: Int) -> Reading? {
        guard let best = match(readers, at: index) else { return nil }
        switch best.value {
        case .nothing: return .nothing(to: best.end)
        case .impossible:
            let words = readers.line.text(from: index, to: best.end)
            return Reading(name: name, value: .impossible(words), end: best.end)
        case .value(let value, let isExact):
            return Reading(name: name, value: value, end: best.end, isApproximate: !isExact)
        }
    }
}

@resultBuilder
enum RuleList<Meaning> {
    static func buildExpression(_ rule: Rule<Meaning>) -> [Rule<Meaning>] { [rule] }
    static func buildBlock(_ rules: [Rule<Meaning>]...) -> [Rule<Meaning>] { rules.flatMap { $0 } }
}
