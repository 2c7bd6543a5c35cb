/// What a stretch of tokens means.
enum Sense {
    case value(Entity.Value, isExact: Bool)
    /// A value that cannot be: named, and refused.
    case impossible
    /// No value, and nothing in it is one: a rate, an hour.
    case nothing
}

/// A way of writing a value: what it looks like, what it means, and lines of which it is true.
struct Rule: Sendable {
    /// Lines, and what is heard in them as the tests write it. The tests hold all of them.
    let examples: KeyValuePairs<String, String>
    let pattern: Pattern<Sense>

    /// - Parameter meaning: nil where the words have none, and then the rule does not fit.
    init<Value>(
        _ examples: KeyValuePairs<String, String>, _ pattern: Pattern<Value>,
        meaning: @escaping @Sendable (Value) -> Sense?
    ) {
        self.examples = examples
        self.pattern = pattern.map(meaning)
    }
}

/// The rules of a kind of value, in order: the longest that fits counts, and of two as long the
/// one that is named first. A rule can be added anywhere without another being cut short by it.
struct Rules: Sendable {
    /// What an entity is called that one of them hears.
    let name: String
    let all: [Rule]
    private let first: TokenSet
    /// The rules that can begin with a kind of token: most tokens begin none.
    private let beginning: [[Int]]

    init(_ name: String, @RuleList _ rules: () -> [Rule]) {
        let rules = rules()
        (self.name, all) = (name, rules)
        first = rules.reduce(.none) { $0.union($1.pattern.first) }
        beginning = (0..<TokenSet.count).map { kind in
            rules.indices.filter { rules[$0].pattern.first.contains(kind) }
        }
    }

    /// What the words from a place on mean.
    func longest(_ readers: Readers, at index: Int) -> Reading? {
        guard first.contains(readers.line[index].meaning.kind) else { return nil }
        var best: Pattern<Sense>.Match?
        for rule in beginning[readers.line[index].meaning.kind] {
            guard let match = all[rule].pattern.read(readers, index),
                match.end > best?.end ?? index
            else { continue }
            best = match
        }
        guard let best else { return nil }
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
enum RuleList {
    static func buildExpression(_ rule: Rule) -> [Rule] { [rule] }
    static func buildBlock(_ rules: [Rule]...) -> [Rule] { rules.flatMap { $0 } }
}
