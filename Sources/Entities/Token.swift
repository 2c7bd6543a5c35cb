/// A word, a character or a run of digits of a line, with what it can mean.
struct Token: Equatable, Sendable {
    var meaning: Meaning
    /// Code points of the line as typed; the end is exclusive.
    var start: Int
    var end: Int
    /// White space stands before it.
    var isSpaced = false
    /// Typed in full-width forms.
    var isWide = false

    /// ③, Ⅻ or a digit of another script.
    var isStrange = false

    var length: Int { end - start }

    func isSymbol(_ scalar: Unicode.Scalar) -> Bool { meaning == .symbol(scalar.value) }
    func isKeyword(_ keyword: Keyword) -> Bool { meaning == .keyword(keyword) }
    func isKeyword(_ first: Keyword, _ second: Keyword) -> Bool {
        isKeyword(first) || isKeyword(second)
    }
}

/// A line cut into tokens, with the day it was typed on.
struct TokenLine: Sendable {
    let scalars: [Unicode.Scalar]
    let tokens: [Token]
    /// The number that begins at each token: every reader asks for it, so it is read once.
    private var numerals: [Numeral?] = []
    /// Nothing in it can be a value, nor looks like one.
    let isPlain: Bool
    /// Somebody wants one value instead of another: "from 6 to 12" is no range then.
    let hasChange: Bool
    /// Some of it is in Chinese: dates in digits begin with the year then.
    let isChinese: Bool

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var lexer = Lexer(scalars)
        tokens = NetAddresses.silenced(in: lexer.run(), scalars)
        isPlain = !Self.canHoldValue(tokens)
        guard !isPlain else {
            (isChinese, hasChange) = (false, false)
            return
        }
        isChinese = scalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        hasChange = tokens.contains { $0.isKeyword(.change) }
        numerals = tokens.indices.map { readNumeral(at: $0) }
    }

    /// The longest number that begins at a token, in either language.
    func numeral(at index: Int) -> Numeral? {
        numerals.indices.contains(index) ? numerals[index] : nil
    }

    var count: Int { tokens.count }

    /// The token at a place, or one that means nothing: readers look ahead without asking.
    subscript(index: Int) -> Token {
        guard tokens.indices.contains(index) else {
            return Token(meaning: .end, start: scalars.count, end: scalars.count, isSpaced: true)
        }
        return tokens[index]
    }

    /// The words as typed, from one token up to another.
    func text(from first: Int, to end: Int) -> String {
        guard first < end else { return "" }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[self[first].start..<self[end - 1].end])
        return String(view)
    }

    /// The token touches the one before it.
    func isJoined(_ index: Int) -> Bool { index > 0 && index < count && !self[index].isSpaced }
}
