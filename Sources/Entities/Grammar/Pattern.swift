/// What a stretch of tokens looks like, and what is made of it.
///
/// A pattern takes the first way that fits and never comes back to it, and it takes a bounded
/// number of tokens: there is no repetition without end, and no pattern can contain itself, since
/// each is made of others that are there before it. So no line makes the readers recurse, and a
/// line of any length takes work in proportion.
struct Pattern<Value>: Sendable {
    typealias Match = (value: Value, end: Int)

    /// What the first token can be; nothing else is tried.
    let first: TokenSet
    /// It can take no token at all.
    let isEmpty: Bool
    /// What it makes of the tokens from a place on, and the token after them.
    let read: @Sendable (Readers, Int) -> Match?

    init(
        first: TokenSet, isEmpty: Bool = false,
        read: @escaping @Sendable (Readers, Int) -> Match?
    ) {
        (self.first, self.isEmpty, self.read) = (first, isEmpty, read)
    }

    /// With another meaning; nil where it has none, and then it does not fit.
    @inline(__always)
    func map<New>(_ meaning: @escaping @Sendable (Value) -> New?) -> Pattern<New> {
        let read = read
        return Pattern<New>(first: first, isEmpty: isEmpty) { readers, index in
            guard let match = read(readers, index), let new = meaning(match.value) else {
                return nil
            }
            return (new, match.end)
        }
    }

    /// Only where a condition holds of the line, the first token and the one after the last.
    @inline(__always)
    func filter(_ holds: @escaping @Sendable (Readers, Int, Int) -> Bool) -> Pattern {
        let read = read
        return Pattern(first: first, isEmpty: isEmpty) { readers, index in
            guard let match = read(readers, index), holds(readers, index, match.end) else {
                return nil
            }
            return match
        }
    }

    /// With a meaning that is always the same.
    @inline(__always)
    func means<New: Sendable>(_ meaning: New) -> Pattern<New> { map { _ in meaning } }

    /// Its words in Chinese characters, or in none.
    var han: Pattern { filter { readers, index, _ in readers.isHan(index) } }
    var latin: Pattern { filter { readers, index, _ in !readers.isHan(index) } }
    /// Without its own meaning.
    var only: Pattern<Void> { map { _ in () } }
}

extension Pattern {
    /// It, or nil.
    var optional: Pattern<Value?> {
        let read = read
        return Pattern<Value?>(first: first, isEmpty: true) { readers, index in
            read(readers, index).map { ($0.value, $0.end) } ?? (nil, index)
        }
    }
}

extension Pattern where Value == Void {
    /// It, or nothing.
    var maybe: Pattern {
        let read = read
        return Pattern(first: first, isEmpty: true) { readers, index in
            read(readers, index) ?? ((), index)
        }
    }
}

infix operator ~ : MultiplicationPrecedence

@inline(__always)
private func following<A, B, New>(
    _ left: Pattern<A>, _ right: Pattern<B>, _ both: @escaping @Sendable (A, B) -> New
) -> Pattern<New> {
    let first = left.isEmpty ? left.first.union(right.first) : left.first
    let (left, isEmpty) = (left.read, left.isEmpty && right.isEmpty)
    let right = right.read
    return Pattern(first: first, isEmpty: isEmpty) { readers, index in
        guard let before = left(readers, index), let after = right(readers, before.end) else {
            return nil
        }
        return (both(before.value, after.value), after.end)
    }
}

/// One behind the other; what means nothing by itself leaves no trace in the meaning.
@inline(__always)
func ~ (left: Pattern<Void>, right: Pattern<Void>) -> Pattern<Void> {
    following(left, right) { _, _ in () }
}

@inline(__always)
func ~ <A>(left: Pattern<A>, right: Pattern<Void>) -> Pattern<A> {
    following(left, right) { before, _ in before }
}

@inline(__always)
func ~ <B>(left: Pattern<Void>, right: Pattern<B>) -> Pattern<B> {
    following(left, right) { _, after in after }
}

@inline(__always)
func ~ <A, B>(left: Pattern<A>, right: Pattern<B>) -> Pattern<(A, B)> {
    following(left, right) { ($0, $1) }
}

/// What a pattern is made of.
enum Grammar {
    /// The first of these that fits.
    @inline(__always)
    static func oneOf<Value>(_ patterns: Pattern<Value>...) -> Pattern<Value> {
        let reads = patterns.map(\.read)
        return Pattern(
            first: patterns.reduce(.none) { $0.union($1.first) },
            isEmpty: patterns.contains(where: \.isEmpty)
        ) { readers, index in
            for read in reads {
                if let match = read(readers, index) { return match }
            }
            return nil
        }
    }

    /// The longest of these, and of two as long the one named first.
    static func longest<Value>(_ patterns: Pattern<Value>...) -> Pattern<Value> {
        Pattern(
            first: patterns.reduce(.none) { $0.union($1.first) },
            isEmpty: patterns.contains(where: \.isEmpty)
        ) { readers, index in
            let kind = readers.line[index].meaning.kind
            var best: Pattern<Value>.Match?
            for pattern in patterns where pattern.first.contains(kind) {
                guard let match = pattern.read(readers, index), match.end > best?.end ?? index
                else { continue }
                best = match
            }
            return best
        }
    }

    /// One token, of one of these meanings.
    static func token(_ meanings: Meaning...) -> Pattern<Void> {
        Pattern(first: TokenSet(meanings)) { readers, index in
            meanings.contains(readers.line[index].meaning) ? ((), index + 1) : nil
        }
    }

    static func mark(_ keywords: Keyword...) -> Pattern<Void> {
        let kinds = TokenSet(keywords.map(Meaning.keyword))
        return Pattern(first: kinds) { readers, index in
            kinds.contains(readers.line[index].meaning.kind) ? ((), index + 1) : nil
        }
    }

    static func symbol(_ symbol: Unicode.Scalar) -> Pattern<Void> { token(.symbol(symbol.value)) }

    /// This very word, in lower case, whatever else it shares its meaning with.
    static func word(_ text: String) -> Pattern<Void> {
        let letters = text.unicodeScalars.map(\.value)
        let tokens = TokenLine(text).tokens
        return Pattern(first: TokenSet(tokens.map(\.meaning))) { readers, index in
            let token = readers.line[index]
            guard token.length == letters.count, index >= 0, index < readers.line.count else {
                return nil
            }
            let typed = readers.line.scalars[token.start..<token.end].lazy.map(Folding.fold)
            return typed.elementsEqual(letters) ? ((), index + 1) : nil
        }
    }

    /// One token, of a meaning that is made something of.
    static func token<Value>(
        like examples: [Meaning], _ meaning: @escaping @Sendable (Token) -> Value?
    ) -> Pattern<Value> {
        Pattern(first: TokenSet(examples)) { readers, index in
            meaning(readers.line[index]).map { ($0, index + 1) }
        }
    }

    /// It stands here, and is left for what comes next.
    @inline(__always)
    static func ahead<Value>(_ pattern: Pattern<Value>) -> Pattern<Value> {
        let read = pattern.read
        return Pattern(first: .none, isEmpty: true) { readers, index in
            read(readers, index).map { ($0.value, index) }
        }
    }

    static func notAhead(_ pattern: Pattern<Void>) -> Pattern<Void> {
        place { readers, index in pattern.read(readers, index) == nil }
    }

    /// It ends here, so many tokens long.
    static func behind(_ pattern: Pattern<Void>, tokens: Int = 1) -> Pattern<Void> {
        place { readers, index in pattern.read(readers, index - tokens)?.end == index }
    }

    static func notBehind(_ pattern: Pattern<Void>, tokens: Int = 1) -> Pattern<Void> {
        place { readers, index in pattern.read(readers, index - tokens)?.end != index }
    }

    /// A place between two tokens of which something is true.
    static func place(
        _ holds: @escaping @Sendable (Readers, Int) -> Bool
    ) -> Pattern<Void> {
        Pattern(first: .none, isEmpty: true) { readers, index in
            holds(readers, index) ? ((), index) : nil
        }
    }

    /// One token, whatever it is.
    static let anything = Pattern<Void>(first: .all) { readers, index in
        readers.line[index].meaning == .end ? nil : ((), index + 1)
    }
    /// No space at this place.
    static let joined = place { readers, index in readers.line.isJoined(index) }
    /// The line, or a part of it, ends at this place.
    static let closed = place { readers, index in readers.isClosed(index) }
}
