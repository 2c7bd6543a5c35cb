/// Where things stand in JSON: its first slip, and the elements of an outer array. Foundation's
/// decoder knows neither on Linux, and a file of a thousand activities is not searched by hand.
struct JSONPlaces {
    /// Lines and columns (in bytes) from 1.
    struct Place: Equatable {
        var line: Int
        var column: Int
    }

    private struct Slip: Error {
        var at: Int
        var what: String
    }

    /// Deeper than any activity is nested.
    private static let deepest = 256

    private let bytes: [UInt8]
    /// Where lines begin.
    private let lines: [Int]
    private var at = 0
    /// Where the elements of the outer array begin.
    private var elements: [Int] = []
    private var found: Slip?

    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.bytes = bytes
        lines = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        do throws(Slip) {
            try value(depth: 0)
            skipSpaces()
            if at < bytes.count { throw Slip(at: at, what: "something stands behind the end") }
        } catch {
            found = error
        }
    }

    /// What is no JSON, and where; nil when all of it is.
    var slip: (place: Place, what: String)? { found.map { (place($0.at), $0.what) } }

    /// Where an element of the outer array begins, counted from 0; else the beginning.
    func element(_ number: Int) -> Place {
        place(elements.indices.contains(number) ? elements[number] : 0)
    }

    private func place(_ offset: Int) -> Place {
        var (low, high) = (0, lines.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle] <= offset { low = middle } else { high = middle }
        }
        return Place(line: low + 1, column: offset - lines[low] + 1)
    }

    // MARK: - The grammar of RFC 8259

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpaces() {
        while let next, [0x20, 0x09, 0x0A, 0x0D].contains(next) { at += 1 }
    }

    private func slip(_ expected: String) -> Slip {
        Slip(at: at, what: next == nil ? "the JSON breaks off" : "expected \(expected)")
    }

    private mutating func take(_ character: Unicode.Scalar, _ expected: String) throws(Slip) {
        skipSpaces()
        guard next == UInt8(ascii: character) else { throw slip(expected) }
        at += 1
    }

    private mutating func value(depth: Int) throws(Slip) {
        skipSpaces()
        guard depth < Self.deepest else { throw Slip(at: at, what: "nested too deep") }
        switch next.map(Unicode.Scalar.init) {
        case "{": try list(upTo: "}") { (json) throws(Slip) in try json.member(depth) }
        case "[": try list(upTo: "]") { (json) throws(Slip) in try json.item(depth) }
        case "\"": try string()
        case "t": try word("true")
        case "f": try word("false")
        case "n": try word("null")
        default: try number()
        }
    }

    /// What stands between brackets: elements with commas between them.
    private mutating func list(
        upTo end: Unicode.Scalar, _ element: (inout JSONPlaces) throws(Slip) -> Void
    ) throws(Slip) {
        at += 1
        if isAtEnd(of: end) { return }
        try element(&self)
        while !isAtEnd(of: end) {
            try take(",", "a comma or \(end)")
            try element(&self)
        }
    }

    private mutating func item(_ depth: Int) throws(Slip) {
        skipSpaces()
        if depth == 0 { elements.append(at) }
        try value(depth: depth + 1)
    }

    private mutating func member(_ depth: Int) throws(Slip) {
        skipSpaces()
        guard next == UInt8(ascii: "\"") else { throw slip("a name in quotation marks") }
        try string()
        try take(":", "a colon")
        try value(depth: depth + 1)
    }

    private mutating func isAtEnd(of bracket: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard next == UInt8(ascii: bracket) else { return false }
        at += 1
        return true
    }

    private mutating func string() throws(Slip) {
        at += 1
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw slip("no control character in a text") }
            guard byte == UInt8(ascii: "\\") else {
                at += 1
                continue
            }
            try escape()
        }
        guard next != nil else { throw slip("") }
        at += 1
    }

    private mutating func escape() throws(Slip) {
        let start = at
        at += 1
        guard let mark = next else { throw slip("") }
        at += 1
        guard mark == UInt8(ascii: "u") else {
            guard "\"\\/bfnrt".utf8.contains(mark) else {
                throw Slip(at: start, what: "no escape of JSON")
            }
            return
        }
        guard let unit = codeUnit() else { throw Slip(at: start, what: "\\u needs four digits") }
        guard (0xD800...0xDFFF).contains(unit) else { return }
        // Half of a character outside the first plane: the other half follows.
        guard unit < 0xDC00, bytes[at...].starts(with: "\\u".utf8) else {
            throw Slip(at: start, what: "half a character")
        }
        at += 2
        guard let low = codeUnit(), (0xDC00...0xDFFF).contains(low) else {
            throw Slip(at: start, what: "half a character")
        }
    }

    private mutating func codeUnit() -> UInt16? {
        let digits = bytes[at...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") }) else { return nil }
        at += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func word(_ word: String) throws(Slip) {
        guard bytes[at...].starts(with: word.utf8) else { throw slip("a value") }
        at += word.utf8.count
    }

    private mutating func number() throws(Slip) {
        let digits = bytes[at...].prefix { "+-.eE0123456789".utf8.contains($0) }
        guard !digits.isEmpty else { throw slip("a value") }
        let text = String(decoding: digits, as: UTF8.self)
        guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
            throw slip("a number")
        }
        at += digits.count
    }
}
