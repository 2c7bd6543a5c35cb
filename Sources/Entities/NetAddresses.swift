/// The words of web and mail addresses mean nothing to the readers: the digits in
/// `http://a.example/?q=305` and `12345@mail.example` count nothing.
struct NetAddresses {
    private var tokens: [Token]
    private let scalars: [Unicode.Scalar]
    /// Everything before it is settled, so no token is looked at more than twice.
    private var settled = 0

    private init(_ tokens: [Token], _ scalars: [Unicode.Scalar]) {
        (self.tokens, self.scalars) = (tokens, scalars)
    }

    static func silenced(in tokens: [Token], _ scalars: [Unicode.Scalar]) -> [Token] {
        var addresses = NetAddresses(tokens, scalars)
        for index in tokens.indices where addresses.isMark(index) { addresses.silence(at: index) }
        return addresses.tokens
    }

    /// The `:` of `https://` and the `@` of a mail address, with a name on both sides.
    private func isMark(_ index: Int) -> Bool {
        guard index >= settled, index > 0, isPart(index + 1), isPart(index) else { return false }
        if tokens[index].isSymbol("@") { return isName(index - 1) && isName(index + 1) }
        return tokens[index].isSymbol(":") && tokens[index + 1].isSymbol("/")
            && isPart(index + 2) && tokens[index + 2].isSymbol("/") && isName(index - 1)
    }

    private func isName(_ index: Int) -> Bool {
        if case .symbol = tokens[index].meaning { return false }
        return isASCII(index)
    }

    /// Touches the token before it and is of ASCII characters, as all of an address is.
    private func isPart(_ index: Int) -> Bool {
        index < tokens.count && !tokens[index].isSpaced && isASCII(index)
    }

    private func isASCII(_ index: Int) -> Bool { scalars[tokens[index].start].isASCII }

    private mutating func silence(at index: Int) {
        var start = index
        while start > settled, isPart(start), isASCII(start - 1) { start -= 1 }
        var end = index + 1
        while isPart(end) { end += 1 }
        for place in start..<end { tokens[place].meaning = .other }
        settled = end
    }
}
